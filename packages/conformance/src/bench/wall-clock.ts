import type { Clock, TimerHandle } from "@chargepact/agent";
import type { DurationMs, MonoMs, Now } from "@chargepact/protocol";

/** A clock whose wall time can be moved; the monotonic one stays what it is. */
export class WallClock implements Clock {
  private offMs: DurationMs = 0;

  constructor(private readonly inner: Clock) {}

  get speed(): number {
    return this.inner.speed;
  }
  get boot(): string | undefined {
    return this.inner.boot;
  }
  now(): Now {
    const { mono, t } = this.inner.now();
    return { mono, t: t + this.offMs };
  }
  setTimer(at: MonoMs, fn: () => void): TimerHandle {
    return this.inner.setTimer(at, fn);
  }
  clear(timer: TimerHandle): void {
    this.inner.clear(timer);
  }
  move(byMs: DurationMs): void {
    this.offMs += byMs;
  }
}
