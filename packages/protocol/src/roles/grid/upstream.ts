import { HolderLink, type HolderRole } from "../../link/holder.js";
import type { Envelope, Fallback, Offer, PriceNotice, Reject, Terms } from "../../messages.js";
import { stepConstant, stepFromSchedule, stepMap, stepMinAhead, type StepFunction } from "../../step-function.js";
import { partOf } from "../../link/lease.js";
import type { AgentId, DurationMs, MonoMs, Watts } from "../../units.js";
import { isStatedAnew } from "../feasible.js";
import { AggregateNeed } from "./aggregate-need.js";
import type { Capacity } from "./capacity.js";
import type { EmergencyDesk } from "./emergency.js";
import { Forecasting } from "./forecasting.js";
import { shortOf } from "./short.js";
import type { Above, Site } from "./site.js";
import { SumReply } from "./sum-reply.js";
import { ToldPrices } from "./told-prices.js";

/** Where a site hangs: the operator above, and what the connection to it carries. */
export interface ParentConfig {
  readonly grantor: AgentId;
  /** W ≥ 0; what the connection carries each way. */
  readonly powerMaxW: Watts;
  readonly exportMaxW: Watts;
  /** Asked for: what the site may draw without any lease, uncontrolled load included. It is the guaranteed capacity. */
  readonly fallback: Fallback;
}

/** W; a meter's noise and passing ramps. */
const meterSlackW = 100;

/** The holder's end of an operator that hangs under another: its lease, or its fallback, is all that it has to give. */
export class Upstream implements HolderRole {
  readonly link: HolderLink;
  readonly prices = new ToldPrices();
  readonly forecasting: Forecasting;
  private readonly need: AggregateNeed;
  private readonly sums: SumReply;
  private powerW: Watts = 0;
  /** Read back, and not in force before those below fit it. */
  private written: Fallback | undefined;
  private needStale = false;
  private stale = true;
  private capSeen = "";
  private aheadSeenS = 0;

  constructor(
    private readonly site: Site,
    private readonly capacity: Capacity,
    private readonly emergencies: EmergencyDesk,
    { parent, scheduleSlackMs }: { readonly parent: ParentConfig; readonly scheduleSlackMs: DurationMs },
  ) {
    const { grantor, powerMaxW, exportMaxW, fallback } = parent;
    const connectors = [{ connector: 1, phases: [1, 2, 3] as const, powerMaxW, powerMinW: 0, exportMaxW }];
    this.link = new HolderLink(
      site.context,
      { grantor, role: "grid", powerMaxW, exportMaxW, connectors, fallback, stepsMax: 1000, scheduleSlackMs },
      this,
    );
    this.forecasting = new Forecasting(site, this.link);
    this.need = new AggregateNeed(parent);
    const statedW = (): Watts => this.need.statedW;
    this.sums = new SumReply(site, this.link, { statedW, baseW: (atS) => capacity.baseW(atS) });
  }

  /** What the lease lets cross the connection, and after its end the fallback. */
  bounds(): Above {
    return { ...this.leasedBounds(), guaranteed: this.fallbackShare() };
  }

  private leasedBounds(): { readonly importW: StepFunction; readonly exportW: StepFunction } {
    const { importW, exportW } = this.link.terms.fallbackHeld;
    const terms = this.leased ? this.link.inForce() : undefined;
    const part = terms === undefined ? undefined : partOf(terms, 1);
    if (part === undefined) return { importW: stepConstant(importW), exportW: stepConstant(exportW) };
    const maxW = stepFromSchedule(part, { beforeW: importW, afterW: importW });
    const minW = stepFromSchedule(part, { beforeW: -exportW, afterW: -exportW }, "min");
    const aheadS = this.aheadS();
    return {
      importW: stepMinAhead(
        stepMap(maxW, (w) => Math.max(0, w)),
        aheadS,
      ),
      exportW: stepMinAhead(
        stepMap(minW, (w) => Math.max(0, -w)),
        aheadS,
      ),
    };
  }

  /**
   * s; CP-TIME-5: what this site calls now may be so much later for the operator above, and those below hear it from this
   * site. Whole seconds, so that it seldom changes.
   */
  private aheadS(): number {
    const [low, high] = this.link.terms.scheduleInterval();
    return Math.ceil((high - low) / 1000) + 1;
  }

  /** CP-LEASE-7: nothing that is granted here outlives what it is granted from; the fallback has no end. */
  deadline(): MonoMs | undefined {
    const { terms, context } = this.link;
    const end = this.leased ? terms.leaseEnd() : undefined;
    return end === undefined ? undefined : end - terms.rampMs() / context.speed;
  }

  metered(powerW: Watts): void {
    this.powerW = powerW;
    this.forecasting.metered(powerW);
    this.link.settle();
  }

  /**
   * CP-FALL-3: what a site obeys without a lease are the fallbacks of all below it: a lower one is in force, and said,
   * when they fit it.
   */
  fallbackWritten(fallback: Fallback): void {
    this.written = fallback;
    this.confirmFallback();
  }

  private confirmFallback(): void {
    const { written } = this;
    if (written === undefined) return;
    const { ledger } = this.site.desk;
    const below = ledger.holders().map((holder) => ledger.fallbackOf(holder));
    const importW = below.reduce((sum, each) => sum + each.importW, 0);
    const exportW = below.reduce((sum, each) => sum + each.exportW, 0);
    if (importW > 0 && importW + this.capacity.basePeakW > written.importW) return;
    if (exportW > written.exportW) return;
    this.written = undefined;
    this.link.fallbackWritten(written);
  }

  /** A child's need changed, or the uncontrolled load. */
  needsChanged(): void {
    this.needStale = true;
  }

  /** Once after every event: what follows from what changed. */
  settled(): void {
    this.confirmFallback();
    this.forecasting.settled();
    if (this.needStale) this.stateNeed();
    this.needStale = false;
    if (!this.stale) {
      // CP-LEASE-9: those below may just have acknowledged.
      this.link.settle();
      return;
    }
    this.stale = false;
    this.aheadSeenS = this.aheadS();
    this.capacity.rebook();
    this.passEmergency();
    // Who is above what is left now is lowered at once; what only changes later is planned.
    if (this.site.desk.ledger.firstOver(this.site.nowS()) === undefined) this.site.trigger("capacity above");
    else this.site.trigger("capacity above fell", true);
    this.link.settle();
  }

  // What the link asks.

  /** The parent's wish is the site's gain: whatever it reserves is taken; what it wants lowered was not asked for. */
  offered(offer: Offer, envelope: Envelope): void {
    if (offer.sum !== undefined && offer.reservedMs === undefined) this.sums.answer(offer, envelope);
    const [proposal] = offer.proposals;
    if (proposal === undefined || offer.reservedMs === undefined) return;
    const short = this.short(proposal.value);
    if (short === undefined) this.link.accept(envelope, offer, proposal.hash);
    else this.link.refuse(envelope, short);
  }
  short(terms: Terms): Omit<Reject, "kind"> | undefined {
    return shortOf(this.site, this.link.terms.fallbackHeld.importW, terms);
  }
  pricesTold(notice: PriceNotice): void {
    if (this.prices.told(notice)) this.site.trigger("prices above");
  }
  limitsChanged(): void {
    this.stale = true;
  }
  confirmed(): void {
    // The end moved, for which the desk asks; how well the time is known may have changed, too.
    if (this.aheadS() !== this.aheadSeenS) this.stale = true;
  }
  /** CP-LEASE-9: the connection's meter and all that was granted here fit what is in force above. */
  fits(): boolean {
    // CP-STORE-7: leases that were forgotten are booked nowhere, and may still be in force.
    if (this.site.desk.recovering) return false;
    this.capacity.rebook();
    const { band } = this.link.limit(1);
    const metered = this.powerW <= Math.max(0, band.maxW) + meterSlackW && this.powerW >= band.minW - meterSlackW;
    return metered && this.site.desk.ledger.firstOver(this.link.scheduleS()) === undefined;
  }
  meteredW(): Watts {
    return Math.round(this.powerW);
  }
  sessionBegan(): void {
    this.forecasting.sessionBegan();
    this.need.sessionBegan();
    this.needStale = true;
  }
  refused(reject: Reject): void {
    if (!isStatedAnew(reject)) return;
    this.need.sessionBegan();
    this.needStale = true;
  }
  fallbackShare(): Pick<Fallback, "importW" | "exportW"> {
    const { importW, exportW } = this.link.terms.fallbackHeld;
    return { importW, exportW };
  }

  private get leased(): boolean {
    const { phase } = this.link;
    return phase === "active" || phase === "hold" || phase === "ramping";
  }

  private stateNeed(): void {
    const { desk } = this.site;
    const parts = [...desk.links].flatMap(([id, { needs }]) => (desk.responsive(id) ? needs : []));
    const need = this.need.next(parts, this.capacity.basePeakW, this.link.scheduleS());
    if (need !== undefined) this.link.setNeed([need]);
    if (!this.link.connected) this.need.sessionBegan();
  }

  /** CP-EMERG-2: what binds the site binds all below it, at once. */
  private passEmergency(): void {
    const cap = this.link.terms.emergencyCap();
    const seen = cap === undefined ? "" : JSON.stringify(cap);
    if (seen === this.capSeen) return;
    this.capSeen = seen;
    const { now, speed } = this.site.context;
    const durationMs = cap === undefined ? 0 : Math.max(1, Math.round((cap.until - now.mono) * speed));
    this.emergencies.begin("above", cap?.importW ?? 0, durationMs);
  }
}
