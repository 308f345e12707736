import type { MonoMs } from "@chargepact/protocol";

export interface Rate {
  /** Messages per second of monotonic time. */
  readonly perS: number;
  /** Most at once. */
  readonly burst: number;
}

/** Lets through `burst` at once and `perS` in the long run. */
export class TokenBucket {
  private tokens: number;
  private filledAt: MonoMs;

  constructor(
    private readonly rate: Rate,
    now: MonoMs,
  ) {
    this.tokens = rate.burst;
    this.filledAt = now;
  }

  /** True and taken where `count` are there at mono `now`; nothing is taken otherwise. */
  take(count: number, now: MonoMs): boolean {
    const { perS, burst } = this.rate;
    this.tokens = Math.min(burst, this.tokens + ((now - this.filledAt) * perS) / 1_000);
    this.filledAt = now;
    if (this.tokens < count) return false;
    this.tokens -= count;
    return true;
  }
}
