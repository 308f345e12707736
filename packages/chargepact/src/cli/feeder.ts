import { performance } from "node:perf_hooks";
import type { FeederDay } from "@chargepact/sim";
import { windowsText } from "../swarm/fault-windows.js";
import { reckonFeeder } from "../swarm/feeder-reckon.js";
import { feederResultOf } from "../swarm/feeder-result.js";
import type { FeederSwarm } from "../swarm/feeder-swarm.js";
import { feederTable } from "../swarm/feeder-table.js";
import { FeederRecorder } from "../swarm/feeder-watch.js";
import type { FeederRunOptions } from "../swarm/run-feeder.js";
import type { SwarmRun } from "../swarm/run.js";
import type { SwarmOptions } from "../swarm-options.js";
import { feederLiveOf } from "./feeder-live.js";
import { sayOf, troublesOf } from "./progress.js";
import { writeReport } from "./report-file.js";
import { closePredictors, findPredictors } from "../swarm/predictors.js";
import { stopOnSignal } from "./signals.js";

/** Runs a scenario of several sites under a feeder and shows it. Resolves with the exit code. */
export async function runFeeder(day: FeederDay, told: readonly string[], options: SwarmOptions): Promise<number> {
  const startMs = performance.now();
  const say = sayOf(options);
  for (const note of told) say(note);
  const stop = stopOnSignal();
  const found = await findPredictors({ now: options.virtual });
  try {
    const recorder = new FeederRecorder(day);
    const live = feederLiveOf(day, options);
    const { run, ...ran } = await runDay(day, options, {
      ...(found.kind === "models" ? { predictors: found.predictors } : {}),
      observer: recorder.feeder,
      observerOf: (site) => recorder.of(site),
      signal: stop.signal,
      onProgress: (swarm) => live?.update(swarm),
    });
    const flat =
      stop.exitCode === undefined ? await atFlatPrices(day, options, { say, signal: stop.signal }) : undefined;
    const reckoning = reckonFeeder(run.swarm, flat);
    const watches = recorder.all;
    const result = feederResultOf(run, reckoning, {
      ...{ ...ran, watches, forecasts: recorder.forecasts },
      wallMs: performance.now() - startMs,
    });
    const { terms } = run.swarm;
    const windows = windowsText({ ...terms, unreachableMs: terms.siteUnreachableMs });
    const notes = [windows, ...watches.flatMap(troublesOf)];
    const text = options.json ? JSON.stringify(result) : feederTable(result, reckoning.stopped, notes);
    process.stdout.write(`${text}\n`);
    if (options.report !== undefined) {
      const { feederPage } = await import("../swarm/report/feeder-page.js");
      await writeReport(options.report, feederPage({ result, reckoning, recorder, notes }));
      say(`report        ${options.report}`);
    }
  } finally {
    stop.dispose();
    await closePredictors(found);
  }
  return stop.exitCode ?? 0;
}

/** Where prices are published: the same day without them, in virtual time. */
async function atFlatPrices(
  day: FeederDay,
  { strategy, insecure }: SwarmOptions,
  { say, signal }: { readonly say: (text: string) => void; readonly signal: AbortSignal },
): Promise<FeederSwarm | undefined> {
  if (day.pricing === "flat") return undefined;
  say("the same day at flat prices, in virtual time");
  const { runFeederVirtual } = await import("../swarm/run-feeder.js");
  const { swarm } = await runFeederVirtual({ ...day, pricing: "flat" }, { strategy, insecure, signal });
  return signal.aborted ? undefined : swarm;
}

type Watching = Pick<FeederRunOptions, "observer" | "observerOf" | "signal" | "onProgress" | "predictors">;

interface Started {
  readonly run: SwarmRun<FeederSwarm>;
  readonly broker: string;
  readonly speed: number | null;
}

async function runDay(day: FeederDay, options: SwarmOptions, watching: Watching): Promise<Started> {
  const { strategy, insecure, broker, speed } = options;
  const common = { strategy, insecure, ...watching };
  const { runFeederScaled, runFeederVirtual } = await import("../swarm/run-feeder.js");
  if (options.virtual) return { run: await runFeederVirtual(day, common), broker: "memory", speed: null };
  const where = { ...(broker === undefined ? {} : { broker }), ...(speed === undefined ? {} : { speed }) };
  const run = await runFeederScaled(day, { ...common, ...where });
  return { run, broker: broker === undefined ? "aedes" : run.broker, speed: run.speed };
}
