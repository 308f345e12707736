import { performance } from "node:perf_hooks";
import type { MonoMs, Now, ScheduleMs } from "@chargepact/protocol";

/** A timer that was set; opaque to its owner. */
export interface TimerHandle {
  readonly at: MonoMs;
}

/** Time as the shell sees it: two clocks read at once, and timers on the monotonic one. */
export interface Clock {
  /** Monotonic ms since an arbitrary origin, and the estimate of schedule time in ms. */
  now(): Now;
  /** Schedule milliseconds per monotonic millisecond. */
  readonly speed: number;
  /** Calls `fn` once, never before `at` (mono ms); at the next turn where `at` has passed. */
  setTimer(at: MonoMs, fn: () => void): TimerHandle;
  /** Forgets a timer; harmless after it has fired. */
  clear(timer: TimerHandle): void;
}

const timeoutMax = 2 ** 31 - 1;

/** A timer on the machine's own clock. Re-arms where the runtime fires early or cannot wait that long. */
class RealTimer implements TimerHandle {
  private timeout: NodeJS.Timeout | undefined;
  constructor(
    readonly at: MonoMs,
    private readonly fn: () => void,
  ) {
    this.arm();
  }

  clear(): void {
    clearTimeout(this.timeout);
    this.timeout = undefined;
  }

  private arm(): void {
    const wait = Math.min(Math.max(0, Math.ceil(this.at - performance.now())), timeoutMax);
    this.timeout = setTimeout(() => {
      if (performance.now() >= this.at) this.fn();
      else this.arm();
    }, wait);
  }
}

abstract class RealClock {
  setTimer(at: MonoMs, fn: () => void): TimerHandle {
    return new RealTimer(at, fn);
  }

  clear(timer: TimerHandle): void {
    if (timer instanceof RealTimer) timer.clear();
  }
}

/**
 * Real time. Schedule time is the wall clock as it was when this clock was made, carried on by the monotonic clock: a
 * jump of the wall clock moves nothing (CP-TIME-1).
 */
export class SystemClock extends RealClock implements Clock {
  readonly speed = 1;
  private readonly offsetMs = Date.now() - performance.now();

  now(): Now {
    const mono = performance.now();
    return { mono, t: mono + this.offsetMs };
  }
}

const tickMs = 5;
const tickMaxMs = 20;

/**
 * Schedule time at a multiple of real time, for demonstrations on a real broker; not deterministic. A ticker adds
 * `speed` × the real time since its last tick, but never more than 20 ms of it: where the event loop is blocked, the
 * simulated world waits instead of leaping. Timers run on the monotonic clock and know nothing of the speed.
 */
export class ScaledClock extends RealClock implements Clock {
  private t: ScheduleMs;
  private ticked = performance.now();
  private readonly ticker: NodeJS.Timeout;

  /** `speed` in schedule ms per real ms, > 0; `startT` the schedule time now. */
  constructor(
    readonly speed: number,
    startT: ScheduleMs,
  ) {
    super();
    this.t = startT;
    this.ticker = setInterval(() => {
      this.tick();
    }, tickMs);
  }

  now(): Now {
    return { mono: performance.now(), t: this.t };
  }

  /** Stops schedule time for good, so that the process can end. */
  close(): void {
    clearInterval(this.ticker);
  }

  private tick(): void {
    const mono = performance.now();
    this.t += this.speed * Math.min(mono - this.ticked, tickMaxMs);
    this.ticked = mono;
  }
}
