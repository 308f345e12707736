import type { AgentId, Watts } from "../../units.js";
import type { FeederInput } from "./types.js";

/** W by site and step, or the least feasible capacity of the feeder where the guarantees do not fit. */
export type Capacities =
  | {
      readonly kind: "fits";
      readonly capacityW: readonly (readonly Watts[])[];
      readonly belowGuarantee: readonly AgentId[];
    }
  | { readonly kind: "short"; readonly leastW: readonly Watts[] };

/**
 * Hard limits: to each site what it is guaranteed and its share (0–1, sum 1 in a step) of what is left of the feeder's
 * capacity after its own load, whole watts, rounded down; the sum never passes the feeder. Where the guarantees do not
 * fit, an emergency cuts them all by the same factor; without one the answer is what they need at least.
 */
export function capacitiesOf(input: FeederInput, share: readonly (readonly number[])[]): Capacities {
  const guaranteesW = input.capacityW.map((_, step) =>
    input.sites.reduce((sum, { guaranteedW }) => sum + (guaranteedW[step] ?? 0), 0),
  );
  const roomW = input.capacityW.map((watts, step) => Math.max(0, watts - (input.baseW[step] ?? 0)));
  const short = guaranteesW.some((watts, step) => watts > (roomW[step] ?? 0));
  if (short && input.emergency !== true)
    return {
      kind: "short",
      leastW: guaranteesW.map((watts, step) => Math.max(input.capacityW[step] ?? 0, watts + (input.baseW[step] ?? 0))),
    };
  const belowGuarantee: AgentId[] = [];
  const capacityW = input.sites.map(({ id, guaranteedW, connectionW }, site) => {
    const own = roomW.map((room, step) => {
      const [all, mine] = [guaranteesW[step] ?? 0, guaranteedW[step] ?? 0];
      if (all > room) return Math.floor((mine * room) / all);
      return Math.max(mine, Math.min(connectionW, Math.floor(mine + (share[site]?.[step] ?? 0) * (room - all))));
    });
    if (own.some((watts, step) => watts < (guaranteedW[step] ?? 0))) belowGuarantee.push(id);
    return own;
  });
  return { kind: "fits", capacityW, belowGuarantee };
}
