import type { WattHours } from "../../units.js";
import { clamp } from "../pack.js";

/** What decides how full a battery has to be when it leaves. Energies at the cells, SoC as fraction of what it holds. */
export interface FullnessView {
  /** Wh that it holds today, full. */
  readonly holdsWh: WattHours;
  /** Wh declared until the next chance to charge; undefined where its driver has said nothing. */
  readonly declaredWh?: WattHours | undefined;
  /** SoC below which no driver is sent away; default {@link socFloor}. */
  readonly floor?: number;
  /** SoC that shall be left when a declared drive is over; default {@link socReserve}. */
  readonly reserve?: number;
  /** Highest SoC that the driver or the maker allows; default 1. */
  readonly socMax?: number;
  /** Nights to come that may be too cold to catch up in, soonest first: after the next drive, and on. */
  readonly nights?: readonly ColdNight[];
}

/** What a night is expected to bring, and what the days around it may take. Wh at the cells. */
export interface ColdNight {
  /** What the connection and the cold cells let in. */
  readonly reachWh: WattHours;
  /** The longest drive to be ready for, which is declared the evening before, and that of a usual day. */
  readonly longWh: WattHours;
  readonly usualWh: WattHours;
}

export interface Fullness {
  readonly soc: number;
  /** What asks for it: the floor that serves any drive nobody announced, a declared drive that needs more, or cold to come. */
  readonly reason: "FLOOR" | "TRIP" | "COLD";
}

/** Serves whatever is not declared: 36 kWh of a 60 kWh pack. */
export const socFloor = 0.6;
export const socReserve = 0.15;
/** By how much a drive may take more than declared: cold, wind, a detour. */
const driveMargin = 0.1;

/**
 * How full: the floor, and more only before a drive that needs it, or before nights too cold to catch up in. Standing
 * fuller costs little then, since cold cells hardly age by standing.
 */
export function howFull(view: FullnessView): Fullness {
  const { declaredWh = 0, floor = socFloor, socMax = 1 } = view;
  const trip = declaredWh > 0 ? departureSoc(view, declaredWh) : 0;
  const cold = coldSoc(view);
  const soc = clamp(Math.max(floor, trip, cold), 0, socMax);
  return { soc, reason: soc <= floor ? "FLOOR" : trip >= cold ? "TRIP" : "COLD" };
}

/** SoC with which a drive may begin. */
function departureSoc({ holdsWh, reserve = socReserve }: FullnessView, driveWh: WattHours): number {
  return (driveWh * (1 + driveMargin)) / Math.max(1, holdsWh) + reserve;
}

/** SoC with which to leave now, so that on no morning to come a long drive would find it too low. */
function coldSoc(view: FullnessView): number {
  const { nights = [], holdsWh } = view;
  let [needed, missingWh] = [0, 0];
  for (const { reachWh, longWh, usualWh } of nights) {
    missingWh += usualWh - reachWh;
    // A night that brings more than a day takes leaves nothing to those after it but a full battery.
    needed = Math.max(needed, Math.min(1, departureSoc(view, longWh)) + missingWh / Math.max(1, holdsWh));
  }
  return needed;
}
