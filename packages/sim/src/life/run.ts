import { LifePlant, type LifePack } from "./pack.js";
import type { LifePolicy } from "./policy.js";
import type { LifeTrip } from "./trips.js";

export const stepS = 900;

export interface LifeStudy {
  readonly pack: LifePack;
  readonly trips: readonly LifeTrip[];
  /** °C at each step; its length is that of the study. */
  readonly ambientC: Float64Array;
  readonly socStart?: number;
}

export interface LifeRun {
  /** State at the beginning of each step, and one more at the end. */
  readonly soc: Float64Array;
  readonly temperatureC: Float64Array;
  /** W at the cells in each step, + charging, − driving. */
  readonly powerW: Float64Array;
  /** Indices of the trips that ran out of charge, and Wh that they lacked. */
  readonly unmet: readonly { readonly trip: number; readonly lackedWh: number }[];
  /** Wh put into the cells, taken out by driving, and used to warm or cool the pack. */
  readonly chargedWh: number;
  readonly drivenWh: number;
  readonly conditionedWh: number;
}

/** Below this a trip is met: rounding of steps. */
const lackMinWh = 1;

/** Lives through a study with a policy: driving takes what it takes, the policy says what is charged between. */
export function runLife(study: LifeStudy, policy: LifePolicy, onStep?: (step: number, steps: number) => void): LifeRun {
  const { pack, trips, ambientC } = study;
  const steps = ambientC.length;
  const plant = new LifePlant(pack, { soc: study.socStart ?? 0.6, temperatureC: ambientC[0] ?? 20 });
  const series = { soc: new Float64Array(steps + 1), temperatureC: new Float64Array(steps + 1) };
  const powerW = new Float64Array(steps);
  const lacked = new Map<number, number>();
  const holdsWh = pack.capacityWh * pack.soh;
  const sums = { chargedWh: 0, drivenWh: 0, conditionedWh: 0 };
  let next = 0;
  for (let step = 0; step < steps; step += 1) {
    const nowS = step * stepS;
    [series.soc[step], series.temperatureC[step]] = [plant.state.soc, plant.state.temperatureC];
    while ((trips[next]?.arriveS ?? Infinity) <= nowS) next += 1;
    const trip = trips[next];
    const away = trip !== undefined && trip.departS < nowS + stepS;
    const storedW = (plant.state.soc * holdsWh * 3600) / stepS;
    let [cellW, conditioningW] = [0, 0];
    if (away) {
      const wantedW = driveW(trip, nowS, pack);
      if (wantedW > storedW) lacked.set(next, (lacked.get(next) ?? 0) + ((wantedW - storedW) * stepS) / 3600);
      cellW = 0 - Math.min(wantedW, storedW);
      sums.drivenWh -= (cellW * stepS) / 3600;
    } else {
      const taken = atConnector(plant, policy, { nowS, trip, pack });
      const roomW = ((1 - plant.state.soc) * holdsWh * 3600) / stepS;
      [cellW, conditioningW] = [Math.min(taken.gridW * pack.chargeEfficiency, roomW), taken.conditioningW];
      sums.chargedWh += (cellW * stepS) / 3600;
      sums.conditionedWh += (Math.abs(conditioningW) * stepS) / 3600;
    }
    powerW[step] = cellW;
    plant.step(cellW, ambientC[step] ?? 20, { seconds: stepS, conditioningW });
    onStep?.(step, steps);
  }
  [series.soc[steps], series.temperatureC[steps]] = [plant.state.soc, plant.state.temperatureC];
  const unmet = [...lacked]
    .map(([trip, lackedWh]) => ({ trip, lackedWh }))
    .filter(({ lackedWh }) => lackedWh > lackMinWh);
  return { ...series, powerW, unmet, ...sums };
}

/** What the policy wants, within what the pack and its charger can do. */
function atConnector(
  plant: LifePlant,
  policy: LifePolicy,
  at: { readonly nowS: number; readonly trip: LifeTrip | undefined; readonly pack: LifePack },
): { readonly gridW: number; readonly conditioningW: number } {
  const { nowS, trip, pack } = at;
  const limitW = Math.min(plant.limitW(), pack.powerMaxW);
  const declaredWh = (trip?.declaredS ?? Infinity) <= nowS ? trip?.energyWh : undefined;
  const view = { ...plant.state, nowS, limitW, departS: trip?.departS, declaredWh };
  const gridW = Math.max(0, Math.min(policy.powerW(view), limitW));
  const heatW = policy.conditioningW?.(view) ?? 0;
  return { gridW, conditioningW: Math.max(-pack.conditioningW, Math.min(pack.conditioningW, heatW)) };
}

/**
 * W at the cells while away: half of the energy on the way out and half on the way back, at the pack's mean power; faster
 * where there is no time for that.
 */
function driveW(trip: LifeTrip, nowS: number, pack: LifePack): number {
  const departS = Math.floor(trip.departS / stepS) * stepS;
  const arriveS = Math.ceil(trip.arriveS / stepS) * stepS;
  const legS = Math.min((arriveS - departS) / 2, (trip.energyWh / 2 / pack.drivePowerW) * 3600);
  const within = (fromS: number, toS: number): number =>
    Math.max(0, Math.min(toS, nowS + stepS) - Math.max(fromS, nowS));
  const seconds = within(departS, departS + legS) + within(arriveS - legS, arriveS);
  return legS > 0 ? ((trip.energyWh / 2 / legS) * 3600 * seconds) / stepS : 0;
}
