import { type AggregateForecast, type Calibration, calibrate, leadClass } from "../../market/feeder/index.js";
import type { UnixS, Watts } from "../../units.js";

interface Told {
  readonly leadS: number;
  readonly p50W: Watts;
  readonly p90W: Watts;
}

/** A step that was forecast and has been metered since. */
export interface Met extends Told {
  readonly startS: UnixS;
  /** Mean W of import. */
  readonly meteredW: Watts;
}

/** What was forecast, until it is metered: of each step and class of lead times, the newest. */
export class ForecastRecord {
  private readonly told = new Map<UnixS, Map<number, Told>>();
  private stepS = 0;
  private fromS: UnixS | undefined;
  private powerW: Watts = 0;
  private atS: UnixS = 0;
  private wattSeconds = 0;

  /** The forecast was said. */
  keep({ startS, stepS, importP50W, importP90W }: AggregateForecast): void {
    if (stepS !== this.stepS) this.told.clear();
    this.stepS = stepS;
    for (const [step, p50W] of importP50W.entries()) {
      const [atS, leadS] = [startS + step * stepS, step * stepS];
      // The step that has begun is half metered already: nothing is learned of it.
      if (step === 0) continue;
      const of = this.told.get(atS) ?? new Map<number, Told>();
      of.set(leadClass(leadS), { leadS, p50W, p90W: importP90W[step] ?? p50W });
      this.told.set(atS, of);
    }
  }

  /** The meter shows `powerW` from now on; the steps that are over since, with what was told of them. */
  metered(powerW: Watts, nowS: UnixS): readonly Met[] {
    const met: Met[] = [];
    const { stepS } = this;
    if (stepS > 0) {
      this.fromS ??= Math.ceil(nowS / stepS) * stepS;
      for (let endS = this.fromS + stepS; endS <= nowS; endS += stepS) {
        this.add(Math.min(nowS, endS));
        const meteredW = Math.max(0, Math.round(this.wattSeconds / stepS));
        for (const told of this.told.get(this.fromS)?.values() ?? [])
          met.push({ ...told, startS: this.fromS, meteredW });
        this.told.delete(this.fromS);
        this.fromS = endS;
        this.wattSeconds = 0;
      }
      this.add(nowS);
    }
    this.powerW = powerW;
    this.atS = nowS;
    return met;
  }

  private add(untilS: UnixS): void {
    const sinceS = Math.max(this.atS, this.fromS ?? untilS);
    this.wattSeconds += this.powerW * Math.max(0, untilS - sinceS);
    this.atS = Math.max(this.atS, untilS);
  }
}

/** What all these steps teach. */
export const learned = (calibration: Calibration, met: readonly Met[]): Calibration =>
  met.reduce((so, { leadS, p90W, meteredW }) => calibrate(so, { leadS, p90W, meteredW }), calibration);
