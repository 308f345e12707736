import {
  leaseStates,
  quoteQualities,
  rejectReasons,
  type BodyKind,
  type BodyOf,
  type Envelope,
  type HolderOption,
  type Role,
  type RosterEntry,
  type VersionOffer,
} from "../messages.js";
import * as f from "./fields.js";
import { limits } from "./limits.js";
import * as c from "./spec-common.js";
import { forecast, priceNotice } from "./spec-market.js";
import { tradeAccept, tradeOffer } from "./spec-trade.js";

/**
 * Every body's fields and their limits, used on the way in and on the way out. Field numbers, names and meanings are those of
 * proto/chargepact/v1; a test compares them.
 */

const roles: readonly Role[] = ["battery", "charger", "storage", "grid"];
/** CP-WIRE-7: numbers start at 1, so UNSPECIFIED is refused. */
const role = (number: number): f.Field<Role> => f.choice(number, roles, 1);
const plan = c.counter;
const features = (number: number): f.Field<readonly string[]> => f.list(f.token(number, 1, 32), 0, limits.features);
const hash = (number: number): f.Field<string> => f.hexBytes(number, 16);
const keyId = (number: number): f.Field<string> => f.token(number, 0, 64);

const versionOffer = f.message<VersionOffer>("VersionOffer", {
  major: f.count(1, 1, limits.versionMax),
  minor: f.count(2, 0, limits.versionMax),
});
const holderOption = f.message<HolderOption>("HolderOption", {
  terms: f.terms(1),
  costMicro: f.large(2, 0, limits.moneyMaxMicro), // CP-NEG-7
  quoteId: f.token(3, 0, 64),
  validMs: c.duration(4),
  reasons: c.reasonList(5),
  quality: f.choice(6, quoteQualities),
  modelHash: f.hexBytes(7, 0, 8),
});
const rosterEntry = f.message<RosterEntry>("RosterEntry", {
  id: f.id(1),
  role: role(2),
  epoch: c.epoch(3),
  keyId: keyId(4),
});

/** A body's number in the envelope and its table. */
export type BodySpecs = { readonly [K in BodyKind]: readonly [number: number, spec: f.SpecOf<BodyOf<K>>] };

const session = {
  hello: [
    17,
    f.message<BodyOf<"hello">>("Hello", {
      role: role(1),
      versions: f.list(f.one(2, versionOffer), 1, limits.versions, "major"),
      features: features(3),
      criticalFeatures: features(4),
      nonce: f.rawBytes(5, 16),
      sessionKey: f.rawBytes(6, 0, 32),
      fallback: f.one(7, c.fallback),
      fallbackHeld: f.optional(f.one(8, c.fallback)),
      powerMaxW: c.magnitude(9),
      exportMaxW: c.magnitude(10),
      connectors: f.list(f.one(11, c.connectorInfo), 0, limits.parts, "connector"),
      stepsMax: f.count(12, 1, limits.steps),
      scheduleMs: f.optional(c.scheduleTime(13)),
      recoveringMs: f.optional(c.duration(14)),
    }),
  ],
  reject: [
    24,
    f.message<BodyOf<"reject">>("Reject", {
      reason: f.choice(1, rejectReasons),
      detail: f.prose(2, limits.detail),
      feasible: f.optional(f.terms(3)),
      value: f.optional(c.counter(4)),
    }),
  ],
  resync: [29, f.message<BodyOf<"resync">>("Resync", {})],
  snapshot: [
    30,
    f.message<BodyOf<"snapshot">>("Snapshot", {
      version: f.optional(f.one(1, c.leaseVersion)),
      hash: f.optional(hash(2)),
      needVersions: c.needVersions(3),
    }),
  ],
  presence: [
    32,
    f.message<BodyOf<"presence">>("Presence", {
      online: f.flag(1),
      nodeEpoch: c.epoch(2),
      auditHead: f.hexBytes(3, 0, 16, 32),
    }),
  ],
  roster: [
    33,
    f.message<BodyOf<"roster">>("Roster", {
      agents: f.list(f.one(1, rosterEntry), 0, limits.rosterAgents, "id"),
    }),
  ],
} as const;

const negotiation = {
  offer: [
    11,
    f.message<BodyOf<"offer">>("Offer", {
      plan: plan(1),
      round: f.count(2, 0, limits.rounds),
      roundsMax: f.count(3, 0, limits.rounds),
      deadlineMs: c.duration(4),
      scheduleMs: c.scheduleTime(5),
      prices: f.optional(f.one(6, c.prices)),
      proposals: f.list(f.terms(7), 0, limits.proposals),
      reservedMs: f.optional(c.duration(8)),
      needVersions: c.needVersions(9),
      reasons: c.reasonList(10),
      partPrices: f.optional(f.list(f.one(11, c.partPrices), 1, limits.parts, "connector")),
      sum: f.optional(f.one(12, c.sumQuestion)),
    }),
  ],
  counterOffer: [
    12,
    f.message<BodyOf<"counterOffer">>("CounterOffer", {
      plan: plan(1),
      needVersions: c.needVersions(2),
      options: f.list(f.one(3, holderOption), 0, limits.options),
      bestValueMicro: f.optional(c.money(4)),
      partValues: f.optional(f.list(f.one(5, c.partValue), 1, limits.parts, "connector")),
    }),
  ],
  need: [18, f.message<BodyOf<"need">>("Need", { parts: f.list(f.one(1, c.needPart), 0, limits.parts, "connector") })],
  accept: [
    19,
    f.message<BodyOf<"accept">>("Accept", { plan: plan(1), hash: hash(2), needVersions: c.needVersions(3) }),
  ],
  planNotice: [
    31,
    f.message<BodyOf<"planNotice">>("PlanNotice", {
      plan: plan(1),
      strategy: f.token(2, 1, 32),
      rounds: f.count(3, 0, limits.rounds),
      upperMicro: f.optional(c.money(4)),
      lowerMicro: f.optional(c.money(5)),
      boundComplete: f.flag(6),
      prices: f.optional(f.one(7, c.prices)),
      gapPpm: f.optional(c.counter(8)),
    }),
  ],
} as const;

const lease = {
  renew: [13, f.message<BodyOf<"renew">>("Renew", { version: f.one(1, c.leaseVersion), hash: hash(2) })],
  renewAck: [
    14,
    f.message<BodyOf<"renewAck">>("RenewAck", {
      version: f.one(1, c.leaseVersion),
      hash: hash(2),
      ttlMs: c.duration(3),
      echo: f.one(4, c.messageRef),
      scheduleMs: c.scheduleTime(5),
    }),
  ],
  commit: [
    15,
    f.message<BodyOf<"commit">>("Commit", {
      plan: plan(1),
      version: f.one(2, c.leaseVersion),
      ttlMs: c.duration(3),
      graceMs: c.durationOrZero(4),
      terms: f.terms(5),
      needVersions: c.needVersions(6),
      echo: f.one(7, c.messageRef),
      scheduleMs: c.scheduleTime(8),
      fallback: f.one(9, c.fallback),
      settlement: f.optional(f.one(10, c.prices)),
      reasons: c.reasonList(11),
      blends: f.optional(f.list(f.one(12, c.blend), 1, limits.parts, "connector")),
      partSettlements: f.optional(f.list(f.one(13, c.partPrices), 1, limits.parts, "connector")),
      imbalanceMicroPerKwh: f.optional(f.amount(14, 0, limits.priceMaxMicro)),
    }),
  ],
  commitAck: [
    16,
    f.message<BodyOf<"commitAck">>("CommitAck", {
      version: f.one(1, c.leaseVersion),
      hash: hash(2),
      taken: f.flag(3),
      reject: f.optional(f.choice(4, rejectReasons)),
    }),
  ],
  release: [
    20,
    f.message<BodyOf<"release">>("Release", {
      version: f.optional(f.one(1, c.leaseVersion)),
      reasons: c.reasonList(2),
    }),
  ],
  releaseAck: [21, f.message<BodyOf<"releaseAck">>("ReleaseAck", {})],
  revoke: [22, f.message<BodyOf<"revoke">>("Revoke", { version: f.one(1, c.leaseVersion), reasons: c.reasonList(2) })],
  revokeAck: [23, f.message<BodyOf<"revokeAck">>("RevokeAck", { version: f.one(1, c.leaseVersion) })],
  emergency: [
    25,
    f.message<BodyOf<"emergency">>("Emergency", {
      number: c.counter(1),
      importMaxW: c.magnitude(2),
      exportMaxW: c.magnitude(3),
      durationMs: c.durationOrZero(4),
      reasons: c.reasonList(5),
    }),
  ],
  emergencyAck: [
    26,
    f.message<BodyOf<"emergencyAck">>("EmergencyAck", { number: c.counter(1), achievedW: c.power(2) }),
  ],
  status: [
    27,
    f.message<BodyOf<"status">>("Status", {
      powerW: c.power(1),
      version: f.optional(f.one(2, c.leaseVersion)),
      state: f.choice(3, leaseStates, 1),
    }),
  ],
  statusAck: [28, f.message<BodyOf<"statusAck">>("StatusAck", { scheduleMs: f.optional(c.scheduleTime(1)) })],
} as const;

const market = { forecast: [40, forecast], priceNotice: [41, priceNotice] } as const;
const trade = { tradeOffer: [42, tradeOffer], tradeAccept: [43, tradeAccept] } as const;

export const bodySpecs: BodySpecs = { ...session, ...negotiation, ...lease, ...market, ...trade };
/** By field number of the envelope's `body`. */
export const bodyKinds: ReadonlyMap<number, BodyKind> = new Map(
  (Object.keys(bodySpecs) as BodyKind[]).map((kind) => [bodySpecs[kind][0], kind]),
);

/** An envelope without its body. */
export type Header = Omit<Envelope, "body">;
export const headerSpec = f.message<Header>("Envelope", {
  major: f.count(1, 1, limits.versionMax),
  minor: f.count(2, 0, limits.versionMax),
  sender: f.id(3),
  recipient: f.idOrEmpty(4),
  epoch: c.epoch(5),
  seq: f.count(6, 1, f.uint32Max),
  conversation: f.optional(f.one(7, c.conversation)),
  inReplyTo: f.optional(f.one(8, c.messageRef)),
  sessionId: f.hexBytes(9, 0, 8),
  ttlMs: c.duration(10),
});
