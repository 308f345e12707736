import { writeFile } from "node:fs/promises";
import { performance } from "node:perf_hooks";
import type { Day } from "@chargepact/sim";
import { windowsText } from "../swarm/fault-windows.js";
import { Live } from "../swarm/live.js";
import { Recorder } from "../swarm/recorder.js";
import { reckon } from "../swarm/reckon.js";
import { resultOf } from "../swarm/result.js";
import type { ReportInput } from "../swarm/report/page.js";
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
  const live = liveOf(day, recorder, options);
  const stop = stopOnSignal();
  try {
    const { run, ...ran } = await runDay(day, options, {
      observer: recorder,
      signal: stop.signal,
      onProgress: (swarm) => live?.update(swarm),
    });
    live?.close();
    const reckoning = reckon(run);
    const wallMs = performance.now() - startMs;
    const result = resultOf(run, reckoning, { ...ran, tally: recorder.tally, plans: recorder.plans, wallMs });
    const shown = { result, reckoning, recorder, notes: notesOf(run, recorder) };
    const text = options.json ? JSON.stringify(result) : endTable(result, reckoning, shown.notes);
    process.stdout.write(`${text}\n`);
    if (options.report !== undefined) {
      await writeReport(options.report, shown);
      say(`report        ${options.report}`);
    }
  } finally {
    live?.close();
    stop.dispose();
  }
  return stop.exitCode ?? 0;
}

/** Progress on the screen: a table on a terminal, else lines; with --json on standard error, and none with --quiet. */
function liveOf(day: Day, recorder: Recorder, options: SwarmOptions): Live | undefined {
  if (options.quiet) return undefined;
  const screen = options.json ? process.stderr : process.stdout;
  const terminal = screen.isTTY && process.env["TERM"] !== "dumb";
  const speed = options.virtual ? undefined : (options.speed ?? defaultSpeed(day));
  return new Live({
    day,
    recorder,
    screen,
    speed,
    table: terminal && !options.json,
    colour: terminal && (process.env["NO_COLOR"] ?? "") === "",
    nowMs: () => performance.now(),
  });
}

async function writeReport(file: string, shown: ReportInput): Promise<void> {
  const { reportPage } = await import("../swarm/report/page.js");
  try {
    await writeFile(file, reportPage(shown));
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new Error(`the report ${file} cannot be written: ${why}; choose another file for --report`, { cause });
  }
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
