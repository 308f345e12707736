import type { Band, DurationMs, ScheduleMs } from "@chargepact/protocol";

interface Order {
  readonly fromMs: ScheduleMs;
  readonly untilMs: ScheduleMs;
  readonly band: Band;
}

/** Orders given ahead of the plant's own time; more than these and the oldest is forgotten. */
const ordersMax = 64;

/**
 * The equipment's own timer behind `apply(band, validFor)`: a band holds until its time is out or the next one starts,
 * and nobody has to say that it ended. Times are schedule ms.
 */
export class Watchdog {
  private readonly orders: Order[] = [];

  /** Hold this band from `nowMs` on for at most `validForMs` (Infinity: for good). */
  apply(band: Band, validForMs: DurationMs, nowMs: ScheduleMs): void {
    this.orders.push({ fromMs: nowMs, untilMs: nowMs + validForMs, band });
    if (this.orders.length > ordersMax) this.orders.shift();
  }

  /** The band in force at this instant; undefined when it ran out or none was ever given. Instants never go back. */
  bandAt(nowMs: ScheduleMs): Band | undefined {
    while (this.orders.length > 1 && (this.orders[1]?.fromMs ?? Infinity) <= nowMs) this.orders.shift();
    const order = this.orders[0];
    return order !== undefined && order.fromMs <= nowMs && nowMs < order.untilMs ? order.band : undefined;
  }

  /** Whether any band was in force before this instant, valid or run out. */
  everAt(nowMs: ScheduleMs): boolean {
    const order = this.orders[0];
    return order !== undefined && order.fromMs <= nowMs;
  }

  /** Forget everything, as after the next vehicle is plugged in. */
  clear(): void {
    this.orders.length = 0;
  }
}
