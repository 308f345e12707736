import type { Day } from "@chargepact/sim";
import { compareDocument } from "../swarm/compare-document.js";
import { compareTable } from "../swarm/compare-table.js";
import { compareStrategies, sumMicroOf, type Comparison, type Onlooker } from "../swarm/compare.js";
import { decimal, money, share } from "../swarm/format.js";
import { closePredictors, findPredictors, predictorsOf } from "../swarm/predictors.js";
import { Recorder } from "../swarm/recorder.js";
import { resolveDay, type StrategyName, type SwarmOptions } from "../swarm-options.js";
import { liveOf, sayOf, troublesOf } from "./progress.js";
import { writeReport } from "./report-file.js";
import { stopOnSignal } from "./signals.js";

/** `chargepact swarm --compare`: runs a day with several strategies and sets them side by side. Resolves with the exit code. */
export async function runCompare(options: SwarmOptions, strategies: readonly StrategyName[]): Promise<number> {
  const { day, notes } = resolveDay(options);
  const say = sayOf(options);
  for (const note of notes) say(note);
  const stop = stopOnSignal();
  const found = await findPredictors({ now: true });
  try {
    const { insecure } = options;
    const watch = (strategy: StrategyName, index: number): Onlooker => {
      say(`${strategy}, ${index + 1} of ${strategies.length}`);
      return onlooker(day, strategy, options);
    };
    const predictors = predictorsOf(found);
    const comparison = await compareStrategies(day, {
      strategies,
      insecure,
      signal: stop.signal,
      watch,
      ...predictors,
    });
    const text = options.json ? JSON.stringify(compareDocument(comparison)) : compareTable(comparison);
    process.stdout.write(`${text}\n`);
    if (options.report !== undefined) {
      await report(options.report, comparison);
      say(`report ${options.report}`);
    }
  } finally {
    stop.dispose();
    await closePredictors(found);
  }
  return stop.exitCode ?? 0;
}

/** Shows how one strategy goes on, and in a line how it went; its record of the day is let go then. */
function onlooker(day: Day, strategy: StrategyName, options: SwarmOptions): Onlooker {
  const say = sayOf(options);
  const recorder = new Recorder(day);
  const live = liveOf(day, recorder, options);
  return {
    observer: recorder,
    onProgress: (swarm) => live?.update(swarm),
    ended: (run) => {
      live?.close();
      for (const trouble of troublesOf(recorder)) say(`${strategy}: ${trouble}`);
      if (run === undefined) return;
      const { energyDeliveredWh, perSession } = run.outcome;
      const requestedWh = perSession.reduce((sum, session) => sum + session.requestedWh, 0);
      const got = `${share(energyDeliveredWh, requestedWh)} of what was asked for`;
      say(`${strategy}: ${got}, ${money(sumMicroOf(run), day.currency)}, in ${decimal(run.wallMs / 1000, 1)} s`);
    },
  };
}

async function report(file: string, comparison: Comparison): Promise<void> {
  const { comparePage } = await import("../swarm/report/compare-page.js");
  await writeReport(file, comparePage(comparison));
}
