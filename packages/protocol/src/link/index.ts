export { defaultTimings, type LinkTimings } from "./context.js";
export { Ledger } from "./ledger.js";
export type { LedgerRow, Misfit, RowPower } from "./booking.js";
export { Window } from "./window.js";
export { TimerWheel } from "./timers.js";
