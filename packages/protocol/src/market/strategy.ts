import type { NeedPart, PriceVector, Schedule } from "../messages.js";
import type { AgentId, UnixS, Watts } from "../units.js";

/** One connector that asks for energy, as its grantor knows it. */
export interface ChildNeed {
  readonly id: AgentId;
  readonly need: NeedPart;
  /** W; the connector's own limit, whatever the need says. */
  readonly ratedW: Watts;
  /** W ≥ 0; admitted fallback import: booked in every step, whatever the plan. */
  readonly fallbackImportW: Watts;
  /** Its part of the running lease. */
  readonly running?: Schedule;
  /** Key of the row in {@link Room.groups} that it loads: a station or pod. */
  readonly group?: string;
}

/**
 * What the children together may import, W per step: capacity less the base-load bound and less what others have
 * booked. The children's own bookings and fallbacks are not taken off. Steps missing from a row count as 0 W.
 */
export interface Room {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly steps: number;
  readonly site: readonly Watts[];
  /** W per step for phases 1, 2, 3; a child loads each of its n phases with 1/n of its power. */
  readonly phases?: readonly (readonly Watts[])[];
  readonly groups?: ReadonlyMap<string, readonly Watts[]>;
}

export interface ClearingInput {
  readonly nowS: UnixS;
  readonly room: Room;
  readonly children: readonly ChildNeed[];
  readonly prices?: PriceVector;
}

/** A one-shot strategy: needs and room in, one schedule per connector out. The ledger checks whatever it answers. */
export interface ClearingStrategy {
  readonly name: string;
  /** By {@link partKey}; every child has a schedule on the room's grid, `max` = plan, `min` = 0 W. Same input, same answer. */
  clear(input: ClearingInput): ReadonlyMap<string, Schedule>;
}

/** Name of one connector of one agent. */
export function partKey(id: AgentId, connector: number): string {
  return `${id}/${connector}`;
}

/** The agent and the connector that such a name stands for. */
export function partOfKey(key: string): { readonly holder: AgentId; readonly connector: number } {
  const slash = key.lastIndexOf("/");
  return { holder: key.slice(0, slash), connector: Number(key.slice(slash + 1)) };
}

/** W; plans are multiples of this, rounded down. */
export const planUnitW = 10;
