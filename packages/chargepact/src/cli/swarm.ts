import { performance } from "node:perf_hooks";
import type { Day, FeederDay } from "@chargepact/sim";
import { windowsText } from "../swarm/fault-windows.js";
import { predictionText } from "../swarm/foresight-record.js";
import { closePredictors, findPredictors, type FoundPredictors } from "../swarm/predictors.js";
import { Recorder } from "../swarm/recorder.js";
import { reckon } from "../swarm/reckon.js";
import { resultOf } from "../swarm/result.js";
import type { RunOptions, SwarmRun } from "../swarm/run.js";
import { endTable } from "../swarm/table.js";
import { defaultSpeed, realRunS, resolveSwarm, type SwarmOptions } from "../swarm-options.js";
import { liveOf, sayOf, troublesOf } from "./progress.js";
import { writeReport } from "./report-file.js";
import { stopOnSignal } from "./signals.js";

/** `chargepact swarm`: runs a day and shows it. Resolves with the exit code; throws what keeps it from starting. */
export async function runSwarm(given: SwarmOptions): Promise<number> {
  const startMs = performance.now();
  const resolved = resolveSwarm(given);
  const options = { ...given, ...paceOf(resolved.day, given) };
  if (resolved.kind === "feeder") {
    const { runFeeder } = await import("./feeder.js");
    return runFeeder(resolved.day, resolved.notes, options);
  }
  const { day, notes } = resolved;
  const say = sayOf(options);
  for (const note of notes) say(note);
  const recorder = new Recorder(day);
  const live = liveOf(day, recorder, options);
  const found = await findPredictors({ now: options.virtual });
  const stop = stopOnSignal();
  try {
    const { run, ...ran } = await runDay(day, options, {
      ...(found.kind === "models" ? { predictors: found.predictors } : {}),
      observer: recorder,
      signal: stop.signal,
      onProgress: (swarm) => live?.update(swarm),
    });
    live?.close();
    const reckoning = reckon(run);
    const wallMs = performance.now() - startMs;
    const result = resultOf(run, reckoning, { ...ran, tally: recorder.tally, plans: recorder.plans, wallMs });
    const shown = { result, reckoning, recorder, notes: [...notesOf(run, recorder, found)] };
    const text = options.json ? JSON.stringify(result) : endTable(result, reckoning, shown.notes);
    process.stdout.write(`${text}\n`);
    if (options.report !== undefined) {
      const { reportPage } = await import("../swarm/report/page.js");
      await writeReport(options.report, reportPage(shown));
      say(`report        ${options.report}`);
    }
  } finally {
    live?.close();
    stop.dispose();
    await closePredictors(found);
  }
  return stop.exitCode ?? 0;
}

/** Sentences for the end of the run. */
const notesOf = ({ swarm }: SwarmRun, recorder: Recorder, found: FoundPredictors): readonly string[] => [
  predictionText(found, recorder.foresight),
  windowsText(swarm.terms),
  ...troublesOf(recorder),
];

/** Real sessions go slower than drawn ones unless a speed is given. */
function paceOf(day: Day | FeederDay, { speed, virtual, sessions }: SwarmOptions): Pick<SwarmOptions, "speed"> {
  if (speed !== undefined || virtual || sessions === undefined || "feeder" in day) return {};
  return { speed: defaultSpeed(day, realRunS) };
}

type Watching = Pick<RunOptions, "observer" | "signal" | "onProgress" | "predictors">;

interface Started {
  readonly run: SwarmRun;
  readonly broker: string;
  readonly speed: number | null;
}

/** Runs the day in virtual time, or on a broker in scaled time; only what is needed is loaded. */
async function runDay(day: Day, options: SwarmOptions, watching: Watching): Promise<Started> {
  const { strategy, insecure, broker, speed } = options;
  const common = { strategy, insecure, ...watching };
  if (options.virtual) {
    const { runVirtual } = await import("../swarm/run-virtual.js");
    return { run: await runVirtual(day, common), broker: "memory", speed: null };
  }
  const { runScaled } = await import("../swarm/run-scaled.js");
  const where = { ...(broker === undefined ? {} : { broker }), ...(speed === undefined ? {} : { speed }) };
  const run = await runScaled(day, { ...common, ...where });
  return { run, broker: broker === undefined ? "aedes" : run.broker, speed: run.speed };
}
