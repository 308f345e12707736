import type { Fallback, Hello, Offer, PriceVector, Role, ScheduleMs, Snapshot } from "@chargepact/protocol";
import type { Lease } from "./grantor-peer.js";

const none = new Uint8Array(0);

/** A grantor's Hello; the shell puts in nonce and session key. */
export const grantorHello = (role: Role, fallback: Fallback, scheduleMs: ScheduleMs): Hello => ({
  ...{ kind: "hello", role, versions: [{ major: 1, minor: 0 }], features: [], criticalFeatures: [] },
  ...{
    nonce: none,
    sessionKey: none,
    fallback,
    powerMaxW: 0,
    exportMaxW: 0,
    connectors: [],
    stepsMax: 1000,
    scheduleMs,
  },
});

/** The answer to a need: it proposes nothing. */
export const notedNeed = (needVersions: readonly number[], scheduleMs: ScheduleMs, prices?: PriceVector): Offer => ({
  ...{ kind: "offer", plan: 0, round: 0, roundsMax: 1, deadlineMs: 30_000, scheduleMs, proposals: [] },
  ...{ needVersions, reasons: [] },
  ...(prices === undefined ? {} : { prices }),
});

export const snapshotOf = (lease: Lease | undefined, needVersions: readonly number[]): Snapshot =>
  lease === undefined
    ? { kind: "snapshot", needVersions }
    : { kind: "snapshot", version: lease.version, hash: lease.terms.hash, needVersions };
