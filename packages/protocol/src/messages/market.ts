import type { Micro, MicroPerKwh, UnixS, WattHours, Watts } from "../units.js";

/** What all children of a site are expected to do together; one value per step. */
export interface ForecastProfile {
  readonly startS: UnixS;
  readonly stepS: number;
  /** W ≥ 0; p90 nowhere below p50. */
  readonly importP50W: readonly Watts[];
  readonly importP90W: readonly Watts[];
  readonly exportP50W: readonly Watts[];
}
/** Site to the operator above; an answer to it says nothing. */
export interface Forecast {
  readonly kind: "forecast";
  readonly profile: ForecastProfile;
  readonly shiftableWh: WattHours;
  /** 0, or ≥ 3: fewer cannot be said. */
  readonly children: number;
}

/** What one site is told by the operator above; one value per step. */
export interface SiteProfile {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly microPerKwh: readonly MicroPerKwh[];
  /** W ≥ 0 that the next plans let it draw; only a lease grants it. */
  readonly capacityW: readonly Watts[];
  /** W, + import. */
  readonly profileW: readonly Watts[];
  /** Millionths of the common level. */
  readonly sharePpm: readonly number[];
}
/** Operator to one site below it; replaces the notice before; authorises nothing. */
export interface PriceNotice {
  readonly kind: "priceNotice";
  /** Counts the publications of a life, from 1. */
  readonly number: number;
  readonly terms: SiteProfile;
  /** µ ≥ 0 per kW by which the site lifts the common level. */
  readonly levelMicroPerKw: Micro;
  /** W ≥ 0; lowering the level by more than this pays nothing more. */
  readonly levelFallW: Watts;
}
