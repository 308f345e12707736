import type { BatteryTelemetry, CoreEvent, Trip } from "../core.js";
import { HolderLink, type HolderRole, type Limit } from "../link/holder.js";
import { partOf } from "../link/lease.js";
import type { ConnectorInfo, Envelope, Fallback, Hello, Offer, PriceVector, Reject, TradeOffer } from "../messages.js";
import type { AgentId, UnixS, WattHours, Watts } from "../units.js";
import { quoteTrace } from "../wear/index.js";
import { answerOffer, holderOption, priceOption, type PricedOption } from "./battery-answer.js";
import { KeptFallback } from "./battery-kept.js";
import { deriveNeed, gentleNeed, packFor, wearQueryOf } from "./battery-decide.js";
import type { BatteryConfig, BatteryView, OwnNeed } from "./battery-decide.js";
import { Foresight } from "./foresight.js";
import { planOf, type PredictSettings } from "./foresight-question.js";
import { configAt, holderConfig } from "./battery-hookup.js";
import { sayRound } from "./battery-round.js";
import { feasibleWh, isStatedAnew } from "./feasible.js";
import { isRound, PlanView } from "./round-answer.js";
import { meterFits, batteryLimit } from "./battery-limit.js";
import { needPartOf, StatedNeed, TripCount } from "./battery-need.js";
import { batteryTrade } from "./battery-trade.js";
import { answerTrade, type OwnTrade } from "./trade-worth.js";
import { batteryMachine } from "./battery-machine.js";
import { RoleCore, type CoreOptions } from "./base.js";
import { createActor } from "../link/table.js";

export interface BatteryAgentConfig extends BatteryConfig {
  readonly fallback: Fallback;
  /** What the owner's predictors are asked; absent: physics alone. */
  readonly predicts?: PredictSettings;
}

/** A battery: knows what it needs, what it can bear and what that costs it, and says only the first and the last. */
export class BatteryCore extends RoleCore implements HolderRole {
  private link: HolderLink | undefined;
  private grantor: AgentId | undefined;
  /** What it can do at its connector, as the grantor's Hello states that. */
  private hooked: BatteryConfig;
  private telemetry: BatteryTelemetry | undefined;
  private trip: Trip | undefined;
  private counted = new TripCount();
  private person: Watts | undefined;
  private needVersion = 0;
  private stated: StatedNeed | undefined;
  private toldPrices: PriceVector | undefined;
  /** The battery countered: from now on it asks for what it prefers. */
  private gentle = false;
  private stale = true;
  private readonly kept = new KeptFallback(this.context);
  /** Wh of the trip that the grantor can promise to deliver before everybody's rest; undefined: it refused none. */
  private firstMaxWh: WattHours | undefined;
  private readonly foresight: Foresight;
  private readonly planView = new PlanView<BatteryView | undefined>();
  private readonly machine;

  constructor(
    options: CoreOptions,
    readonly config: BatteryAgentConfig,
  ) {
    super(options);
    this.hooked = config;
    this.foresight = new Foresight(this.context, config.predicts);
    this.machine = createActor(batteryMachine, { clock: this.context.timers.clock });
    this.machine.on("*", (emitted) => {
      if (emitted.type === "linked") this.linked();
      else this.unlinked();
    });
    this.machine.start();
  }

  protected started(): void {
    const version = this.facts["needVersion"];
    this.needVersion = typeof version === "number" ? version : 0;
    this.kept.restore(this.facts);
  }
  protected transportChanged(): void {
    if (this.transport) this.link?.transportUp();
    else this.link?.transportDown();
  }
  protected happened(event: CoreEvent): void {
    switch (event.kind) {
      case "message":
        // CP-SESSION-4: only the grantor it is plugged into.
        if (event.envelope.sender === this.grantor) this.link?.receive(event.envelope);
        else this.context.trace({ what: "refused", peer: event.envelope.sender, detail: "is not my grantor" });
        break;
      case "unexplained":
        if (event.peer === this.grantor) this.link?.unexplained();
        break;
      case "fallbackWritten":
        this.kept.written();
        this.link?.fallbackWritten(event.fallback);
        break;
      case "plugged":
        this.plugged(event.peer);
        break;
      case "trip":
        this.trip = event.trip;
        this.counted = this.counted.begun();
        [this.gentle, this.firstMaxWh] = [false, undefined];
        this.stateNeed();
        break;
      case "batteryTelemetry":
        this.measured(event.telemetry);
        break;
      case "predicted":
        this.foresight.predicted(event);
        if (this.needMoved()) this.stateNeed();
        this.limitsStale();
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
    if (!this.stale || this.link === undefined) return;
    this.stale = false;
    this.apply(1, this.limit(this.link));
    this.link.settle();
    this.look(this.link);
  }

  /** Looks ahead at what it is about to draw. */
  private look(link: HolderLink): void {
    const { telemetry, hooked: config } = this;
    if (telemetry === undefined) return;
    const own = { nowS: this.nowS(), ratedW: config.acPowerMaxW, minW: 0, maxW: 0, ...this.appliedBand(1) };
    const plan = planOf(partOf(link.inForce(), 1), own);
    this.foresight.consider(telemetry, { pack: packFor(config), wear: wearQueryOf({ config, telemetry }), plan });
  }
  protected limitsStale(): void {
    this.stale = true;
  }
  limitsChanged(): void {
    this.stale = true;
  }
  confirmed(): void {
    if (this.link !== undefined) this.apply(1, this.limit(this.link));
  }
  fits(): boolean {
    return this.link === undefined || meterFits(this.meteredW(), this.limit(this.link).band);
  }
  meteredW(): Watts {
    return Math.round(this.counted.powerW);
  }
  sessionBegan({ connectors }: Hello): void {
    this.plugInto(connectors[0]);
    this.stateNeed();
  }
  refused(reject: Reject): void {
    // CP-NEG-13: less of it comes first; all of it is still asked for.
    const [asked] = this.link?.needs ?? [];
    if (reject.reason === "INFEASIBLE") this.firstMaxWh = this.deliveredWh() + feasibleWh(reject, 1, asked);
    if (isStatedAnew(reject)) this.stateNeed();
  }
  fallbackShare(): Pick<Fallback, "importW" | "exportW"> {
    return this.link?.terms.fallbackHeld ?? { importW: 0, exportW: 0 };
  }

  /** A proposal is taken, or countered with what this battery prefers, its cost and its reasons. */
  offered(offer: Offer, envelope: Envelope): void {
    const [proposal] = offer.proposals;
    const schedule = partOf(proposal?.value, 1);
    const view = this.view();
    if (offer.prices !== undefined) this.toldPrices = offer.prices;
    if (this.link === undefined) return;
    if (isRound(offer)) {
      this.answerRound(this.link, offer, envelope);
      return;
    }
    if (proposal === undefined) return;
    if (schedule === undefined || view === undefined) {
      this.link.refuse(envelope, { reason: "NOT_NOW", detail: "no telemetry yet" });
      return;
    }
    const answer = answerOffer({ ...view, proposal: schedule });
    if (answer.kind === "accept") {
      if (offer.reservedMs !== undefined) this.link.accept(envelope, offer, proposal.hash);
      else this.answer(envelope, offer, priceOption({ ...view, proposal: schedule }, schedule, []), true);
      return;
    }
    // The need follows with the next telemetry: a new version now would make the commit of this option stale.
    this.gentle = true;
    this.answer(envelope, offer, answer, false);
  }

  tradeOffered(offer: TradeOffer, envelope: Envelope): void {
    const [{ link, toldPrices: told }, view] = [this, this.view()];
    const judge = view && ((trade: OwnTrade) => batteryTrade(view, trade));
    if (link !== undefined) answerTrade(link, { offer, envelope, told }, judge);
  }

  private answer(envelope: Envelope, offer: Offer, priced: PricedOption, agreed: boolean): void {
    const { hash, timings } = this.context;
    const option = holderOption(priced, agreed ? offer.proposals[0] : undefined, 4 * timings.offerMs, hash);
    this.context.trace(quoteTrace(priced, priced.from));
    this.link?.counter(envelope, { plan: offer.plan, options: [option] }, agreed);
  }

  private answerRound(link: HolderLink, offer: Offer, envelope: Envelope): void {
    const view = this.planView.of(offer.plan, this.needVersion, () => this.view());
    const from = sayRound(link, { offer, envelope, view, id: this.id, context: this.context });
    for (const [option, source] of from) this.context.trace(quoteTrace(option, source));
  }

  private view(): BatteryView | undefined {
    const { telemetry, trip } = this;
    if (telemetry === undefined || trip === undefined) return undefined;
    const { hooked: config, firstMaxWh = Infinity, foresight } = this;
    const [nowS, deliveredWh] = [this.nowS(), this.deliveredWh()];
    return { config, telemetry, trip, deliveredWh, firstMaxWh, nowS, ...foresight.expected(telemetry) };
  }
  private nowS(): UnixS {
    return this.link?.scheduleS() ?? this.context.now.t / 1000;
  }
  private deliveredWh(): WattHours {
    return this.telemetry?.deliveredWh ?? this.counted.wh;
  }

  private plugged(peer: AgentId | undefined): void {
    if (peer === this.grantor) return;
    if (this.grantor !== undefined) this.machine.send({ type: "unplug" });
    this.grantor = peer;
    if (peer !== undefined) this.machine.send({ type: "plugIn" });
  }

  private plugInto(connector: ConnectorInfo | undefined): void {
    this.hooked = configAt(this.config, connector);
    this.planView.forget();
  }

  private linked(): void {
    if (this.grantor === undefined) return;
    this.plugInto(undefined);
    const { scheduleSlackMs = 0 } = this.options;
    const config = holderConfig(this.config, { grantor: this.grantor, scheduleSlackMs });
    this.link = new HolderLink(this.context, config, this);
    this.link.terms.restore(this.facts, this.sameBoot, this.lost);
    this.kept.linked(this.link.terms);
    if (this.transport) this.link.transportUp();
    this.stateNeed();
    this.limitsStale();
  }

  /** The contactor opened: the lease ends at once. */
  private unlinked(): void {
    this.kept.unlinked(this.link?.terms);
    this.link?.stop();
    this.link = undefined;
    this.stated = undefined;
    this.gentle = false;
    this.firstMaxWh = undefined;
    this.facts = {};
    this.apply(1, { band: { minW: 0, maxW: 0 }, validForMs: 3_600_000, reasons: [], nextInMs: undefined });
  }

  private measured(telemetry: BatteryTelemetry): void {
    const { now, speed } = this.context;
    this.counted.measured(telemetry, now.mono * speed, this.config);
    this.telemetry = telemetry;
    this.foresight.measured(telemetry, this.nowS(), packFor(this.config));
    if (this.needMoved()) this.stateNeed();
    this.limitsStale();
  }

  private ownNeed(): OwnNeed | undefined {
    const view = this.view();
    return view && (this.gentle ? gentleNeed(view) : deriveNeed(view));
  }

  /** True where the grantor believes something that no longer holds. */
  private needMoved(): boolean {
    const next = this.ownNeed();
    if (next === undefined) return false;
    if (this.stated === undefined) return true;
    const schedule = partOf(this.link?.inForce(), 1);
    return this.stated.isOff(next, { nowS: this.nowS(), deliveredWh: this.deliveredWh(), schedule });
  }

  private stateNeed(): void {
    const need = this.ownNeed();
    if (need === undefined || this.link === undefined) return;
    this.needVersion++;
    this.stated = new StatedNeed(need, this.deliveredWh(), this.nowS());
    this.link.setNeed([needPartOf(need, this.needVersion, this.hooked.phases)]);
    this.machine.send({ type: need.energyWh > 0 ? "wants" : "content" });
  }

  private limit(link: HolderLink): Limit {
    const { hooked: config, telemetry, trip, person: personW } = this;
    const [deliveredWh, nowS] = [this.deliveredWh(), this.nowS()];
    const ahead = this.foresight.ahead();
    return batteryLimit(link, { config, telemetry, trip, deliveredWh, nowS, personW, ahead });
  }
}
