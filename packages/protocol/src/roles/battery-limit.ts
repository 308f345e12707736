import type { Band, BatteryTelemetry, Trip } from "../core.js";
import type { HolderLink, Limit } from "../link/holder.js";
import { validUnderCap } from "../link/holder-limit.js";
import type { Reason } from "../messages.js";
import type { UnixS, WattHours, Watts } from "../units.js";
import { type Ahead, exportLimitAhead, limitAhead } from "../wear/index.js";
import { deriveNeed, exportFloor, marginS, packFor, type BatteryConfig } from "./battery-decide.js";
import { tighter } from "./base.js";

/** What bounds a battery beside its lease. */
export interface OwnBounds {
  /** As it is at its connector. */
  readonly config: BatteryConfig;
  readonly telemetry: BatteryTelemetry | undefined;
  readonly trip: Trip | undefined;
  readonly deliveredWh: WattHours;
  readonly nowS: UnixS;
  /** A person's own limit, W; undefined = none. */
  readonly personW: Watts | undefined;
  /** What is expected beyond what is measured: a p90 forecast lowers the limit before the cells are hot. */
  readonly ahead?: Ahead;
}

/**
 * The tightest of lease, emergency, a person's limit and the battery's own protection (S5), with what bound it, most binding first. Where it
 * exports, the band is the one power that it is to hold.
 */
export function batteryLimit(link: HolderLink, own: OwnBounds): Limit {
  const lease = link.limit(1);
  const { config, telemetry, personW } = own;
  if (telemetry === undefined) return { ...lease, band: { minW: 0, maxW: 0 }, reasons: ["EQUIPMENT"] };
  let { band } = lease;
  const reasons: Reason[] = [...lease.reasons];
  const within = (bound: Band, why: readonly Reason[]): void => {
    if (bound.maxW >= band.maxW && bound.minW <= band.minW) return;
    band = tighter(band, bound);
    reasons.unshift(...why);
  };
  const cap = link.terms.emergencyCap();
  if (cap !== undefined) within({ minW: 0 - cap.exportW, maxW: cap.importW }, ["EMERGENCY"]);
  if (personW !== undefined) within({ minW: 0 - personW, maxW: personW }, ["PERSON"]);
  const limit = limitAhead({ ...config, pack: packFor(config), ratedW: config.acPowerMaxW }, telemetry, own.ahead);
  within({ minW: band.minW, maxW: Math.max(0, Math.floor(limit.maxW)) }, limit.reasons);
  if (band.minW < 0) {
    const { maxW, reasons: why } = exportLimit(own, telemetry);
    within({ minW: 0 - maxW, maxW: Math.max(0, band.maxW) }, why);
  }
  if (link.terms.blends().length === 0) within(unmixed(own, telemetry, band), ["SOC_WINDOW"]);
  const setpoint = band.minW < 0 && band.maxW <= 0;
  const validForMs = validUnderCap(link, lease, band);
  return { ...lease, validForMs, band: setpoint ? { minW: band.minW, maxW: band.minW } : band, reasons };
}

/** What it may export now, W: nothing where it could then no longer have by departure what its driver asked for. */
function exportLimit(
  { config, trip, deliveredWh, nowS, ahead }: OwnBounds,
  telemetry: BatteryTelemetry,
): { readonly maxW: Watts; readonly reasons: readonly Reason[] } {
  if (trip === undefined) return { maxW: 0, reasons: ["DEPARTURE"] };
  const need = deriveNeed({ config, telemetry, trip, deliveredWh, nowS });
  const leftS = trip.departureS - nowS;
  const neededS = (need.energyWh * 3600) / Math.max(1, need.powerMaxW);
  if (leftS - marginS(leftS) <= neededS) return { maxW: 0, reasons: ["DEPARTURE"] };
  const socFloor = exportFloor({ config, trip });
  const ratedW = config.exportMaxW ?? 0;
  const limit = exportLimitAhead({ pack: packFor(config), ratedW, socFloor }, telemetry, ahead);
  return { maxW: Math.floor(limit.maxW), reasons: limit.reasons };
}

/**
 * CP-NEG-12: a battery exports, and takes more than was asked for to export it later, only where it said itself what that
 * costs it: in a mixture of its own options. By any other lease it exports nothing and stops at what was asked for.
 */
function unmixed(own: OwnBounds, telemetry: BatteryTelemetry, band: Band): Band {
  const { config, trip, deliveredWh, nowS } = own;
  const isDone = (asked: Trip): boolean =>
    deliveredWh >= asked.energyWh ||
    (asked.drive !== undefined && deriveNeed({ config, telemetry, trip: asked, deliveredWh, nowS }).energyWh === 0);
  const done = (config.exportMaxW ?? 0) > 0 && trip !== undefined && isDone(trip);
  return { minW: Math.max(0, band.minW), maxW: done ? 0 : Math.max(0, band.maxW) };
}

const meterSlackW = 60;
/** A pack's own sensors are off by as much of the power at times; the charger's meter is judged apart. */
const meterError = 0.015;

/** CP-LEASE-9: what a battery reads of its own power is within a band, as far as it can read it. */
export function meterFits(powerW: Watts, band: Limit["band"]): boolean {
  const [mostW, leastW] = [Math.max(0, band.maxW), Math.min(0, band.minW)];
  const over = powerW - mostW * (1 + meterError);
  const under = leastW * (1 + meterError) - powerW;
  return Math.max(over, under) <= meterSlackW;
}
