import { performance } from "node:perf_hooks";

/** Something that waits for an answer until `dueMs` (of `performance.now()`). */
export interface Waiting {
  readonly dueMs: number;
  readonly settled: boolean;
  expire(): void;
}

/** Lets what waits expire when it is due, by one timer; up to a millisecond early rather than late, as timers go by whole ones. */
export class Deadlines {
  #waiting: Waiting[] = [];
  #timer: NodeJS.Timeout | undefined;
  #timerMs = Number.POSITIVE_INFINITY;

  add(waiting: Waiting): void {
    this.#waiting.push(waiting);
    this.#arm(waiting.dueMs);
  }

  clear(): void {
    clearTimeout(this.#timer);
    this.#timerMs = Number.POSITIVE_INFINITY;
    this.#waiting = [];
  }

  /** The timer keeps no process alive: who asks the engine is kept by the time after which it is ended. */
  #arm(dueMs: number): void {
    if (dueMs >= this.#timerMs) return;
    clearTimeout(this.#timer);
    this.#timerMs = dueMs;
    this.#timer = setTimeout(() => this.#look(), Math.floor(dueMs - performance.now()));
    this.#timer.unref();
  }

  #look(): void {
    this.#timerMs = Number.POSITIVE_INFINITY;
    const nowMs = performance.now() + earlyMs;
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

const earlyMs = 1;
