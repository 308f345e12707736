import type { LedgerRow } from "../../link/booking.js";
import { loweredTerms } from "../../link/commit-judge.js";
import type { Target } from "../../link/desk.js";
import { partWithin, termsOnlyLower } from "../../link/lease.js";
import type { Embedded, Reason, Schedule, Terms, TermsPart } from "../../messages.js";
import { constantSchedule } from "../../schedule.js";
import { stepConstant, stepFromSchedule, stepMap, stepSum, type StepFunction } from "../../step-function.js";
import { tariffOfPart } from "../../tariff.js";
import type { AgentId, MonoMs } from "../../units.js";
import type { RoundRelay } from "./round-relay.js";
import {
  carriedSchedule,
  fallbackShares,
  leased,
  noFallback,
  ownTerms,
  type ChargerConfig,
  type Plug,
  type Station,
} from "./station.js";

/** What a charger gives its batteries: always inside its own lease, or its fallback. */
export class Grants {
  private readonly consents = new Map<AgentId, { readonly terms: Embedded<Terms>; readonly until: MonoMs }>();

  /** Hash of the part that a battery did not want whole. */
  private readonly declined = new Map<AgentId, string>();

  /** The lease under which a battery left a connector, and the phases with which it was booked there. */
  private readonly leftUnder = new Map<number, { readonly version: string; readonly phases: string }>();

  constructor(
    private readonly station: Station,
    private readonly rounds: RoundRelay,
  ) {}

  /** A battery offered these terms itself. */
  consent(holder: AgentId, consent: { readonly terms: Embedded<Terms>; readonly until: MonoMs }): void {
    this.consents.set(holder, consent);
  }
  /** A battery took less than its whole part: the same part is not offered to it again. */
  decline(plug: Plug): void {
    const inForce = ownTerms(this.station);
    const part = inForce === undefined ? undefined : partWithin(inForce, plug.connector);
    const whole =
      part === undefined
        ? this.fallbackTerms(plug)
        : batteryTerms({ connector: 1, schedule: carriedSchedule(this.station, plug, part) });
    this.declined.set(plug.holder, this.station.desk.embed(whole).hash);
  }
  /** A battery is gone, and the lease that was booked on its phases stays for now. */
  left(plug: Plug): void {
    this.leftUnder.set(plug.connector, { version: this.leaseName(), phases: this.phasesOf(plug) });
  }
  forget(holder: AgentId): void {
    this.consents.delete(holder);
    this.declined.delete(holder);
  }

  /** CP-LEDGER-6: another battery has that lease only on the same phases; on others the grantor has booked nothing. */
  private isBookedFor(connector: number): boolean {
    const [plug, left] = [this.station.plugs.get(connector), this.leftUnder.get(connector)];
    return plug === undefined || left?.version !== this.leaseName() || left.phases === this.phasesOf(plug);
  }
  private leaseName(): string {
    return JSON.stringify(this.station.up.terms.version ?? null);
  }
  private phasesOf({ connector, phases }: Plug): string {
    return (phases ?? this.station.config.connectors.find((each) => each.connector === connector)?.phases ?? []).join();
  }

  /** The capacity of each row as our own lease or fallback has it. */
  rebookCapacity(): void {
    const inForce = ownTerms(this.station);
    const shares = fallbackShares(this.station);
    const station: { importW: StepFunction; exportW: StepFunction }[] = [];
    for (const info of this.station.config.connectors) {
      const ours = inForce !== undefined && this.isBookedFor(info.connector);
      const part = ours ? partWithin(inForce, info.connector) : undefined;
      const share = shares.get(info.connector) ?? 0;
      const importW =
        part === undefined
          ? stepConstant(share)
          : stepMap(stepFromSchedule(part, { beforeW: share, afterW: share }), (w) => Math.max(0, w));
      // Nothing flows back but by a lease.
      const exportW =
        part === undefined
          ? stepConstant(0)
          : stepMap(stepFromSchedule(part, { beforeW: 0, afterW: 0 }, "min"), (w) => Math.max(0, -w));
      station.push({ importW, exportW });
      this.station.desk.ledger.setCapacity(rowOf(info.connector), importW, exportW);
    }
    const [importW, exportW] = [station.map((each) => each.importW), station.map((each) => each.exportW)];
    this.station.desk.ledger.setCapacity("station", stepSum(importW), stepSum(exportW));
  }

  /** What each battery may have now that our own lease is as it is: its own option where it fits, else less. */
  rebook(): void {
    this.rebookCapacity();
    const inForce = ownTerms(this.station);
    const targets = new Map<AgentId, Target>();
    for (const plug of this.station.plugs.values()) {
      if (!this.station.desk.responsive(plug.holder)) continue;
      const target = this.targetOf(plug, inForce);
      if (target !== undefined) targets.set(plug.holder, this.priced(plug, target));
    }
    this.station.desk.execute(0, targets);
  }

  /** CP-PRICE-2: a battery is billed by what its connector's energy costs the station, and hears when that changes. */
  private priced({ connector }: Plug, target: Target): Target {
    const tariff = leased(this.station) ? this.station.up.terms.tariff() : undefined;
    return tariff === undefined ? target : { ...target, tariff: tariffOfPart(tariff, connector), restates: true };
  }

  private targetOf(plug: Plug, inForce: Terms | undefined): Target | undefined {
    const part = inForce === undefined ? undefined : partWithin(inForce, plug.connector);
    if (part === undefined) return this.fallbackTarget(plug);
    const { desk, context, up } = this.station;
    const own = batteryTerms({ connector: 1, schedule: carriedSchedule(this.station, plug, part) });
    const blend = this.rounds.blendFor(plug, up.terms.blends());
    if (blend !== undefined) {
      return { terms: desk.embed(own), reasons: ["CAPACITY", "PRICE"], consented: true, blends: [blend] };
    }
    const consent = this.consents.get(plug.holder);
    if (consent !== undefined && consent.until > context.now.mono) {
      const { terms } = consent;
      if (this.lowers(own, terms.value)) return { terms, reasons: ["CAPACITY"], consented: true };
      if (this.lowers(terms.value, own)) return { terms: desk.embed(own), reasons: ["CAPACITY"], consented: true };
    }
    return this.wholeOrLess(plug, own, "CAPACITY");
  }

  /** More than the battery has agreed to: it is lowered where it must be, and offered the rest. */
  private wholeOrLess(plug: Plug, own: Terms, reason: Reason): Target | undefined {
    const { desk } = this.station;
    const whole = desk.embed(own);
    if (this.declined.get(plug.holder) !== whole.hash) return { terms: whole, reasons: [reason], consented: false };
    // It was offered this and wanted less: it keeps what it took, or less.
    const current = desk.current(plug.holder);
    if (current === undefined) return undefined;
    return { terms: desk.embed(loweredTerms(current, own)), reasons: [reason], consented: false };
  }

  /** Without a lease: its share of the station's fallback, for as long as that lasts. */
  private fallbackTarget(plug: Plug): Target | undefined {
    const current = this.station.desk.current(plug.holder);
    const terms = this.fallbackTerms(plug);
    const share = Math.max(0, ...terms.parts.flatMap(({ schedule }) => schedule.max));
    if (current === undefined && share === 0) return undefined;
    const same = share > 0 && current !== undefined && this.lowers(current, terms) && this.lowers(terms, current);
    return same ? undefined : this.wholeOrLess(plug, terms, "FALLBACK");
  }

  /** A battery's share of the station's fallback, as far as it can take it. */
  private fallbackTerms({ connector, holder }: Plug): Terms {
    const link = this.station.desk.links.get(holder);
    const takesW = Math.min(link?.hello?.powerMaxW ?? 0, link?.needs[0]?.powerMaxW ?? Number.POSITIVE_INFINITY);
    const share = Math.min(fallbackShares(this.station).get(connector) ?? 0, takesW);
    // On the hour, so that it meets the grids of plans in few steps.
    const startS = Math.floor(this.station.nowS() / 3600) * 3600;
    return { parts: [{ connector: 1, schedule: constantSchedule({ startS, stepS: 3600, steps: 24 }, share, 0) }] };
  }

  private lowers(now: Terms, next: Terms): boolean {
    return termsOnlyLower(now, next, noFallback, this.station.nowS());
  }
}

const rowOf = (connector: number): string => `connector-${String(connector)}`;

/** The station, and each connector by what is plugged into it. */
export function chargerRows(config: ChargerConfig, plugs: ReadonlyMap<number, Plug>): readonly LedgerRow[] {
  return [
    { id: "station", share: () => 1 },
    ...config.connectors.map((info) => ({
      id: rowOf(info.connector),
      share: (holder: AgentId) => (plugs.get(info.connector)?.holder === holder ? 1 : 0),
    })),
  ];
}

/** A connector's part as the battery in it sees it: its own connector 1, free to draw less. */
export function batteryTerms(part: TermsPart): Terms {
  const { schedule } = part;
  const min = schedule.min ?? schedule.max.map((w) => Math.min(0, w));
  return { parts: [{ connector: 1, schedule: { ...schedule, min } }] };
}

export function zeroLike(schedule: Schedule): Schedule {
  return constantSchedule({ startS: schedule.startS, stepS: schedule.stepS, steps: schedule.max.length }, 0, 0);
}
