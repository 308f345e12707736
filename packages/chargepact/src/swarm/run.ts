import type { UnixS } from "@chargepact/protocol";
import type { StrategyName } from "../swarm-options.js";
import type { SwarmPredictors } from "./predictors.js";
import type { Runnable, Swarm, SwarmConfig, SwarmGround, SwarmObserver } from "./swarm.js";

/** What every runner of a day takes, whatever its clock and transport. */
export interface RunOptions<Running = Swarm> {
  readonly strategy: StrategyName;
  readonly insecure: boolean;
  /** What batteries ask of themselves; absent: physics. */
  readonly predictors?: SwarmPredictors;
  readonly observer?: SwarmObserver;
  /** Called with the running swarm at least once a simulated minute or every 500 ms of real time. Must not change it. */
  readonly onProgress?: (swarm: Running) => void;
  /** Ends the day early: what has happened by then is the result. */
  readonly signal?: AbortSignal;
}

/** What a runner is given of that: the swarm itself is made by its caller. */
export type RunnerOptions<Running> = Pick<RunOptions<Running>, "strategy" | "onProgress" | "signal">;

/** What a swarm is made with of that, whatever its clock and transport. */
export function configOf({
  strategy,
  insecure,
  observer,
  predictors,
}: Pick<RunOptions, "strategy" | "insecure" | "observer" | "predictors">): Omit<
  SwarmConfig,
  "clock" | "transport" | "seeded"
> {
  return {
    ...{ strategy, insecure },
    ...(observer === undefined ? {} : { observer }),
    ...(predictors === undefined ? {} : { predictors }),
  };
}

/** Makes what is run, on the ground that the runner has. */
export type MakeRunning<Running extends Runnable> = (ground: SwarmGround) => Running;

/** How a fault went. */
export interface FaultOutcome {
  /** As it was written, such as `broker-restart@12:00`. */
  readonly fault: string;
  /** s; null for a fault that holds all day. */
  readonly atS: UnixS | null;
  /** s of schedule time from its end to the last affected vehicle having a fresh lease; null where nothing recovers. */
  readonly recoveredAfterS: number | null;
}

/** A day that has been run, to its end or to where it was stopped. */
export interface SwarmRun<Running = Swarm> {
  readonly swarm: Running;
  readonly faults: readonly FaultOutcome[];
}
