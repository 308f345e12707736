import type { AgentId, DurationMs } from "@chargepact/protocol";
import type { Checker, Look, Report } from "./history.js";

interface Waiting {
  readonly sinceMs: number;
  readonly deliveredWh: number;
}

/** L2: once faults have stopped, every feasible need is served within a bounded time. */
export class L2 implements Checker {
  readonly id = "L2";
  private calmSince: number | undefined;
  private readonly waiting = new Map<AgentId, Waiting>();

  constructor(
    /** 2 ttl of the longest lease on a need's path, and what a grantor with a lost ledger waits, ms. */
    private readonly boundMs: DurationMs,
    private readonly report: Report,
  ) {}

  calmed(change: { readonly atMs: number; readonly calm: boolean }): void {
    this.calmSince = change.calm ? change.atMs : undefined;
    this.waiting.clear();
  }

  looked({ atMs, needs }: Look): void {
    if (this.calmSince === undefined) return;
    for (const { agent, hungry, deliveredWh, powerW } of needs) {
      const since = this.waiting.get(agent);
      if (!hungry || powerW > 0 || (since !== undefined && deliveredWh > since.deliveredWh)) this.waiting.delete(agent);
      else if (since === undefined) this.waiting.set(agent, { sinceMs: atMs, deliveredWh });
      else if (atMs - since.sinceMs > this.boundMs) {
        this.waiting.set(agent, { sinceMs: Number.POSITIVE_INFINITY, deliveredWh });
        const forS = Math.round((atMs - since.sinceMs) / 1000);
        this.report({
          id: "L2",
          atMs,
          agents: [agent],
          detail: `${agent} asks for energy and has had none for ${forS} s`,
        });
      }
    }
  }
}
