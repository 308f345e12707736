import { chargerPort, type ChargerPort } from "@chargepact/agent";
import { ChargerCore, type AgentId, type DurationMs } from "@chargepact/protocol";
import type { Agent, AgentOptions } from "./options.js";
import {
  connectorsOf,
  fallbackOf,
  grantorOf,
  requireRanges,
  type ConnectorSettings,
  type FallbackSettings,
} from "./settings.js";
import { start } from "./start.js";

/** What a charger agent is told about its station. `fallbackW` and `rampWPerS` are the whole station's. */
export interface ChargerSettings extends FallbackSettings {
  readonly connectors: readonly ConnectorSettings[];
  /** Whom it asks for power. Default: the only grantor that the registry names. */
  readonly grantor?: AgentId;
  /** How long a battery's lease lasts without a renewal. Default 60 000 ms; the station's own has to be twice as long. */
  readonly batteryTtlMs?: DurationMs;
  /** Who may charge here. Default: whoever is plugged in and has this charger in the registry. */
  readonly batteries?: readonly AgentId[];
}

/**
 * Starts the agent of one charging station: it asks its grantor for what its batteries need, and grants each its part
 * inside its own lease. Throws `BAD_CONFIG`, `REGISTRY`, `STORE_FAILED`.
 */
export function createChargerAgent(
  options: AgentOptions & { readonly port: ChargerPort; readonly config: ChargerSettings },
): Promise<Agent> {
  const { id, registry, port, config } = options;
  const connectors = connectorsOf(config.connectors);
  const powerMaxW = connectors.reduce((sum, each) => sum + each.powerMaxW, 0);
  const exportMaxW = connectors.reduce((sum, each) => sum + (each.exportMaxW ?? 0), 0);
  requireRanges(id, {
    "connectors.length": [connectors.length, 1, 16],
    ...Object.fromEntries(
      connectors.flatMap((each, index) => [
        [`connectors[${index}].powerMaxW`, [each.powerMaxW, 1, 1e7]],
        [`connectors[${index}].powerMinW`, [each.powerMinW, 0, each.powerMaxW]],
        [`connectors[${index}].exportMaxW`, [each.exportMaxW, 0, 1e7]],
      ]),
    ),
    fallbackW: [config.fallbackW, 0, powerMaxW],
    rampWPerS: [config.rampWPerS, 1, 1e9],
    batteryTtlMs: [config.batteryTtlMs, 500, 3_600_000],
  });
  const core = {
    grantor: grantorOf(id, registry, config.grantor),
    connectors,
    fallback: fallbackOf(config, powerMaxW + exportMaxW),
    batteryTtlMs: config.batteryTtlMs ?? 60_000,
    ...(config.batteries === undefined ? {} : { batteries: new Set(config.batteries) }),
  };
  return start(options, {
    role: "charger",
    port: chargerPort(port),
    createCore: (coreOptions) => new ChargerCore(coreOptions, core),
  });
}
