import { performance } from "node:perf_hooks";
import { Live } from "../swarm/live.js";
import { Recorder } from "../swarm/recorder.js";
import { reckon } from "../swarm/reckon.js";
import { resultOf } from "../swarm/result.js";
import type { RunOptions, SwarmRun } from "../swarm/run.js";
import { endTable } from "../swarm/table.js";
import { resolveDay, type SwarmOptions } from "../swarm-options.js";
import { stopOnSignal } from "./signals.js";

/** `chargepact swarm`: runs a day and shows it. Resolves with the exit code; throws what keeps it from starting. */
export async function runSwarm(options: SwarmOptions): Promise<number> {
  const startMs = performance.now();
  const { day, notes } = resolveDay(options);
  const screen = options.json ? process.stderr : process.stdout;
  const say = (text: string): void => {
    if (!options.quiet) screen.write(`${text}\n`);
  };
  for (const note of notes) say(note);
  const recorder = new Recorder(day);
  const isTerminal = screen.isTTY;
  const colour = isTerminal && (process.env["NO_COLOR"] ?? "") === "" && process.env["TERM"] !== "dumb";
  const table = isTerminal && !options.json && process.env["TERM"] !== "dumb";
  const live = options.quiet
    ? undefined
    : new Live({ day, recorder, screen, table, colour, nowMs: () => performance.now() });
  const stop = stopOnSignal();
  try {
    const started = await start(day, options, {
      observer: recorder,
      signal: stop.signal,
      onProgress: (swarm) => live?.update(swarm),
    });
    live?.close();
    const reckoning = reckon(started.run);
    const { broker, speed, run } = started;
    const result = resultOf(run, reckoning, {
      broker,
      speed,
      tally: recorder.tally,
      wallMs: performance.now() - startMs,
    });
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    else process.stdout.write(`${endTable(result, reckoning)}\n`);
  } finally {
    live?.close();
    stop.dispose();
  }
  return stop.exitCode ?? 0;
}

type Watching = Pick<RunOptions, "observer" | "signal" | "onProgress">;

interface Started {
  readonly run: SwarmRun;
  readonly broker: string;
  readonly speed: number | null;
}

async function start(
  day: Parameters<typeof reckon>[0]["swarm"]["day"],
  options: SwarmOptions,
  watching: Watching,
): Promise<Started> {
  const { strategy, insecure } = options;
  const { runVirtual } = await import("../swarm/run-virtual.js");
  return { run: await runVirtual(day, { strategy, insecure, ...watching }), broker: "memory", speed: null };
}
