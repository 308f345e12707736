import type { Target } from "../../link/desk.js";
import type { Answer } from "../../link/grantor.js";
import { createActor } from "../../link/table.js";
import type { AgentId } from "../../units.js";
import type { Capacity } from "./capacity.js";
import { clearOnce } from "./clearing.js";
import type { FeederPricing } from "./feeder-pricing.js";
import type { Forecasting } from "./forecasting.js";
import type { GridNeeds } from "./needs.js";
import { nestedGrid, withNested } from "./nested-shares.js";
import { clearedTrace, noticeToAll, planNotice } from "./plan-notice.js";
import { plannerMachine } from "./planner-machine.js";
import { RoundsClearing, type RoundsResult } from "./rounds.js";
import { Settling } from "./settling.js";
import type { Site } from "./site.js";
import { SumSharing } from "./sum-sharing.js";
import { Wishes } from "./wishes.js";

/** s; at most so often does time alone call for a plan of option rounds. */
const slotS = 3600;

/** What a planner works with, beside the site. */
interface PlannerParts {
  readonly capacity: Capacity;
  readonly needs: GridNeeds;
  readonly forecasting: Forecasting | undefined;
  readonly pricing: FeederPricing | undefined;
  /** True while something can be sent. */
  readonly isUp: () => boolean;
}

/** When an operator plans, by what, and what becomes of a plan: leases of those below. One plan at a time. */
export class Planner {
  readonly rounds: RoundsClearing;
  private readonly machine;
  private readonly wishes: Wishes;
  private readonly sums: SumSharing | undefined;
  private readonly settling: Settling;
  private plans = 0;
  private notices = 0;
  private slotTimer: object | undefined;
  /** A plan is wanted while one runs. */
  private owed: string | undefined;
  /** A plan was called for and has not begun. */
  private isCalled = false;

  constructor(
    private readonly site: Site,
    private readonly parts: PlannerParts,
  ) {
    const { config, context } = site;
    this.wishes = new Wishes(site);
    this.settling = new Settling(site);
    this.rounds = new RoundsClearing(site, (plan, result) => {
      this.cleared(plan, result);
    });
    this.sums =
      config.sums &&
      new SumSharing(site, config.sums, (plan, targets) => {
        this.settling.begin();
        site.desk.execute(plan, targets);
      });
    this.machine = createActor(plannerMachine, {
      clock: context.timers.clock,
      input: { debounceMs: config.debounceMs, intervalMs: config.planIntervalMs, trigger: "" },
    });
    this.machine.on("plan", ({ trigger }) => {
      this.plan(trigger);
    });
    this.machine.start();
  }

  /** The agent's life begins. */
  begin(): void {
    this.armSlot();
  }

  trigger(trigger: string, urgent: boolean): void {
    this.isCalled = true;
    this.machine.send({ type: urgent ? "urgent" : "trigger", trigger });
  }

  /** Once after every event: a plan that was wanted meanwhile. */
  settled(): void {
    const { owed } = this;
    if (owed === undefined || this.isBusy || this.settling.isOn()) return;
    this.owed = undefined;
    this.trigger(owed, false);
  }

  /** Someone below answered an offer. */
  asked(holder: AgentId, answer: Answer): void {
    if (this.sums?.answered(holder, answer) === true) return;
    if (this.rounds.busy && answer.kind === "countered" && answer.counter.plan > 0) {
      this.rounds.answered(holder, answer.counter);
    } else if (this.site.config.rounds === undefined && this.wishes.heard(holder, answer))
      this.trigger("option", false);
  }

  /** A plan is being made, or about to be. */
  get isPlanning(): boolean {
    return this.isBusy || this.isCalled || this.owed !== undefined;
  }

  /** True while a plan is being made. */
  private get isBusy(): boolean {
    return this.rounds.busy || this.sums?.busy === true;
  }

  /** Each new step of the schedule is planned anew; by option rounds each hour: they look ahead. */
  private armSlot(): void {
    const { context, config } = this.site;
    const { timers, now, speed } = context;
    timers.clear(this.slotTimer);
    const { stepS, rounds } = config;
    const stepMs = (rounds === undefined ? stepS : Math.max(stepS, slotS)) * 1000;
    const nextMs = (Math.floor(now.t / stepMs) + 1) * stepMs;
    this.slotTimer = timers.set(now.mono + Math.max(1, (nextMs - now.t) / speed), () => {
      this.trigger("slot", false);
      this.armSlot();
    });
  }

  private plan(trigger: string): void {
    this.isCalled = false;
    const { site, parts } = this;
    const { config, context } = site;
    const urgent = trigger === "emergency" || trigger === "capacity above fell";
    if (!urgent && (this.isBusy || this.settling.isOn())) {
      this.owed = trigger;
      return;
    }
    this.owed = undefined;
    const startS = Math.floor(site.nowS() / config.stepS) * config.stepS;
    const { exportW } = parts.capacity;
    const plan = ++this.plans;
    if (config.rounds !== undefined && !urgent && !this.isBelowFallbacks()) {
      const vehicles = parts.needs.children({ asCountered: false });
      const storages = parts.needs.storages();
      const children = vehicles.length + storages.length;
      context.trace({ what: "plan", plan, strategy: "option-rounds", children, trigger });
      this.rounds.begin(plan, { vehicles, storages, startS, exportW });
      return;
    }
    // An emergency bypasses the rounds; a plan with them follows.
    this.rounds.cancel();
    this.sums?.cancel();
    if (urgent && (config.rounds ?? config.sums) !== undefined) this.trigger("after emergency", false);
    const vehicles = parts.needs.children({ asCountered: true });
    const targets = clearOnce(site, vehicles, startS);
    this.wishes.addTo(targets, startS, exportW);
    context.trace({ what: "plan", plan, strategy: config.strategy.name, children: vehicles.length, trigger });
    this.execute(plan, targets, urgent);
  }

  /** CP-LEDGER-8: rounds take what is booked in any case for given; where not all of it fits, parts of it are shared out. */
  private isBelowFallbacks(): boolean {
    const { ledger } = this.site.desk;
    const bookedW = ledger.holders().reduce((sum, holder) => sum + ledger.fallbackOf(holder).importW, 0);
    return this.parts.capacity.leastSoonW() < bookedW;
  }

  /** What vehicles and storage get, and what they leave to operators below: by sums where there is time to ask them. */
  private execute(plan: number, targets: ReadonlyMap<AgentId, Target>, urgent = false): void {
    const { site, parts } = this;
    const { exportW } = parts.capacity;
    parts.forecasting?.planned(targets);
    if (!urgent && this.sums?.begin(plan, targets, exportW) === true) return;
    this.settling.begin();
    const firstW = parts.pricing?.sharesOn(nestedGrid(site));
    site.desk.execute(plan, withNested(site, targets, { exportW, ...(firstW === undefined ? {} : { firstW }) }));
  }

  private cleared(plan: number, { targets, outcome, settlement }: RoundsResult): void {
    const { context } = this.site;
    context.trace(clearedTrace(plan, outcome, settlement));
    this.execute(plan, targets);
    if (!this.parts.isUp()) return;
    this.notices++;
    context.emit(noticeToAll(context, this.notices, planNotice(plan, outcome, settlement)));
  }
}
