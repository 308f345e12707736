import type { PredictionFault } from "./guard.js";
import type { SensorSample, SensorSpec } from "./sensor-guard.js";

export interface TemperatureState {
  /** When and what was last believed; undefined before the first sample. */
  readonly atS?: number;
  readonly believedC?: number;
  /** The last reading, believed or not, and since when readings hang together. */
  readonly lastC?: number;
  readonly lastS?: number;
  readonly steadyS?: number;
  readonly doubted: boolean;
  /** K; running mean of what a believed reading moves by. */
  readonly moveK: number;
  readonly samples: number;
  /** Readings in a row that are the very same, and the share of readings that moved before. */
  readonly same: number;
  readonly lively: number;
  /** °C that current and ambient explain, led slowly by what is measured; K/s of heat, running mean. */
  readonly explainedC?: number;
  readonly heatKPerS: number;
  /** K by which each sensor usually differs from the middle one. */
  readonly apartK: readonly number[];
}
export const freshTemperature: TemperatureState = {
  ...{ doubted: false, moveK: 0.1, samples: 0, same: 0, lively: 0, heatKPerS: 0, apartK: [] },
};

/** °C that no battery has. */
const [leastC, mostC] = [-45, 95];
/** K of a jump that counts as none; K/s on top, for so many s at most; and this many times the usual movement. */
const [jumpK, slopeKPerS, slopeMostS, usualTimes] = [1, 0.2, 7, 9];
/** K/s of a pack that is heated or charged fast: where reports are minutes apart, it moves by that between two of them. */
const sparseKPerS = 0.02;
/** s after which nothing is known of before. */
const forgetS = 900;
/** s for which readings hang together until they are believed again, and samples that this takes at least. */
const [settleS, settleSamples] = [60, 5];
/** Equal readings in a row of a sensor that has moved in four readings of five. */
const [sameMost, livelyLeast] = [12, 0.8];
/** s in which what is measured leads what is explained; K of drift that is none; how wrong the heat may be. */
const [leadS, driftK, heatError] = [100, 1.2, 0.8];
/** K by which sensors of one pack differ, and this many times what they usually do. */
const [apartMostK, apartTimes] = [5, 3];
/** s between samples beyond which heat and stillness say nothing. */
const closeS = 5;

export function watchTemperature(
  state: TemperatureState,
  sample: SensorSample,
  spec: SensorSpec,
): { readonly state: TemperatureState; readonly fault?: PredictionFault } {
  const { temperatureC: nowC, atS } = sample;
  const impossible = rangeFault(nowC);
  if (impossible !== undefined) return doubted(state, impossible);
  const { atS: beforeS, believedC, lastS } = state;
  if (beforeS === undefined || believedC === undefined || lastS === undefined || atS - lastS > forgetS)
    return { state: begun(sample) };
  if (atS <= lastS) return { state };
  const sinceS = atS - beforeS;
  const moved = nowC - believedC;
  const allowed = allowedK(state, sinceS, atS - lastS);
  const heard = followed(state, sample, spec);
  const far = Math.abs(moved) > allowed;
  if (far && !hasSettled(heard, atS)) {
    const detail = `${moved.toFixed(2)} K in ${sinceS.toFixed(1)} s, allowed: ${allowed.toFixed(2)}`;
    return doubted(heard, { fault: "RATE", detail });
  }
  const next = far ? { ...heard, explainedC: nowC } : heard;
  const moveK = state.moveK + (Math.abs(nowC - (state.lastC ?? nowC)) - state.moveK) / Math.min(64, 8 + state.samples);
  const believed = { ...next, atS, believedC: nowC, doubted: false, moveK, samples: state.samples + 1 };
  const fault = stuck(state, next) ?? apart(state, sample) ?? drifted(next, sample);
  return fault === undefined ? { state: believed } : { state: { ...believed, doubted: true }, fault };
}

function rangeFault(nowC: number): PredictionFault | undefined {
  if (!Number.isFinite(nowC)) return { fault: "NON_FINITE", detail: `${nowC} degC` };
  if (nowC >= leastC && nowC <= mostC) return undefined;
  return { fault: "RANGE", detail: `${nowC} degC, allowed: ${leastC} to ${mostC}` };
}

const begun = ({ temperatureC, atS, sensorsC = [] }: SensorSample): TemperatureState => ({
  ...freshTemperature,
  ...{ atS, believedC: temperatureC, lastC: temperatureC, lastS: atS, steadyS: atS, explainedC: temperatureC },
  apartK: sensorsC.map(() => 1),
});

const doubted = (
  state: TemperatureState,
  fault: PredictionFault,
): { readonly state: TemperatureState; readonly fault: PredictionFault } => ({
  state: { ...state, doubted: true },
  fault,
});

/** K by which a reading may move in so many s, where the report before is `gapS` ago. */
function allowedK({ moveK }: TemperatureState, sinceS: number, gapS: number): number {
  const sparseK = sparseKPerS * Math.max(0, gapS - slopeMostS);
  return Math.max(jumpK + slopeKPerS * Math.min(sinceS, slopeMostS) + sparseK, usualTimes * moveK);
}

/** What a reading adds whether it is believed or not. */
function followed(state: TemperatureState, sample: SensorSample, spec: SensorSpec): TemperatureState {
  const { temperatureC: nowC, atS, currentA, ambientC, sensorsC = [] } = sample;
  const dtS = atS - (state.lastS ?? atS);
  const lastC = state.lastC ?? nowC;
  const together = Math.abs(nowC - lastC) <= allowedK(state, dtS, dtS);
  const equal = nowC === lastC;
  const lively = equal && state.same > 0 ? state.lively : state.lively + ((equal ? 0 : 1) - state.lively) / 64;
  const knows = currentA !== undefined && ambientC !== undefined && dtS <= closeS;
  const heat = ((currentA ?? 0) ** 2 * spec.ohm) / spec.heatCapacityJPerK;
  const explainedC = explained(state, sample, { dtS, heat, spec });
  const middle = median(sensorsC);
  const apartK = sensorsC.map((each, index) => {
    const usual = state.apartK[index] ?? 1;
    if (!Number.isFinite(each)) return usual;
    return usual + (Math.abs(each - middle) - usual) * Math.min(1, dtS / leadS);
  });
  return {
    ...state,
    ...{ lastC: nowC, lastS: atS, steadyS: together ? (state.steadyS ?? atS) : atS },
    ...{ same: equal ? state.same + 1 : 0, lively, apartK },
    heatKPerS: state.heatKPerS + (heat - state.heatKPerS) * Math.min(1, dtS / leadS),
    // Where heat or ambient is unknown, nothing is explained but what is measured.
    explainedC: knows ? explainedC : nowC,
  };
}

function explained(
  state: TemperatureState,
  { temperatureC, ambientC = temperatureC }: SensorSample,
  by: { readonly dtS: number; readonly heat: number; readonly spec: SensorSpec },
): number {
  const { dtS, heat, spec } = by;
  const fromC = state.explainedC ?? temperatureC;
  const cooling = ((fromC - ambientC) * spec.heatLossWPerK) / spec.heatCapacityJPerK;
  return fromC + dtS * (heat - cooling) + (temperatureC - fromC) * Math.min(1, dtS / leadS);
}

/** Readings that hang together for a while are what the cells have, however far from what was believed. */
const hasSettled = ({ steadyS = 0, lastS = 0, atS = 0 }: TemperatureState, nowS: number): boolean =>
  nowS - steadyS >= settleS && (lastS - steadyS) / Math.max(1, (nowS - atS) / settleSamples) >= 1;

function stuck({ lively }: TemperatureState, { same, lastC = 0 }: TemperatureState): PredictionFault | undefined {
  if (same < sameMost || lively < livelyLeast) return undefined;
  return { fault: "STUCK", detail: `${lastC} degC for ${same + 1} readings, where most used to differ` };
}

function drifted(
  { explainedC, heatKPerS }: TemperatureState,
  { temperatureC }: SensorSample,
): PredictionFault | undefined {
  if (explainedC === undefined) return undefined;
  const off = temperatureC - explainedC;
  const allowed = driftK + heatError * heatKPerS * leadS;
  if (Math.abs(off) <= allowed) return undefined;
  const detail = `${off.toFixed(2)} K off what current and ambient explain, allowed: ${allowed.toFixed(2)}`;
  return { fault: "DRIFT", detail };
}

function apart({ apartK }: TemperatureState, { sensorsC = [] }: SensorSample): PredictionFault | undefined {
  const middle = median(sensorsC);
  for (const [index, each] of sensorsC.entries()) {
    const allowed = Math.max(apartMostK, apartTimes * (apartK[index] ?? 1));
    if (Math.abs(each - middle) <= allowed) continue;
    const detail = `sensor ${index + 1} at ${each} degC, the middle one at ${middle}, allowed: ${allowed.toFixed(1)} K apart`;
    return { fault: "SENSORS", detail };
  }
  return undefined;
}

function median(values: readonly number[]): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)] ?? 0;
}
