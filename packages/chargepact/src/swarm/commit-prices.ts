import {
  maxAt,
  minAt,
  settlementPrice,
  type Envelope,
  type Schedule,
  type Settlement,
  type SettlementPrice,
  type Trace,
  type UnixS,
  type Watts,
} from "@chargepact/protocol";
import { gridId } from "../scenario/index.js";
import type { FleetAgent } from "./fleet.js";

/** What a connector is committed at an instant, and the price of it. */
export interface Priced {
  /** Same within one step of one plan. */
  readonly key: string;
  /** W, + import. */
  readonly powerW: Watts;
  readonly price: SettlementPrice;
}

interface InForce {
  readonly plan: number;
  readonly schedule: Schedule;
  readonly settlement: Settlement;
}

/** Plans whose prices are remembered: a commit comes soon after its plan. */
const rememberedMax = 32;
const ended: ReadonlySet<string> = new Set(["expired", "fallback", "released"]);

/** The grid operator's commits to connectors with the prices of their plans, as far as these have any. */
export class CommitPrices {
  private readonly settlements = new Map<number, Settlement>();
  private readonly commits = new Map<string, InForce>();

  trace(trace: Trace, { id, role }: FleetAgent): void {
    if (trace.what === "cleared") this.cleared(trace.plan, trace.settlement);
    if (trace.what === "lease" && role === "charger" && trace.peer === gridId && ended.has(trace.step)) this.end(id);
  }

  message({ sender, recipient, body }: Envelope): void {
    if (sender !== gridId) return;
    // Who obeys an emergency deviates from nothing, until a plan commits again.
    if (body.kind === "emergency") this.end(recipient);
    if (body.kind !== "commit") return;
    this.end(recipient);
    const settlement = this.settlements.get(body.plan);
    if (settlement === undefined) return;
    for (const { connector, schedule } of body.terms.value.parts) {
      this.commits.set(`${recipient}/${connector}`, { plan: body.plan, schedule, settlement });
    }
  }

  /** Another vehicle stands there: what was committed to the one before is nothing to it. */
  forget(child: string): void {
    this.commits.delete(child);
  }

  at(child: string, atS: UnixS): Priced | undefined {
    const commit = this.commits.get(child);
    const price = commit && settlementPrice(commit.settlement, child, atS);
    if (commit === undefined || price === undefined) return undefined;
    const { plan, schedule, settlement } = commit;
    const most = maxAt(schedule, atS) ?? 0;
    const powerW = most > 0 ? most : Math.min(0, minAt(schedule, atS) ?? 0);
    return { key: `${plan}:${Math.floor((atS - settlement.startS) / settlement.stepS)}`, powerW, price };
  }

  private cleared(plan: number, settlement: Settlement): void {
    this.settlements.delete(plan);
    this.settlements.set(plan, settlement);
    const [oldest] = this.settlements.keys();
    if (this.settlements.size > rememberedMax && oldest !== undefined) this.settlements.delete(oldest);
  }

  private end(station: string): void {
    for (const child of this.commits.keys()) if (child.startsWith(`${station}/`)) this.commits.delete(child);
  }
}
