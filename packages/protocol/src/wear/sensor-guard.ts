import type { PredictionFault } from "./guard.js";
import { freshTemperature, type TemperatureState, watchTemperature } from "./sensor-temperature.js";
import { freshVoltage, type VoltageState, watchVoltage } from "./sensor-voltage.js";

/** What a management system reports at one instant. Current in A, + into the cells. */
export interface SensorSample {
  readonly atS: number;
  readonly temperatureC: number;
  /** °C of each sensor where there are several. */
  readonly sensorsC?: readonly number[];
  readonly currentA?: number;
  readonly voltageV?: number;
  /** °C around the battery; without it nothing is said of a slow drift. */
  readonly ambientC?: number;
}
/** Of the cells or pack that the sample is about. */
export interface SensorSpec {
  readonly nominalV: number;
  /** Ω; a first guess, for it is learned. */
  readonly ohm: number;
  readonly heatCapacityJPerK: number;
  readonly heatLossWPerK: number;
}
/** What is remembered of one battery's sensors. Plain JSON, of constant size. */
export interface SensorState {
  readonly temperature: TemperatureState;
  readonly voltage: VoltageState;
}
export const freshSensors: SensorState = { temperature: freshTemperature, voltage: freshVoltage };

export interface SensorFault extends PredictionFault {
  readonly channel: "temperature" | "voltage";
}

/**
 * Watches sensors sample by sample: jumps that no cell makes, readings that stand still while they should move, a slow
 * drift away from what current and ambient explain, and sensors that disagree. It knows no reading that is *right*: what
 * is not believed is held against the tighter limit, and never raises one.
 */
export function watchSensors(
  state: SensorState,
  sample: SensorSample,
  spec: SensorSpec,
): { readonly state: SensorState; readonly faults: readonly SensorFault[] } {
  const voltage = watchVoltage(state.voltage, sample, spec);
  const temperature = watchTemperature(state.temperature, sample, { ...spec, ohm: voltage.state.ohm ?? spec.ohm });
  const faults: SensorFault[] = [];
  if (temperature.fault !== undefined) faults.push({ channel: "temperature", ...temperature.fault });
  if (voltage.fault !== undefined) faults.push({ channel: "voltage", ...voltage.fault });
  return { state: { temperature: temperature.state, voltage: voltage.state }, faults };
}

/** °C last believed where the newest reading was not: the cells may have either. */
export const heldTemperature = ({ temperature }: SensorState): number | undefined =>
  temperature.doubted ? temperature.believedC : undefined;
