import type { Band, DurationMs, Fallback, MonoMs, Watts } from "@chargepact/protocol";
import type { Clock } from "./clock.js";
import type { PowerPort } from "./ports.js";

interface Held {
  readonly band: Band;
  readonly until: MonoMs;
}

const off: Band = { minW: 0, maxW: 0 };

/**
 * Equipment in memory that obeys at once and falls back by itself: the reference for `portContract`, and a stand-in
 * where there is no real port yet. `demandW` is what each connector would take, + import, − export.
 */
export class MemoryPowerPort implements PowerPort {
  fallback: Fallback = { importW: 0, exportW: 0, rampWPerS: 10_000 };
  private readonly held = new Map<number, Held>();

  constructor(
    private readonly clock: Pick<Clock, "now">,
    private readonly demandW: (connector: number) => Watts,
  ) {}

  apply(connector: number, band: Band, validForMs: DurationMs): void {
    this.held.set(connector, { band, until: this.clock.now().mono + validForMs });
  }

  setFallback(fallback: Fallback): Fallback {
    this.fallback = fallback;
    return { ...fallback };
  }

  /** W that the connector takes now, + import. */
  powerW(connector: number): Watts {
    const { minW, maxW } = this.bandOf(connector);
    return Math.min(Math.max(this.demandW(connector), minW), maxW);
  }

  private bandOf(connector: number): Band {
    const held = this.held.get(connector);
    if (held === undefined) return off;
    const over = this.clock.now().mono - held.until;
    if (over < 0) return held.band;
    // CP-FALL-8: nobody has to tell it; the ramp begins where the band ended.
    const { importW, exportW, rampWPerS } = this.fallback;
    const stepW = (rampWPerS * over) / 1_000;
    return { minW: towards(held.band.minW, 0 - exportW, stepW), maxW: towards(held.band.maxW, importW, stepW) };
  }
}

function towards(fromW: Watts, toW: Watts, stepW: number): Watts {
  return fromW < toW ? Math.min(toW, fromW + stepW) : Math.max(toW, fromW - stepW);
}
