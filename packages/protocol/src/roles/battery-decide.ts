import type { BatteryTelemetry, Trip } from "../core.js";
import type { Reason } from "../messages.js";
import type { Micro, MicroPerKwh, UnixS, WattHours, Watts } from "../units.js";
import {
  type Ahead,
  type Chemistry,
  howFull,
  limitAhead,
  type Pack,
  packOf,
  type Point,
  type WearPredictorNow,
  type WearQuery,
} from "../wear/index.js";
import { interpolate } from "../wear/pack.js";

/** What a battery agent is told about its battery once. */
export interface BatteryConfig {
  readonly chemistry: Chemistry;
  /** Wh at the cells when new. */
  readonly capacityWh: WattHours;
  /** W at the grid side: rating of the on-board charger, and the least it draws when not off (0 = continuous). */
  readonly acPowerMaxW: Watts;
  readonly powerMinW: Watts;
  /** W ≥ 0; what it can export (V2G). Absent: none. */
  readonly exportMaxW?: Watts;
  /** SoC at and below which it exports nothing, whatever a driver allows; default 0.2. */
  readonly exportSocMin?: number;
  readonly phases: readonly (1 | 2 | 3)[];
  /** Cell energy per grid energy, fraction. */
  readonly chargeEfficiency: number;
  /** C-rate accepted against SoC; default by chemistry. */
  readonly acceptance?: readonly Point[];
  /** SoC at which charging ends, fraction. */
  readonly socMax: number;
  /** µ per kWh that is not delivered by departure. */
  readonly valueMicroPerKwh: MicroPerKwh;
  /** µ for the life of this pack, from new to 80 % SoH. */
  readonly priceMicroPerAge: Micro;
}

/** All that a decision depends on. */
export interface BatteryView {
  readonly config: BatteryConfig;
  readonly telemetry: BatteryTelemetry;
  readonly trip: Trip;
  /** Wh at the grid side since the trip was asked for; default 0. */
  readonly deliveredWh?: WattHours;
  /** Wh of the trip that may be tier 1; default half of it. */
  readonly firstMaxWh?: WattHours;
  readonly nowS: UnixS;
  /** What is expected beyond what is measured; default nothing: the envelope alone. */
  readonly ahead?: Ahead;
  /** Asked in this order for what charging costs, before the vendor table; default physics. */
  readonly predictors?: readonly WearPredictorNow[];
}

/** What the battery asks its grantor for; no SoC, no SoH. */
export interface OwnNeed {
  readonly energyWh: WattHours;
  readonly departureS: UnixS;
  readonly powerMaxW: Watts;
  readonly powerMinW: Watts;
  readonly exportMaxW: Watts;
  /** Wh of it that come before everybody's rest; absent: half. */
  readonly firstWh?: WattHours;
  readonly reasons: readonly Reason[];
}

/** Wh; less is not worth a negotiation. */
const energyLeastWh = 50;
const unitW = 10;
/** SoC below its limit at which one that exports is thought to charge. */
const refillSoc = 0.06;
const exportSocMin = 0.2;

/** Need from trip, room below the SoC limit and own limit. A limit under the equipment's minimum asks for the minimum: the holder draws less. */
export function deriveNeed(view: BatteryView): OwnNeed {
  const { config, telemetry, trip, nowS } = view;
  const pack = packFor(config);
  const exportMaxW = trip.departureS > nowS ? (config.exportMaxW ?? 0) : 0;
  // Who exports has room again: being full now says nothing of the hours to come.
  const soc = exportMaxW > 0 ? Math.min(telemetry.soc, config.socMax - refillSoc) : telemetry.soc;
  const limit = limitAhead({ ...config, pack, ratedW: config.acPowerMaxW }, { ...telemetry, soc }, view.ahead);
  const roomWh = (Math.max(0, config.socMax - telemetry.soc) * pack.capacityWh * telemetry.soh) / pack.chargeEfficiency;
  const askedWh = Math.min(Math.max(0, trip.energyWh - (view.deliveredWh ?? 0)), chosenWh(view, pack));
  const wantedWh = Math.floor(Math.min(askedWh, roomWh));
  const energyWh = wantedWh >= energyLeastWh && trip.departureS > nowS ? wantedWh : 0;
  const powerMaxW = limit.maxW > 0 ? Math.max(config.powerMinW, Math.floor(limit.maxW / unitW) * unitW) : 0;
  const late = (energyWh * 3600) / Math.max(1, powerMaxW) > trip.departureS - nowS;
  const reasons: readonly (Reason | false)[] = [
    ...limit.reasons,
    roomWh < askedWh && "SOC_WINDOW",
    energyWh > 0 && late && "DEPARTURE",
  ];
  const { powerMinW } = config;
  return {
    ...{ energyWh, departureS: trip.departureS, powerMaxW, powerMinW, exportMaxW, reasons: unique(reasons) },
    ...firstOf(view, energyWh),
  };
}

/** Wh at the grid side until it is as full as it chooses to leave; no bound where its driver says how much. */
function chosenWh({ config, telemetry, trip }: BatteryView, pack: Pack): WattHours {
  if (trip.drive === undefined) return Number.POSITIVE_INFINITY;
  const { energyWh: declaredWh, floorSoc } = trip.drive;
  const holdsWh = pack.capacityWh * telemetry.soh;
  const floor = floorSoc === undefined ? {} : { floor: floorSoc };
  const { soc } = howFull({ holdsWh, declaredWh, socMax: config.socMax, ...floor });
  return (Math.max(0, soc - telemetry.soc) * holdsWh) / pack.chargeEfficiency;
}

/** SoC at and below which nothing is exported: the maker's floor, or what the driver wants kept. */
export function exportFloor({ config, trip }: Pick<BatteryView, "config" | "trip">): number {
  return Math.max(config.exportSocMin ?? exportSocMin, trip.reserveSoc ?? 0);
}

/** What is left of tier 1, where that is less than half of what is left of all. */
function firstOf(
  { deliveredWh = 0, firstMaxWh = Infinity }: BatteryView,
  energyWh: WattHours,
): Pick<OwnNeed, "firstWh"> {
  const firstWh = Math.floor(Math.max(0, Math.min((deliveredWh + energyWh) / 2, firstMaxWh) - deliveredWh));
  return firstWh < Math.floor(energyWh / 2) ? { firstWh } : {};
}

/**
 * True where the grantor must hear of it: another departure, on or off, another export, power by more than 5 % and 500 W, or energy that
 * is not what was asked less what was delivered since (`deliveredSinceWh`) within 5 % and 200 Wh.
 */
export function needChanged(asked: OwnNeed, next: OwnNeed, deliveredSinceWh: WattHours): boolean {
  if (next.departureS !== asked.departureS || next.powerMinW !== asked.powerMinW) return true;
  if (next.exportMaxW !== asked.exportMaxW) return true;
  if (next.energyWh > 0 !== asked.energyWh > 0 || next.powerMaxW > 0 !== asked.powerMaxW > 0) return true;
  if (next.energyWh === 0) return false;
  const expectedWh = Math.max(0, asked.energyWh - deliveredSinceWh);
  if (Math.abs(next.energyWh - expectedWh) > Math.max(200, 0.05 * asked.energyWh)) return true;
  return Math.abs(next.powerMaxW - asked.powerMaxW) > Math.max(500, 0.05 * asked.powerMaxW);
}

export interface Preference {
  readonly powerW: Watts;
  readonly reasons: readonly Reason[];
}

/** How strongly each state asks for the slowest rate that still meets the trip: 0 not at all, 1 fully. */
const gentle: readonly { reason: Reason; of: (telemetry: BatteryTelemetry) => number; points: readonly Point[] }[] = [
  {
    reason: "THERMAL",
    of: ({ temperatureC }) => temperatureC,
    points: [
      [35, 0],
      [45, 1],
    ],
  },
  {
    reason: "COLD",
    of: ({ temperatureC }) => temperatureC,
    points: [
      [5, 1],
      [15, 0],
    ],
  },
  {
    // Less than half way: at the rates of AC charging, wear asks for less speed but never for a crawl.
    reason: "WORN",
    of: ({ soh }) => soh,
    points: [
      [0.75, 0.4],
      [0.9, 0],
    ],
  },
];

/**
 * Share of the time left in which a gentle charge wants to be done: what is left over is room for a site that is short
 * of power later in the day.
 */
const gentleShare = 0.65;

/**
 * The rate the battery likes best, W: a new one at a mild temperature its own limit, a worn, hot or cold one gentler,
 * down to the slowest that is done within two thirds of the time left.
 */
export function preferredRate(view: BatteryView): Preference {
  const { config, telemetry, trip, nowS } = view;
  const need = deriveNeed(view);
  const leftS = Math.max(1, trip.departureS - nowS);
  const slowestW = Math.min(need.powerMaxW, (need.energyWh * 3600) / (leftS * gentleShare));
  const wishes = gentle
    .map(({ reason, of, points }) => ({ reason, strength: interpolate(points, of(telemetry)) }))
    .filter(({ strength }) => strength > 0)
    .sort((a, b) => b.strength - a.strength);
  const powerW = need.powerMaxW - (wishes[0]?.strength ?? 0) * (need.powerMaxW - slowestW);
  const unitsW = Math.ceil(powerW / unitW - 1e-9) * unitW;
  return {
    powerW: need.powerMaxW === 0 ? 0 : Math.min(need.powerMaxW, Math.max(config.powerMinW, unitsW)),
    reasons: unique([...wishes.map(({ reason }) => reason), ...need.reasons]),
  };
}

/** Need of a battery that has countered: at most at the rate it likes best. */
export function gentleNeed(view: BatteryView): OwnNeed {
  const need = deriveNeed(view);
  if (need.energyWh === 0) return need;
  const preference = preferredRate(view);
  return { ...need, powerMaxW: Math.min(need.powerMaxW, preference.powerW), reasons: preference.reasons };
}

/** s before departure by which a plan should be done. */
export function marginS(leftS: number): number {
  return Math.min(900, 0.03 * leftS);
}

/** What charging at any power costs, as it is asked. */
export function wearQueryOf({ config, telemetry }: Pick<BatteryView, "config" | "telemetry">): WearQuery {
  const { soc, soh, temperatureC } = telemetry;
  const { acPowerMaxW: powerMaxW, exportMaxW = 0 } = config;
  return { pack: packFor(config), soc, soh, temperatureC, powerMaxW, exportMaxW, deadlineMs: 25 };
}

/** The pack behind a configuration, with typical thermal and electrical figures. */
export function packFor(config: BatteryConfig): Pack {
  return packOf(config.chemistry, config.capacityWh, config.chargeEfficiency);
}

const unique = (reasons: readonly (Reason | false)[]): readonly Reason[] => [
  ...new Set(reasons.filter((reason) => reason !== false)),
];
