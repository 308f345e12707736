import type { Solver } from "@chargepact/agent";
import {
  gapOf,
  gapScale,
  type RoundsInput,
  type RoundsProblem,
  roundsSeeds,
  type RoundsSettings,
} from "@chargepact/protocol";
import { centralMicro } from "./central.js";
import { check, type Checked } from "./check.js";
import { chance, type Instance } from "./instance.js";
import { play, type Play } from "./play.js";

/** One plan of one instance beside the reference, gaps in %. */
export interface Result {
  readonly name: string;
  /** Of the final, rounded plan by the holders' own costs, above the central optimum. */
  readonly truePct: number;
  readonly publishedPct: number;
  /** Least of published − true over the rounds and the final plan. */
  readonly marginPct: number;
  /** Cost above the cheapest seed that everybody priced, % of the same scale; at most 0. */
  readonly aboveSeedPct: number;
  readonly rounds: number;
  readonly checked: Checked;
  readonly play: Play;
}

/** A reference and everything that is the same for all plans of an instance. */
export interface Subject {
  readonly instance: Instance;
  readonly optimumMicro: number;
  readonly centralMs: number;
  /** What the plan before left: its prices and schedules, made without a tenth of the children. */
  readonly warm: Pick<RoundsInput, "prices"> & { readonly running: Readonly<Record<string, readonly number[]>> };
}

const certifyAlways = { gapStop: 0 };

export async function subjectOf(instance: Instance, solver: Solver): Promise<Subject> {
  const began = performance.now();
  const optimumMicro = await centralMicro(instance.problem, instance.holders, solver);
  const centralMs = performance.now() - began;
  const before = withoutSome(instance.problem);
  const { outcome } = await play({ problem: before, seeds: roundsSeeds(before) }, instance.holders, { solver });
  const running = Object.fromEntries(outcome.grants.map(({ child, powerW }) => [child, powerW]));
  return { instance, optimumMicro, centralMs, warm: { prices: outcome.prices, running } };
}

export async function plan(
  { instance, optimumMicro, warm }: Subject,
  solver: Solver,
  how: {
    readonly warm: boolean;
    readonly settings: Partial<RoundsSettings>;
    readonly lost?: (child: string, round: number) => boolean;
  },
): Promise<Result> {
  const { problem, holders } = instance;
  const input: RoundsInput = {
    problem,
    settings: { ...certifyAlways, ...how.settings },
    seeds: how.warm ? roundsSeeds(problem, warm.running) : roundsSeeds(problem),
    ...(how.warm && warm.prices !== undefined ? { prices: warm.prices } : {}),
  };
  const played = await play(input, holders, { solver, ...(how.lost === undefined ? {} : { lost: how.lost }) });
  const { outcome, state } = played;
  const scale = gapScale(problem);
  const checked = check(instance, outcome);
  const pct = (upperMicro: number): number =>
    (100 * (upperMicro - optimumMicro)) / Math.max(Math.abs(upperMicro - scale.fixedMicro), scale.leastMicro);
  const publishedPct = (outcome.gapPpm ?? Number.POSITIVE_INFINITY) / 10_000;
  const margins = outcome.trail.map(({ upperMicro, gap }) =>
    upperMicro === undefined || gap === undefined
      ? Number.POSITIVE_INFINITY
      : 100 * (gap - gapOf(upperMicro, optimumMicro, scale)),
  );
  const seeds = state.seeds.filter(({ columns }) => columns.every((column) => column !== undefined));
  const seedMicro = Math.min(...seeds.map(({ seed }) => seedCost(instance, seed.powerW)));
  return {
    name: instance.name,
    truePct: pct(checked.trueMicro),
    publishedPct,
    marginPct: Math.min(publishedPct - pct(checked.trueMicro), ...margins),
    aboveSeedPct: pct(checked.trueMicro) - pct(seedMicro),
    rounds: outcome.rounds,
    checked,
    play: played,
  };
}

function seedCost(instance: Instance, powerW: Readonly<Record<string, readonly number[]>>): number {
  const grants = instance.problem.children.map(({ id, fallback }) => ({
    child: id,
    blend: [],
    powerW: powerW[id] ?? fallback.powerW,
  }));
  return check(instance, { grants }).trueMicro;
}

/** The site before a tenth of its vehicles was known. */
function withoutSome(problem: RoundsProblem): RoundsProblem {
  const next = chance(problem.children.length);
  return { ...problem, children: problem.children.filter(() => next() >= 0.1) };
}

/** Loses a share of the replies, the same ones in every run. */
export function losing(share: number, seed: number): (child: string, round: number) => boolean {
  return (child, round) => {
    let mixed = seed * 7919 + round * 104_729;
    for (const letter of child) mixed = Math.imul(mixed ^ letter.charCodeAt(0), 16_777_619);
    return chance(mixed >>> 0)() < share;
  };
}
