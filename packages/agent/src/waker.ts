import type { MonoMs } from "@chargepact/protocol";
import type { Clock, TimerHandle } from "./clock.js";

/** Serves one wish to be woken, the newest. A timer that is set already and fires earlier stays, and then asks again. */
export class Waker {
  private timer: TimerHandle | undefined;
  private wish: MonoMs | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly wake: () => void,
  ) {}

  /** Replaces the wish: wakes once, not before mono `at`. */
  wakeAt(at: MonoMs): void {
    this.wish = at;
    if (this.timer !== undefined) {
      if (this.timer.at <= at) return;
      this.clock.clear(this.timer);
    }
    this.timer = this.clock.setTimer(at, () => {
      this.fire();
    });
  }

  /** Drops the wish. */
  forget(): void {
    this.wish = undefined;
    if (this.timer !== undefined) this.clock.clear(this.timer);
    this.timer = undefined;
  }

  private fire(): void {
    this.timer = undefined;
    const { wish } = this;
    if (wish === undefined) return;
    if (wish > this.clock.now().mono) {
      this.wakeAt(wish);
      return;
    }
    this.wish = undefined;
    this.wake();
  }
}
