import { readFileSync } from "node:fs";
import { uptime } from "node:os";
import type { MonoMs, Now } from "@chargepact/protocol";

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
  /**
   * Names the origin of the monotonic clock: instants of two clocks with the same `boot` can be compared (CP-STORE-5).
   * Undefined in any doubt: then no instant of an earlier life is believed.
   */
  readonly boot?: string | undefined;
  /** Calls `fn` once, never before `at` (mono ms); at the next turn where `at` has passed. */
  setTimer(at: MonoMs, fn: () => void): TimerHandle;
  /** Forgets a timer; harmless after it has fired. */
  clear(timer: TimerHandle): void;
}

const timeoutMax = 2 ** 31 - 1;

/** Ms of the machine's monotonic clock, whose origin is the same in every process of one boot. */
export function monotonicMs(): MonoMs {
  const [seconds, nanoseconds] = process.hrtime();
  return seconds * 1_000 + nanoseconds / 1e6;
}

/** How often it is looked whether the machine was suspended, and from which duration on it counts, ms. */
const suspendCheckMs = 100;
const suspendLeastMs = 2_000;

/** Ms for which the machine's monotonic clock has stood still since it was booted. */
function suspendedMs(): number {
  return uptime() * 1_000 - monotonicMs();
}

/** The kernel's name for this boot; undefined where it has none. */
export function bootId(): string | undefined {
  try {
    const id = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return id === "" ? undefined : id;
  } catch {
    // Not Linux, or not readable here: in doubt.
    return undefined;
  }
}

/** A boot, and how long the machine was suspended in it. */
function bootName(ms: number): string | undefined {
  const id = bootId();
  return id === undefined ? undefined : `${id}/${String(Math.round(ms / 1000))}`;
}

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
    const wait = Math.min(Math.max(0, Math.ceil(this.at - monotonicMs())), timeoutMax);
    this.timeout = setTimeout(() => {
      if (monotonicMs() >= this.at) this.fn();
      else this.arm();
    }, wait);
  }
}

/**
 * Real time. Schedule time is the wall clock as it was when this clock was made, or when it was found that the machine had
 * been suspended, carried on by the monotonic clock: a jump of the wall clock moves nothing (CP-TIME-1).
 */
export class SystemClock implements Clock {
  readonly speed = 1;
  private suspendedMs = suspendedMs();
  private name = bootName(this.suspendedMs);
  private checkedAt = monotonicMs();
  private offsetMs = Date.now() - monotonicMs();

  /**
   * Another one after each time that the machine was suspended: its monotonic clock stood still meanwhile, and schedule time
   * did not (CP-TIME-7).
   */
  get boot(): string | undefined {
    const mono = monotonicMs();
    if (mono - this.checkedAt > suspendCheckMs) {
      this.checkedAt = mono;
      const ms = suspendedMs();
      if (Math.abs(ms - this.suspendedMs) > suspendLeastMs) {
        this.suspendedMs = ms;
        this.name = bootName(ms);
        this.offsetMs = Date.now() - mono;
      }
    }
    return this.name;
  }

  now(): Now {
    const mono = monotonicMs();
    return { mono, t: mono + this.offsetMs };
  }

  setTimer(at: MonoMs, fn: () => void): TimerHandle {
    return new RealTimer(at, fn);
  }

  clear(timer: TimerHandle): void {
    if (timer instanceof RealTimer) timer.clear();
  }
}
