import type { CoreEvent } from "../../core.js";
import { Desk, type DeskOwner, type Target, type Trigger } from "../../link/desk.js";
import type { Answer } from "../../link/grantor.js";
import type { HolderLink } from "../../link/holder.js";
import type { AggregateForecast } from "../../market/feeder/index.js";
import type { ChildNeed } from "../../market/index.js";
import type { RoundsLevel } from "../../market/rounds/index.js";
import type { Forecast, Hello, NeedPart, PriceVector, Reject } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import type { AgentId, MonoMs, UnixS, Watts } from "../../units.js";
import { RoleCore, type CoreOptions } from "../base.js";
import { Admission } from "./admission.js";
import { Capacity } from "./capacity.js";
import { clearOnce } from "./clearing.js";
import { EmergencyDesk } from "./emergency.js";
import { FeederPricing } from "./feeder-pricing.js";
import { GridNeeds } from "./needs.js";
import { clearedTrace, noticeToAll, planNotice } from "./plan-notice.js";
import { plannerMachine } from "./planner-machine.js";
import { RoundsClearing, type RoundsResult } from "./rounds.js";
import { gridRows, phasesOf } from "./rows.js";
import { nestedGrid, withNested } from "./nested-shares.js";
import type { Above, GridConfig, Site } from "./site.js";
import { Settling } from "./settling.js";
import { SumSharing } from "./sum-sharing.js";
import { Upstream } from "./upstream.js";
import { Wishes } from "./wishes.js";
import { createActor } from "../../link/table.js";

/** s; at most so often does time alone call for a plan of option rounds. */
const slotS = 3600;

/** A grid operator: owns capacity, knows the uncontrolled load and prices, clears needs into leases. */
export class GridCore extends RoleCore implements DeskOwner, Site {
  readonly desk: Desk;
  private readonly upstream: Upstream | undefined;
  private readonly capacity: Capacity;
  private readonly emergencies: EmergencyDesk;
  private readonly needs: GridNeeds;
  private readonly admission: Admission;
  private readonly wishes: Wishes;
  private readonly planner;
  private priceVector: PriceVector | undefined;
  private planNumber = 0;
  /** W; the highest import of this life. */
  private peakSoFarW: Watts = 0;
  private notices = 0;
  private slotTimer: object | undefined;
  private readonly settling = new Settling(this);
  private readonly rounds: RoundsClearing;
  private readonly sums: SumSharing | undefined;
  private readonly pricing: FeederPricing | undefined;
  /** A plan is wanted while one runs. */
  private owed: string | undefined;

  constructor(
    options: CoreOptions,
    readonly config: GridConfig,
  ) {
    super(options);
    const { timings, timers } = this.context;
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
    this.wishes = new Wishes(this);
    this.rounds = new RoundsClearing(this, (plan, result) => {
      this.planned(plan, result);
    });
    this.sums =
      config.sums &&
      new SumSharing(this, config.sums, (plan, targets) => {
        this.settling.begin();
        this.desk.execute(plan, targets);
      });
    this.pricing = config.pricing && new FeederPricing(this, config.pricing);
    this.planner = createActor(plannerMachine, {
      clock: timers.clock,
      input: { debounceMs: config.debounceMs, intervalMs: config.planIntervalMs, trigger: "" },
    });
    this.planner.on("plan", ({ trigger }) => {
      this.plan(trigger);
    });
    this.planner.start();
  }

  protected started(lost: boolean): void {
    this.up?.terms.restore(this.facts, this.sameBoot, lost);
    this.desk.restore(this.facts, lost);
    this.emergencies.restore(this.facts);
    this.upstream?.forecasting.restore(this.facts);
    this.capacity.rebook();
    this.pricing?.begin();
    this.armSlot();
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
        this.rounds.solved(event.number, event.solution);
        break;
      case "solveFailed":
        this.rounds.solveFailed(event.number);
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
    if (this.owed !== undefined && !this.busy && !this.settling.isOn()) {
      const { owed } = this;
      this.owed = undefined;
      this.trigger(owed);
    }
  }

  /** True while a plan is being made. */
  private get busy(): boolean {
    return this.rounds.busy || this.sums?.busy === true;
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
    if (trigger === "need") this.needs.stated(holder);
    if (trigger === "countered") this.needs.countered(holder);
    if (trigger === "acknowledged" || trigger === "greeted" || trigger === "countered") return;
    this.upstream?.needsChanged();
    this.trigger(trigger);
  }
  /** Option rounds promise tier 1 to whom they admit; a one-shot strategy promises nothing. */
  judgeNeed(holder: AgentId, parts: readonly NeedPart[]): Omit<Reject, "kind"> | undefined {
    return this.config.rounds === undefined ? undefined : this.admission.judge(holder, parts);
  }
  asked(holder: AgentId, answer: Answer): void {
    if (this.sums?.answered(holder, answer) === true) return;
    if (this.rounds.busy && answer.kind === "countered" && answer.counter.plan > 0) {
      this.rounds.answered(holder, answer.counter);
    } else if (this.config.rounds === undefined && this.wishes.heard(holder, answer)) this.trigger("option");
  }
  prices(): PriceVector | undefined {
    return this.upstream === undefined ? this.priceVector : this.upstream.prices.prices(this.priceVector, this.nowS());
  }
  forecastCame(holder: AgentId, forecast: Forecast): void {
    this.pricing?.forecastCame(holder, forecast);
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
    return this.needs.children();
  }

  loadOf(startS: UnixS, steps: number): { readonly baseW: readonly Watts[]; readonly peakSoFarW: Watts } {
    const { stepS } = this.config;
    const baseW = Array.from({ length: steps }, (_, step) => this.capacity.baseW(startS + step * stepS));
    return { baseW, peakSoFarW: this.peakSoFarW };
  }

  trigger(trigger: string, urgent = false): void {
    this.planner.send({ type: urgent ? "urgent" : "trigger", trigger });
  }

  /** Each new step of the schedule is planned anew; by option rounds each quarter of an hour: they look ahead. */
  private armSlot(): void {
    const { timers, now, speed } = this.context;
    timers.clear(this.slotTimer);
    const { stepS, rounds } = this.config;
    const stepMs = (rounds === undefined ? stepS : Math.max(stepS, slotS)) * 1000;
    const nextMs = (Math.floor(now.t / stepMs) + 1) * stepMs;
    this.slotTimer = timers.set(now.mono + Math.max(1, (nextMs - now.t) / speed), () => {
      this.trigger("slot");
      this.armSlot();
    });
  }

  private plan(trigger: string): void {
    const urgent = trigger === "emergency" || trigger === "capacity above fell";
    if (!urgent && (this.busy || this.settling.isOn())) {
      this.owed = trigger;
      return;
    }
    this.owed = undefined;
    const startS = Math.floor(this.nowS() / this.config.stepS) * this.config.stepS;
    const vehicles = this.needs.children();
    this.planNumber++;
    const { exportW } = this.capacity;
    if (this.config.rounds !== undefined && !urgent) {
      const storages = this.needs.storages();
      const children = vehicles.length + storages.length;
      this.context.trace({ what: "plan", plan: this.planNumber, strategy: "option-rounds", children, trigger });
      this.rounds.begin(this.planNumber, { vehicles, storages, startS, exportW });
      return;
    }
    // An emergency bypasses the rounds; a plan with them follows.
    this.rounds.cancel();
    this.sums?.cancel();
    if (urgent && (this.config.rounds ?? this.config.sums) !== undefined) this.trigger("after emergency");
    const targets = clearOnce(this, vehicles, startS);
    this.wishes.addTo(targets, startS, exportW);
    const strategy = this.config.strategy.name;
    this.context.trace({ what: "plan", plan: this.planNumber, strategy, children: vehicles.length, trigger });
    this.execute(this.planNumber, targets, urgent);
  }

  /** What vehicles and storage get, and what they leave to operators below: by sums where there is time to ask them. */
  private execute(plan: number, targets: ReadonlyMap<AgentId, Target>, urgent = false): void {
    const { exportW } = this.capacity;
    this.upstream?.forecasting.planned(targets);
    if (!urgent && this.sums?.begin(plan, targets, exportW) === true) return;
    this.settling.begin();
    const firstW = this.pricing?.sharesOn(nestedGrid(this));
    this.desk.execute(plan, withNested(this, targets, { exportW, ...(firstW === undefined ? {} : { firstW }) }));
  }

  private planned(plan: number, { targets, outcome, settlement }: RoundsResult): void {
    this.context.trace(clearedTrace(plan, outcome, settlement));
    this.execute(plan, targets);
    if (!this.transport) return;
    this.notices++;
    this.context.emit(noticeToAll(this.context, this.notices, planNotice(plan, outcome, settlement)));
  }
}
