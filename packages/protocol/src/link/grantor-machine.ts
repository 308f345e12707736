import { emit, setup } from "xstate";
import { onlyTypes } from "./types-of.js";
import type { BodyKind, Envelope } from "../messages.js";
import type { DurationMs } from "../units.js";

/** JSON only: what the table itself needs to know. */
export interface GrantorTable {
  /** Life of a reserved offer. */
  readonly offerMs: DurationMs;
}

type MessageEvent = {
  readonly type: Exclude<BodyKind, "presence" | "roster" | "planNotice">;
  readonly envelope: Envelope;
};
export type GrantorEvent =
  | MessageEvent
  /** The holder's Hello was answered. */
  | { readonly type: "greeted" }
  | { readonly type: "lost" }
  | { readonly type: "offerSent" }
  | { readonly type: "offerEnded" };

export type GrantorEmitted =
  | { readonly type: "deliver"; readonly envelope: Envelope }
  | { readonly type: "unexpected"; readonly envelope: Envelope }
  | { readonly type: "offerExpired" }
  | { readonly type: "deal"; readonly open: boolean }
  | { readonly type: "violation"; readonly kind: string };

const ignore = {};
const deliver = { actions: "deliver" } as const;
/** What concerns the deal alone; the session's wildcard must not take it for a message. */
const dealOnly = { offerSent: ignore, offerEnded: ignore } as const;
/** What a grantor takes from a greeted holder at any time. */
const fromHolder = {
  need: deliver,
  counterOffer: deliver,
  accept: deliver,
  commitAck: deliver,
  renew: deliver,
  release: deliver,
  revokeAck: deliver,
  emergencyAck: deliver,
  status: deliver,
  reject: deliver,
  resync: deliver,
  snapshot: deliver,
  hello: deliver,
  forecast: deliver,
  tradeAccept: deliver,
  statusAck: deliver,
  "*": { actions: "violation" },
} as const;

/** The grantor's side of one link, as a table: is the holder greeted, and is an offer of ours open? */
export const grantorMachine = setup({
  types: onlyTypes as { context: GrantorTable; input: GrantorTable; events: GrantorEvent; emitted: GrantorEmitted },
  actions: {
    deliver: emit(({ event }): GrantorEmitted =>
      "envelope" in event ? { type: "deliver", envelope: event.envelope } : { type: "violation", kind: event.type },
    ),
    unexpected: emit(({ event }): GrantorEmitted =>
      "envelope" in event ? { type: "unexpected", envelope: event.envelope } : { type: "violation", kind: event.type },
    ),
    violation: emit(({ event }): GrantorEmitted => ({ type: "violation", kind: event.type })),
    offerExpired: emit({ type: "offerExpired" }),
    opened: emit({ type: "deal", open: true }),
    closed: emit({ type: "deal", open: false }),
  },
  delays: { offerLife: ({ context }) => context.offerMs },
}).createMachine({
  id: "grantor",
  context: ({ input }) => input,
  type: "parallel",
  states: {
    session: {
      initial: "unknown",
      states: {
        // CP-SESSION-1: only a Hello changes anything here; the rest is answered with our own.
        unknown: { on: { ...dealOnly, hello: deliver, greeted: "up", lost: ignore, "*": { actions: "unexpected" } } },
        up: { on: { ...dealOnly, lost: "unknown", greeted: ignore, ...fromHolder } },
      },
    },
    deal: {
      initial: "idle",
      states: {
        idle: { entry: "closed", on: { offerSent: "open", offerEnded: ignore } },
        open: {
          entry: "opened",
          after: { offerLife: { target: "idle", actions: "offerExpired" } },
          on: { offerEnded: "idle", offerSent: { target: "open", reenter: true } },
        },
      },
    },
  },
});
