import { performance } from "node:perf_hooks";
import type { Day } from "@chargepact/sim";
import { Live } from "../swarm/live.js";
import type { Recorder } from "../swarm/recorder.js";
import type { Watch } from "../swarm/watch.js";
import { defaultSpeed, type SwarmOptions } from "../swarm-options.js";

/** Where everything goes but the result. */
const screenOf = ({ json }: Pick<SwarmOptions, "json">): NodeJS.WriteStream => (json ? process.stderr : process.stdout);

/** Says a line beside the result; nothing with --quiet. */
export const sayOf =
  (options: Pick<SwarmOptions, "json" | "quiet">) =>
  (text: string): void => {
    if (!options.quiet) screenOf(options).write(`${text}\n`);
  };

/** Progress on the screen: a table on a terminal, else lines; with --json on standard error, and none with --quiet. */
export function liveOf(day: Day, recorder: Recorder, options: SwarmOptions): Live | undefined {
  if (options.quiet) return undefined;
  const screen = screenOf(options);
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

/** Alarms and problems of a run in sentences; none where all went well. */
export function troublesOf({ alarms, alarmCount, problems, problemCount }: Watch): string[] {
  const codes = [...new Set(alarms.map(({ code }) => code))].join(", ");
  const [problem] = problems;
  return [
    ...(codes === "" ? [] : [`${alarmCount} alarms: ${codes}`]),
    ...(problem === undefined
      ? []
      : [`${problemCount} problems, the first: ${problem.agent}: ${problem.error.message}`]),
  ];
}
