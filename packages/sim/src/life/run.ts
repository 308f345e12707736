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
  readonly chargedWh: number;
  readonly drivenWh: number;
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
  let [next, chargedWh, drivenWh] = [0, 0, 0];
  for (let step = 0; step < steps; step += 1) {
    const nowS = step * stepS;
    series.soc[step] = plant.state.soc;
    series.temperatureC[step] = plant.state.temperatureC;
    while ((trips[next]?.arriveS ?? Infinity) <= nowS) next += 1;
    const trip = trips[next];
    const away = trip !== undefined && trip.departS < nowS + stepS;
    let cellW = away ? -driveW(trip, nowS, pack) : 0;
    if (away) {
      const lackWh = (-cellW * stepS) / 3600 - plant.state.soc * holdsWh;
      if (lackWh > 0) {
        lacked.set(next, (lacked.get(next) ?? 0) + lackWh);
        cellW = (-plant.state.soc * holdsWh * 3600) / stepS;
      }
      drivenWh -= (cellW * stepS) / 3600;
    } else {
      const gridW = chargeW(plant, policy, { nowS, trip, pack });
      cellW = Math.min(gridW * pack.chargeEfficiency, ((1 - plant.state.soc) * holdsWh * 3600) / stepS);
      chargedWh += (cellW * stepS) / 3600;
    }
    powerW[step] = cellW;
    plant.step(cellW, ambientC[step] ?? 20, stepS);
    onStep?.(step, steps);
  }
  series.soc[steps] = plant.state.soc;
  series.temperatureC[steps] = plant.state.temperatureC;
  const unmet = [...lacked]
    .map(([trip, lackedWh]) => ({ trip, lackedWh }))
    .filter(({ lackedWh }) => lackedWh > lackMinWh);
  return { ...series, powerW, unmet, chargedWh, drivenWh };
}

/** What the policy wants, within what the pack and its charger can do. */
function chargeW(
  plant: LifePlant,
  policy: LifePolicy,
  at: { readonly nowS: number; readonly trip: LifeTrip | undefined; readonly pack: LifePack },
): number {
  const { nowS, trip, pack } = at;
  const limitW = plant.limitW();
  const { soc, temperatureC } = plant.state;
  const declaredWh = (trip?.declaredS ?? Infinity) <= nowS ? trip?.energyWh : undefined;
  const wishedW = policy.powerW({ nowS, soc, temperatureC, limitW, departS: trip?.departS, declaredWh });
  const power = Math.min(wishedW, limitW, pack.powerMaxW);
  // A charger holds no less than its least power; a pack that bears less takes it in turns, so that the mean is right.
  return wishedW > 0 ? Math.max(0, power) : 0;
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
