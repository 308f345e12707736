import { batteryPort, type BatteryPort } from "@chargepact/agent";
import {
  askedOf,
  BatteryCore,
  type Chemistry,
  type Micro,
  type MicroPerKwh,
  type Predictors,
  type WattHours,
  type Watts,
} from "@chargepact/protocol";
import type { Agent, AgentOptions } from "./options.js";
import { fallbackOf, powerMinOf, requireRanges, type FallbackSettings } from "./settings.js";
import { start } from "./start.js";

/** What a battery agent is told about its battery. Powers in W at the grid side. */
export interface BatterySettings extends FallbackSettings {
  readonly chemistry: Chemistry;
  /** Wh at the cells when new. */
  readonly capacityWh: WattHours;
  /** W; rating of the on-board charger. */
  readonly acPowerMaxW: Watts;
  /** Phases that the on-board charger uses, as the charger's connector numbers them. Default all three. */
  readonly phases?: readonly (1 | 2 | 3)[];
  /** W; least it takes when it is on. Default 1380 W (6 A at 230 V) a phase; 0 = any power. */
  readonly powerMinW?: Watts;
  /** W; most it can export where the connector takes it (V2G). Default 0. */
  readonly exportMaxW?: Watts;
  /** SoC at and below which it exports nothing, fraction; a trip's `reserveSoc` may raise it. Default 0.2. */
  readonly exportSocMin?: number;
  /** Cell energy per grid energy, fraction. Default 0.9. */
  readonly chargeEfficiency?: number;
  /** SoC at which charging ends, fraction. Default 1. */
  readonly socMax?: number;
  /** C-rate that the cells accept against SoC: points `[SoC, C]`. Default by chemistry. */
  readonly acceptance?: readonly (readonly [number, number])[];
  /** What a kWh that is missing at departure is worth, µ of the currency per kWh. Default 1 000 000: one per kWh. */
  readonly valueMicroPerKwh?: MicroPerKwh;
  /** What the pack's life from new to 80 % SoH is worth, µ of the currency. Default 100 per kWh of capacity. */
  readonly priceMicroPerAge?: Micro;
  /**
   * The owner's own: what charging costs the battery's life, and how warm it gets. Asked before the built-in physics, which
   * goes on where they do not answer within 25 ms, fail, or say what the guard does not believe.
   */
  readonly predictors?: Predictors;
}

const packMicroPerWh = 100_000;

/**
 * Starts the agent of one battery: it states what it needs, answers offers with what it can bear and what that costs it,
 * and keeps state of charge, health and telemetry to itself. Throws `BAD_CONFIG`, `REGISTRY`, `STORE_FAILED`.
 */
export function createBatteryAgent(
  options: AgentOptions & { readonly port: BatteryPort; readonly config: BatterySettings },
): Promise<Agent> {
  const { id, port, config } = options;
  const { capacityWh, acPowerMaxW, phases = [1, 2, 3] } = config;
  requireRanges(id, {
    capacityWh: [capacityWh, 1, 1e9],
    acPowerMaxW: [acPowerMaxW, 1, 1e7],
    powerMinW: [config.powerMinW, 0, acPowerMaxW],
    chargeEfficiency: [config.chargeEfficiency, 0.1, 1],
    socMax: [config.socMax, 0, 1],
    exportMaxW: [config.exportMaxW, 0, 1e7],
    exportSocMin: [config.exportSocMin, 0, 1],
    fallbackW: [config.fallbackW, 0, acPowerMaxW],
    rampWPerS: [config.rampWPerS, 1, 1e9],
  });
  const { predictors, ...settings } = config;
  const core = {
    powerMinW: powerMinOf(phases),
    chargeEfficiency: 0.9,
    socMax: 1,
    valueMicroPerKwh: 1_000_000,
    priceMicroPerAge: Math.round(packMicroPerWh * capacityWh),
    ...settings,
    ...(predictors === undefined ? {} : { predicts: askedOf(predictors) }),
    phases,
    fallback: fallbackOf(config, acPowerMaxW + (config.exportMaxW ?? 0)),
  };
  return start(options, {
    role: "battery",
    port: batteryPort(port),
    ...(predictors === undefined ? {} : { predictors }),
    createCore: (coreOptions) => new BatteryCore(coreOptions, core),
  });
}
