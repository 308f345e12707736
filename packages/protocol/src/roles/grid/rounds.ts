import type { Target } from "../../link/desk.js";
import { driftLagS } from "../../link/holder-time.js";
import { partKey, partOfKey, type ChildNeed } from "../../market/index.js";
import {
  advanceRounds,
  beginRounds,
  type MasterSolution,
  type RoundsAsk,
  type RoundsEffect,
  type RoundsEvent,
  type RoundsGrant,
  type RoundsOutcome,
  type RoundsProblem,
  type RoundsState,
} from "../../market/rounds/index.js";
import type { Settlement } from "../../market/settlement.js";
import type { CounterOffer, NeedPart } from "../../messages.js";
import type { AgentId, MicroPerKwh, UnixS, Watts } from "../../units.js";
import { plannedUntilS } from "../round-answer.js";
import { type Expected, isExpected } from "./expected.js";
import { CarriedPrices } from "./rounds-carried.js";
import { HolderBook } from "./rounds-book.js";
import { pricesOn, roundsProblem, type StorageChild } from "./rounds-problem.js";
import { seedsOf } from "./rounds-seeds.js";
import { settlementOf, tariffsOf } from "./rounds-settlement.js";
import { targetsOf } from "./rounds-targets.js";
import type { Site } from "./site.js";

/** How one plan of option rounds ended, for whoever carries it out or shows it. */
export interface RoundsResult {
  readonly targets: Map<AgentId, Target>;
  readonly outcome: RoundsOutcome;
  readonly settlement: Settlement;
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
  readonly expected: Expected;
  readonly book: HolderBook;
  timer: object | undefined;
  readonly deadline: object;
}

/** Whoever needs something, and whoever may give something back. */
const takesPart = ({ energyWh, exportMaxW }: NeedPart): boolean => energyWh > 0 || exportMaxW > 0;

/** s; a message takes this at most through a relay, and so long a holder may think that it is still earlier. */
const lagRealS = 0.1;
/** CP-TIME-6: s of schedule time; so much more do the relay and the holder behind it know it less well by drift. */
const lagDriftS = 2 * driftLagS;

/** Option rounds at a site: asks all holders at prices, solves the master, and ends with blends of their own options. */
export class RoundsClearing {
  private running: Running | undefined;
  private readonly carried = new CarriedPrices();

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
    const vehicles = this.asking(all);
    const active = new Set(vehicles.map(({ id }) => id));
    const resting = [...new Set(all.vehicles.map(({ id }) => id))].filter((id) => !active.has(id));
    const input = { ...all, vehicles, resting };
    const { problem, expected, room } = roundsProblem(this.site, input);
    const idle = all.vehicles
      .filter(({ need }) => !takesPart(need))
      .map(({ id, need }) => ({ child: partKey(id, need.connector), blend: [], powerW: problem.baseW.map(() => 0) }));
    const warm = this.carried.on(problem);
    const step = beginRounds({
      problem,
      settings: {
        roundsMax: config.rounds?.roundsMax ?? 4,
        gapStop: config.rounds?.gapStop ?? 0.01,
        unitW: 10,
        ...(config.rounds?.wholeStepsMax === undefined ? {} : { wholeStepsMax: config.rounds.wholeStepsMax }),
        lagS: lagRealS * context.speed + lagDriftS,
      },
      seeds: seedsOf(this.site, problem, { vehicles, room }),
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
      expected,
      book: new HolderBook(problem),
      timer: undefined,
      deadline,
    };
    this.perform(step.effects);
  }

  /**
   * Those that need something or can export, up to a margin before they leave. A holder's fallback is booked once, with
   * the first of its parts that asks.
   */
  private asking({ vehicles }: RoundsInput): readonly ChildNeed[] {
    const { ledger } = this.site.desk;
    return vehicles
      .filter(({ need }) => takesPart(need))
      .map((vehicle, index, asking) => {
        const { id, need } = vehicle;
        const departureS = plannedUntilS(need.departureS, this.site.nowS());
        const first = asking.findIndex((each) => each.id === id) === index;
        const fallbackImportW = first ? ledger.fallbackOf(id).importW : 0;
        return { ...vehicle, fallbackImportW, need: { ...need, departureS } };
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
            peer: partOfKey(effect.child).holder,
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
    const real = asks.filter(({ child }) => !isExpected(child));
    for (const [holder, question] of running.book.questions(real, round)) {
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
    for (const own of asks.filter(({ child }) => isExpected(child))) {
      this.advance({ kind: "replied", child: own.child, round, reply: running.expected.answer(own) });
    }
  }

  /** Energy that nobody planned for may have to be bought in the dearest hour. */
  private imbalancePrice({ grid }: RoundsProblem): MicroPerKwh {
    const prices = pricesOn(this.site.prices(), { ...grid, steps: grid.usable.length });
    return Math.max(0, ...prices.map(Math.round));
  }

  private finish(running: Running, outcome: RoundsOutcome): void {
    this.cancel();
    // Whoever has not answered by now is not waited for: an open question would hold its commit back.
    for (const holder of running.book.asked()) this.site.desk.links.get(holder)?.withdrawOffer();
    const { plan, problem, book, idle } = running;
    this.carried.keep(problem, outcome.prices);
    const tariffs = tariffsOf(problem, outcome.prices, this.imbalancePrice(problem));
    const targets = targetsOf(this.site.desk, { problem, book, grants: [...outcome.grants, ...idle], tariffs });
    this.done(plan, { targets, outcome, settlement: settlementOf(problem, outcome.prices) });
  }
}
