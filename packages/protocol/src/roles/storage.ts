import type { CoreEvent, PackTelemetry } from "../core.js";
import { HolderLink, type HolderRole, type Limit } from "../link/holder.js";
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
import { answerRound, isRound, PlanView } from "./round-answer.js";
import { absoluteWh, ableOf, offPlan, socOf, storageState, type StorageConfig } from "./storage-packs.js";
import { answerTrade, decided, type OwnTrade, type TradeDecision, tradeWorth } from "./trade-worth.js";
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

  /** Prices without a proposal ask for a plan; a proposal is taken where it asks no more than the plan did. */
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
    if (this.wish !== undefined && termsOnlyLower(this.wish.value, proposal.value, none, this.up.scheduleS())) {
      this.up.accept(envelope, offer, proposal.hash);
    } else if (this.wish !== undefined) {
      this.up.counter(envelope, { plan: offer.plan, options: [this.optionOf(this.wish)] }, false);
    } else {
      this.up.refuse(envelope, { reason: "NOT_NOW", detail: "no plan yet: prices or pack telemetry are missing" });
    }
  }

  /** CP-TRADE-4: a store needs nothing; what it could sell later of what it stores now is in its bill. */
  tradeOffered(offer: TradeOffer, envelope: Envelope): void {
    const judge = (trade: OwnTrade): TradeDecision => {
      const { prices } = trade;
      const state = {
        ...storageState(this.config, this.packs),
        terminalMicroPerKwh: this.terminal(this.prices ?? prices),
      };
      const problem = storageProblem(prices, state, this.up.scheduleS());
      const { exportMicroPerKwh: exportPrice = prices.microPerKwh } = prices;
      return decided(tradeWorth({ ...problem, exportPrice }, trade), trade.priceMicro);
    };
    answerTrade(this.up, { offer, envelope, told: this.prices }, this.packs.length === 0 ? undefined : judge);
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
      state: { ...storageState(this.config, this.packs), terminalMicroPerKwh: this.terminal(this.prices ?? prices) },
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

  /**
   * Worth of a stored kWh when a plan ends: what it could be sold for; room that is scarce for import makes no stored
   * energy dearer. As before any round, so that no price of a round changes a cost.
   */
  private terminal({ microPerKwh, exportMicroPerKwh = microPerKwh }: PriceVector): MicroPerKwh {
    const mean = exportMicroPerKwh.reduce((sum, price) => sum + price, 0) / Math.max(1, exportMicroPerKwh.length);
    return Math.max(0, mean * this.config.dischargeEfficiency);
  }

  private offerPlan(envelope: Envelope): void {
    const terms = this.planNow();
    if (terms === undefined) return;
    this.wish = terms;
    this.expectedFrom = { atS: this.up.scheduleS(), soc: socOf(this.packs) };
    this.up.counter(envelope, { plan: 0, options: [this.optionOf(terms)] }, false);
  }

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
    const plan = storagePlan(prices, storageState(this.config, this.packs), nowS);
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
    const { chargeMaxW, dischargeMaxW } = ableOf(this.config, this.packs);
    let band = tighter(own.band, { minW: -dischargeMaxW, maxW: chargeMaxW });
    const cap = this.up.terms.emergencyCap();
    if (cap !== undefined) band = tighter(band, { minW: -cap.exportW, maxW: cap.importW });
    if (this.person !== undefined) band = tighter(band, { minW: -this.person, maxW: this.person });
    const setpointW = band.minW < 0 && band.maxW <= 0 ? band.minW : band.maxW;
    return { ...own, band: { minW: Math.min(0, setpointW), maxW: setpointW } };
  }

  private measured(packs: readonly PackTelemetry[]): void {
    const first = this.packs.length === 0;
    this.packs = packs;
    if (first) this.stateNeed();
    else {
      const schedule = partOf(this.up.inForce(), 1);
      const nowS = this.up.scheduleS();
      if (this.expectedFrom !== undefined && schedule !== undefined) {
        if (offPlan(this.config, { schedule, from: this.expectedFrom, nowS, soc: socOf(packs) })) this.stateNeed();
      }
    }
    this.limitsStale();
  }
}
