import type { Watts } from "@chargepact/protocol";
import { CannotRun } from "../failure.js";
import { leased } from "./flows.js";
import type { HolderPeer } from "./holder-peer.js";
import type { Probe } from "./probe.js";

/** How those below an agent under test come to hold a lease of it, whether it is a charger or an operator. */

/** W that a holder may draw now by its lease. */
export function heldW(holder: HolderPeer, probe: Probe): Watts {
  const { mono, t } = probe.parts.pace.clock.now();
  return holder.lease === undefined
    ? 0
    : holder.bound.leaseAt(mono, t, { meterMs: 0, reactionMs: 0, timeMs: 0 }).importW;
}

/** The first of those below holds a lease of some power. */
export async function served(probe: Probe): Promise<HolderPeer> {
  const { holder } = probe;
  if (probe.role === "charger") await leased(probe);
  await heldBy(probe, holder);
  return holder;
}

/** One of those below an operator holds a lease of some power. */
export async function heldBy(probe: Probe, holder: HolderPeer): Promise<void> {
  if (await probe.until(() => heldW(holder, probe) > 500, probe.times.setupMs)) return;
  throw new CannotRun(`${probe.subject} grants ${holder.id} nothing`);
}
