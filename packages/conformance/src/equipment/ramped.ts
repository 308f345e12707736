import type { Clock } from "@chargepact/agent";
import type { Band, DurationMs, Fallback, MonoMs, Watts } from "@chargepact/protocol";

interface Connector {
  band: Band;
  until: MonoMs;
  powerW: Watts;
  at: MonoMs;
}

const off: Band = { minW: 0, maxW: 0 };

/**
 * Equipment that obeys its port as real equipment does: it rises at once and falls at its ramp, and it goes to its
 * fallback by itself when a validity ends. `demandW` is what each connector would take, + import.
 */
export class RampedPort {
  fallback: Fallback = { importW: 0, exportW: 0, rampWPerS: 1000 };
  private readonly connectors = new Map<number, Connector>();

  constructor(
    private readonly clock: Clock,
    private readonly rampWPerS: number,
    private readonly demandW: (connector: number) => Watts,
  ) {}

  apply(connector: number, band: Band, validForMs: DurationMs): void {
    const { mono } = this.clock.now();
    const state = this.stateOf(connector);
    state.band = band;
    state.until = mono + validForMs;
  }

  setFallback(fallback: Fallback): Fallback {
    for (const connector of this.connectors.keys()) this.stateOf(connector);
    this.fallback = fallback;
    return { ...fallback };
  }

  /** A vehicle left: nothing flows. */
  cut(connector: number): void {
    this.stateOf(connector).powerW = 0;
  }

  /** W that the connector takes now, + import. */
  powerW(connector: number): Watts {
    return this.stateOf(connector).powerW;
  }

  private stateOf(connector: number): Connector {
    const { mono } = this.clock.now();
    let state = this.connectors.get(connector);
    if (state === undefined) {
      this.connectors.set(connector, (state = { band: off, until: Number.POSITIVE_INFINITY, powerW: 0, at: mono }));
    }
    if (state.at < state.until) this.move(connector, state, state.band, Math.min(mono, state.until));
    // CP-FALL-8: nobody has to tell it.
    const { importW, exportW } = this.fallback;
    if (mono >= state.until) this.move(connector, state, { minW: 0 - exportW, maxW: importW }, mono);
    return state;
  }

  private move(connector: number, state: Connector, band: Band, to: MonoMs): void {
    const goalW = Math.min(Math.max(this.demandW(connector), band.minW), band.maxW);
    const stepW = (this.rampWPerS * Math.max(0, to - state.at)) / 1000;
    state.at = Math.max(state.at, to);
    const { powerW } = state;
    if (powerW > 0 && goalW < powerW) state.powerW = Math.max(goalW, 0, powerW - stepW) || Math.min(0, goalW);
    else if (powerW < 0 && goalW > powerW) state.powerW = Math.min(goalW, 0, powerW + stepW) || Math.max(0, goalW);
    else state.powerW = goalW;
  }
}
