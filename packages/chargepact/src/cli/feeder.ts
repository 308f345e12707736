import { performance } from "node:perf_hooks";
import type { FeederDay } from "@chargepact/sim";
import { windowsText } from "../swarm/fault-windows.js";
import { reckonFeeder } from "../swarm/feeder-reckon.js";
import { feederResultOf } from "../swarm/feeder-result.js";
import type { FeederSwarm } from "../swarm/feeder-swarm.js";
import { feederTable } from "../swarm/feeder-table.js";
import type { FeederRunOptions } from "../swarm/run-feeder.js";
import type { SwarmRun } from "../swarm/run.js";
import { Watch } from "../swarm/watch.js";
import type { SwarmOptions } from "../swarm-options.js";
import { feederLiveOf } from "./feeder-live.js";
import { sayOf, troublesOf } from "./progress.js";
import { stopOnSignal } from "./signals.js";

/** Runs a scenario of several sites under a feeder and shows it. Resolves with the exit code. */
export async function runFeeder(day: FeederDay, notes: readonly string[], options: SwarmOptions): Promise<number> {
  const startMs = performance.now();
  const say = sayOf(options);
  for (const note of notes) say(note);
  const stop = stopOnSignal();
  try {
    const fromMs = day.feeder.fromS * 1000;
    const observer = new Watch(fromMs);
    const watches = new Map(day.sites.map(({ id }) => [id, new Watch(fromMs)]));
    const live = feederLiveOf(day, options);
    const { run, ...ran } = await runDay(day, options, {
      observer,
      observerOf: (site) => watches.get(site) ?? observer,
      signal: stop.signal,
      onProgress: (swarm) => {
        for (const watch of [observer, ...watches.values()]) watch.nowMs = swarm.world.nowMs;
        live?.update(swarm);
      },
    });
    const reckoning = reckonFeeder(run.swarm);
    const all = [observer, ...watches.values()];
    const result = feederResultOf(run, reckoning, { ...ran, watches: all, wallMs: performance.now() - startMs });
    const { terms } = run.swarm;
    const windows = windowsText({ ...terms, unreachableMs: terms.siteUnreachableMs });
    const said = [windows, ...all.flatMap(troublesOf)];
    const text = options.json ? JSON.stringify(result) : feederTable(result, reckoning.stopped, said);
    process.stdout.write(`${text}\n`);
  } finally {
    stop.dispose();
  }
  return stop.exitCode ?? 0;
}

type Watching = Pick<FeederRunOptions, "observer" | "observerOf" | "signal" | "onProgress">;

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
