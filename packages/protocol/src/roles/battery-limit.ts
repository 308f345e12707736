import type { BatteryTelemetry } from "../core.js";
import type { HolderLink, Limit } from "../link/holder.js";
import type { Reason } from "../messages.js";
import type { Watts } from "../units.js";
import { ownLimit } from "../wear/index.js";
import { packFor, type BatteryConfig } from "./battery-decide.js";
import { tighter } from "./base.js";

/** What bounds a battery beside its lease. */
export interface OwnBounds {
  readonly config: BatteryConfig;
  readonly telemetry: BatteryTelemetry | undefined;
  /** A person's own limit, W; undefined = none. */
  readonly personW: Watts | undefined;
}

/** The tightest of lease, emergency, a person's limit and the battery's own protection (S5), with what bound it. */
export function batteryLimit(link: HolderLink, own: OwnBounds): Limit {
  const lease = link.limit(1);
  const { config, telemetry, personW } = own;
  if (telemetry === undefined) return { ...lease, band: { minW: 0, maxW: 0 }, reasons: ["EQUIPMENT"] };
  let { band } = lease;
  const reasons: Reason[] = [...lease.reasons];
  const cap = link.terms.emergencyCap();
  if (cap !== undefined && cap.importW < band.maxW) {
    band = tighter(band, { minW: -cap.exportW, maxW: cap.importW });
    reasons.push("EMERGENCY");
  }
  if (personW !== undefined && personW < band.maxW) {
    band = tighter(band, { minW: -personW, maxW: personW });
    reasons.push("PERSON");
  }
  const limit = ownLimit({ ...config, pack: packFor(config), ratedW: config.acPowerMaxW }, telemetry);
  if (limit.maxW < band.maxW) {
    band = tighter(band, { minW: band.minW, maxW: Math.max(0, Math.floor(limit.maxW)) });
    reasons.push(...limit.reasons);
  }
  return { ...lease, band, reasons };
}
