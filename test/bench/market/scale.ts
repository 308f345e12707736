import { monitorEventLoopDelay } from "node:perf_hooks";
import type { Solver } from "@chargepact/agent";
import { roundsSeeds } from "@chargepact/protocol";
import { median } from "../statistics.js";
import { optionBytes, priceBytes } from "./bytes.js";
import { sized } from "./cases.js";
import { makeInstance } from "./instance.js";
import { play } from "./play.js";

/** One size of site, all in one process. */
export interface Scale {
  readonly count: number;
  /** Median of a round: asking, answering, judging, solving; s. */
  readonly roundS: number;
  readonly planS: number;
  /** Rounds until the gap is certified below 1 %. */
  readonly certifiedRounds: number;
  /** Offers and counter-offers of a round, kB. */
  readonly roundKb: number;
  /** Event-loop delay while the plan ran, ms. */
  readonly delayP99Ms: number;
}

/** Plans a site of one size, with HiGHS in its thread. */
export async function scaleOf(count: number, solver: Solver): Promise<Scale> {
  const { problem, holders } = makeInstance(sized(count));
  const seeds = roundsSeeds(problem);
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const began = performance.now();
  const settings = { roundsMax: 10, gapStop: 0 };
  const played = await play({ problem, seeds, settings }, holders, { solver, breathe: true });
  const planS = (performance.now() - began) / 1000;
  delay.disable();
  const certified = played.outcome.trail.find(({ gap }) => gap !== undefined && gap <= 0.01);
  const sample = played.replies.filter((_, index) => index % Math.ceil(played.replies.length / 200) === 0);
  const replyBytes = sample.map(({ options }) =>
    options.reduce((sum, option) => sum + optionBytes(problem.grid, option), 60),
  );
  const askBytes = played.told.map((prices) => priceBytes(problem.grid, prices) + 60);
  return {
    count,
    roundS: median(played.roundMs) / 1000,
    planS,
    certifiedRounds: certified?.round ?? Number.POSITIVE_INFINITY,
    roundKb: (count * (mean(replyBytes) + mean(askBytes))) / 1000,
    delayP99Ms: delay.percentile(99) / 1e6,
  };
}

const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
