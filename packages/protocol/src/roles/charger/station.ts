import type { CoreContext } from "../../link/context.js";
import type { Desk } from "../../link/desk.js";
import type { HolderLink } from "../../link/holder.js";
import type { ConnectorInfo, Fallback, Schedule, Terms } from "../../messages.js";
import { clipSchedule } from "../../schedule.js";
import type { AgentId, DurationMs, UnixS, Watts } from "../../units.js";
import { shareOut } from "../share-out.js";

export interface ChargerConfig {
  readonly grantor: AgentId;
  readonly connectors: readonly ConnectorInfo[];
  /** Fallback asked for, the whole station. */
  readonly fallback: Fallback;
  /** Ttl of a battery's lease, mono ms. */
  readonly batteryTtlMs: DurationMs;
  /** Who may charge here; undefined = whoever is plugged in (roaming). */
  readonly batteries?: ReadonlySet<AgentId>;
}

/** What is plugged into a connector. */
export interface Plug {
  readonly connector: number;
  readonly holder: AgentId;
  /** Phases that carry its current, where the port knows. */
  readonly phases?: readonly (1 | 2 | 3)[];
}

/** What the parts of a charger share. */
export interface Station {
  readonly context: CoreContext;
  readonly config: ChargerConfig;
  readonly up: HolderLink;
  readonly desk: Desk;
  readonly plugs: ReadonlyMap<number, Plug>;
  nowS(): UnixS;
}

/** CP-SESSION-5: what a connector carries for the battery in it, on the phases that carry its current. */
export function carriedBy(info: ConnectorInfo, { phases = info.phases }: Plug): ConnectorInfo {
  const share = phases.length / info.phases.length;
  return {
    connector: 1,
    phases,
    powerMaxW: Math.floor(info.powerMaxW * share),
    powerMinW: Math.ceil(info.powerMinW * share),
    exportMaxW: Math.floor((info.exportMaxW ?? 0) * share),
  };
}

/** A connector's schedule as far as the connector carries it for what is in it: the same object where it carries all. */
export function carriedSchedule(station: Station, plug: Plug, schedule: Schedule): Schedule {
  const info = station.config.connectors.find((each) => each.connector === plug.connector);
  if (info === undefined) return schedule;
  const { powerMaxW, exportMaxW = 0 } = carriedBy(info, plug);
  const { max, min = max } = schedule;
  const fits = max.every((w) => w <= powerMaxW) && min.every((w) => w >= -exportMaxW);
  return fits ? schedule : clipSchedule(schedule, 0 - exportMaxW, powerMaxW);
}

export const noFallback = { importW: 0, exportW: 0 } as const;

/** True while a lease of our own is in force, in whatever phase. */
export function leased(station: Station): boolean {
  return station.up.phase === "active" || station.up.phase === "hold" || station.up.phase === "ramping";
}

/** Terms of our own lease, or undefined in fallback. */
export function ownTerms(station: Station): Terms | undefined {
  return leased(station) ? station.up.inForce() : undefined;
}

/** Each connector's share of the station's fallback, W: plugged ones equally, none below its minimum. */
export function fallbackShares(station: Station): ReadonlyMap<number, Watts> {
  return shareOut(
    station.up.terms.fallbackHeld.importW,
    station.config.connectors.map((info) => ({
      key: info.connector,
      wantsW: station.plugs.has(info.connector) ? info.powerMaxW : 0,
      minW: info.powerMinW,
    })),
  );
}
