import { approach, gainOf, Grid } from "./grid.js";
import type { CellNow } from "./plan.js";
import { Ring } from "./ring.js";
import { Slope } from "./slope.js";

/** Steps of 0.1 s that the model looks ahead, and for each of which the plan is told. */
export const shortHorizonSteps = 50;
/** Width of a row. */
export const shortHorizonFeatures = 83;

const stepS = 0.1;
const lags = [1, 2, 3, 5, 8, 12, 20, 30, 50] as const;
const meansS = [0.3, 3, 30, 200] as const;
const slopes = [
  { lag: 1, memory: 4 },
  { lag: 10, memory: 50 },
  { lag: 50, memory: 150 },
] as const;
const prior = 0.09;
const [heatS, warmS] = [60, [10, 60]] as const;

/** What a forecast is asked for, beside the history. */
export interface ShortHorizonPlan {
  readonly soc: number;
  readonly ambientC: number;
  /** Current of each coming step over the rated capacity, 1/h, + charges; `shortHorizonSteps` of them. */
  readonly currentC: ArrayLike<number>;
}

/**
 * What the short-horizon model hears of the last seconds. Needs voltage, current and temperature at 10 Hz (0.35 s are bridged),
 * and 10 s of them before the first forecast and after each gap. The same as `training/horizon/features.py`.
 */
export class ShortHorizonHistory extends Grid {
  readonly #voltage = new Ring(51);
  readonly #current = new Ring(51);
  readonly #means = new Float64Array(meansS.length);
  readonly #meanGains = meansS.map((timeS) => gainOf(stepS, timeS));
  readonly #warm = new Float64Array(warmS.length);
  readonly #warmGains = warmS.map((timeS) => gainOf(stepS, timeS));
  readonly #slopes = slopes.map(({ lag, memory }) => ({ lag, slope: new Slope(memory, prior) }));
  #heat = 0;
  #temperatureC = 0;

  constructor() {
    super({ stepS, gapS: 0.35, ready: 100 });
  }

  /** What the cell shows now, for `currentForPower` where a plan is known as power. */
  get now(): CellNow {
    const [, , last] = this.#slopes;
    return { voltageV: this.#voltage.ago(0), currentC: this.#current.ago(0), resistanceVh: last?.slope.value ?? prior };
  }

  /** Writes one row at `offset`. To be called only where `refusal` gives none. */
  write({ soc, ambientC, currentC }: ShortHorizonPlan, out: Float32Array, offset = 0): void {
    let at = offset;
    const [voltage, current] = [this.#voltage.ago(0), this.#current.ago(0)];
    out[at++] = this.#temperatureC;
    out[at++] = ambientC;
    out[at++] = soc;
    out[at++] = voltage;
    out[at++] = current;
    for (const mean of this.#means) out[at++] = mean;
    for (const { slope } of this.#slopes) out[at++] = slope.value;
    out[at++] = this.#heat;
    for (const mean of this.#warm) out[at++] = this.#temperatureC - mean;
    for (const lag of lags) out[at++] = voltage - this.#voltage.ago(lag);
    for (const lag of lags) out[at++] = current - this.#current.ago(lag);
    for (let step = 0; step < shortHorizonSteps; step++) out[at++] = currentC[step] ?? Number.NaN;
  }

  protected override started(voltageV: number, currentC: number, temperatureC: number): void {
    this.#means.fill(currentC);
    this.#warm.fill(temperatureC);
    this.#heat = currentC * currentC;
    for (const { slope } of this.#slopes) slope.reset();
    this.#keep(voltageV, currentC, temperatureC);
  }

  protected override stepped(voltageV: number, currentC: number, temperatureC: number): void {
    approach(this.#means, this.#meanGains, currentC);
    approach(this.#warm, this.#warmGains, temperatureC);
    this.#heat += heatGain * (currentC * currentC - this.#heat);
    this.#keep(voltageV, currentC, temperatureC);
    for (const { lag, slope } of this.#slopes) {
      if (this.steps > lag) slope.learn(currentC - this.#current.ago(lag), voltageV - this.#voltage.ago(lag));
    }
  }

  #keep(voltageV: number, currentC: number, temperatureC: number): void {
    this.#voltage.push(voltageV);
    this.#current.push(currentC);
    this.#temperatureC = temperatureC;
  }
}

const heatGain = gainOf(stepS, heatS);
