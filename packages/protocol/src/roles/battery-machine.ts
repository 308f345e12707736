import { emit, setup } from "xstate";
import { onlyTypes } from "../link/types-of.js";

export type BatteryEvent =
  | { readonly type: "plugIn" }
  | { readonly type: "unplug" }
  /** There is energy to ask for, or there no longer is. */
  | { readonly type: "wants" }
  | { readonly type: "content" };
export type BatteryEmitted = { readonly type: "linked" } | { readonly type: "unlinked" };

/** A battery between its plugs: a link exists only while it is plugged in. */
export const batteryMachine = setup({
  types: onlyTypes as { events: BatteryEvent; emitted: BatteryEmitted },
  actions: { linked: emit({ type: "linked" }), unlinked: emit({ type: "unlinked" }) },
}).createMachine({
  id: "battery",
  initial: "unplugged",
  states: {
    unplugged: { on: { plugIn: "plugged", unplug: {}, wants: {}, content: {} } },
    plugged: {
      entry: "linked",
      exit: "unlinked",
      initial: "content",
      on: { plugIn: {}, unplug: "unplugged" },
      states: {
        content: { on: { wants: "asking", content: {} } },
        asking: { on: { content: "content", wants: {} } },
      },
    },
  },
});
