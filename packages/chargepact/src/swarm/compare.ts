import { performance } from "node:perf_hooks";
import { deliverableWh, type Day, type Outcome, type Sample } from "@chargepact/sim";
import type { WattHours } from "@chargepact/protocol";
import type { StrategyName } from "../swarm-options.js";
import { trafficOf, type Traffic } from "./result.js";
import type { RunOptions } from "./run.js";
import { runVirtual } from "./run-virtual.js";

/** How a day went with one strategy. */
export interface StrategyRun extends Traffic {
  readonly strategy: StrategyName;
  readonly outcome: Outcome;
  readonly samples: readonly Sample[];
  /** Real ms of the run. */
  readonly wallMs: number;
}

/** One day with several strategies. */
export interface Comparison {
  readonly day: Day;
  readonly deliverableWh: WattHours;
  /** In the order in which they were asked for. */
  readonly runs: readonly StrategyRun[];
  /** Strategies that were asked for and not run to the end. */
  readonly missing: readonly StrategyName[];
}

/** What looks on while a strategy runs. */
export interface Onlooker extends Pick<RunOptions, "observer" | "onProgress"> {
  /** Called with the run at its end; undefined where it did not come to one. */
  readonly ended?: (run: StrategyRun | undefined) => void;
}

export interface CompareOptions extends Pick<RunOptions, "insecure" | "signal" | "predictors"> {
  readonly strategies: readonly StrategyName[];
  /** Called before each strategy. */
  readonly watch?: (strategy: StrategyName, index: number) => Onlooker;
}

/** Energy, wear and what was not delivered, µ of the day's currency. */
export const sumMicroOf = ({ outcome }: StrategyRun): number =>
  outcome.costMicro + outcome.wearMicro + outcome.unservedMicro;

/**
 * Runs the same day once with each strategy, one after the other in virtual time. A day that was stopped is not the same
 * day, so that its strategy is left out, as are those that would have come after it.
 */
export async function compareStrategies(day: Day, options: CompareOptions): Promise<Comparison> {
  const { strategies, watch, ...common } = options;
  const { signal } = common;
  const runs: StrategyRun[] = [];
  for (const [index, strategy] of strategies.entries()) {
    if (signal?.aborted === true) break;
    const { ended, ...onlooker } = watch?.(strategy, index) ?? {};
    let run: StrategyRun | undefined;
    try {
      run = await runToEnd(day, { strategy, ...common, ...onlooker });
    } finally {
      ended?.(run);
    }
    if (run !== undefined) runs.push(run);
  }
  const ran = new Set(runs.map(({ strategy }) => strategy));
  const missing = strategies.filter((strategy) => !ran.has(strategy));
  return { day, deliverableWh: deliverableWh(day), runs, missing };
}

async function runToEnd(day: Day, options: RunOptions): Promise<StrategyRun | undefined> {
  const startMs = performance.now();
  const run = await runVirtual(day, options);
  const { world } = run.swarm;
  if (world.nowMs < day.toS * 1000) return undefined;
  return {
    strategy: options.strategy,
    outcome: world.outcome(),
    samples: world.samples,
    ...trafficOf(run),
    wallMs: performance.now() - startMs,
  };
}
