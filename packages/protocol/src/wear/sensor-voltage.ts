import type { PredictionFault } from "./guard.js";
import type { SensorSample, SensorSpec } from "./sensor-guard.js";

export interface VoltageState {
  readonly atS?: number;
  readonly volts?: number;
  readonly currentA?: number;
  /** Ω as learned from how the voltage answers the current. */
  readonly ohm?: number;
  /** V; running mean of what the current does not explain. */
  readonly restV: number;
  /**
   * Equal readings in a row, and V that a step of the current should have moved them by meanwhile at most. A step: where a
   * charger holds the voltage, the current follows smoothly.
   */
  readonly same: number;
  readonly heldV: number;
}
export const freshVoltage: VoltageState = { restV: 0, same: 0, heldV: 0 };

/** Share of the nominal voltage: what cells have at most and least; a jump that is none; a move that must be seen. */
const [leastShare, mostShare, jumpShare, seenShare] = [0.3, 1.6, 0.08, 0.003];
/** Of what the current explains: how far it may be off; and this many times what it usually does not explain. */
const [explainError, usualTimes] = [1.5, 10];
/** s between samples up to which the current explains the voltage. */
const closeS = 2;
const sameLeast = 3;
/** Share of the nominal voltage that a step of the current has to explain, so that the resistance is learned from it. */
const learnShare = 0.01;

export function watchVoltage(
  state: VoltageState,
  sample: SensorSample,
  spec: SensorSpec,
): { readonly state: VoltageState; readonly fault?: PredictionFault } {
  const { voltageV: volts, currentA, atS } = sample;
  if (volts === undefined) return { state };
  const { nominalV } = spec;
  const impossible = rangeFault(volts, nominalV);
  if (impossible !== undefined) return { state, fault: impossible };
  const dtS = atS - (state.atS ?? Number.NEGATIVE_INFINITY);
  if (dtS <= 0) return { state };
  if (currentA === undefined || state.volts === undefined || state.currentA === undefined || dtS > closeS)
    return { state: { ...freshVoltage, atS, volts, ...(currentA === undefined ? {} : { currentA }), ...ohmOf(state) } };
  const ohm = state.ohm ?? spec.ohm;
  const stepA = currentA - state.currentA;
  const explained = ohm * stepA;
  const rest = Math.abs(volts - state.volts - explained);
  const allowed = Math.max(jumpShare * nominalV + explainError * Math.abs(explained), usualTimes * state.restV);
  const next = seen(state, { volts, currentA, ohm });
  if (rest > allowed) {
    // The reading is taken as the next one's start all the same: the cells may really be there.
    const detail = `${(volts - state.volts).toFixed(3)} V in ${dtS.toFixed(1)} s, ${explained.toFixed(3)} V explained`;
    return { state: { ...next, atS }, fault: { fault: "RATE", detail } };
  }
  const learns = Math.abs(explained) > learnShare * nominalV;
  const answered = learns ? (volts - state.volts) / stepA : ohm;
  const learned = Math.min(6 * spec.ohm, Math.max(spec.ohm / 6, ohm + 0.05 * (answered - ohm)));
  const after = { ...next, atS, ohm: learned, restV: state.restV + (rest - state.restV) / 32 };
  if (next.same >= sameLeast && next.heldV > seenShare * nominalV) {
    const detail = `${volts} V for ${next.same + 1} readings, where the current explains ${next.heldV.toFixed(3)} V`;
    return { state: after, fault: { fault: "STUCK", detail } };
  }
  return { state: after };
}

function rangeFault(volts: number, nominalV: number): PredictionFault | undefined {
  if (!Number.isFinite(volts)) return { fault: "NON_FINITE", detail: `${volts} V` };
  if (volts >= leastShare * nominalV && volts <= mostShare * nominalV) return undefined;
  return { fault: "RANGE", detail: `${volts} V of ${nominalV} V nominal` };
}

const ohmOf = ({ ohm }: VoltageState): Pick<VoltageState, "ohm"> => (ohm === undefined ? {} : { ohm });

function seen(
  state: VoltageState,
  now: { readonly volts: number; readonly currentA: number; readonly ohm: number },
): VoltageState {
  const { volts, currentA, ohm } = now;
  if (volts !== state.volts) return { ...state, volts, currentA, same: 0, heldV: 0 };
  const heldV = Math.max(state.heldV, Math.abs(ohm * (currentA - (state.currentA ?? currentA))));
  return { ...state, volts, currentA, same: state.same + 1, heldV };
}
