import type { PriceVector, Schedule } from "../messages.js";
import type { Micro, MicroPerKwh, UnixS, WattHours, Watts } from "../units.js";
import { planUnitW } from "./strategy.js";

/** A storage site as its price plan sees it. Energies are inside the store, powers at the grid side. */
export interface StorageState {
  readonly energyWh: WattHours;
  /** Window of the stored energy. */
  readonly energyMinWh: WattHours;
  readonly energyMaxWh: WattHours;
  /** W ≥ 0, magnitudes; one value or one per price step (missing = 0). */
  readonly chargeMaxW: Watts | readonly Watts[];
  readonly dischargeMaxW: Watts | readonly Watts[];
  /** Fractions (0, 1]: stored per imported, exported per taken out. */
  readonly chargeEfficiency: number;
  readonly dischargeEfficiency: number;
  /** µ per kWh at the grid side, either direction, ≥ 0. */
  readonly wearMicroPerKwh: MicroPerKwh;
  /** Worth of what is stored at the end, µ per stored kWh; default: mean price × discharge efficiency. */
  readonly terminalMicroPerKwh?: MicroPerKwh;
}

export interface StoragePlan {
  /** Fixed plan (max = min), W, + import, − export, multiples of the plan unit towards 0. */
  readonly schedule: Schedule;
  /** µ; revenue + worth of what is stored at the end − purchases − wear − worth of what was stored at first. */
  readonly gainMicro: Micro;
}

/**
 * The plan of greatest gain for known prices: dynamic programming, exact. The value of stored energy is concave and
 * piecewise linear, kept as slopes in falling order; a step merges its two slopes (charging, discharging) into them and
 * cuts both ends off. Where a negative price makes buying to burn attractive, discharging is taken to cost as much
 * as charging brings, so that the value stays concave: the store then never does both.
 */
export function storagePlan(prices: PriceVector, state: StorageState, nowS: UnixS): StoragePlan {
  const steps = prices.microPerKwh.map((_, index) => stepOf(prices, state, { index, nowS }));
  const terminal = state.terminalMicroPerKwh ?? mean(prices.microPerKwh) * state.dischargeEfficiency;
  const thresholds = thresholdsOf(steps, state, terminal);
  const max: Watts[] = [];
  let [energyWh, gainMicro] = [state.energyWh, 0];
  for (const [index, step] of steps.entries()) {
    const wantedWh = targetOf(energyWh, thresholds[index], step) - energyWh;
    const powerW = toUnit(
      (wantedWh > 0 ? wantedWh / state.chargeEfficiency : wantedWh * state.dischargeEfficiency) / step.hours,
    );
    const changeWh = powerW * step.hours * (powerW > 0 ? state.chargeEfficiency : 1 / state.dischargeEfficiency);
    max.push(powerW);
    energyWh += changeWh;
    gainMicro += terminalGain(terminal, changeWh) - gridCost(step, powerW, state.wearMicroPerKwh);
  }
  return { schedule: { startS: prices.startS, stepS: prices.stepS, max }, gainMicro };
}

/** One price step in stored energy. */
interface Step {
  readonly price: MicroPerKwh;
  /** What is left of it, h; tiny rather than 0 once it has passed. */
  readonly hours: number;
  /** Wh into and out of the store, at most. */
  readonly inWh: WattHours;
  readonly outWh: WattHours;
  /** µ per stored kWh: cost of one put in, revenue of one taken out; `inSlope` ≥ `outSlope`. */
  readonly inSlope: number;
  readonly outSlope: number;
}

function stepOf(prices: PriceVector, state: StorageState, at: { readonly index: number; readonly nowS: UnixS }): Step {
  const price = prices.microPerKwh[at.index] ?? 0;
  const startS = prices.startS + at.index * prices.stepS;
  const hours = Math.max(0, startS + prices.stepS - Math.max(startS, at.nowS)) / 3600;
  const inSlope = (price + state.wearMicroPerKwh) / state.chargeEfficiency;
  return {
    price,
    hours: Math.max(hours, 1e-9),
    inWh: limitAt(state.chargeMaxW, at.index) * hours * state.chargeEfficiency,
    outWh: (limitAt(state.dischargeMaxW, at.index) * hours) / state.dischargeEfficiency,
    inSlope,
    outSlope: Math.min(inSlope, (price - state.wearMicroPerKwh) * state.dischargeEfficiency),
  };
}

/** Part of the value function: `lengthWh` of stored energy, each kWh worth `slope` µ. */
interface Segment {
  readonly slope: number;
  readonly lengthWh: WattHours;
}
/** In one step: charge while below `chargeToWh`, discharge while above `dischargeToWh`, else rest. */
interface Threshold {
  readonly chargeToWh: WattHours;
  readonly dischargeToWh: WattHours;
}

function thresholdsOf(steps: readonly Step[], state: StorageState, terminal: number): readonly Threshold[] {
  const windowWh = Math.max(0, state.energyMaxWh - state.energyMinWh);
  let value: readonly Segment[] = [{ slope: terminal, lengthWh: windowWh }];
  const thresholds: Threshold[] = [];
  for (const step of steps.toReversed()) {
    thresholds.push({
      chargeToWh: state.energyMinWh + lengthWhere(value, (slope) => slope > step.inSlope),
      dischargeToWh: state.energyMinWh + lengthWhere(value, (slope) => slope >= step.outSlope),
    });
    const own = [
      { slope: step.inSlope, lengthWh: step.inWh },
      { slope: step.outSlope, lengthWh: step.outWh },
    ];
    const merged = [...value, ...own].sort((a, b) => b.slope - a.slope);
    value = window(merged, { skipWh: step.inWh, lengthWh: windowWh });
  }
  return thresholds.toReversed();
}

const lengthWhere = (value: readonly Segment[], holds: (slope: number) => boolean): WattHours =>
  value.reduce((sum, segment) => (holds(segment.slope) ? sum + segment.lengthWh : sum), 0);

/** The segments between `skipWh` and `skipWh + lengthWh` from the left. */
function window(segments: readonly Segment[], part: { readonly skipWh: number; readonly lengthWh: number }): Segment[] {
  const out: Segment[] = [];
  let fromWh = -part.skipWh;
  for (const { slope, lengthWh } of segments) {
    const insideWh = Math.min(part.lengthWh, fromWh + lengthWh) - Math.max(0, fromWh);
    if (insideWh > 0) out.push({ slope, lengthWh: insideWh });
    fromWh += lengthWh;
  }
  return out;
}

/** Stored Wh to reach in this step. */
function targetOf(energyWh: WattHours, threshold: Threshold | undefined, step: Step): WattHours {
  if (threshold === undefined) return energyWh;
  if (energyWh < threshold.chargeToWh) return Math.min(threshold.chargeToWh, energyWh + step.inWh);
  if (energyWh > threshold.dischargeToWh) return Math.max(threshold.dischargeToWh, energyWh - step.outWh);
  return energyWh;
}

const limitAt = (limit: Watts | readonly Watts[], index: number): Watts =>
  Math.max(0, typeof limit === "number" ? limit : (limit[index] ?? 0));

/** Towards 0, forgiving a float's last digits; never −0. */
const toUnit = (watts: Watts): Watts =>
  Math.sign(watts) * Math.floor(Math.abs(watts) / planUnitW + 1e-9) * planUnitW || 0;

const terminalGain = (terminal: MicroPerKwh, changeWh: WattHours): Micro => (terminal * changeWh) / 1000;

const gridCost = (step: Step, powerW: Watts, wear: MicroPerKwh): Micro =>
  ((step.price * powerW + wear * Math.abs(powerW)) * step.hours) / 1000;

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);
