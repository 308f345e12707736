import type { Fallback } from "../messages.js";
import { stepSum } from "../step-function.js";
import type { AgentId, MonoMs, Watts } from "../units.js";
import { fallbackPower, maxPower, rowAt, type IssuedVersion, type LedgerRow, type RowPower } from "./booking.js";

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

/** What was agreed: the maximum of every version that may be in force, and the reservation. */
export function agreedPower(rows: readonly LedgerRow[], { versions, reservation }: Account): readonly RowPower[] {
  const parts = versions.map((each) => each.power);
  return maxPower(rows.length, reservation === undefined ? parts : [...parts, reservation.power]);
}

/** CP-LEDGER-1: what was agreed or the fallback, whichever is more, and what is drawn beyond it. */
export function accountPower(rows: readonly LedgerRow[], account: Account, holder: AgentId): readonly RowPower[] {
  const { connectors, fallback, overdrawW } = account;
  const booked = maxPower(rows.length, [agreedPower(rows, account), fallbackPower(rows, holder, connectors, fallback)]);
  if (overdrawW === 0) return booked;
  const over = { importW: Math.max(0, overdrawW), exportW: Math.max(0, -overdrawW) };
  const extra = fallbackPower(rows, holder, connectors, over);
  return booked.map((power, index) => ({
    importW: stepSum([power.importW, rowAt(extra, index).importW]),
    exportW: stepSum([power.exportW, rowAt(extra, index).exportW]),
  }));
}
