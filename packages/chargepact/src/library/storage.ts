import { storagePort, type StoragePort } from "@chargepact/agent";
import { StorageCore, type AgentId, type MicroPerKwh, type WattHours, type Watts } from "@chargepact/protocol";
import type { Agent, AgentOptions } from "./options.js";
import { fallbackOf, grantorOf, requireRanges, type FallbackSettings } from "./settings.js";
import { start } from "./start.js";

/** What a storage agent is told about its site: n packs of one kind behind one meter. */
export interface StorageSettings extends FallbackSettings {
  readonly packs: number;
  /** Wh of one pack. */
  readonly energyWh: WattHours;
  /** W of one pack, both ways, at the grid side. */
  readonly powerW: Watts;
  /** Whom it asks. Default: the only grantor that the registry names. */
  readonly grantor?: AgentId;
  /** Cell energy per grid energy when charging, and back. Default 0.95 each. */
  readonly chargeEfficiency?: number;
  readonly dischargeEfficiency?: number;
  /** State of charge that it keeps to, fractions. Default 0.1 to 0.9. */
  readonly socMin?: number;
  readonly socMax?: number;
  /** State of charge kept for emergencies, fraction up to `socMax`. Default: none. */
  readonly reserveSoc?: number;
  /** What moving a kWh costs the packs, µ of the currency per kWh at the grid side. Default 30 000. */
  readonly wearMicroPerKwh?: MicroPerKwh;
  /** How far the state of charge may be off its plan before a new one is offered, fraction. Default 0.05. */
  readonly replanSoc?: number;
}

/**
 * Starts the agent of one storage site: it offers to charge when energy is cheap and to discharge when it is dear.
 * Throws `BAD_CONFIG`, `REGISTRY`, `STORE_FAILED`.
 */
export function createStorageAgent(
  options: AgentOptions & { readonly port: StoragePort; readonly config: StorageSettings },
): Promise<Agent> {
  const { id, registry, port, config } = options;
  const powerMaxW = config.packs * config.powerW;
  requireRanges(id, {
    packs: [config.packs, 1, 1000],
    energyWh: [config.energyWh, 1, 1e9],
    powerW: [config.powerW, 1, 1e7],
    chargeEfficiency: [config.chargeEfficiency, 0.1, 1],
    dischargeEfficiency: [config.dischargeEfficiency, 0.1, 1],
    socMin: [config.socMin, 0, 1],
    socMax: [config.socMax, config.socMin ?? 0, 1],
    reserveSoc: [config.reserveSoc, 0, config.socMax ?? 0.9],
    replanSoc: [config.replanSoc, 0.001, 1],
    fallbackW: [config.fallbackW, 0, powerMaxW],
    rampWPerS: [config.rampWPerS, 1, 1e9],
  });
  const core = {
    chargeEfficiency: 0.95,
    dischargeEfficiency: 0.95,
    socMin: 0.1,
    socMax: 0.9,
    wearMicroPerKwh: 30_000,
    replanSoc: 0.05,
    ...config,
    grantor: grantorOf(id, registry, config.grantor),
    // The range is from full export to full import.
    fallback: fallbackOf(config, 2 * powerMaxW),
  };
  return start(options, {
    role: "storage",
    port: storagePort(port),
    createCore: (coreOptions) => new StorageCore(coreOptions, core),
  });
}
