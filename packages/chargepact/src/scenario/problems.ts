import { ChargepactError, type ErrorCode } from "@chargepact/protocol";

/** One thing wrong with an input, with all that a person needs to put it right. */
export interface Problem {
  /** File, or {@link commandLine}. */
  readonly file: string;
  /** Line in the file, from 1. */
  readonly line?: number;
  /** Dotted key, column or option. */
  readonly key: string;
  /** The value as it stands there. */
  readonly value: string;
  /** Allowed values or range, with the unit. */
  readonly allowed: string;
  /** What to do next. */
  readonly next: string;
}

/** The `file` of what comes from the command line. */
export const commandLine = "command line";

/** Problems written out before the rest is only counted. */
const shownMax = 10;
const valueLengthMax = 60;

/** A value as a person would write it, cut to a readable length. */
export function shown(value: unknown): string {
  if (value === undefined) return "(missing)";
  const text = typeof value === "string" ? value : JSON.stringify(value);
  return text.length > valueLengthMax ? `${text.slice(0, valueLengthMax)}…` : text;
}

/** `1 row`, `2 rows`. */
export const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? "" : "s"}`;

function lineOf(problem: Problem): string {
  const place = problem.line === undefined ? problem.file : `${problem.file}:${problem.line}`;
  return `${place}: ${problem.key} = ${problem.value}; allowed: ${problem.allowed}; next: ${problem.next}`;
}

/** One error that lists the problems, one a line; what reads the same is said once. */
export function problemError(code: ErrorCode, problems: readonly Problem[]): ChargepactError {
  const all = [...new Set(problems.map(lineOf))];
  const lines = all.slice(0, shownMax);
  const more = all.length - lines.length;
  return new ChargepactError(code, [...lines, ...(more > 0 ? [`and ${more} more`] : [])].join("\n"));
}

/** Throws when there is any problem. */
export function refuse(code: ErrorCode, problems: readonly Problem[]): void {
  if (problems.length > 0) throw problemError(code, problems);
}
