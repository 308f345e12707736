import type { Target } from "../../link/desk.js";
import { edf, equalShare, llf, partKey, type ChildNeed, type ClearingStrategy } from "../../market/index.js";
import {
  advanceRounds,
  beginRounds,
  type MasterSolution,
  type RoundsAsk,
  type RoundsEffect,
  type RoundsEvent,
  type RoundsGrant,
  type RoundsOutcome,
  type RoundsPrices,
  type RoundsProblem,
  type RoundsSeed,
  type RoundsState,
} from "../../market/rounds/index.js";
import type { Blend, CounterOffer, Embedded, Schedule, Terms } from "../../messages.js";
import type { AgentId, UnixS, Watts } from "../../units.js";
import { plannedUntilS } from "../round-answer.js";
import { roomOf } from "./clearing.js";
import { HolderBook } from "./rounds-book.js";
import { roundsProblem, type StorageChild } from "./rounds-problem.js";
import type { Site } from "./site.js";

/** How one plan of option rounds ended, for whoever carries it out or shows it. */
export interface RoundsResult {
  readonly targets: Map<AgentId, Target>;
  readonly outcome: RoundsOutcome;
}

/** What a plan is made from. */
export interface RoundsInput {
  readonly vehicles: readonly ChildNeed[];
  readonly storages: readonly StorageChild[];
  readonly startS: UnixS;
  readonly exportW: Watts;
}

interface Running {
  readonly plan: number;
  /** Parts that need nothing: they are not asked, and get nothing. */
  readonly idle: readonly RoundsGrant[];
  state: RoundsState;
  readonly problem: RoundsProblem;
  readonly book: HolderBook;
  timer: object | undefined;
  readonly deadline: object;
}

const seeders: readonly ClearingStrategy[] = [llf, edf, equalShare];

/** Option rounds at a site: asks all holders at prices, solves the master, and ends with blends of their own options. */
export class RoundsClearing {
  private running: Running | undefined;
  private prices: RoundsPrices | undefined;
  private pricesKey = "";

  constructor(
    private readonly site: Site,
    private readonly done: (plan: number, result: RoundsResult) => void,
  ) {}

  get busy(): boolean {
    return this.running !== undefined;
  }

  /** Begins a plan; one that runs is given up. */
  begin(plan: number, all: RoundsInput): void {
    this.cancel();
    const { context, config } = this.site;
    const input = { ...all, vehicles: this.asking(all) };
    const problem = roundsProblem(this.site, input);
    const idle = all.vehicles
      .filter(({ need }) => need.energyWh <= 0)
      .map(({ id, need }) => ({ child: partKey(id, need.connector), blend: [], powerW: problem.baseW.map(() => 0) }));
    const key = JSON.stringify([problem.grid.startS, problem.grid.usable.length, problem.rows.map((row) => row.id)]);
    const warm = key === this.pricesKey ? this.prices : undefined;
    this.pricesKey = key;
    const step = beginRounds({
      problem,
      settings: { roundsMax: config.rounds?.roundsMax ?? 4, gapStop: config.rounds?.gapStop ?? 0.01, unitW: 10 },
      seeds: this.seeds(problem, input),
      ...(warm === undefined ? {} : { prices: warm }),
    });
    const deadline = context.timers.set(context.now.mono + (config.rounds?.deadlineMs ?? 8000), () => {
      this.advance({ kind: "deadline" });
    });
    this.running = {
      plan,
      idle,
      state: step.state,
      problem,
      book: new HolderBook(problem),
      timer: undefined,
      deadline,
    };
    this.perform(step.effects);
  }

  /** Those that need something, up to the last step that they are here for whole. */
  private asking({ vehicles, startS }: RoundsInput): readonly ChildNeed[] {
    const grid = { startS, stepS: this.site.config.stepS };
    return vehicles
      .filter(({ need }) => need.energyWh > 0)
      .map((vehicle) => {
        const departureS = plannedUntilS(grid, vehicle.need.departureS, this.site.nowS());
        return { ...vehicle, need: { ...vehicle.need, departureS } };
      });
  }

  cancel(): void {
    const { running } = this;
    if (running === undefined) return;
    this.site.context.timers.clear(running.timer);
    this.site.context.timers.clear(running.deadline);
    this.running = undefined;
  }

  /** A holder answered a question of this plan. */
  answered(holder: AgentId, counter: CounterOffer): void {
    const { running } = this;
    if (running?.plan !== counter.plan) return;
    const round = running.book.roundOf(holder);
    for (const { child, reply } of running.book.replies(holder, counter)) {
      this.advance({ kind: "replied", child, round, reply });
    }
  }

  solved(number: number, solution: MasterSolution): void {
    this.advance({ kind: "solved", number, solution });
  }
  solveFailed(number: number): void {
    this.advance({ kind: "solveFailed", number });
  }

  private advance(event: RoundsEvent): void {
    const { running } = this;
    if (running === undefined) return;
    const step = advanceRounds(running.state, event);
    running.state = step.state;
    this.perform(step.effects);
  }

  private perform(effects: readonly RoundsEffect[]): void {
    for (const effect of effects) {
      const { running } = this;
      if (running === undefined) return;
      switch (effect.kind) {
        case "ask":
          this.ask(running, effect.round, effect.asks);
          break;
        case "solve":
          this.site.context.emit({
            kind: "solve",
            number: effect.number,
            problem: effect.problem,
            deadlineMs: this.replyMs() * 2,
          });
          break;
        case "refused":
          this.site.context.trace({
            what: "refused",
            peer: effect.child.slice(0, effect.child.lastIndexOf("/")),
            detail: effect.detail,
          });
          break;
        case "progress":
          break;
        case "done":
          this.finish(running, effect.outcome);
          break;
      }
    }
  }

  private replyMs(): number {
    return this.site.config.rounds?.replyMs ?? 2000;
  }

  /** One unicast to each holder: prices of its parts, and what it is to price exactly. */
  private ask(running: Running, round: number, asks: readonly RoundsAsk[]): void {
    const { context, desk } = this.site;
    context.timers.clear(running.timer);
    running.timer = context.timers.set(context.now.mono + this.replyMs(), () => {
      this.advance({ kind: "roundClosed", round });
    });
    for (const [holder, question] of running.book.questions(asks, round)) {
      const link = desk.links.get(holder);
      if (link?.connected !== true) continue;
      link.askRound({
        plan: running.plan,
        round,
        roundsMax: running.state.settings.roundsMax,
        deadlineMs: this.replyMs(),
        proposals: question.proposals.map((terms) => desk.embed(terms)),
        prices: question.prices,
        ...(question.partPrices.length === 0 ? {} : { partPrices: question.partPrices }),
      });
    }
  }

  private finish(running: Running, outcome: RoundsOutcome): void {
    this.cancel();
    // Whoever has not answered by now is not waited for: an open question would hold its commit back.
    for (const holder of running.book.asked()) this.site.desk.links.get(holder)?.withdrawOffer();
    this.prices = outcome.prices;
    const targets = new Map<AgentId, Target>();
    for (const [holder, grants] of byHolder([...outcome.grants, ...running.idle]))
      targets.set(holder, this.targetOf(running, grants));
    this.done(running.plan, { targets, outcome });
  }

  private targetOf({ problem, book }: Running, grants: readonly RoundsGrant[]): Target {
    const parts = grants.map((grant) => ({
      connector: connectorOf(grant.child),
      schedule: scheduleOf(problem, grant),
    }));
    const blends = grants.flatMap((grant): Blend[] => {
      const weights = grant.blend
        .map(({ option, weight }) => ({ hash: book.hashOf(grant.child, option), weight: Math.round(weight * 65_536) }))
        .filter((each): each is { hash: string; weight: number } => each.hash !== undefined && each.weight > 0);
      return weights.length === 0 ? [] : [{ connector: connectorOf(grant.child), weights }];
    });
    const terms: Embedded<Terms> = this.site.desk.embed({ parts: parts.sort((a, b) => a.connector - b.connector) });
    return { terms, reasons: ["CAPACITY", "PRICE"], consented: true, blends };
  }

  /** Joint plans to begin with: the one-shot strategies, and what runs now. */
  private seeds(problem: RoundsProblem, input: Pick<RoundsInput, "vehicles" | "startS">): readonly RoundsSeed[] {
    if (input.vehicles.length === 0) return [];
    const steps = problem.grid.usable.length;
    const room = roomOf(this.site, input.startS, steps);
    const nowS = this.site.nowS();
    const seeds = seeders.map((strategy): RoundsSeed => {
      const plans = strategy.clear({ nowS, room, children: input.vehicles });
      return {
        name: strategy.name,
        powerW: Object.fromEntries([...plans].map(([key, schedule]) => [key, schedule.max])),
      };
    });
    const running = input.vehicles.flatMap((vehicle) => {
      if (vehicle.running === undefined) return [];
      const powerW = onGrid(vehicle.running, problem);
      return [[partKey(vehicle.id, vehicle.need.connector), powerW] as const];
    });
    return running.length === 0 ? seeds : [...seeds, { name: "running", powerW: Object.fromEntries(running) }];
  }
}

function byHolder(grants: readonly RoundsGrant[]): ReadonlyMap<AgentId, readonly RoundsGrant[]> {
  const all = new Map<AgentId, RoundsGrant[]>();
  for (const grant of grants) {
    const holder = grant.child.slice(0, grant.child.lastIndexOf("/"));
    all.set(holder, [...(all.get(holder) ?? []), grant]);
  }
  return all;
}

const connectorOf = (child: string): number => Number(child.slice(child.lastIndexOf("/") + 1));

/** A grant as a band from 0 W: whoever charges may take less, whoever discharges may give less. */
function scheduleOf(problem: RoundsProblem, grant: RoundsGrant): Schedule {
  const { startS, stepS } = problem.grid;
  return {
    startS,
    stepS,
    max: grant.powerW.map((watts) => Math.max(0, watts)),
    min: grant.powerW.map((watts) => Math.min(0, watts)),
  };
}

function onGrid(schedule: Schedule, problem: RoundsProblem): readonly Watts[] {
  const { startS, stepS, usable } = problem.grid;
  return usable.map((_, step) => {
    const index = Math.floor((startS + step * stepS - schedule.startS) / schedule.stepS);
    return schedule.max[index] ?? 0;
  });
}
