import type { PredictionFault } from "./guard.js";
import type { ShortHorizonPrediction, ShortHorizonQuery } from "./types.js";

/** What is remembered of one predictor of one battery, to see what no single answer shows. Plain JSON, of constant size. */
export interface WatchState {
  /** The last question and answer: °C and mean W asked about, °C answered for the end. */
  readonly last?: { readonly temperatureC: number; readonly powerW: number; readonly endC: number };
  /** Other questions in a row with the very same answer. */
  readonly same: number;
  /** K by which its forecasts were above what was measured, running mean; how many were measured, 8 at most. */
  readonly biasK: number;
  readonly felt: number;
  readonly drifting: boolean;
}
export const unwatched: WatchState = { same: 0, biasK: 0, felt: 0, drifting: false };

const sameMost = 2;
/** Another question: by this much. */
const [otherK, otherShare] = [0.3, 0.1];
const memory = 8;
/** K of bias from which on a predictor drifts, and below which it is believed again. */
const [driftK, settledK] = [1.5, 0.75];

/** An answer to a question: stuck where it is the same whatever is asked; drifting where what it said was not so. */
export function watchAnswer(
  state: WatchState,
  query: ShortHorizonQuery,
  { temperatureC: steps }: ShortHorizonPrediction,
): { readonly state: WatchState; readonly fault?: PredictionFault } {
  const { last } = state;
  const powerW = query.powerW.reduce((total, watts) => total + watts, 0) / Math.max(1, query.powerW.length);
  const next = { temperatureC: query.temperatureC, powerW, endC: steps.at(-1)?.p50 ?? Number.NaN };
  const other =
    last !== undefined &&
    (Math.abs(next.temperatureC - last.temperatureC) > otherK ||
      Math.abs(powerW - last.powerW) > otherShare * query.pack.capacityWh);
  const equal = last !== undefined && Math.abs(next.endC - last.endC) < 1e-6;
  const same = equal ? state.same + (other ? 1 : 0) : 0;
  // An equal answer keeps the question that it was first given to: small steps of what is asked add up.
  const after = { ...state, same, last: equal && !other ? last : next };
  if (same >= sameMost) {
    const detail = `${next.endC} degC for the ${same + 1}th different question in a row`;
    return { state: after, fault: { fault: "STUCK", detail } };
  }
  if (state.drifting) {
    const detail = `${state.biasK.toFixed(2)} K off what was measured, limit ${driftK} (believed again below ${settledK})`;
    return { state: after, fault: { fault: "DRIFT", detail } };
  }
  return { state: after };
}

/** A forecast of its was measured: `errorK` is forecast less measured, of the median. */
export function watchFelt(state: WatchState, errorK: number): WatchState {
  if (!Number.isFinite(errorK)) return state;
  const felt = Math.min(memory, state.felt + 1);
  const biasK = state.biasK + (errorK - state.biasK) / felt;
  const size = Math.abs(biasK);
  return { ...state, felt, biasK, drifting: felt >= memory / 2 && (state.drifting ? size > settledK : size > driftK) };
}
