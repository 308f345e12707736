import type { LedgerRow } from "../../link/booking.js";
import type { Desk } from "../../link/desk.js";
import { partKey } from "../../market/index.js";
import type { AgentId } from "../../units.js";
import type { GridConfig } from "./site.js";

/** The grantor's wiring, narrowed to the phases that the holder says carry its current; undefined = unknown. */
export function phasesOf(
  config: GridConfig,
  desk: Desk,
  { holder, connector }: { readonly holder: AgentId; readonly connector: number },
): readonly (1 | 2 | 3)[] | undefined {
  const wired = config.wiring.get(partKey(holder, connector));
  const stated = desk.links.get(holder)?.needs.find((part) => part.connector === connector)?.phases;
  const narrowed = wired?.filter((phase) => stated?.includes(phase) ?? true);
  return narrowed === undefined || narrowed.length === 0 ? wired : narrowed;
}

/** The rows of a site: its connection, and its phases where they are limited. */
export function gridRows(
  config: GridConfig,
  phasesOf: (holder: AgentId, connector: number) => readonly (1 | 2 | 3)[] | undefined,
): readonly LedgerRow[] {
  const site: LedgerRow = { id: "site", share: () => 1 };
  if (!config.phased) return [site];
  const phase = (number: 1 | 2 | 3): LedgerRow => ({
    id: `phase-${String(number)}`,
    share: (holder, connector) => {
      const phases = phasesOf(holder, connector);
      // CP-LEDGER-6: unknown wiring counts wholly on every phase.
      if (phases === undefined) return 1;
      return phases.includes(number) ? 1 / phases.length : 0;
    },
  });
  return [site, phase(1), phase(2), phase(3)];
}
