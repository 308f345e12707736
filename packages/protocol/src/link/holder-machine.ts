import { assign, emit, setup } from "xstate";
import { onlyTypes } from "./types-of.js";
import type { BodyKind, Envelope } from "../messages.js";
import type { DurationMs } from "../units.js";

/** JSON only: what the table itself needs to know. */
export interface HolderTable {
  readonly helloMs: DurationMs;
  /** Drawn anew for each greeting that failed. */
  readonly backoffMs: DurationMs;
}

type MessageEvent = {
  readonly type: Exclude<BodyKind, "presence" | "roster" | "planNotice">;
  readonly envelope: Envelope;
};
export type HolderEvent =
  | MessageEvent
  | { readonly type: "connected" }
  | { readonly type: "disconnected" }
  /** The grantor answered our Hello and both speak the same version. */
  | { readonly type: "greeted" }
  /** Our Hello was refused; try again later. */
  | { readonly type: "refused"; readonly backoffMs: DurationMs }
  /** The grantor cannot explain us, or asks to be greeted. */
  | { readonly type: "regreet" }
  | { readonly type: "granted" }
  | { readonly type: "confirmed" }
  | { readonly type: "ended" }
  | { readonly type: "renewDue" }
  | { readonly type: "holdDue" }
  | { readonly type: "rampDue" }
  | { readonly type: "deadline" };

export type LeasePhase = "none" | "active" | "hold" | "ramping" | "fallback";
export type HolderEmitted =
  | { readonly type: "greet" }
  | { readonly type: "retryDrawn" }
  | { readonly type: "sessionUp" }
  | { readonly type: "sessionDown" }
  | { readonly type: "renew" }
  | { readonly type: "phase"; readonly phase: LeasePhase }
  | { readonly type: "deliver"; readonly envelope: Envelope }
  | { readonly type: "violation"; readonly kind: string };

const deliver = "deliver";
const ignore = {};
/** What concerns the lease alone; the session's wildcard must not take it for a message. */
const leaseOnly = {
  granted: ignore,
  confirmed: ignore,
  ended: ignore,
  renewDue: ignore,
  holdDue: ignore,
  rampDue: ignore,
  deadline: ignore,
} as const;
const linkOnly = {
  connected: ignore,
  disconnected: ignore,
  greeted: ignore,
  refused: ignore,
  regreet: ignore,
} as const;
/** What a holder takes from its grantor once they have greeted each other; the rest is a violation. */
const fromGrantor = {
  offer: { actions: deliver },
  commit: { actions: deliver },
  renewAck: { actions: deliver },
  releaseAck: { actions: deliver },
  revoke: { actions: deliver },
  reject: { actions: deliver },
  emergency: { actions: deliver },
  statusAck: { actions: deliver },
  resync: { actions: deliver },
  snapshot: { actions: deliver },
  hello: { actions: deliver },
  priceNotice: { actions: deliver },
  tradeOffer: { actions: deliver },
  "*": { actions: "violation" },
} as const;

/**
 * The holder's side of one link, as a table. `session`: are we greeted? `lease`: what may we draw? Both run side by
 * side, because either may change while the other stays.
 */
export const holderMachine = setup({
  types: onlyTypes as { context: HolderTable; input: HolderTable; events: HolderEvent; emitted: HolderEmitted },
  actions: {
    greet: emit({ type: "greet" }),
    sessionUp: emit({ type: "sessionUp" }),
    sessionDown: emit({ type: "sessionDown" }),
    renew: emit({ type: "renew" }),
    retryDrawn: emit({ type: "retryDrawn" }),
    rememberBackoff: assign(({ event }) => (event.type === "refused" ? { backoffMs: event.backoffMs } : {})),
    deliver: emit(({ event }): HolderEmitted =>
      "envelope" in event ? { type: "deliver", envelope: event.envelope } : { type: "violation", kind: event.type },
    ),
    violation: emit(({ event }): HolderEmitted => ({ type: "violation", kind: event.type })),
    active: emit({ type: "phase", phase: "active" }),
    hold: emit({ type: "phase", phase: "hold" }),
    ramping: emit({ type: "phase", phase: "ramping" }),
    fallback: emit({ type: "phase", phase: "fallback" }),
  },
  delays: {
    helloTimeout: ({ context }) => context.helloMs,
    backoff: ({ context }) => context.backoffMs,
  },
}).createMachine({
  id: "holder",
  context: ({ input }) => input,
  type: "parallel",
  states: {
    session: {
      initial: "down",
      states: {
        down: { on: { ...linkOnly, ...leaseOnly, connected: "greeting", "*": { actions: "violation" } } },
        // CP-SESSION-1: until the Hello is answered nothing else is believed.
        greeting: {
          entry: "greet",
          after: { helloTimeout: "waiting" },
          on: {
            ...linkOnly,
            ...leaseOnly,
            greeted: "up",
            refused: { target: "waiting", actions: "rememberBackoff" },
            disconnected: "down",
            regreet: { target: "greeting", reenter: true },
            hello: { actions: "deliver" },
            reject: { actions: "deliver" },
            "*": { actions: "violation" },
          },
        },
        waiting: {
          entry: "retryDrawn",
          after: { backoff: "greeting" },
          on: {
            ...linkOnly,
            ...leaseOnly,
            disconnected: "down",
            refused: { actions: "rememberBackoff" },
            regreet: "greeting",
            hello: { actions: "deliver" },
            reject: { actions: "deliver" },
            "*": { actions: "violation" },
          },
        },
        up: {
          entry: "sessionUp",
          exit: "sessionDown",
          on: { ...linkOnly, ...leaseOnly, disconnected: "down", regreet: "greeting", ...fromGrantor },
        },
      },
    },
    lease: {
      initial: "none",
      on: leaseOnly,
      states: {
        none: { on: { granted: "active" } },
        // CP-FALL-5: active, hold, ramping, fallback, in this order.
        active: {
          entry: "active",
          on: {
            granted: { target: "active", reenter: true },
            confirmed: { target: "active", reenter: true },
            renewDue: { actions: "renew" },
            holdDue: "hold",
            rampDue: "ramping",
            deadline: "fallback",
            ended: "fallback",
          },
        },
        // CP-FALL-6: a confirmation is enough to come back from hold and ramping, never from fallback.
        hold: {
          entry: "hold",
          on: {
            granted: "active",
            confirmed: "active",
            renewDue: { actions: "renew" },
            rampDue: "ramping",
            deadline: "fallback",
            ended: "fallback",
          },
        },
        ramping: {
          entry: "ramping",
          on: {
            granted: "active",
            confirmed: "active",
            renewDue: { actions: "renew" },
            deadline: "fallback",
            ended: "fallback",
          },
        },
        fallback: { entry: "fallback", on: { granted: "active" } },
      },
    },
  },
});
