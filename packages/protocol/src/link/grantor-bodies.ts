import type { ConnectorInfo, Fallback, Hello, Offer, PriceVector, Reject, Role, Snapshot } from "../messages.js";
import type { DurationMs, ScheduleMs } from "../units.js";
import type { BookedLease } from "./grantor-desk.js";

/** A grantor's Hello: the answer to one, or a call for one. */
export function helloBody(
  fallback: Fallback,
  said: {
    readonly role: Role | undefined;
    readonly scheduleMs: ScheduleMs;
    readonly recoveringMs: DurationMs;
    /** What the grantor's equipment carries for the holder. */
    readonly connectors: readonly ConnectorInfo[];
  },
): Hello {
  const { role = "grid", scheduleMs, recoveringMs, connectors } = said;
  return {
    kind: "hello",
    role,
    versions: [{ major: 1, minor: 0 }],
    features: [],
    criticalFeatures: [],
    nonce: new Uint8Array(0),
    sessionKey: new Uint8Array(0),
    fallback,
    powerMaxW: 0,
    exportMaxW: 0,
    connectors,
    stepsMax: 1000,
    scheduleMs,
    ...(recoveringMs > 0 ? { recoveringMs } : {}),
  };
}

/** CP-WINDOW-2: what two hear that greet as one life. */
export function clashedBody(epoch: number): Reject {
  const detail = `two of you speak as life ${String(epoch)}: end one of them, and start the other anew`;
  return { kind: "reject", reason: "DUPLICATE_ID", detail };
}

/** The immediate answer to a need: it proposes nothing and states the prices, where there are any. */
export function pricesBody(
  needVersions: readonly number[],
  answer: {
    readonly deadlineMs: DurationMs;
    readonly scheduleMs: ScheduleMs;
    readonly prices: PriceVector | undefined;
  },
): Offer {
  const { deadlineMs, scheduleMs, prices } = answer;
  return {
    kind: "offer",
    plan: 0,
    // CP-NEG-1.
    round: 0,
    roundsMax: 1,
    deadlineMs,
    scheduleMs,
    proposals: [],
    needVersions,
    reasons: [],
    ...(prices === undefined ? {} : { prices }),
  };
}

/** Why nothing is granted for a while after a lost ledger. */
export function recoveringBody(value: DurationMs): Reject {
  return { kind: "reject", reason: "RECOVERING", detail: `nothing is granted for ${String(value)} ms`, value };
}

/** Where this end stands. */
export function snapshotBody(newest: BookedLease | undefined, needVersions: readonly number[]): Snapshot {
  if (newest === undefined) return { kind: "snapshot", needVersions };
  return { kind: "snapshot", version: newest.version, hash: newest.terms.hash, needVersions };
}
