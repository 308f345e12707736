import type { Target } from "../../link/desk.js";
import type { Answer } from "../../link/grantor.js";
import { type SumAsk, type SumChild, SumClearing, type SumEffect, type SumOutcome } from "../../market/sum/index.js";
import type { Offer } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import { minOverInterval } from "../../step-function.js";
import type { AgentId, DurationMs, Watts } from "../../units.js";
import { limits } from "../../wire/limits.js";
import { nestedClaims, nestedGrid, withNested, type NestedClaim } from "./nested-shares.js";
import { powersOf } from "./rounds-book.js";
import { pricesOn, usableOf } from "./rounds-problem.js";
import type { Site } from "./site.js";
import { carriedWarmth, type Carried } from "./sum-carried.js";
import { freeAfter } from "./wishes.js";

/** How an operator clears by sums what hangs under it. */
export interface SumConfig {
  /** R; default 15. */
  readonly roundsMax?: number;
  /** Time for a whole plan, and for one round's answers, mono ms. */
  readonly deadlineMs: DurationMs;
  readonly replyMs: DurationMs;
}

interface Running {
  readonly plan: number;
  readonly clearing: SumClearing;
  readonly claims: readonly NestedClaim[];
  readonly targets: ReadonlyMap<AgentId, Target>;
  readonly exportW: Watts;
  /** W per step that the operators below may import together. */
  readonly importW: readonly Watts[];
  readonly grid: Grid;
  round: number;
  timer: object | undefined;
  readonly deadline: object;
}

/**
 * Shares what vehicles and storage leave among the operators below by sums: each answers prices with one profile of all its
 * members, and nobody's need leaves its site. What the profiles leave is shared as it is without asking.
 */
export class SumSharing {
  private running: Running | undefined;
  private carried: Carried | undefined;

  constructor(
    private readonly site: Site,
    private readonly config: SumConfig,
    private readonly done: (plan: number, targets: ReadonlyMap<AgentId, Target>) => void,
  ) {}

  get busy(): boolean {
    return this.running !== undefined;
  }

  /** Asks those below; false where fewer than two are there: there is nothing to share out. */
  begin(plan: number, targets: ReadonlyMap<AgentId, Target>, exportW: Watts): boolean {
    this.cancel();
    const { site, config } = this;
    const claims = nestedClaims(site);
    if (claims.length < 2) return false;
    const grid = nestedGrid(site);
    const { startS, stepS, steps } = grid;
    const free = freeAfter(site, targets);
    const importW = stepsOf(steps, (step) =>
      Math.max(0, minOverInterval(free, Math.max(startS + step * stepS, site.nowS()), startS + (step + 1) * stepS)),
    );
    const price = pricesOn(site.prices(), grid).map(Math.round);
    const usable = usableOf(grid, site.nowS());
    const { baseW, peakSoFarW } = site.loadOf(startS, steps);
    const warmth = carriedWarmth(this.carried, grid);
    const clearing = new SumClearing({
      problem: {
        ...{ grid: { startS, stepS, usable }, importPrice: price, exportPrice: price, baseW, peakSoFarW },
        demandMicroPerKw: site.config.rounds?.demandMicroPerKw ?? 0,
        feeder: { importW, exportW: stepsOf(steps, () => exportW) },
        groups: [],
        children: claims.map((claim) => childOf(claim, steps)),
      },
      settings: { roundsMax: config.roundsMax ?? 15, unitW: 10 },
      ...(warmth === undefined ? {} : { warmth }),
    });
    const deadline = site.context.timers.set(site.context.now.mono + config.deadlineMs, () => {
      this.perform(clearing.handle({ kind: "deadline" }));
    });
    this.running = { plan, clearing, claims, targets, exportW, importW, grid, round: 0, timer: undefined, deadline };
    this.perform(clearing.begin());
    return true;
  }

  cancel(): void {
    const { running } = this;
    if (running === undefined) return;
    this.site.context.timers.clear(running.timer);
    this.site.context.timers.clear(running.deadline);
    this.running = undefined;
  }

  /** True where the answer was one to a question of this plan. */
  answered(holder: AgentId, answer: Answer): boolean {
    const { running } = this;
    const claim = running?.claims.find(({ key }) => key === holder);
    if (running === undefined || claim === undefined) return false;
    if (answer.kind === "countered" && answer.counter.plan !== running.plan) return false;
    const [option] = answer.kind === "countered" ? answer.counter.options : [];
    const schedule = option?.terms.value.parts[0]?.schedule;
    // Whoever says no profile counts with an equal share, whatever the prices are.
    const powerW = schedule === undefined ? equalShareOf(running, claim) : powersOf(schedule, running.grid);
    const best = answer.kind === "countered" ? answer.counter.bestValueMicro : undefined;
    const said = { powerW, ...(best === undefined ? {} : { bestValueMicro: best }) };
    this.perform(running.clearing.handle({ kind: "answered", child: holder, round: running.round, answer: said }));
    return true;
  }

  private perform(effects: readonly SumEffect[]): void {
    for (const effect of effects) {
      const { running } = this;
      if (running === undefined) return;
      switch (effect.kind) {
        case "ask":
          for (const ask of effect.asks) this.ask(running, effect.round, ask);
          break;
        case "refused":
          this.site.context.trace({ what: "refused", peer: effect.child, detail: effect.detail });
          break;
        case "done":
          this.finish(running, effect.outcome);
          break;
      }
    }
  }

  private ask(running: Running, round: number, ask: SumAsk): void {
    const { context, desk } = this.site;
    const { startS, stepS } = running.grid;
    running.round = round;
    context.timers.clear(running.timer);
    running.timer = context.timers.set(context.now.mono + this.config.replyMs, () => {
      this.perform(running.clearing.handle({ kind: "roundClosed", round }));
    });
    const question: Pick<Offer, "prices" | "sum"> = {
      prices: { startS, stepS, microPerKwh: ask.price.map((micro) => within(micro, limits.priceMaxMicro)) },
      sum: {
        excessPpm: ask.excess.map((share) => within(share * 1e6, limits.excessMaxPpm)),
        stiffnessMicroPerKwh: Math.max(1, within(ask.stiffness, limits.moneyMaxMicro)),
        relaxMilli: Math.round(ask.relax * 1000),
      },
    };
    const { plan } = running;
    const roundsMax = this.config.roundsMax ?? 15;
    for (const holder of ask.children) {
      const link = desk.links.get(holder);
      if (link?.connected === true)
        link.askRound({ plan, round, roundsMax, deadlineMs: this.config.replyMs, proposals: [], ...question });
    }
  }

  private finish(running: Running, outcome: SumOutcome): void {
    this.cancel();
    const { plan, targets, grid, claims } = running;
    for (const { key } of claims) this.site.desk.links.get(key)?.withdrawOffer();
    this.carried = { startS: grid.startS, stepS: grid.stepS, warmth: outcome.warmth };
    const firstW = new Map(outcome.grants.map(({ child, powerW }) => [child, powerW]));
    const { rounds, ended, trail } = outcome;
    const children = claims.length;
    this.site.context.trace({ what: "summed", plan, rounds, ended, children, excess: trail.at(-1)?.excess ?? 0 });
    this.done(plan, withNested(this.site, targets, { exportW: running.exportW, firstW }));
  }
}

const stepsOf = (steps: number, of: (step: number) => Watts): readonly Watts[] =>
  Array.from({ length: steps }, (_, step) => of(step));

const within = (value: number, most: number): number => Math.round(Math.max(-most, Math.min(most, value)));

function childOf({ key, floorW, usefulW, exportMaxW }: NestedClaim, steps: number): SumChild {
  return {
    id: key,
    importMaxW: stepsOf(steps, () => usefulW),
    exportMaxW: stepsOf(steps, () => exportMaxW),
    bookedImportW: floorW,
    fallbackW: stepsOf(steps, () => floorW),
  };
}

const equalShareOf = ({ importW, claims }: Running, { floorW, usefulW }: NestedClaim): readonly Watts[] =>
  importW.map((watts) => Math.min(usefulW, Math.max(floorW, Math.floor(watts / claims.length))));
