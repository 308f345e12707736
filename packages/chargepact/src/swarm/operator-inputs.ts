import type { GridLimits, PriceVector, Schedule } from "@chargepact/protocol";
import type { Day } from "@chargepact/sim";

/** The bound of a day's uncontrolled load as its operator books it, W. */
export function baseBoundOf({ baseLoadBound: { startS, stepS, values } }: Day): Schedule {
  return { startS, stepS, max: values.map((w) => Math.ceil(w)) };
}

export function pricesOf({ prices: { startS, stepS, values } }: Day): PriceVector {
  return { startS, stepS, microPerKwh: values.map((price) => Math.round(price)) };
}

/** What a day's connection carries, W. */
export function limitsOf({ capacityW: importW, exportMaxW, phaseCapacityW: phaseImportW }: Day): GridLimits {
  return { importW, exportW: exportMaxW ?? importW, ...(phaseImportW === undefined ? {} : { phaseImportW }) };
}
