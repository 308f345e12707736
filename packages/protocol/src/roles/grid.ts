import { createActor } from "xstate";
import type { CoreEvent, GridLimits } from "../core.js";
import type { LedgerRow } from "../link/booking.js";
import { Desk, type DeskOwner, type Target, type Trigger } from "../link/desk.js";
import type { Answer } from "../link/grantor.js";
import { loweredTerms } from "../link/commit-judge.js";
import { partKey, type ChildNeed, type ClearingStrategy, type Room } from "../market/index.js";
import type { Embedded, Hello, PriceVector, Reason, Schedule, Terms } from "../messages.js";
import { energyWh } from "../schedule.js";
import {
  minOverInterval,
  stepConstant,
  stepFromSchedule,
  stepLess,
  stepMap,
  stepMin,
  stepSum,
  stepUntil,
  type StepFunction,
} from "../step-function.js";
import type { AgentId, DurationMs, MonoMs, UnixS, Watts } from "../units.js";
import { RoleCore, type CoreOptions } from "./base.js";
import { plannerMachine } from "./planner-machine.js";

export interface GridConfig {
  /** Who may hold a lease here, and its registry cap, W. */
  readonly children: ReadonlyMap<AgentId, Watts>;
  /** Phases that a child's connector loads, by `id/connector`; unknown connectors count on every phase. */
  readonly wiring: ReadonlyMap<string, readonly (1 | 2 | 3)[]>;
  /** Limit phases too. */
  readonly phased: boolean;
  readonly strategy: ClearingStrategy;
  /** Planning step, s, and the longest horizon in steps. */
  readonly stepS: number;
  readonly stepsMax: number;
  /** W that no fault takes away; the fallbacks must fit it beside the uncontrolled load. */
  readonly guaranteedW: Watts;
  readonly ttlMs: DurationMs;
  readonly debounceMs: DurationMs;
  readonly planIntervalMs: DurationMs;
}

/** A need as it was first seen, and what was committed to it since. */
interface Seen {
  readonly key: string;
  givenWh: number;
  /** W; the most of the last counter-offer to a plan for this need. */
  capW: Watts;
  /** s up to which `givenWh` counts. */
  atS: UnixS;
}
interface Wish {
  readonly terms: Embedded<Terms>;
  readonly reasons: readonly Reason[];
  readonly until: MonoMs;
}

/** Plans ask for a little more than is missing, so that rounding and ramps leave nobody short. */
const energyMarginWh = 30;
/** Power over capacity at the connection point that is not a passing ramp, W and ms. */
const overdrawW = 100;
const overdrawMs = 2000;

/** A grid operator: owns capacity, knows the uncontrolled load and prices, clears needs into leases. */
export class GridCore extends RoleCore implements DeskOwner {
  readonly desk: Desk;
  private limits: GridLimits = { importW: 0, exportW: 0 };
  private base: Schedule | undefined;
  private priceVector: PriceVector | undefined;
  private planNumber = 0;
  private readonly planner;
  /** When each need was first seen: what was committed since is taken off it. */
  private readonly needSeen = new Map<string, Seen>();
  private readonly wishes = new Map<AgentId, Wish>();
  private emergencyUntil: MonoMs | undefined;
  private emergencyW: Watts | undefined;
  private capped = false;
  private extraBaseW: Watts = 0;
  private overSince: MonoMs | undefined;
  private slotTimer: object | undefined;

  constructor(
    options: CoreOptions,
    readonly config: GridConfig,
  ) {
    super(options);
    const { timings } = this.context;
    const rows = gridRows(config, (holder, connector) => this.phasesOf(holder, connector));
    this.desk = new Desk(
      this.context,
      { ttlMs: config.ttlMs, graceMs: timings.graceMs, rows, registryCaps: config.children },
      this,
    );
    this.planner = createActor(plannerMachine, {
      clock: this.context.timers.clock,
      input: { debounceMs: config.debounceMs, intervalMs: config.planIntervalMs, trigger: "" },
    });
    this.planner.on("plan", ({ trigger }) => {
      this.plan(trigger);
    });
    this.planner.start();
  }

  protected started(lost: boolean): void {
    this.desk.restore(this.facts, lost);
    this.rebook();
    this.armSlot();
  }

  protected transportChanged(): void {
    // Holders greet; a grantor only answers.
  }

  protected happened(event: CoreEvent): void {
    switch (event.kind) {
      case "message":
        this.desk.receive(event.envelope);
        break;
      case "unexplained":
        this.desk.link(event.peer).askHello();
        break;
      case "limits":
        this.limits = event.limits;
        this.rebook();
        this.trigger("capacity");
        break;
      case "baseLoad":
        this.base = event.bound;
        this.rebook();
        this.trigger("base load");
        break;
      case "prices":
        this.priceVector = event.prices;
        this.trigger("prices");
        break;
      case "emergency":
        this.emergency(event.importMaxW, event.durationMs);
        break;
      case "meter":
        this.metered(event.powerW);
        break;
      default:
        break;
    }
  }

  protected settled(): void {
    if (this.capped && this.desk.ledger.firstOver(this.nowS()) === undefined && !this.desk.waitsForDecrease()) {
      // The leases fit again by themselves: the caps of the emergency are lifted (its capacity stays until it ends).
      this.capped = false;
      this.desk.emergency(this.capsOf(Number.POSITIVE_INFINITY), 0);
      this.trigger("emergency fits");
    }
  }

  protected limitsStale(): void {
    // A grid operator has no port to hold a power.
  }

  // What the desk asks.

  ownDeadline(): undefined {
    return undefined;
  }
  guaranteed(): { importW: Watts; exportW: Watts } {
    const peakW = this.base === undefined ? 0 : Math.max(0, ...this.base.max);
    return { importW: Math.max(0, this.config.guaranteedW - peakW), exportW: this.limits.exportW };
  }
  nowS(): UnixS {
    return this.context.now.t / 1000;
  }
  connectorsOf(hello: Hello): readonly number[] {
    return hello.connectors.length === 0 ? [1] : hello.connectors.map((each) => each.connector);
  }
  allowed(holder: AgentId): boolean {
    return this.config.children.has(holder);
  }
  childChanged(holder: AgentId, trigger: Trigger): void {
    if (trigger === "need") this.seeNeeds(holder);
    if (trigger === "countered") this.rememberCaps(holder);
    if (trigger === "acknowledged" || trigger === "greeted" || trigger === "countered") return;
    this.trigger(trigger);
  }
  asked(holder: AgentId, answer: Answer): void {
    if (answer.kind !== "countered") return;
    const [option] = answer.counter.options;
    if (option === undefined) return;
    this.wishes.set(holder, {
      terms: option.terms,
      reasons: option.reasons,
      until: this.context.now.mono + option.validMs,
    });
    this.trigger("option");
  }
  prices(): PriceVector | undefined {
    return this.priceVector;
  }

  /** The grantor's wiring, narrowed to the phases that the holder says carry its current. */
  private phasesOf(holder: AgentId, connector: number): readonly (1 | 2 | 3)[] | undefined {
    const wired = this.config.wiring.get(partKey(holder, connector));
    const stated = this.desk.links.get(holder)?.needs.find((part) => part.connector === connector)?.phases;
    const narrowed = wired?.filter((phase) => stated?.includes(phase) ?? true);
    return narrowed === undefined || narrowed.length === 0 ? wired : narrowed;
  }

  private trigger(trigger: string): void {
    this.planner.send({ type: "trigger", trigger });
  }

  private armSlot(): void {
    const { timers, now, speed } = this.context;
    timers.clear(this.slotTimer);
    const stepMs = this.config.stepS * 1000;
    const nextMs = (Math.floor(now.t / stepMs) + 1) * stepMs;
    this.slotTimer = timers.set(now.mono + Math.max(1, (nextMs - now.t) / speed), () => {
      this.trigger("slot");
      this.armSlot();
    });
  }

  private seeNeeds(holder: AgentId): void {
    const link = this.desk.link(holder);
    for (const part of link.needs) {
      const key = partKey(holder, part.connector);
      const version = String(part.version);
      if (this.needSeen.get(key)?.key !== version)
        this.needSeen.set(key, { key: version, givenWh: 0, capW: Number.POSITIVE_INFINITY, atS: this.nowS() });
    }
  }

  /** What a holder countered with bounds the next plans for the same need, so that it is not asked the same again. */
  private rememberCaps(holder: AgentId): void {
    for (const part of this.desk.current(holder)?.parts ?? []) {
      const seen = this.needSeen.get(partKey(holder, part.connector));
      if (seen !== undefined) seen.capW = Math.max(0, ...part.schedule.max);
    }
  }

  /** Capacity left for children: limits, less uncontrolled load at its bound (CP-LEDGER-5), less an emergency. */
  private rebook(): void {
    const site = this.siteCapacity();
    this.desk.ledger.setCapacity("site", site, stepConstant(this.limits.exportW));
    if (!this.config.phased) return;
    const phaseW = this.limits.phaseImportW ?? this.limits.importW;
    for (const phase of [1, 2, 3]) {
      const base = stepMap(this.baseBound(), (w) => Math.ceil(w / 3));
      const left = stepMap(stepLess(stepConstant(phaseW), base), (w) => Math.max(0, w));
      this.desk.ledger.setCapacity(`phase-${String(phase)}`, left, stepConstant(this.limits.exportW));
    }
  }

  private baseBound(): StepFunction {
    if (this.base === undefined) return stepConstant(this.extraBaseW);
    const first = this.base.max[0] ?? 0;
    const last = this.base.max.at(-1) ?? 0;
    return stepSum([stepFromSchedule(this.base, { beforeW: first, afterW: last }), stepConstant(this.extraBaseW)]);
  }

  private siteCapacity(): StepFunction {
    let capacity = stepConstant(this.limits.importW);
    if (this.emergencyUntil !== undefined && this.emergencyW !== undefined) {
      const endS = this.nowS() + ((this.emergencyUntil - this.context.now.mono) * this.context.speed) / 1000;
      capacity = stepMin(capacity, stepUntil(stepConstant(this.emergencyW), endS, this.limits.importW));
    }
    return stepMap(stepLess(capacity, this.baseBound()), (w) => Math.max(0, w));
  }

  /** Lowers capacity at once: caps first, then a plan within it (CP-EMERG-2). */
  private emergency(importMaxW: Watts, durationMs: DurationMs): void {
    const { now, timers, speed } = this.context;
    if (durationMs === 0) {
      this.emergencyUntil = undefined;
      this.emergencyW = undefined;
    } else {
      const until = now.mono + durationMs / speed;
      this.emergencyUntil = until;
      this.emergencyW = importMaxW;
      timers.set(until, () => {
        if (this.emergencyUntil !== until) return;
        this.emergency(0, 0);
      });
    }
    this.rebook();
    if (durationMs > 0) {
      const availableW = minOverInterval(this.siteCapacity(), this.nowS(), this.nowS() + 60);
      this.capped = true;
      this.desk.emergency(this.capsOf(availableW), durationMs);
    } else if (this.capped) {
      this.capped = false;
      this.desk.emergency(this.capsOf(Number.POSITIVE_INFINITY), 0);
    }
    this.planner.send({ type: "urgent", trigger: "emergency" });
  }

  /** Everybody's share of what is left, in proportion to what each may draw now. */
  private capsOf(
    availableW: Watts,
  ): Map<AgentId, { importMaxW: Watts; exportMaxW: Watts; reasons: readonly Reason[] }> {
    const nowS = this.nowS();
    const drawn = new Map<AgentId, Watts>();
    for (const holder of this.desk.ledger.holders()) drawn.set(holder, this.desk.ledger.importAt(holder, nowS));
    const total = [...drawn.values()].reduce((sum, w) => sum + w, 0);
    const share = total <= availableW || total === 0 ? 1 : Math.max(0, availableW) / total;
    return new Map(
      [...drawn].map(([holder, w]) => [
        holder,
        { importMaxW: Math.floor(w * share), exportMaxW: this.limits.exportW, reasons: ["EMERGENCY"] },
      ]),
    );
  }

  /** Power over the capacity that stays is somebody's overdraw: book it and take it from the others (CP-LEDGER-7). */
  private metered(powerW: Watts): void {
    const { now, speed, timers } = this.context;
    const allowedW = Math.min(this.limits.importW, this.emergencyW ?? Number.POSITIVE_INFINITY);
    if (powerW <= allowedW + overdrawW) {
      this.overSince = undefined;
      return;
    }
    if (this.overSince === undefined) {
      this.overSince = now.mono;
      return;
    }
    if ((now.mono - this.overSince) * speed < overdrawMs || this.capped) return;
    this.overSince = undefined;
    const extraW = Math.ceil(powerW - allowedW);
    this.context.alarm("OVERDRAW", `${String(Math.round(powerW))} W metered, ${String(allowedW)} W allowed`);
    this.extraBaseW += extraW;
    timers.set(now.mono + 300_000 / speed, () => {
      this.extraBaseW = Math.max(0, this.extraBaseW - extraW);
      this.rebook();
      this.trigger("overdraw ended");
    });
    this.emergency(allowedW, 300_000);
  }

  /** One clearing: needs and room in, targets out; the desk and its ledger carry them out. */
  private plan(trigger: string): void {
    const nowS = this.nowS();
    const startS = Math.floor(nowS / this.config.stepS) * this.config.stepS;
    const children = this.children(nowS);
    this.planNumber++;
    const targets = new Map<AgentId, Target>();
    if (children.length > 0) {
      const steps = this.horizon(children, startS);
      const room = this.room(startS, steps);
      const prices = this.priceVector;
      const input = { nowS, room, children, ...(prices === undefined ? {} : { prices }) };
      const plans = this.config.strategy.clear(input);
      for (const [holder, terms] of byHolder(plans)) {
        targets.set(holder, { terms: this.desk.embed(terms), reasons: ["CAPACITY"], consented: false });
      }
    }
    this.addWishes(targets, startS);
    this.context.trace({
      what: "plan",
      plan: this.planNumber,
      strategy: this.config.strategy.name,
      children: children.length,
      trigger,
    });
    this.desk.execute(this.planNumber, targets);
  }

  private children(nowS: UnixS): readonly ChildNeed[] {
    const result: ChildNeed[] = [];
    for (const [id, link] of this.desk.links) {
      if (!this.desk.responsive(id) || link.hello?.role === "storage") continue;
      const current = this.desk.current(id);
      for (const [index, part] of link.needs.entries()) {
        const running = current?.parts.find((each) => each.connector === part.connector)?.schedule;
        const seen = this.needSeen.get(partKey(id, part.connector));
        const givenWh = seen === undefined ? 0 : countGiven(seen, running, nowS);
        const leftWh = part.energyWh <= 0 ? 0 : Math.max(0, part.energyWh - givenWh) + energyMarginWh;
        const rated = link.hello?.connectors.find((each) => each.connector === part.connector);
        result.push({
          id,
          need: {
            ...part,
            energyWh: Math.ceil(leftWh),
            powerMaxW: Math.max(part.powerMinW, Math.min(part.powerMaxW, seen?.capW ?? part.powerMaxW)),
          },
          ratedW: rated?.powerMaxW ?? part.powerMaxW,
          // The fallback is the station's as a whole: it counts once.
          fallbackImportW: index === 0 ? this.desk.ledger.fallbackOf(id).importW : 0,
          group: id,
          ...(running === undefined ? {} : { running }),
        });
      }
    }
    return result;
  }

  private horizon(children: readonly ChildNeed[], startS: UnixS): number {
    const last = Math.max(...children.map((child) => child.need.departureS));
    return Math.min(this.config.stepsMax, Math.max(1, Math.ceil((last - startS) / this.config.stepS)));
  }

  /** What the children together may import: capacity less the bookings of those a plan cannot move. */
  private room(startS: UnixS, steps: number): Room {
    const { stepS } = this.config;
    const row = (id: string): readonly Watts[] => {
      const frozen = this.desk.frozen(id);
      const left = stepLess(this.desk.ledger.capacityOf(id).importW, frozen);
      return Array.from({ length: steps }, (_, step) =>
        Math.max(0, minOverInterval(left, Math.max(startS + step * stepS, this.nowS()), startS + (step + 1) * stepS)),
      );
    };
    const groups = new Map<string, readonly Watts[]>();
    for (const [id, link] of this.desk.links) {
      const maxW = Math.min(link.hello?.powerMaxW ?? 0, this.config.children.get(id) ?? 0);
      groups.set(id, Array<Watts>(steps).fill(maxW));
    }
    const phases = this.config.phased ? { phases: [1, 2, 3].map((phase) => row(`phase-${String(phase)}`)) } : {};
    return { startS, stepS, steps, site: row("site"), groups, ...phases };
  }

  /** Storage sites offered a schedule of their own: what is left after the vehicles carries it. */
  private addWishes(targets: Map<AgentId, Target>, startS: UnixS): void {
    const { now } = this.context;
    for (const [holder, wish] of this.wishes) {
      if (!this.desk.responsive(holder) || wish.until <= now.mono) continue;
      const free = this.freeAfter(targets, holder);
      const allowed = limitedBy(wish.terms.value, free, this.limits.exportW, startS);
      const whole = loweredTerms(wish.terms.value, allowed);
      const same = JSON.stringify(whole) === JSON.stringify(loweredTerms(wish.terms.value, wish.terms.value));
      targets.set(holder, {
        terms: same ? wish.terms : this.desk.embed(whole),
        reasons: same ? ["PRICE"] : ["PRICE", "CAPACITY"],
        consented: same,
      });
    }
  }

  private freeAfter(targets: ReadonlyMap<AgentId, Target>, except: AgentId): StepFunction {
    const capacity = this.desk.ledger.capacityOf("site").importW;
    const used: StepFunction[] = [this.desk.frozen("site")];
    for (const [holder, target] of targets) {
      if (holder === except) continue;
      for (const part of target.terms.value.parts) {
        used.push(stepMap(stepFromSchedule(part.schedule, { beforeW: 0, afterW: 0 }), (w) => Math.max(0, w)));
      }
    }
    return stepLess(capacity, stepSum(used));
  }
}

/** Adds what the running lease gives since the last plan. */
function countGiven(seen: Seen, running: Schedule | undefined, nowS: UnixS): number {
  if (running !== undefined && nowS > seen.atS) seen.givenWh += energyWh(running, seen.atS, nowS);
  seen.atS = nowS;
  return seen.givenWh;
}

function gridRows(
  config: GridConfig,
  phasesOf: (holder: AgentId, connector: number) => readonly (1 | 2 | 3)[] | undefined,
): readonly LedgerRow[] {
  const site: LedgerRow = { id: "site", share: () => 1 };
  if (!config.phased) return [site];
  const phase = (number: 1 | 2 | 3): LedgerRow => ({
    id: `phase-${String(number)}`,
    share: (holder, connector) => {
      const phases = phasesOf(holder, connector);
      // CP-LEDGER-6: unknown wiring counts wholly on every phase.
      if (phases === undefined) return 1;
      return phases.includes(number) ? 1 / phases.length : 0;
    },
  });
  return [site, phase(1), phase(2), phase(3)];
}

function byHolder(plans: ReadonlyMap<string, Schedule>): ReadonlyMap<AgentId, Terms> {
  const parts = new Map<AgentId, { connector: number; schedule: Schedule }[]>();
  for (const [key, schedule] of plans) {
    const slash = key.lastIndexOf("/");
    const holder = key.slice(0, slash);
    const list = parts.get(holder) ?? [];
    list.push({ connector: Number(key.slice(slash + 1)), schedule });
    parts.set(holder, list);
  }
  return new Map(
    [...parts].map(([holder, list]) => [holder, { parts: list.sort((a, b) => a.connector - b.connector) }]),
  );
}

/** The same grids, import at most what is free, export at most the limit. */
function limitedBy(terms: Terms, free: StepFunction, exportW: Watts, fromS: UnixS): Terms {
  return {
    parts: terms.parts.map(({ connector, schedule }) => ({
      connector,
      schedule: {
        startS: schedule.startS,
        stepS: schedule.stepS,
        max: schedule.max.map((_, step) => {
          const stepStart = schedule.startS + step * schedule.stepS;
          const stepEnd = stepStart + schedule.stepS;
          if (stepEnd <= fromS) return 0;
          const w = minOverInterval(free, Math.max(fromS, stepStart), stepEnd);
          return Math.max(0, Math.floor(w / 10) * 10);
        }),
        min: schedule.max.map(() => -exportW),
      },
    })),
  };
}
