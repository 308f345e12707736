import { assign, emit, setup } from "xstate";
import { onlyTypes } from "../../link/types-of.js";
import type { DurationMs } from "../../units.js";

/** JSON only. */
export interface PlannerTable {
  readonly debounceMs: DurationMs;
  /** At most one plan per this time. */
  readonly intervalMs: DurationMs;
  /** What asked for the next plan. */
  readonly trigger: string;
}
export type PlannerEvent =
  | { readonly type: "trigger"; readonly trigger: string }
  /** An emergency: plan at once. */
  | { readonly type: "urgent"; readonly trigger: string };
export type PlannerEmitted = { readonly type: "plan"; readonly trigger: string };

/** When to plan: triggers are gathered for a moment, and plans keep their distance. */
export const plannerMachine = setup({
  types: onlyTypes as { context: PlannerTable; input: PlannerTable; events: PlannerEvent; emitted: PlannerEmitted },
  actions: {
    remember: assign({ trigger: ({ event }) => event.trigger }),
    plan: emit(({ context }) => ({ type: "plan" as const, trigger: context.trigger })),
  },
  delays: {
    debounce: ({ context }) => context.debounceMs,
    interval: ({ context }) => context.intervalMs,
  },
}).createMachine({
  id: "planner",
  context: ({ input }) => input,
  initial: "quiet",
  states: {
    quiet: {
      on: {
        trigger: { target: "gathering", actions: "remember" },
        urgent: { target: "resting", actions: ["remember", "plan"] },
      },
    },
    gathering: {
      after: { debounce: { target: "resting", actions: "plan" } },
      on: { trigger: {}, urgent: { target: "resting", actions: ["remember", "plan"] } },
    },
    resting: {
      after: { interval: "quiet" },
      on: {
        trigger: { target: "owing", actions: "remember" },
        urgent: { target: "resting", reenter: true, actions: ["remember", "plan"] },
      },
    },
    owing: {
      after: { interval: { target: "resting", actions: "plan" } },
      on: { trigger: {}, urgent: { target: "resting", actions: ["remember", "plan"] } },
    },
  },
});
