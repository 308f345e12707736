import { performance } from "node:perf_hooks";
import type { Day } from "@chargepact/sim";
import { windowsText } from "../swarm/fault-windows.js";
import { Live } from "../swarm/live.js";
import { Recorder } from "../swarm/recorder.js";
import { reckon } from "../swarm/reckon.js";
import { resultOf } from "../swarm/result.js";
import type { RunOptions, SwarmRun } from "../swarm/run.js";
import { endTable } from "../swarm/table.js";
import { defaultSpeed, resolveDay, type SwarmOptions } from "../swarm-options.js";
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
  const speed = options.virtual ? undefined : (options.speed ?? defaultSpeed(day));
  const live = options.quiet
    ? undefined
    : new Live({ day, recorder, screen, table, colour, speed, nowMs: () => performance.now() });
  const stop = stopOnSignal();
  try {
    const started = await runDay(day, options, {
      observer: recorder,
      signal: stop.signal,
      onProgress: (swarm) => live?.update(swarm),
    });
    live?.close();
    const reckoning = reckon(started.run);
    const { broker, run } = started;
    const result = resultOf(run, reckoning, {
      broker,
      speed: started.speed,
      tally: recorder.tally,
      wallMs: performance.now() - startMs,
    });
    if (options.json) process.stdout.write(`${JSON.stringify(result)}\n`);
    else process.stdout.write(`${endTable(result, reckoning, notesOf(run, recorder))}\n`);
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

/** What a person should know beside the figures. */
function notesOf({ swarm }: SwarmRun, recorder: Recorder): string[] {
  const { alarms, problems } = recorder;
  const codes = [...new Set(alarms.map(({ code }) => code))].join(", ");
  const [problem] = problems;
  return [
    windowsText(swarm.terms),
    ...(codes === "" ? [] : [`${recorder.alarmCount} alarms: ${codes}`]),
    ...(problem === undefined
      ? []
      : [`${recorder.problemCount} problems, the first: ${problem.agent}: ${problem.error.message}`]),
  ];
}
