import {
  maxAt,
  minAt,
  settlementPrice,
  tariffOf,
  tariffPrice,
  type Envelope,
  type LeaseTariff,
  type MicroPerKwh,
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
  /** Same within one step of one commit. */
  readonly key: string;
  /** W, + import. */
  readonly powerW: Watts;
  readonly importPrice: MicroPerKwh;
  readonly exportPrice: MicroPerKwh;
  /** Least price of what deviates. */
  readonly imbalancePrice: MicroPerKwh;
  /** What the rows that the connector loads have in the import price, as far as the plan told. */
  readonly rows: SettlementPrice["rows"];
}

interface InForce {
  readonly plan: number;
  readonly connector: number;
  readonly schedule: Schedule;
  readonly tariff: LeaseTariff;
}

/** Plans of which it is remembered what each row cost. */
const rememberedMax = 256;
const ended: ReadonlySet<string> = new Set(["expired", "fallback", "released"]);

/** The grid operator's commits to connectors as they came over the wire, with their prices, as far as they have any. */
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
    const tariff = tariffOf(body);
    if (tariff === undefined) return;
    for (const { connector, schedule } of body.terms.value.parts) {
      this.commits.set(`${recipient}/${connector}`, { plan: body.plan, connector, schedule, tariff });
    }
  }

  /** Another vehicle stands there: what was committed to the one before is nothing to it. */
  forget(child: string): void {
    this.commits.delete(child);
  }

  at(child: string, atS: UnixS): Priced | undefined {
    const commit = this.commits.get(child);
    const price = commit && tariffPrice(commit.tariff, commit.connector, atS);
    if (commit === undefined || price === undefined) return undefined;
    const { plan, schedule, tariff } = commit;
    const most = maxAt(schedule, atS) ?? 0;
    const powerW = most > 0 ? most : Math.min(0, minAt(schedule, atS) ?? 0);
    const { importPrice, exportPrice, untilS } = price;
    const settlement = this.settlements.get(plan);
    return {
      key: `${plan}:${untilS}`,
      ...{ powerW, importPrice, exportPrice, imbalancePrice: tariff.imbalanceMicroPerKwh ?? 0 },
      rows: (settlement && settlementPrice(settlement, child, atS)?.rows) ?? [],
    };
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
