import { type VehicleModel } from "@chargepact/sim";

/** Smallest import above zero on each phase: 6 A at 230 V (IEC 61851-1), W. */
const phaseMinW = 6 * 230;
/** SoC up to which an AC charger finds the battery willing to take all it gives, and what is left at 98 % and when full. */
const taper = [
  [0, 1],
  [0.95, 1],
  [0.98, 0.5],
  [1, 0.08],
] as const;

/** The figures of a model that differ from car to car. */
export interface ModelFigures {
  readonly name: string;
  /** Usable energy when new, Wh. */
  readonly capacityWh: number;
  /** Largest AC import, W. */
  readonly acPowerMaxW: number;
  readonly phases: 1 | 3;
  readonly chemistry: VehicleModel["chemistry"];
  /** Largest export, W; absent: it only charges. */
  readonly exportMaxW?: number | undefined;
}

/** A vehicle model with the acceptance that AC charging sees: flat to 95 % SoC, then a taper. */
export function modelOf({ exportMaxW = 0, ...figures }: ModelFigures): VehicleModel {
  return {
    ...figures,
    ...(exportMaxW > 0 ? { exportMaxW } : {}),
    powerMinW: phaseMinW * figures.phases,
    acceptance: taper.map(([soc, share]) => [soc, Math.round(share * figures.acPowerMaxW)] as const),
  };
}

/**
 * The default models. Usable energy, AC power and phases are the public figures in open-ev-data of September 2021 (MIT,
 * github.com/chargeprice/open-ev-data); chemistry as the makers state it.
 */
export const defaultModels: readonly VehicleModel[] = [
  // Dacia Spring Electric (2021)
  modelOf({ name: "spring-27", capacityWh: 26_800, acPowerMaxW: 6600, phases: 1, chemistry: "NMC" }),
  // Nissan Leaf 40 kWh (2018)
  modelOf({ name: "leaf-38", capacityWh: 38_000, acPowerMaxW: 6600, phases: 1, chemistry: "NMC" }),
  // Tesla Model 3 SR+ (2020, LFP cells)
  modelOf({ name: "model3-50", capacityWh: 50_000, acPowerMaxW: 11_000, phases: 3, chemistry: "LFP" }),
  // Volkswagen ID.3 58 kWh (2020)
  modelOf({ name: "id3-58", capacityWh: 58_000, acPowerMaxW: 11_000, phases: 3, chemistry: "NMC" }),
  // Tesla Model 3 Long Range (2020)
  modelOf({ name: "model3-74", capacityWh: 74_000, acPowerMaxW: 11_000, phases: 3, chemistry: "NCA" }),
];

/** States of health of the default fleet: new, worn, old; fraction of new capacity. */
export const defaultHealth: readonly number[] = [1, 0.88, 0.75];

/** What a vehicle can draw at a connector, W: both limits, on the phases that both have. */
export function drawMaxW(model: VehicleModel, connector: { powerMaxW: number; phases: number }): number {
  const used = Math.min(model.phases, connector.phases);
  return Math.floor(
    Math.min((model.acPowerMaxW * used) / model.phases, (connector.powerMaxW * used) / connector.phases),
  );
}
