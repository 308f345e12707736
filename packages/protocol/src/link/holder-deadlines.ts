import type { MonoMs } from "../units.js";
import type { CoreContext } from "./context.js";
import type { HolderLease } from "./lease.js";

export type Deadline = "renewDue" | "holdDue" | "rampDue" | "deadline";

/** In the order in which they come. */
const order: readonly Deadline[] = ["renewDue", "renewDue", "holdDue", "rampDue", "deadline"];

/** ms from one renewal to the next at least: what a grantor can only extend by moments is not asked for at the network's speed. */
const renewLeastMs = 100;

/** When a lease is to be renewed, held, ramped down and left; one timer at a time, since every link keeps it all day. */
export class HolderDeadlines {
  private lease: HolderLease | undefined;
  private rampAt: MonoMs = 0;
  private next = 0;
  private timer: object | undefined;
  private renewedAt: MonoMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly context: CoreContext,
    private readonly tell: (event: Deadline) => void,
  ) {}

  /** For this lease instead of any other; its ramp begins at `rampAt`. */
  arm(lease: HolderLease, rampAt: MonoMs): void {
    [this.lease, this.rampAt, this.next] = [lease, rampAt, 0];
    this.wait(lease);
  }

  clear(): void {
    this.context.timers.clear(this.timer);
    [this.lease, this.timer] = [undefined, undefined];
  }

  private wait(lease: HolderLease): void {
    const { timers } = this.context;
    timers.clear(this.timer);
    this.timer = timers.set(this.due(lease), () => {
      this.passed(lease);
    });
  }

  private passed(lease: HolderLease): void {
    const event = order[this.next++];
    if (event !== undefined && !this.isTooSoon(event)) this.tell(event);
    // What was told may have armed another lease, or none.
    if (this.lease === lease && this.next < order.length) this.wait(lease);
  }

  private isTooSoon(event: Deadline): boolean {
    if (event !== "renewDue") return false;
    const { mono } = this.context.now;
    if (mono - this.renewedAt < renewLeastMs) return true;
    this.renewedAt = mono;
    return false;
  }

  private due({ deadline, ttlMs }: HolderLease): MonoMs {
    const sentAt = deadline - ttlMs;
    switch (this.next) {
      case 0:
        return Math.min(sentAt + ttlMs / 3, this.rampAt);
      case 1:
      case 2:
        return Math.min(sentAt + (ttlMs * 2) / 3, this.rampAt);
      case 3:
        return this.rampAt;
      default:
        return deadline;
    }
  }
}
