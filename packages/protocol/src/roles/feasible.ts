import { partOf } from "../link/lease.js";
import { firstTierOf } from "../market/tiers.js";
import type { NeedPart, Reject } from "../messages.js";
import { energyWh, endS } from "../schedule.js";
import type { WattHours } from "../units.js";

/** Share of what was refused that may be asked for next: so that asking ends, whatever the refusal says. */
const lessShare = 0.95;

/** Wh of a connector's tier 1 to ask for where a need was refused: what the grantor says it can promise, whole. */
export function feasibleWh(
  { feasible }: Pick<Reject, "feasible">,
  connector: number,
  asked: NeedPart | undefined,
): WattHours {
  const schedule = partOf(feasible?.value, connector);
  const promisedWh = schedule === undefined ? 0 : energyWh(schedule, schedule.startS, endS(schedule));
  const askedWh = asked === undefined ? 0 : firstTierOf(asked);
  return Math.floor(Math.min(promisedWh, askedWh * lessShare));
}

/** True for a refusal after which the need is stated anew: as it is now, or with less of it first. */
export function isStatedAnew({ reason }: Pick<Reject, "reason">): boolean {
  return reason === "NOT_NOW" || reason === "OFFER_EXPIRED" || reason === "INFEASIBLE";
}
