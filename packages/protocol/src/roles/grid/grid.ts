import type { CoreEvent } from "../../core.js";
import { Desk, type DeskOwner, type Trigger } from "../../link/desk.js";
import type { Answer } from "../../link/grantor.js";
import type { TradeAnswer } from "../../link/grantor-desk.js";
import type { HolderLink } from "../../link/holder.js";
import type { AggregateForecast } from "../../market/feeder/index.js";
import type { ChildNeed } from "../../market/index.js";
import type { RoundsLevel } from "../../market/rounds/index.js";
import type { Forecast, Hello, NeedPart, PriceVector, Reject, Terms } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import type { AgentId, MonoMs, UnixS, Watts } from "../../units.js";
import { RoleCore, type CoreOptions } from "../base.js";
import { Admission } from "./admission.js";
import { Capacity } from "./capacity.js";
import { EmergencyDesk } from "./emergency.js";
import { FeederPricing } from "./feeder-pricing.js";
import { GridNeeds } from "./needs.js";
import { Planner } from "./planner.js";
import { gridRows, phasesOf } from "./rows.js";
import type { Above, GridConfig, Site } from "./site.js";
import { Trades } from "./trade/trades.js";
import { Upstream } from "./upstream.js";

/** A grid operator: owns capacity, knows the uncontrolled load and prices, clears needs into leases. */
export class GridCore extends RoleCore implements DeskOwner, Site {
  readonly desk: Desk;
  private readonly upstream: Upstream | undefined;
  private readonly capacity: Capacity;
  private readonly emergencies: EmergencyDesk;
  private readonly needs: GridNeeds;
  private readonly admission: Admission;
  private readonly planner: Planner;
  private priceVector: PriceVector | undefined;
  /** W; the highest import of this life. */
  private peakSoFarW: Watts = 0;
  private readonly pricing: FeederPricing | undefined;
  readonly trades: Trades | undefined;

  constructor(
    options: CoreOptions,
    readonly config: GridConfig,
  ) {
    super(options);
    const { timings } = this.context;
    const rows = gridRows(config, (holder, connector) => phasesOf(config, this.desk, { holder, connector }));
    this.desk = new Desk(
      this.context,
      { ttlMs: config.ttlMs, graceMs: timings.graceMs, rows, registryCaps: config.children },
      this,
    );
    this.capacity = new Capacity(this);
    this.emergencies = new EmergencyDesk(this, this.capacity);
    const { parent } = config;
    const { scheduleSlackMs = 0 } = options;
    this.upstream = parent && new Upstream(this, this.capacity, this.emergencies, { parent, scheduleSlackMs });
    this.needs = new GridNeeds(this);
    this.admission = new Admission(this, this.needs);
    this.pricing = config.pricing && new FeederPricing(this, config.pricing);
    const { capacity, needs } = this;
    this.planner = new Planner(this, {
      capacity,
      needs,
      forecasting: this.upstream?.forecasting,
      pricing: this.pricing,
      isUp: () => this.transport,
    });
    this.trades =
      config.trade &&
      new Trades(this, config.trade, {
        below: () => ({ vehicles: this.vehicles(), storages: needs.storages() }),
        isPlanning: () => this.planner.isPlanning,
      });
  }

  protected started(lost: boolean): void {
    this.up?.terms.restore(this.facts, this.sameBoot, lost);
    this.desk.restore(this.facts, lost);
    this.emergencies.restore(this.facts);
    this.upstream?.forecasting.restore(this.facts);
    this.capacity.rebook();
    this.trades?.restore(this.facts);
    this.pricing?.begin(this.facts);
    this.planner.begin();
  }

  protected transportChanged(): void {
    if (this.transport) this.up?.transportUp();
    else this.up?.transportDown();
    if (this.transport) this.desk.expect(() => this.config.children.keys());
  }

  protected happened(event: CoreEvent): void {
    switch (event.kind) {
      case "message":
        if (event.envelope.sender === this.config.parent?.grantor) this.up?.receive(event.envelope);
        else this.desk.receive(event.envelope);
        break;
      case "unexplained":
        if (event.peer === this.config.parent?.grantor) this.up?.unexplained();
        else this.desk.link(event.peer).askHello();
        break;
      case "fallbackWritten":
        this.upstream?.fallbackWritten(event.fallback);
        break;
      case "solved":
        this.planner.rounds.solved(event.number, event.solution);
        break;
      case "solveFailed":
        this.planner.rounds.solveFailed(event.number);
        break;
      default:
        this.stated(event);
    }
  }

  /** What the port says. */
  private stated(event: CoreEvent): void {
    switch (event.kind) {
      case "limits":
        this.capacity.setLimits(event.limits);
        this.trigger("capacity");
        break;
      case "baseLoad":
        this.capacity.setBase(event.bound);
        this.upstream?.needsChanged();
        this.trigger("base load");
        break;
      case "prices":
        this.priceVector = event.prices;
        this.trigger("prices");
        break;
      case "emergency":
        this.emergencies.begin("port", event.importMaxW, event.durationMs);
        this.pricing?.turn();
        break;
      case "meter":
        this.peakSoFarW = Math.max(this.peakSoFarW, event.powerW);
        this.emergencies.metered(event.powerW);
        this.upstream?.metered(event.powerW);
        break;
      default:
        break;
    }
  }

  protected settled(): void {
    this.upstream?.settled();
    this.emergencies.settle();
    this.planner.settled();
    this.trades?.settled();
  }

  protected limitsStale(): void {
    // A grid operator has no port to hold a power.
  }

  // What the desk asks.

  ownDeadline(): MonoMs | undefined {
    return this.upstream?.deadline();
  }
  guaranteed(): { importW: Watts; exportW: Watts } {
    return this.capacity.guaranteed();
  }
  nowS(): UnixS {
    return this.up?.scheduleS() ?? this.context.now.t / 1000;
  }
  connectorsOf(hello: Hello): readonly number[] {
    return hello.connectors.length === 0 ? [1] : hello.connectors.map((each) => each.connector);
  }
  /** What stands between the connection and a child are rows, which prices and the ledger see to. */
  carries(): readonly [] {
    return [];
  }
  allowed(holder: AgentId): boolean {
    return this.config.children.has(holder);
  }
  childChanged(holder: AgentId, trigger: Trigger): void {
    this.trades?.changed();
    if (trigger === "need") this.needs.stated(holder);
    if (trigger === "acknowledged" || trigger === "greeted" || trigger === "countered") return;
    this.upstream?.needsChanged();
    this.trigger(trigger);
  }
  countered(holder: AgentId, proposal: Terms, option: Terms): void {
    this.needs.countered(holder, proposal, option);
  }
  /** Option rounds promise tier 1 to whom they admit; a one-shot strategy promises nothing. */
  judgeNeed(holder: AgentId, parts: readonly NeedPart[]): Omit<Reject, "kind"> | undefined {
    return this.config.rounds === undefined ? undefined : this.admission.judge(holder, parts);
  }
  asked(holder: AgentId, answer: Answer): void {
    this.planner.asked(holder, answer);
  }
  prices(): PriceVector | undefined {
    return this.upstream === undefined ? this.priceVector : this.upstream.prices.prices(this.priceVector, this.nowS());
  }
  forecastCame(holder: AgentId, forecast: Forecast): void {
    this.pricing?.forecastCame(holder, forecast);
  }
  tradeAnswered(holder: AgentId, answer: TradeAnswer): void {
    if (this.trades !== undefined) this.trades.answered(holder, answer);
    else if (answer.kind === "accepted") this.desk.link(holder).refuse(answer.envelope, tradesNothing);
  }
  resumed(holder: AgentId): void {
    this.pricing?.resumed(holder);
  }

  // What hangs under another operator.

  /** The link to the operator above. */
  get up(): HolderLink | undefined {
    return this.upstream?.link;
  }
  above(): Above | undefined {
    return this.upstream?.bounds();
  }

  level(grid: Grid): RoundsLevel | undefined {
    return this.upstream?.prices.level(grid);
  }
  forecastOf(holder: AgentId): AggregateForecast | undefined {
    return this.pricing?.forecastOf(holder);
  }
  inEmergency(): boolean {
    return this.capacity.inEmergency;
  }

  vehicles(): readonly ChildNeed[] {
    return this.needs.children({ asCountered: this.config.rounds === undefined });
  }

  loadOf(startS: UnixS, steps: number): { readonly baseW: readonly Watts[]; readonly peakSoFarW: Watts } {
    const { stepS } = this.config;
    const baseW = Array.from({ length: steps }, (_, step) => this.capacity.baseW(startS + step * stepS));
    return { baseW, peakSoFarW: this.peakSoFarW };
  }

  trigger(trigger: string, urgent = false): void {
    this.planner.trigger(trigger, urgent);
  }
}

const tradesNothing: Omit<Reject, "kind"> = { reason: "NOT_ALLOWED", detail: "nothing is traded here" };
