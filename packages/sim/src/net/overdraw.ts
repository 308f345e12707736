import type { AgentId } from "@chargepact/protocol";
import type { Checker, LifeChange, Look, Report, Step } from "./history.js";

/** ms until it has to be noticed: a meter says it within a minute in any case, and is believed 10 s later. */
const noticedMs = 75_000;
/** What passes for a meter's noise: 60 W and a fiftieth. */
const isOver = (powerW: number, allowedW: number): boolean => powerW > allowedW * 1.02 + 60;

/** S2 where equipment does not obey: a station notices within a bounded time that more flows than its port was told. */
export class Overdraw implements Checker {
  readonly id = "S2";
  private readonly overSince = new Map<AgentId, number>();

  constructor(
    private readonly stations: ReadonlySet<AgentId>,
    private readonly report: Report,
  ) {}

  stepped({ agent, effects }: Step): void {
    if (!this.overSince.has(agent)) return;
    if (effects.some((effect) => effect.kind === "alarm" && effect.code === "OVERDRAW")) this.overSince.delete(agent);
  }
  lived({ agent }: LifeChange): void {
    this.overSince.delete(agent);
  }

  looked({ atMs, meters }: Look): void {
    for (const { agent, powerW, allowed, up, honest } of meters) {
      if (!this.stations.has(agent)) continue;
      const since = this.overSince.get(agent);
      if (!up || !honest || !isOver(powerW, allowed.importW)) this.overSince.delete(agent);
      else if (since === undefined) this.overSince.set(agent, atMs);
      else if (atMs - since > noticedMs) {
        this.overSince.set(agent, Number.POSITIVE_INFINITY);
        const [isW, mayW] = [Math.round(powerW), Math.round(allowed.importW)];
        this.report({
          id: "S2",
          atMs,
          agents: [agent],
          detail: `${agent} does not notice ${isW} W where its port says ${mayW} W`,
        });
      }
    }
  }
}
