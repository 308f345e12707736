import type { Micro, Watts } from "../../units.js";
import { gridLeast } from "./bound.js";
import { fit } from "./fit.js";
import { refusalOf } from "./judge.js";
import { adapted, firstStiffness } from "./stiffness.js";
import { setsOf, type SumSet } from "./sets.js";
import { hoursOf, supplyOf } from "./supply.js";
import {
  sumDefaults,
  type SumAnswer,
  type SumAsk,
  type SumEffect,
  type SumEvent,
  type SumOutcome,
  type SumProblem,
  type SumRecord,
  type SumSettings,
  type SumWarmth,
} from "./types.js";

export interface SumInput {
  readonly problem: SumProblem;
  readonly settings?: Partial<SumSettings>;
  /** Where the plan before ended, shifted to this grid. */
  readonly warmth?: SumWarmth;
}

/**
 * Clears by sums alone: sharing ADMM (Boyd et al. 2011, §7.3) with a multiplier for each set of children that load
 * the same rows. It asks, adds up the profiles of each set, computes what grid and rows would rather give, moves prices
 * by ρ · (asked − given) a battery, and asks again; at the end it scales the last profiles to fit every row. It keeps a
 * child's last profile and its declared limits, nothing of why. The same events give the same effects, whatever the order of answers
 * within a round.
 */
export class SumClearing {
  readonly #problem: SumProblem;
  readonly #settings: SumSettings;
  readonly #sets: readonly SumSet[];
  readonly #hours: Float64Array;
  readonly #indexOf: ReadonlyMap<string, number>;
  readonly #profiles: (readonly Watts[])[];
  readonly #best: (Micro | undefined)[];
  readonly #answered: Uint8Array;
  readonly #refusals = new Map<string, number>();
  readonly #trail: SumRecord[] = [];
  #price: readonly Float64Array[];
  #excess: readonly Float64Array[];
  /** What grid and rows would rather give; at first what the fallbacks take. */
  #givenKw: readonly Float64Array[];
  #peakMicro: Float64Array;
  #stiffness: number;
  #lower: Micro | undefined;
  #round = 0;
  #waiting = 0;
  #done = false;

  constructor({ problem, settings, warmth }: SumInput) {
    const children = problem.children.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    this.#problem = { ...problem, children };
    this.#settings = { ...sumDefaults, ...settings };
    this.#sets = setsOf(this.#problem);
    this.#hours = hoursOf(problem);
    this.#indexOf = new Map(children.map(({ id }, index) => [id, index]));
    this.#profiles = children.map(({ fallbackW }) => this.#hours.reduce<Watts[]>(padded(fallbackW), []));
    this.#best = children.map(() => undefined);
    this.#answered = new Uint8Array(children.length);
    this.#price = this.#sets.map(({ id }) =>
      Float64Array.from(problem.importPrice, (price, step) => warmth?.price[id]?.[step] ?? price),
    );
    this.#excess = this.#sets.map(() => new Float64Array(this.#hours.length));
    this.#givenKw = this.#sets.map((set) => this.#sum(set));
    this.#peakMicro = new Float64Array(this.#hours.length);
    this.#stiffness = firstStiffness(problem, this.#settings.stiffness || (warmth?.stiffness ?? 0));
  }

  /** The first question, or the end where nobody is there to be asked. */
  begin(): readonly SumEffect[] {
    return this.#problem.children.length === 0 || this.#settings.roundsMax < 1
      ? [this.#finish("rounds")]
      : [this.#ask()];
  }

  /** One event; what comes too late, or from nobody, changes nothing. */
  handle(event: SumEvent): readonly SumEffect[] {
    if (this.#done) return [];
    switch (event.kind) {
      case "answered":
        return this.#take(event.child, event.round, event.answer);
      case "roundClosed":
        return event.round === this.#round ? this.#close() : [];
      case "deadline":
        return [this.#finish("deadline")];
    }
  }

  #ask(): SumEffect {
    this.#round += 1;
    this.#answered.fill(0);
    this.#best.fill(undefined);
    this.#waiting = this.#problem.children.length;
    const asks = this.#sets.map(({ id, children }, set): SumAsk => ({
      set: id,
      children: children.flatMap((index) => this.#problem.children[index]?.id ?? []),
      price: [...(this.#price[set] ?? [])],
      excess: [...(this.#excess[set] ?? [])],
      stiffness: this.#stiffness,
      relax: this.#settings.relax,
    }));
    return { kind: "ask", round: this.#round, asks };
  }

  #take(id: string, round: number, answer: SumAnswer): readonly SumEffect[] {
    const index = this.#indexOf.get(id);
    const child = index === undefined ? undefined : this.#problem.children[index];
    if (index === undefined || child === undefined || round !== this.#round || this.#answered[index] !== 0) return [];
    const detail = refusalOf(child, answer, this.#hours.length);
    const effects: SumEffect[] = [];
    if (detail === undefined) {
      this.#answered[index] = 1;
      this.#profiles[index] = answer.powerW;
      this.#best[index] = answer.bestValueMicro;
    } else {
      this.#answered[index] = 2;
      this.#refusals.set(id, (this.#refusals.get(id) ?? 0) + 1);
      effects.push({ kind: "refused", child: id, round, detail });
    }
    this.#waiting -= 1;
    return this.#waiting > 0 ? effects : [...effects, ...this.#close()];
  }

  /** Adds up, moves prices, and goes on or ends. */
  #close(): readonly SumEffect[] {
    const askedKw = this.#sets.map((set, index) => this.#relaxed(this.#sum(set), this.#givenKw[index]));
    this.#bound();
    const { givenKw, peakMicro } = supplyOf(this.#problem, {
      ...{ sets: this.#sets, askedKw, price: this.#price, stiffness: this.#stiffness },
    });
    this.#peakMicro = peakMicro;
    this.#excess = this.#sets.map(({ limitKw }, set) => less(askedKw[set], givenKw[set], limitKw));
    this.#price = this.#price.map((own, set) =>
      own.map((price, step) => price + this.#stiffness * (this.#excess[set]?.[step] ?? 0)),
    );
    const record = this.#record(givenKw);
    this.#trail.push(record);
    this.#givenKw = givenKw;
    const settled = this.#settled(record, askedKw);
    if (settled || this.#round >= this.#settings.roundsMax) return [this.#finish(settled ? "settled" : "rounds")];
    this.#stiffness = adapted(this.#stiffness, record);
    return [this.#ask()];
  }

  #sum({ children }: SumSet): Float64Array {
    const sumKw = new Float64Array(this.#hours.length);
    for (const index of children) {
      const own = this.#profiles[index] ?? [];
      for (let step = 0; step < sumKw.length; step += 1) sumKw[step] = (sumKw[step] ?? 0) + (own[step] ?? 0) / 1000;
    }
    return sumKw;
  }

  /** What the sets' centres add up to before the excess is shared out. */
  #relaxed(askedKw: Float64Array, beforeKw: Float64Array | undefined): Float64Array {
    const { relax } = this.#settings;
    return askedKw.map((kw, step) => relax * kw + (1 - relax) * (beforeKw?.[step] ?? 0));
  }

  /** The dual bound at the prices of the round that ends, where every child said its L. */
  #bound(): void {
    let micro = gridLeast(this.#problem, this.#sets, { price: this.#price, peakMicro: this.#peakMicro });
    for (const best of this.#best) micro += best ?? Number.NaN;
    if (Number.isFinite(micro)) this.#lower = Math.max(this.#lower ?? micro, Math.floor(micro));
  }

  #record(givenKw: readonly Float64Array[]): SumRecord {
    const change = this.#sets.map(({ limitKw }, set) => less(givenKw[set], this.#givenKw[set], limitKw));
    return {
      round: this.#round,
      answers: this.#answered.reduce((sum, state) => sum + (state === 1 ? 1 : 0), 0),
      excess: this.#norm(this.#excess),
      change: this.#norm(change),
      stiffness: this.#stiffness,
      ...(this.#lower === undefined ? {} : { lowerMicro: this.#lower }),
    };
  }

  #settled({ excess, change }: SumRecord, askedKw: readonly Float64Array[]): boolean {
    const most =
      this.#settings.stop * this.#norm(this.#sets.map(({ limitKw }, set) => less(askedKw[set], undefined, limitKw)));
    return this.#settings.stop > 0 && excess <= most && change <= most;
  }

  /** Root mean square over steps of shares of limits, each set by its limits. */
  #norm(shares: readonly Float64Array[]): number {
    let [sum, weight] = [0, 0];
    for (const [set, own] of shares.entries()) {
      for (const [step, h] of this.#hours.entries()) {
        const kwh = h * (this.#sets[set]?.limitKw[step] ?? 0);
        sum += kwh * (own[step] ?? 0) ** 2;
        weight += kwh;
      }
    }
    return Math.sqrt(sum / Math.max(1e-9, weight));
  }

  #finish(ended: SumOutcome["ended"]): SumEffect {
    this.#done = true;
    const { grants, left, leftOf } = fit(this.#problem, this.#profiles, this.#settings.unitW);
    const price = Object.fromEntries(
      this.#sets.map(({ id }, set) => [id, [...(this.#price[set] ?? [])].map(Math.round)]),
    );
    return {
      kind: "done",
      outcome: {
        ...{ grants, left, leftOf, ended, rounds: this.#round, trail: this.#trail },
        ...(this.#lower === undefined ? {} : { lowerMicro: this.#lower }),
        refusals: Object.fromEntries([...this.#refusals].sort(([a], [b]) => (a < b ? -1 : 1))),
        warmth: { stiffness: this.#stiffness, price },
      },
    };
  }
}

/** A profile of as many steps as the grid has, numbers only. */
const padded =
  (powerW: readonly Watts[]) =>
  (all: Watts[], _hours: number, step: number): Watts[] => {
    const watts = powerW[step] ?? 0;
    all.push(Number.isFinite(watts) ? watts : 0);
    return all;
  };

/** (a − b) as a share of the limits. */
const less = (a: Float64Array | undefined, b: Float64Array | undefined, limitKw: Float64Array): Float64Array =>
  limitKw.map((limit, step) => ((a?.[step] ?? 0) - (b?.[step] ?? 0)) / Math.max(1e-9, limit));
