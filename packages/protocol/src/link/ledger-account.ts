import type { Fallback } from "../messages.js";
import type { MonoMs, Watts } from "../units.js";
import type { IssuedVersion, RowPower } from "./booking.js";

/** What one holder has in the ledger. */
export interface Account {
  connectors: readonly number[];
  /** The largest fallback the holder may be using now. */
  fallback: Pick<Fallback, "importW" | "exportW">;
  /** Last acknowledged first, then every later one. */
  versions: IssuedVersion[];
  reservation: { readonly hash: string; readonly power: readonly RowPower[]; readonly until: MonoMs } | undefined;
  /** Power metered beyond what was booked, W, + import, − export; counted until it ends. */
  overdrawW: Watts;
  booked: readonly RowPower[];
}
