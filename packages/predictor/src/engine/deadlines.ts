import { performance } from "node:perf_hooks";

/** Something that waits for an answer until `dueMs` (of `performance.now()`). */
export interface Waiting {
  readonly dueMs: number;
  readonly settled: boolean;
  expire(): void;
}

/**
 * Lets what waits expire when it is due: within a fraction of a millisecond, where a timer alone would take up to two.
 * The last millisecond passes turn by turn of the event loop; whoever is answered in time never gets there.
 */
export class Deadlines {
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #timerMs = Number.POSITIVE_INFINITY;
  #turning = false;

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#arm(waiting.dueMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#timerMs = Number.POSITIVE_INFINITY;
    this.#waiting = [];
  }

  #arm(dueMs: number): void {
    if (this.#turning || dueMs >= this.#timerMs) return;
    clearTimeout(this.#timer);
    this.#timerMs = dueMs;
    const restMs = Math.floor(dueMs - performance.now() - aheadMs);
    if (restMs < 1) {
      this.#turn();
      return;
    }
    this.#timer = setTimeout(() => this.#look(), restMs);
    this.#timer.unref();
  }

  #turn(): void {
    this.#timer = undefined;
    this.#turning = true;
    setImmediate(() => this.#look());
  }

  #look(): void {
    this.#timer = undefined;
    this.#turning = false;
    this.#timerMs = Number.POSITIVE_INFINITY;
    const nowMs = performance.now();
    let next = Number.POSITIVE_INFINITY;
    this.#waiting = this.#waiting.filter((each) => {
      if (each.settled) return false;
      if (each.dueMs > nowMs) {
        next = Math.min(next, each.dueMs);
        return true;
      }
      each.expire();
      return false;
    });
    if (Number.isFinite(next)) this.#arm(next);
  }
}

/** A timer may be this late. */
const aheadMs = 1.5;
