import { decodeEnvelope, type Envelope, type Sealed } from "@chargepact/protocol";
import { sha256 } from "./keys.js";
import type { Refusal } from "./stats.js";

/** Why one received message changes nothing. */
export interface Refused {
  readonly why: Refusal;
  readonly detail: string;
}

export const refused = (why: Refusal, detail: string): Refused => ({ why, detail });

export const isRefused = (value: object): value is Refused => "why" in value;

/** The envelope, or that it cannot be decoded. */
export function openEnvelope(from: string, { envelope }: Sealed): Envelope | Refused {
  try {
    return decodeEnvelope(envelope, sha256);
  } catch (error) {
    return refused("malformed", `${from}: ${error instanceof Error ? error.message : String(error)}`);
  }
}
