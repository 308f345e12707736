import type { MonoMs } from "../units.js";
import type { CoreContext } from "./context.js";
import type { HolderLease } from "./lease.js";

export type Deadline = "renewDue" | "holdDue" | "rampDue" | "deadline";

/** When a lease is to be renewed, held, ramped down and left. */
export class HolderDeadlines {
  private timers: object[] = [];

  constructor(
    private readonly context: CoreContext,
    private readonly tell: (event: Deadline) => void,
  ) {}

  /** For this lease instead of any other; its ramp begins at `rampAt`. */
  arm(lease: HolderLease, rampAt: MonoMs): void {
    this.clear();
    const sentAt = lease.deadline - lease.ttlMs;
    for (const third of [1, 2]) this.at(Math.min(sentAt + (lease.ttlMs * third) / 3, rampAt), "renewDue");
    this.at(Math.min(sentAt + (lease.ttlMs * 2) / 3, rampAt), "holdDue");
    this.at(rampAt, "rampDue");
    this.at(lease.deadline, "deadline");
  }

  clear(): void {
    for (const timer of this.timers) this.context.timers.clear(timer);
    this.timers = [];
  }

  private at(time: MonoMs, event: Deadline): void {
    const timer = this.context.timers.set(time, () => {
      this.tell(event);
    });
    this.timers.push(timer);
  }
}
