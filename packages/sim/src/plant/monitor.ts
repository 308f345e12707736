import type { ScheduleMs, Watts } from "@chargepact/protocol";

/** One stretch of more than a second above what was in force on a row. */
export interface Violation {
  readonly row: string;
  readonly fromMs: ScheduleMs;
  /** Last instant seen above. */
  toMs: ScheduleMs;
  /** Largest excess, W. */
  overMaxW: Watts;
}

/** Excess that is rounding of watts and not a load, W. */
const toleranceW = 1;
/** Excess that a protection device would not yet see, ms. */
const toleratedMs = 1000;

/** Watches one row (site, phase, station or connector) and notes each stretch above its limit. */
export class RowMonitor {
  private open: Violation | undefined;
  private counted = false;

  constructor(
    private readonly row: string,
    private readonly found: Violation[],
  ) {}

  /** The import between two instants, W, and what was in force then. */
  observe(span: { readonly fromMs: ScheduleMs; readonly toMs: ScheduleMs }, powerW: Watts, limitW: Watts): void {
    const overW = powerW - limitW;
    if (overW <= toleranceW) {
      this.open = undefined;
      return;
    }
    if (this.open === undefined) {
      this.open = { row: this.row, fromMs: span.fromMs, toMs: span.toMs, overMaxW: overW };
      this.counted = false;
    }
    this.open.toMs = span.toMs;
    this.open.overMaxW = Math.max(this.open.overMaxW, overW);
    if (!this.counted && span.toMs - this.open.fromMs > toleratedMs) {
      this.counted = true;
      this.found.push(this.open);
    }
  }
}
