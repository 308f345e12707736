import type { DeliveryFate, DeliveryHook } from "@chargepact/agent";
import type { Log } from "../log.js";
import { inboxOf } from "../probe/tap.js";

/** What becomes of one delivery. */
export type Fate =
  | { readonly kind: "lost" }
  | { readonly kind: "copies"; readonly copies: number }
  | { readonly kind: "late"; readonly ms: number };

/** The n-th unicast delivery of a run, counted from 0, and its fate. */
export interface Fault {
  readonly nth: number;
  readonly fate: Fate;
}

/** A network that does to each delivery what is planned for it, and says so in the log. */
export function faultyHook(faults: readonly Fault[], log: Log, lag: { readonly ms: number }): DeliveryHook {
  const planned = new Map(faults.map(({ nth, fate }) => [nth, fate]));
  let count = 0;
  return (_from, _to, topic) => {
    if (inboxOf(topic) === undefined) return undefined;
    const fate = planned.get(count++);
    if (fate === undefined) return lag.ms === 0 ? undefined : { delayMs: lag.ms };
    const last = log.entries.at(-1);
    if (last?.kind === "message") last.fate = wordsOf(fate);
    return deliveryOf(fate);
  };
}

function deliveryOf(fate: Fate): DeliveryFate {
  if (fate.kind === "lost") return { drop: true };
  return fate.kind === "copies" ? { copies: fate.copies } : { delayMs: fate.ms };
}

function wordsOf(fate: Fate): string {
  if (fate.kind === "lost") return "lost";
  return fate.kind === "copies" ? `${fate.copies} times` : `${fate.ms} ms late`;
}
