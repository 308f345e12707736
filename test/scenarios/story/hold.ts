import type { Band, DurationMs, Fallback, MonoMs, Watts } from "@chargepact/protocol";

const off: Band = { minW: 0, maxW: 0 };

/** A register of equipment: the band that was written last, and what holds by itself once that has run out. */
export class Hold {
  private held: { readonly band: Band; readonly untilMs: MonoMs } | undefined;

  apply(band: Band, validForMs: DurationMs, nowMs: MonoMs): void {
    this.held = { band, untilMs: nowMs + validForMs };
  }
  /** Nobody is plugged in: the next one begins at nothing. */
  clear(): void {
    this.held = undefined;
  }

  /** `share`: the part of the failsafe that is this register's. */
  bandAt(nowMs: MonoMs, failsafe: Fallback, share = 1): Band {
    if (this.held === undefined) return off;
    const { band, untilMs } = this.held;
    const overMs = nowMs - untilMs;
    if (overMs < 0) return band;
    // CP-FALL-8: nobody has to tell it; the ramp begins where the band ended.
    const stepW = (failsafe.rampWPerS * overMs) / 1000;
    return {
      minW: towards(band.minW, -failsafe.exportW * share, stepW),
      maxW: towards(band.maxW, failsafe.importW * share, stepW),
    };
  }
}

function towards(fromW: Watts, toW: Watts, stepW: number): Watts {
  return fromW < toW ? Math.min(toW, fromW + stepW) : Math.max(toW, fromW - stepW);
}
