import type { CoreEvent, PackTelemetry } from "../core.js";
import { HolderLink, type HolderRole, type Limit } from "../link/holder.js";
import { validUnderCap } from "../link/holder-limit.js";
import { partOf, termsOnlyLower } from "../link/lease.js";
import { storageProblem } from "../market/answer/index.js";
import { storagePlan, type StorageState } from "../market/index.js";
import type {
  Embedded,
  Envelope,
  Fallback,
  HolderOption,
  NeedPart,
  Offer,
  PriceVector,
  Reject,
  Terms,
  TradeOffer,
} from "../messages.js";
import { cutSchedule } from "../schedule.js";
import type { MicroPerKwh, UnixS, Watts } from "../units.js";
import { embedTerms } from "../wire/index.js";
import { ExportWatch, firmExportW } from "./export-watch.js";
import { answerRound, isRound, PlanView } from "./round-answer.js";
import { absoluteWh, ableOf, offPlan, socOf, storageState, type StorageConfig } from "./storage-packs.js";
import { storageTrade, terminalWorth } from "./storage-trade.js";
import { answerTrade, type OwnTrade, type TradeDecision } from "./trade-worth.js";
import { RoleCore, tighter, type CoreOptions } from "./base.js";

const meterSlackW = 60;
/** A battery storage site: charges when energy is cheap and discharges when it is dear, inside its lease. */
export class StorageCore extends RoleCore implements HolderRole {
  readonly up: HolderLink;
  private packs: readonly PackTelemetry[] = [];
  private prices: PriceVector | undefined;
  private needVersion = 0;
  private powerW: Watts = 0;
  private person: Watts | undefined;
  private wish: Embedded<Terms> | undefined;
  private expectedFrom: { atS: UnixS; soc: number } | undefined;
  private stale = true;
  private quote = 0;
  private readonly exportWatch = new ExportWatch();
  /** The packs can no longer give what was promised. */
  private lacks = false;
  private readonly planView = new PlanView<{ readonly state: StorageState; readonly nowS: UnixS }>();

  constructor(
    options: CoreOptions,
    readonly config: StorageConfig,
  ) {
    super(options);
    const powerMaxW = config.packs * config.powerW;
    this.up = new HolderLink(
      this.context,
      {
        grantor: config.grantor,
        role: "storage",
        powerMaxW,
        exportMaxW: powerMaxW,
        connectors: [{ connector: 1, phases: [1, 2, 3], powerMaxW, powerMinW: 0 }],
        fallback: config.fallback,
        stepsMax: 1000,
        scheduleSlackMs: options.scheduleSlackMs ?? 0,
      },
      this,
    );
  }

  protected started(): void {
    this.up.terms.restore(this.facts, this.sameBoot, this.lost);
    if (this.transport) this.up.transportUp();
    this.limitsStale();
  }
  protected transportChanged(): void {
    if (this.transport) this.up.transportUp();
    else this.up.transportDown();
  }
  protected happened(event: CoreEvent): void {
    switch (event.kind) {
      case "message":
        this.up.receive(event.envelope);
        break;
      case "unexplained":
        this.up.unexplained();
        break;
      case "fallbackWritten":
        this.up.fallbackWritten(event.fallback);
        break;
      case "packs":
        this.measured(event.packs);
        break;
      case "meter":
        this.powerW = event.powerW;
        this.watchExport();
        this.up.settle();
        break;
      case "personLimit":
        this.person = event.maxW;
        this.limitsStale();
        break;
      default:
        break;
    }
  }
  protected settled(): void {
    if (!this.stale) return;
    this.stale = false;
    this.apply(1, this.limit());
    this.up.settle();
  }
  protected limitsStale(): void {
    this.stale = true;
  }

  limitsChanged(): void {
    this.limitsStale();
  }
  confirmed(): void {
    this.apply(1, this.limit());
  }
  fits(): boolean {
    const { band } = this.limit();
    return this.powerW <= band.maxW + meterSlackW && this.powerW >= band.minW - meterSlackW;
  }
  meteredW(): Watts {
    return Math.round(this.powerW);
  }
  sessionBegan(): void {
    this.stateNeed();
  }
  refused(reject: Reject): void {
    if (reject.reason === "NOT_NOW" || reject.reason === "OFFER_EXPIRED") this.stateNeed();
  }
  fallbackShare(): Pick<Fallback, "importW" | "exportW"> {
    return this.up.terms.fallbackHeld;
  }

  /** Prices alone ask for a plan; what is reserved is taken where it asks no more than the plan did (CP-NEG-2). */
  offered(offer: Offer, envelope: Envelope): void {
    if (isRound(offer)) {
      this.answerRound(offer, envelope);
      return;
    }
    if (offer.prices !== undefined) this.prices = offer.prices;
    const [proposal] = offer.proposals;
    if (proposal === undefined) {
      this.offerPlan(envelope);
      return;
    }
    const none = { importW: 0, exportW: 0 };
    if (this.wish === undefined) {
      this.up.refuse(envelope, { reason: "NOT_NOW", detail: "no plan yet: prices or pack telemetry are missing" });
      return;
    }
    const fits = termsOnlyLower(this.wish.value, proposal.value, none, this.up.scheduleS());
    if (fits && offer.reservedMs !== undefined) this.up.accept(envelope, offer, proposal.hash);
    else this.up.counter(envelope, { plan: offer.plan, options: [this.optionOf(this.wish)] }, false);
  }

  tradeOffered(offer: TradeOffer, envelope: Envelope): void {
    const [told, nowS] = [this.prices, this.up.scheduleS()];
    const judge = (trade: OwnTrade): TradeDecision =>
      storageTrade({ ...this.state(), terminalMicroPerKwh: this.terminal(told ?? trade.prices) }, trade, nowS);
    answerTrade(this.up, { offer, envelope, told }, this.packs.length === 0 ? undefined : judge);
  }

  private stateNeed(): void {
    if (!this.up.connected || this.packs.length === 0) return;
    this.needVersion++;
    const powerMaxW = this.config.packs * this.config.powerW;
    const part: NeedPart = {
      connector: 1,
      version: this.needVersion,
      departureS: Math.floor(this.up.scheduleS()) + 86_400,
      energyWh: 0,
      powerMaxW,
      powerMinW: 0,
      exportMaxW: powerMaxW,
      phases: [1, 2, 3],
      blendable: true,
    };
    this.up.setNeed([part]);
  }

  private answerRound(offer: Offer, envelope: Envelope): void {
    const { prices } = offer;
    if (prices === undefined || this.packs.length === 0) {
      this.up.refuse(envelope, { reason: "NOT_NOW", detail: "no pack telemetry yet" });
      return;
    }
    const { state, nowS } = this.planView.of(offer.plan, this.needVersion, () => ({
      state: { ...this.state(), terminalMicroPerKwh: this.terminal(this.prices ?? prices) },
      nowS: this.up.scheduleS(),
    }));
    const problem = storageProblem(prices, state, nowS);
    const { exportMicroPerKwh } = prices;
    const whole = exportMicroPerKwh === undefined ? problem : { ...problem, exportPrice: exportMicroPerKwh };
    const quote = {
      quoteId: `${this.id.slice(0, 20)}-${String(offer.plan % 1_000_000)}-${String(offer.round)}`,
      quality: "PHYSICS" as const,
      modelHash: "",
      validMs: 4 * this.context.timings.offerMs,
      reasons: ["PRICE"] as const,
    };
    this.up.counter(envelope, { plan: offer.plan, ...answerRound(whole, offer, quote, this.context.hash) }, true);
  }

  private terminal(prices: PriceVector): MicroPerKwh {
    return terminalWorth(prices, this.config.dischargeEfficiency);
  }

  /** CP-STORAGE-1: as long as an emergency caps it, what it kept for that may be planned with. */
  private state(): StorageState {
    return storageState(this.config, this.packs, this.inEmergency());
  }
  private inEmergency(): boolean {
    return this.up.terms.emergencyCap() !== undefined;
  }

  private offerPlan(envelope: Envelope): void {
    const terms = this.planNow();
    if (terms === undefined) return;
    this.wish = terms;
    this.expectedFrom = { atS: this.up.scheduleS(), soc: socOf(this.packs) };
    this.up.counter(envelope, { plan: 0, options: [this.optionOf(terms)] }, false);
  }

  /** CP-STORAGE-3: what a plan costs is the wear of all that it moves. */
  private optionOf(terms: Embedded<Terms>): HolderOption {
    this.quote++;
    const movedWh = terms.value.parts.reduce((sum, part) => sum + absoluteWh(part.schedule), 0);
    return {
      terms,
      costMicro: Math.round((movedWh / 1000) * this.config.wearMicroPerKwh),
      quoteId: `${this.id.slice(0, 20)}-${String(this.quote)}`,
      validMs: 3_600_000,
      reasons: ["PRICE"],
      quality: "PHYSICS",
      modelHash: "",
    };
  }

  private planNow(): Embedded<Terms> | undefined {
    const { prices } = this;
    if (prices === undefined || this.packs.length === 0) return undefined;
    const nowS = this.up.scheduleS();
    const plan = storagePlan(prices, this.state(), nowS);
    const schedule = cutSchedule(plan.schedule, nowS);
    if (schedule === undefined) return undefined;
    const band = {
      ...schedule,
      max: schedule.max.map((w) => Math.max(0, w)),
      min: schedule.max.map((w) => Math.min(0, w)),
    };
    return embedTerms({ parts: [{ connector: 1, schedule: band }] }, this.context.hash);
  }

  /** A fixed setpoint of the plan, not a band: a storage site that may charge does charge. */
  private limit(): Limit {
    const own = this.up.limit(1);
    const { chargeMaxW, dischargeMaxW } = ableOf(this.config, this.packs, this.inEmergency());
    let band = tighter(own.band, { minW: -dischargeMaxW, maxW: chargeMaxW });
    const cap = this.up.terms.emergencyCap();
    if (cap !== undefined) band = tighter(band, { minW: -cap.exportW, maxW: cap.importW });
    if (this.person !== undefined) band = tighter(band, { minW: -this.person, maxW: this.person });
    const setpointW = band.minW < 0 && band.maxW <= 0 ? band.minW : band.maxW;
    band = { minW: Math.min(0, setpointW), maxW: setpointW };
    return { ...own, band, validForMs: validUnderCap(this.up, own, band) };
  }

  /** W ≥ 0; CP-STORAGE-2: whoever obeys an emergency has promised nothing. */
  private promisedW(): Watts {
    if (this.inEmergency()) return 0;
    return firmExportW(partOf(this.up.inForce(), 1), this.up.terms.tariff(), this.up.scheduleS());
  }
  private watchExport(): void {
    const short = this.exportWatch.metered(this.up.scheduleS() * 1000, this.promisedW(), this.powerW);
    if (short !== undefined) this.context.alarm("EXPORT_SHORT", short, this.config.grantor);
  }

  private measured(packs: readonly PackTelemetry[]): void {
    const first = this.packs.length === 0;
    this.packs = packs;
    if (first || this.lacksNow() || this.isOffPlan()) this.stateNeed();
    this.limitsStale();
  }

  /** CP-STORAGE-2: true once as the packs come to be unable to give what was promised: a plan without it is due. */
  private lacksNow(): boolean {
    const before = this.lacks;
    this.lacks = this.promisedW() > ableOf(this.config, this.packs, false).dischargeMaxW + meterSlackW;
    return this.lacks && !before;
  }
  private isOffPlan(): boolean {
    const schedule = partOf(this.up.inForce(), 1);
    const { expectedFrom: from } = this;
    if (from === undefined || schedule === undefined) return false;
    return offPlan(this.config, { schedule, from, nowS: this.up.scheduleS(), soc: socOf(this.packs) });
  }
}
