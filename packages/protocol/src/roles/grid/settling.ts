import type { MonoMs } from "../../units.js";
import type { Site } from "./site.js";

/** How long a plan that is being carried out is left alone. */
export class Settling {
  private since: MonoMs = Number.NEGATIVE_INFINITY;
  private timer: object | undefined;

  constructor(private readonly site: Site) {}

  /** A plan is carried out from now on. */
  begin(): void {
    this.since = this.site.context.now.mono;
  }

  /** True while the last plan is carried out and has not had its time; its end wakes the agent. */
  isOn(): boolean {
    const { context, config, desk } = this.site;
    const until = this.since + config.settleMs;
    if (context.now.mono >= until || !desk.unsettled) return false;
    context.timers.clear(this.timer);
    this.timer = context.timers.set(until, () => {
      // Being woken is all: whoever waits looks again.
    });
    return true;
  }
}
