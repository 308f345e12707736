import type { HolderConfig } from "../link/holder-role.js";
import type { ConnectorInfo, Fallback } from "../messages.js";
import type { BatteryConfig } from "./battery-decide.js";

/**
 * CP-SESSION-5: what a battery can do at the connector that it is plugged into, as its grantor's Hello states it: the
 * smaller of both in each direction, on the phases that both have. Where nothing is stated it knows only itself, and
 * exports nothing. Where both can export, power is continuous both ways and no minimum holds.
 */
export function configAt(config: BatteryConfig, connector: ConnectorInfo | undefined): BatteryConfig {
  const ownExportW = config.exportMaxW ?? 0;
  if (connector === undefined) return ownExportW === 0 ? config : { ...config, exportMaxW: 0 };
  const used = Math.min(config.phases.length, connector.phases.length);
  const [ofBattery, ofConnector] = [used / config.phases.length, used / connector.phases.length];
  const both = (own: number, other: number): number => Math.floor(Math.min(own * ofBattery, other * ofConnector));
  const exportMaxW = both(ownExportW, connector.exportMaxW ?? 0);
  const leastW = Math.ceil(Math.max(config.powerMinW * ofBattery, connector.powerMinW * ofConnector));
  const powerMinW = exportMaxW > 0 ? 0 : leastW;
  const acPowerMaxW = both(config.acPowerMaxW, connector.powerMaxW);
  const asBefore =
    used === config.phases.length && acPowerMaxW === config.acPowerMaxW && powerMinW === config.powerMinW;
  // Nothing of it is copied where the connector takes nothing away: a process may hold many batteries.
  if (asBefore && exportMaxW === ownExportW) return config;
  return { ...config, phases: config.phases.slice(0, used), acPowerMaxW, powerMinW, exportMaxW };
}

/** What it says of itself when it greets the grantor it is plugged into. */
export function holderConfig(
  config: BatteryConfig & { readonly fallback: Fallback },
  at: Pick<HolderConfig, "grantor" | "scheduleSlackMs">,
): HolderConfig {
  const { acPowerMaxW: powerMaxW, powerMinW, exportMaxW = 0, phases, fallback } = config;
  const connectors = [{ connector: 1, phases, powerMaxW, powerMinW, exportMaxW }];
  return { role: "battery", powerMaxW, exportMaxW, connectors, fallback, stepsMax: 1000, ...at };
}
