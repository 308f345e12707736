import { approach, gainOf, Grid } from "./grid.js";
import type { CellNow } from "./plan.js";
import { Ring } from "./ring.js";
import { Slope } from "./slope.js";

/** Stretches of the plan, and how long each is, s. */
export const minutesSegments = 10;
export const minutesSegmentS = 30;
/** Width of a row. */
export const minutesFeatures = 31;

const stepS = 1;
const heatsS = [30, 120, 600] as const;
const currentGain = gainOf(stepS, 60);
const lag = 30;

/** What a forecast is asked for, beside the history; `minutesSegments` values each. */
export interface MinutesPlan {
  readonly soc: number;
  readonly ambientC: number;
  /** Mean current of each stretch over the rated capacity, 1/h, + charges. */
  readonly currentC: ArrayLike<number>;
  /** Mean of the squared current of each stretch, 1/h²: what heats. */
  readonly heatingC2: ArrayLike<number>;
}

/**
 * What the minutes-ahead temperature model hears of the last minutes. Needs voltage, current and temperature every ten seconds or
 * more often (35 s are bridged), and a minute of them before the first forecast and after each gap. The same as
 * `training/temperature/features.py`.
 */
export class MinutesHistory extends Grid {
  readonly #voltage = new Ring(lag + 1);
  readonly #current = new Ring(lag + 1);
  readonly #gains = heatsS.map((timeS) => gainOf(stepS, timeS));
  readonly #heats = new Float64Array(heatsS.length);
  readonly #warm = new Float64Array(heatsS.length);
  readonly #slope = new Slope(50, 0.1);
  #mean = 0;
  #temperatureC = 0;

  constructor() {
    super({ stepS, gapS: 35, ready: 60 });
  }

  /** What the cell shows now, for `currentForPower` where a plan is known as power. */
  get now(): CellNow {
    return { voltageV: this.#voltage.ago(0), currentC: this.#current.ago(0), resistanceVh: this.#slope.value };
  }

  /** Writes one row at `offset`. To be called only where `refusal` gives none. */
  write({ soc, ambientC, currentC, heatingC2 }: MinutesPlan, out: Float32Array, offset = 0): void {
    let at = offset;
    out[at++] = this.#temperatureC;
    out[at++] = ambientC;
    out[at++] = soc;
    out[at++] = this.#slope.value;
    out[at++] = this.#mean;
    for (const heat of this.#heats) out[at++] = heat;
    for (const mean of this.#warm) out[at++] = this.#temperatureC - mean;
    for (let segment = 0; segment < minutesSegments; segment++) out[at++] = currentC[segment] ?? Number.NaN;
    for (let segment = 0; segment < minutesSegments; segment++) out[at++] = heatingC2[segment] ?? Number.NaN;
  }

  protected override started(voltageV: number, currentC: number, temperatureC: number): void {
    this.#mean = currentC;
    this.#heats.fill(currentC * currentC);
    this.#warm.fill(temperatureC);
    this.#slope.reset();
    this.#keep(voltageV, currentC, temperatureC);
  }

  protected override stepped(voltageV: number, currentC: number, temperatureC: number): void {
    this.#mean += currentGain * (currentC - this.#mean);
    approach(this.#heats, this.#gains, currentC * currentC);
    approach(this.#warm, this.#gains, temperatureC);
    this.#keep(voltageV, currentC, temperatureC);
    if (this.steps > lag) this.#slope.learn(currentC - this.#current.ago(lag), voltageV - this.#voltage.ago(lag));
  }

  #keep(voltageV: number, currentC: number, temperatureC: number): void {
    this.#voltage.push(voltageV);
    this.#current.push(currentC);
    this.#temperatureC = temperatureC;
  }
}
