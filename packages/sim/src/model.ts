import type { UnixS, WattHours, Watts, MicroPerKwh } from "@chargepact/protocol";

/** A vehicle model: nominal figures of a kind of battery; each vehicle's plant is spread around them. */
export interface VehicleModel {
  readonly name: string;
  /** Usable energy when new, Wh. */
  readonly capacityWh: WattHours;
  /** Largest AC import at the grid side, W. */
  readonly acPowerMaxW: Watts;
  /** Phases its on-board charger uses. */
  readonly phases: 1 | 3;
  /** Smallest import above zero (6 A on every phase used), W. */
  readonly powerMinW: Watts;
  /** Largest export at the grid side on all its phases, W ≥ 0; absent: it only charges. */
  readonly exportMaxW?: Watts;
  /** DC-side acceptance: ascending SoC fraction → W. Interpolated linearly. */
  readonly acceptance: readonly (readonly [soc: number, powerW: Watts])[];
  readonly chemistry: "LFP" | "NMC" | "NCA";
}

export interface Vehicle {
  readonly id: string;
  readonly model: VehicleModel;
  /** State of health, fraction of new capacity. */
  readonly soh: number;
}

/** One stay at a connector. */
export interface Session {
  readonly id: string;
  readonly vehicle: Vehicle;
  readonly station: string;
  readonly connector: number;
  readonly arriveS: UnixS;
  readonly departS: UnixS;
  /** Wh at the grid side that the driver asks for. */
  readonly energyWh: WattHours;
  readonly soc: number;
  /** State of charge, 0–1, that its driver wants kept: nothing is exported below it. Absent: none asked for. */
  readonly reserveSoc?: number | undefined;
}

/** Stays that arrive at about one time of a mean day, together. */
export interface ExpectedStays {
  readonly arriveS: UnixS;
  readonly departS: UnixS;
  readonly energyWh: WattHours;
  readonly powerMaxW: Watts;
}

export interface Station {
  readonly id: string;
  readonly connectors: number;
  /** W per connector. */
  readonly powerMaxW: Watts;
  /** W ≥ 0 per connector that may flow back on all its phases; absent: it is not bidirectional. */
  readonly exportMaxW?: Watts;
  /** The site's phases each connector is wired to, in its own order L1..; a one-phase connector has one. */
  readonly phases: readonly (readonly (1 | 2 | 3)[])[];
  /** W; constant import without contact, for the station as a whole. */
  readonly fallbackW: Watts;
}

export interface StorageSite {
  readonly id: string;
  readonly packs: number;
  /** Wh per pack. */
  readonly energyWh: WattHours;
  /** W per pack, both directions. */
  readonly powerW: Watts;
  /** Kept for emergencies, fraction of the energy. */
  readonly reserveSoc?: number | undefined;
}

export interface Series<T extends number> {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly values: readonly T[];
}

/** Protocol timers in ms and other agreed terms, before any scaling. */
export interface TermsConfig {
  readonly batteryTtlMs: number;
  readonly chargerTtlMs: number;
  readonly siteTtlMs: number;
  readonly graceMs: number;
  readonly debounceMs: number;
  readonly planIntervalMs: number;
}

/** A resolved day: everything that happens, before any agent exists. Times are schedule time. */
export interface Day {
  readonly name: string;
  /** Date as YYYY-MM-DD, for people. */
  readonly date: string;
  readonly seed: number;
  readonly currency: string;
  readonly fromS: UnixS;
  readonly toS: UnixS;
  /** Planning step, s. */
  readonly stepS: number;
  readonly capacityW: Watts;
  /** No fault lowers the capacity below this. */
  readonly guaranteedW: Watts;
  /** Largest export of the site, W; absent: as much as it may import. */
  readonly exportMaxW?: Watts;
  /** W per phase, or undefined where phases are not limited. */
  readonly phaseCapacityW?: Watts;
  readonly ambientC: number;
  /** Uncontrolled load: what it will draw (plant) and the bound the operator books (W ≥ 0). */
  readonly baseLoad: Series<Watts>;
  readonly baseLoadBound: Series<Watts>;
  readonly prices: Series<MicroPerKwh>;
  readonly stations: readonly Station[];
  readonly storage?: StorageSite;
  readonly sessions: readonly Session[];
  /** What days before let the site expect of this one, their mean; who has come is not told apart from who was expected. */
  readonly expected: readonly ExpectedStays[];
  /** Value of energy not delivered, µ per kWh. */
  readonly unservedMicroPerKwh: MicroPerKwh;
  /** What the day's highest import, base load included, costs: µ per kW above `sunkW`, which is paid in any case. */
  readonly demand?: { readonly microPerKw: number; readonly sunkW: Watts };
  /** Holders are offered trades with each other between plans. */
  readonly trade?: boolean;
  readonly responseS: number;
  readonly terms: TermsConfig;
  readonly faults: readonly Fault[];
}

export type Fault =
  | { readonly kind: "brokerRestart"; readonly atS: UnixS; readonly text: string }
  | { readonly kind: "kill"; readonly agent: string; readonly atS: UnixS; readonly text: string }
  /** Every message is lost with this probability (0–1). */
  | { readonly kind: "drop"; readonly fraction: number; readonly text: string }
  /** Capacity falls to this fraction (clamped to guaranteedW) for a while. */
  | {
      readonly kind: "emergency";
      readonly fraction: number;
      readonly atS: UnixS;
      readonly durationS: number;
      readonly text: string;
    };
