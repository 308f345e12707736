/** One reading of a battery's own sensors, referred to one cell. */
export interface CellSample {
  /** s on any clock that only goes forward. */
  readonly atS: number;
  readonly voltageV: number;
  /** Over the rated capacity, 1/h; + charges. */
  readonly currentC: number;
  readonly temperatureC: number;
}

/** Why a history cannot be asked now. `message` says what is missing and what to do. */
export interface HistoryRefusal {
  readonly kind: "EMPTY" | "SHORT" | "STALE";
  readonly message: string;
}

interface GridSettings {
  readonly stepS: number;
  /** Samples further apart are not interpolated between: the history starts anew. */
  readonly gapS: number;
  /** Steps that a history must have since it started. */
  readonly ready: number;
}

/** Samples closer than this are taken for repeats. */
const repeatS = 0.01;

/**
 * Brings samples onto a grid of equal steps by linear interpolation and hands each step to `started` or `stepped`. Samples that
 * repeat, go back by less than a gap, or are not finite are left out; after a gap all starts anew. Allocates nothing.
 */
export abstract class Grid {
  protected steps = 0;
  #startS = 0;
  #lastS = Number.NaN;
  #voltageV = 0;
  #currentC = 0;
  #temperatureC = 0;

  protected constructor(private readonly settings: GridSettings) {}

  push({ atS, voltageV, currentC, temperatureC }: CellSample): void {
    if (!Number.isFinite(atS + voltageV + currentC + temperatureC)) return;
    const passedS = atS - this.#lastS;
    if (Math.abs(passedS) <= this.settings.gapS) {
      if (passedS <= repeatS) return;
      this.#fill(atS, voltageV, currentC, temperatureC);
    } else {
      this.#startS = atS;
      this.steps = 1;
      this.started(voltageV, currentC, temperatureC);
    }
    this.#lastS = atS;
    this.#voltageV = voltageV;
    this.#currentC = currentC;
    this.#temperatureC = temperatureC;
  }

  /** Undefined where a forecast can be made at `nowS`. */
  refusal(nowS: number): HistoryRefusal | undefined {
    const { stepS, gapS, ready } = this.settings;
    if (Number.isNaN(this.#lastS)) {
      return {
        kind: "EMPTY",
        message: `no telemetry yet; voltage, current and temperature are needed every ${stepS} s`,
      };
    }
    const ageS = nowS - this.#lastS;
    if (!(Math.abs(ageS) <= gapS)) {
      const message = `the last sample is ${ageS.toFixed(2)} s old, at most ${gapS} s are bridged; send telemetry every ${stepS} s`;
      return { kind: "STALE", message };
    }
    const knownS = (this.steps - 1) * stepS;
    if (this.steps > ready) return undefined;
    const message = `${knownS.toFixed(1)} s since the start or the last gap (over ${gapS} s), ${(ready * stepS).toFixed(1)} s are needed; wait`;
    return { kind: "SHORT", message };
  }

  protected abstract started(voltageV: number, currentC: number, temperatureC: number): void;
  protected abstract stepped(voltageV: number, currentC: number, temperatureC: number): void;

  #fill(atS: number, voltageV: number, currentC: number, temperatureC: number): void {
    for (;;) {
      const stepAtS = this.#startS + this.steps * this.settings.stepS;
      if (stepAtS > atS) return;
      const share = (stepAtS - this.#lastS) / (atS - this.#lastS);
      this.steps += 1;
      this.stepped(
        this.#voltageV + share * (voltageV - this.#voltageV),
        this.#currentC + share * (currentC - this.#currentC),
        this.#temperatureC + share * (temperatureC - this.#temperatureC),
      );
    }
  }
}

/** Share of the way that an exponential mean goes in one step. */
export const gainOf = (stepS: number, timeS: number): number => 1 - Math.exp(-stepS / timeS);

/** Moves each exponential mean one step towards `value`. */
export function approach(means: Float64Array, gains: readonly number[], value: number): void {
  for (let index = 0; index < means.length; index++) {
    const mean = means[index] ?? 0;
    means[index] = mean + (gains[index] ?? 0) * (value - mean);
  }
}
