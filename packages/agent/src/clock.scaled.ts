import type { MonoMs, Now, ScheduleMs } from "@chargepact/protocol";
import { type Clock, monotonicMs, type TimerHandle } from "./clock.js";
import { VirtualClock, type VirtualClockOptions } from "./clock.virtual.js";

export interface ScaledClockOptions extends Pick<VirtualClockOptions, "boot"> {
  /** Stands still until `resume`. */
  readonly paused?: boolean;
}

const tickMs = 4;
const tickMaxMs = 6;

/**
 * Schedule time at a multiple of real time, for demonstrations on a real broker; not deterministic. A ticker moves both
 * clocks by the real time since its last tick, but never by more than 6 ms: where the event loop is blocked, the
 * simulated world and every timer in it wait together instead of leaping, so that a busy machine makes a run longer and
 * not different. Within a tick each timer is served at its own instant. Mono starts at the machine's own.
 */
export class ScaledClock implements Clock {
  private readonly inner: VirtualClock;
  private ticked = monotonicMs();
  private ticker: NodeJS.Timeout | undefined;

  /** `speed` in schedule ms per real ms, > 0; `startT` the schedule time now. */
  constructor(
    readonly speed: number,
    startT: ScheduleMs,
    private readonly options: ScaledClockOptions = {},
  ) {
    this.inner = new VirtualClock(startT, { speed, mono: this.ticked });
    if (options.paused !== true) this.resume();
  }

  get boot(): string | undefined {
    return this.options.boot;
  }

  now(): Now {
    return this.inner.now();
  }
  setTimer(at: MonoMs, fn: () => void): TimerHandle {
    return this.inner.setTimer(at, fn);
  }
  clear(timer: TimerHandle): void {
    this.inner.clear(timer);
  }

  /** Lets time run. */
  resume(): void {
    if (this.ticker !== undefined) return;
    this.ticked = monotonicMs();
    this.ticker = setInterval(() => {
      this.tick();
    }, tickMs);
  }

  /** Stops time, so that the process can end; `resume` goes on from here. */
  close(): void {
    clearInterval(this.ticker);
    this.ticker = undefined;
  }

  private tick(): void {
    const real = monotonicMs();
    const passedMs = Math.min(real - this.ticked, tickMaxMs);
    this.ticked = real;
    this.inner.run(this.inner.now().mono + passedMs);
  }
}
