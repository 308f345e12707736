import { howFull } from "@chargepact/protocol";
import type { LifePack } from "./pack.js";
import type { LifePolicy, PolicyView } from "./policy.js";
import { stepS } from "./run.js";

/** W that bring a pack to a SoC within a step, at most its limit. */
function towards(pack: LifePack, view: PolicyView, soc: number): number {
  const neededWh = Math.max(0, soc - view.soc) * pack.capacityWh * pack.soh;
  return Math.min(view.limitW, (neededWh * 3600) / stepS / pack.chargeEfficiency);
}

/** A limit that a driver has set, more only for a declared drive that needs it. */
const limited = (pack: LifePack, { declaredWh }: PolicyView, soc: number): number =>
  howFull({ holdsWh: pack.capacityWh * pack.soh, declaredWh, floor: soc, reserve: 0.05 }).soc;

/** Plug in and charge as fast as it goes up to a limit: what owners do. */
export const asap = (name: string, pack: LifePack, soc: number): LifePolicy => ({
  name,
  powerW: (view) => towards(pack, view, limited(pack, view, soc)),
});

/** Share of the power now that is counted on for the hours to come, and s before departure by which it is done. */
const [sure, marginS] = [0.6, 1800];

/** As fast as it goes, but as late as it can: a timer for the departure. */
export const late = (name: string, pack: LifePack, soc: number): LifePolicy => ({
  name,
  powerW: (view) => {
    const goal = limited(pack, view, soc);
    const neededWh = (Math.max(0, goal - view.soc) * pack.capacityWh * pack.soh) / pack.chargeEfficiency;
    const leftS = (view.departS ?? Infinity) - marginS - view.nowS;
    const counted = Math.max(1, sure * view.limitW);
    return leftS <= (neededWh * 3600) / counted + stepS ? towards(pack, view, goal) : 0;
  },
});
