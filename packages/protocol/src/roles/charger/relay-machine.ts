import { emit, setup } from "xstate";
import { onlyTypes } from "../../link/types-of.js";
import type { DurationMs } from "../../units.js";

/** JSON only. */
export interface RelayTable {
  /** Own deadline towards the grantor: the children's less 0.5 s. */
  readonly answerMs: DurationMs;
}
export type RelayEvent =
  | { readonly type: "offered" }
  /** Every child asked has answered. */
  | { readonly type: "complete" }
  /** The offer is void: a newer one, an emergency, the session ended. */
  | { readonly type: "void" };
export type RelayEmitted = { readonly type: "answer" };

/** A charger between its grantor's offer and its batteries' answers. */
export const relayMachine = setup({
  types: onlyTypes as { context: RelayTable; input: RelayTable; events: RelayEvent; emitted: RelayEmitted },
  actions: { answer: emit({ type: "answer" }) },
  delays: { answerDue: ({ context }) => context.answerMs },
}).createMachine({
  id: "relay",
  context: ({ input }) => input,
  initial: "idle",
  states: {
    idle: { on: { offered: "asking", complete: {}, void: {} } },
    asking: {
      after: { answerDue: { target: "idle", actions: "answer" } },
      on: {
        offered: { target: "asking", reenter: true },
        complete: { target: "idle", actions: "answer" },
        void: "idle",
      },
    },
  },
});
