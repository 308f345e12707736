import type { Clock, VirtualClock } from "@chargepact/agent";
import type { DurationMs } from "@chargepact/protocol";

/** How time passes while a case waits. */
export interface Pace {
  readonly clock: Clock;
  /** True as soon as `condition` holds; false where it does not within `ms`. Time passes in here alone. */
  until(condition: () => boolean, ms: DurationMs): Promise<boolean>;
  /** Lets what has been promised happen, however long that takes in real time; true once `condition` holds. */
  promised(condition: () => boolean, ms: DurationMs): Promise<boolean>;
}

/** Turns of the microtask queue after each instant: as long as a chain of promises in an agent may be. */
const turns = 8;
const pollMs = 10;

/** Virtual time: from one timer to the next, each followed by what its promises lead to. */
export class VirtualPace implements Pace {
  constructor(readonly clock: VirtualClock) {}

  until(condition: () => boolean, ms: DurationMs): Promise<boolean> {
    return this.advance(condition, ms, async () => {
      for (let turn = 0; turn < turns; turn++) await Promise.resolve();
    });
  }

  promised(condition: () => boolean, ms: DurationMs): Promise<boolean> {
    return this.advance(condition, ms, () => new Promise((resolve) => setImmediate(resolve)));
  }

  private async advance(condition: () => boolean, ms: DurationMs, settle: () => Promise<unknown>): Promise<boolean> {
    const { clock } = this;
    const end = clock.now().mono + ms;
    for (;;) {
      await settle();
      if (condition()) return true;
      const next = clock.nextAt;
      const last = next === undefined || next > end;
      clock.run(last ? end : next);
      if (!last) continue;
      await settle();
      return condition();
    }
  }
}

/** Real time: looks every 10 ms. */
export class RealPace implements Pace {
  constructor(readonly clock: Clock) {}

  async until(condition: () => boolean, ms: DurationMs): Promise<boolean> {
    const end = this.clock.now().mono + ms;
    while (!condition()) {
      const left = end - this.clock.now().mono;
      if (left <= 0) return condition();
      await new Promise((resolve) => setTimeout(resolve, Math.min(pollMs, left)));
    }
    return true;
  }

  promised(condition: () => boolean, ms: DurationMs): Promise<boolean> {
    return this.until(condition, ms);
  }
}
