import type { Fallback } from "@chargepact/protocol";

const never = Number.POSITIVE_INFINITY;

/** Equipment that obeys its port, at its worst: it draws all that it may, and when it must draw less, it takes its time. */
export class Port {
  /** What flows, W. */
  meteredW = 0;
  /** True instant by which the power is down, ms. */
  fallBy = never;
  writing: Fallback | undefined;
  private failsafeW = 0;
  private told: { readonly maxW: number; readonly until: number } | undefined;
  /** Since when it falls. */
  private fallsFrom = 0;

  constructor(private readonly rampWPerS: number) {}

  get lapseAt(): number {
    return this.told?.until ?? never;
  }
  get limitW(): number {
    return this.told?.maxW ?? this.failsafeW;
  }

  apply(maxW: number, until: number): void {
    this.told = { maxW, until };
  }
  /** CP-FALL-8: what it was told has run out. */
  lapse(now: number): void {
    if (this.told !== undefined && this.told.until <= now) this.told = undefined;
  }
  /** The power is where it was told to be. */
  settle(): void {
    this.meteredW = this.limitW;
    this.fallBy = never;
  }

  write(fallback: Fallback): void {
    this.writing = fallback;
  }
  written(): Fallback | undefined {
    const { writing } = this;
    this.writing = undefined;
    if (writing !== undefined) this.failsafeW = writing.importW;
    return writing;
  }
  /** Who wrote is dead: the write may or may not come about; it will be written again. */
  forgotten(): void {
    this.writing = undefined;
  }

  /** What follows at `now`: it rises at once, and falls by its ramp. */
  flow(now: number): void {
    const { limitW } = this;
    if (limitW >= this.meteredW) {
      this.settle();
      return;
    }
    if (this.fallBy === never) this.fallsFrom = now;
    this.fallBy = this.fallsFrom + Math.floor((1000 * (this.meteredW - limitW)) / this.rampWPerS);
  }
}
