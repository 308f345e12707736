import { isChargepactError } from "@chargepact/protocol";
import { CommanderError } from "commander";

/** Exit codes, as `docs/cli.md` has them; a run that a person stopped ends with 128 + the signal's number. */
export const exitCodes = { ok: 0, failed: 1, badInput: 2, brokerUnreachable: 3, notTested: 4, refused: 5 } as const;

export interface Failure {
  readonly code: number;
  /** For standard error; empty where all has been said. */
  readonly text: string;
}

/** What to say of an error, and with which code to end; the stack only for whoever looks for a mistake of ours. */
export function failure(error: unknown, debug = false): Failure {
  // Commander has printed its text itself; help and version are no errors.
  if (error instanceof CommanderError) {
    return { code: error.exitCode === 0 ? exitCodes.ok : exitCodes.badInput, text: "" };
  }
  return { code: codeOf(error), text: textOf(error, debug) };
}

function codeOf(error: unknown): number {
  if (!isChargepactError(error)) return exitCodes.failed;
  switch (error.code) {
    case "BAD_CONFIG":
    case "BAD_INPUT":
    case "ENGINE":
    case "MODEL":
      return exitCodes.badInput;
    case "BROKER_UNREACHABLE":
      return exitCodes.brokerUnreachable;
    default:
      return exitCodes.failed;
  }
}

function textOf(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  if (debug) return error.stack ?? error.message;
  if (isChargepactError(error)) return `error ${error.code}: ${error.message}`;
  return `error: ${error.message}\nSet CHARGEPACT_DEBUG=1 to see where it came from.`;
}
