import type { BatteryTelemetry, ScheduleMs, WattHours, Watts } from "@chargepact/protocol";
import { bell, chanceKey } from "../chance.js";
import { interpolate } from "../series.js";
import { Pack, type PackSpec } from "./pack.js";

/** A pack behind its converter (a vehicle's on-board charger, a storage pack's inverter). Powers at the grid side, W. */
export interface BatterySpec extends PackSpec {
  readonly id: string;
  /** Largest import and export, W, both ≥ 0. */
  readonly importMaxW: Watts;
  readonly exportMaxW: Watts;
  /** Smallest import above zero that can be asked for, W; less means 0. */
  readonly powerMinW: Watts;
  /** DC acceptance by state of charge, W. */
  readonly acceptance: readonly (readonly [soc: number, powerW: Watts])[];
  /** Window that the BMS keeps. */
  readonly socMin: number;
  readonly socMax: number;
  /** Wh delivered after which it stops by itself; Infinity for none. */
  readonly energyWh: WattHours;
  /** Converter loss: a part of the rated power whenever on, and a part of the power. */
  readonly lossFixed: number;
  readonly lossShare: number;
}

/** Seconds from one end of the power range to the other. */
const rampS = 2.4;
/** Longest closed-form step while power flows and while it does not, ms. */
const flowStepMs = 10_000;
const restStepMs = 60_000;

/** What a pack may take of its acceptance at a cell temperature, °C: little in the cold (plating), less when hot. */
const derating = [
  [-20, 0.05],
  [0, 0.3],
  [10, 0.65],
  [20, 1],
  [42, 1],
  [50, 0.35],
  [56, 0],
] as const;

/**
 * A battery that obeys physics. Its caller says, second by second, the most it may import (or, negative, the least it
 * must export); it takes as much of that as converter, acceptance, temperature and charge allow, and gets there within
 * 3 s. State moves in closed form: seconds while ramping, 10 s while steady, nothing at all at rest.
 */
export class BatteryPlant {
  /** Grid-side energy so far, Wh, both ≥ 0, and what the converter lost of it. */
  importWh = 0;
  exportWh = 0;
  lossWh = 0;
  readonly pack: Pack;

  /** Wh put into the pack by import and taken out of it by export so far, at its terminals. */
  private chargedWh = 0;
  private takenWh = 0;

  private powerNowW = 0;
  private settledMs: ScheduleMs;
  private importLimitW = 0;
  private exportLimitW = 0;
  private readonly lossFixedW: number;
  private readonly lossShare: number;
  private readonly acceptanceFactor: number;
  private readonly noiseKey: number;

  /** The seed and the id draw its own figures: losses (σ 5 %), acceptance (2.5 %) and the pack's. */
  constructor(
    readonly spec: BatterySpec,
    seed: number,
    nowMs: ScheduleMs,
  ) {
    const key = chanceKey(seed, spec.id);
    this.pack = new Pack(spec, key);
    this.noiseKey = chanceKey(seed, `${spec.id} sensors`);
    this.lossFixedW = spec.lossFixed * spec.importMaxW * (1 + 0.05 * bell(key, 5));
    this.lossShare = spec.lossShare * (1 + 0.05 * bell(key, 6));
    this.acceptanceFactor = 1 + 0.025 * bell(key, 7);
    this.settledMs = nowMs;
    this.refresh();
  }

  /** Power now, W at the grid side, + import. */
  get powerW(): Watts {
    return this.powerNowW;
  }
  /** Most it could import and export at this moment, W, both ≥ 0. */
  get limits(): { readonly importW: Watts; readonly exportW: Watts } {
    return { importW: this.importLimitW, exportW: this.exportLimitW };
  }
  /** Most it could import at any state of charge from now on, W. */
  get importPeakW(): Watts {
    const later = this.spec.acceptance.filter(([soc]) => soc > this.pack.soc).map(([, powerW]) => powerW);
    const most = Math.max(interpolate(this.spec.acceptance, this.pack.soc), ...later) * this.acceptanceFactor;
    return Math.min(this.spec.importMaxW, this.gridFromDc(most));
  }
  /** What its meters show at an instant after the last step, Wh, both ≥ 0. */
  importWhAt(nowMs: ScheduleMs): WattHours {
    return this.importWh + this.sinceWh(Math.max(0, this.powerNowW), nowMs);
  }
  exportWhAt(nowMs: ScheduleMs): WattHours {
    return this.exportWh + this.sinceWh(Math.max(0, -this.powerNowW), nowMs);
  }
  /**
   * Imported less what has to be imported to put back what exports took out of the pack, Wh at the grid side: by its own
   * losses so far, else by those at full power. Negative where it holds less than at its arrival.
   */
  get deliveredWh(): WattHours {
    const { importWh, chargedWh, takenWh, spec } = this;
    if (takenWh === 0) return importWh;
    const efficiency = chargedWh > 0 ? chargedWh / importWh : 1 - spec.lossFixed - spec.lossShare;
    return importWh - takenWh / efficiency;
  }
  /** Whether it has all that was asked for, or is full. */
  get finished(): boolean {
    return this.pack.soc >= this.spec.socMax - 0.001 || this.deliveredWh >= this.spec.energyWh - 0.5;
  }

  /** Move from one instant to the next (≤ 1 s apart while it ramps) under this bound; returns the power between, W. */
  step(fromMs: ScheduleMs, toMs: ScheduleMs, boundW: Watts): Watts {
    if (fromMs - this.settledMs >= (this.powerNowW === 0 ? restStepMs : flowStepMs)) this.settle(fromMs);
    if (this.goal(boundW) !== this.powerNowW) {
      this.settle(fromMs);
      this.approach(this.goal(boundW), toMs - fromMs);
    }
    return this.powerNowW;
  }

  /** Bring charge, heat and wear up to this instant. */
  settle(nowMs: ScheduleMs): void {
    const seconds = (nowMs - this.settledMs) / 1000;
    if (seconds <= 0) return;
    this.settledMs = nowMs;
    const loss = this.powerNowW === 0 ? 0 : this.lossAt(this.powerNowW);
    this.pack.advance(this.powerNowW - loss, seconds);
    const energyWh = (this.powerNowW * seconds) / 3600;
    const packWh = ((this.powerNowW - loss) * seconds) / 3600;
    if (energyWh >= 0) {
      this.importWh += energyWh;
      this.chargedWh += packWh;
    } else {
      this.exportWh -= energyWh;
      this.takenWh -= packWh;
    }
    this.lossWh += (loss * seconds) / 3600;
    this.refresh();
  }

  /** Contactor open: the power is gone at once, and this plant's story ends here. */
  open(nowMs: ScheduleMs): void {
    this.settle(nowMs);
    this.powerNowW = 0;
    this.settledMs = Infinity;
  }

  /** What its sensors say: SoC σ 0.2 %, SoH 0.3 %, 0.2 K, power 0.3 %. */
  telemetry(nowMs: ScheduleMs): BatteryTelemetry {
    this.settle(nowMs);
    const second = Math.floor(nowMs / 1000);
    const noise = (sensor: number): number => bell(this.noiseKey + sensor, second);
    const unit = (value: number): number => Math.min(1, Math.max(0, value));
    return {
      soc: unit(this.pack.soc + 0.002 * noise(0)),
      soh: unit(this.pack.soh + 0.003 * bell(this.noiseKey, -1)),
      temperatureC: this.pack.temperatureC + 0.2 * noise(1),
      ambientC: this.spec.ambientC + 0.2 * noise(2),
      powerW: this.powerNowW * (1 + 0.003 * noise(3)),
    };
  }

  private sinceWh(powerW: Watts, nowMs: ScheduleMs): WattHours {
    return (powerW * Math.max(0, nowMs - this.settledMs)) / 3.6e6;
  }
  private goal(boundW: Watts): Watts {
    const asked = boundW > 0 && boundW < this.spec.powerMinW ? 0 : boundW;
    return Math.max(Math.min(asked, this.importLimitW), -this.exportLimitW);
  }

  private approach(goalW: Watts, spanMs: number): void {
    // Its own limits need no ramp: the converter stops drawing.
    this.powerNowW = Math.max(Math.min(this.powerNowW, this.importLimitW), -this.exportLimitW);
    const most = ((this.spec.importMaxW + this.spec.exportMaxW) / rampS) * (spanMs / 1000);
    this.powerNowW += Math.min(most, Math.max(-most, goalW - this.powerNowW));
  }

  /** Converter loss, W, at a grid-side power: fades out below 5 % of the rating, where it has nothing to convert. */
  private lossAt(powerW: number): number {
    const size = Math.abs(powerW);
    return this.lossFixedW * Math.min(1, size / this.kneeW) + this.lossShare * size;
  }
  private get kneeW(): number {
    return 0.05 * this.spec.importMaxW;
  }

  /** Grid-side power that brings this much to the pack, W. */
  private gridFromDc(dcW: number): number {
    const above = (dcW + this.lossFixedW) / (1 - this.lossShare);
    return above >= this.kneeW ? above : dcW / (1 - this.lossShare - this.lossFixedW / this.kneeW);
  }

  /** Limits by acceptance, temperature, window and energy asked for; the last per cent tapers over minutes. */
  private refresh(): void {
    const { soc, energyWh, temperatureC } = this.pack;
    const warm = interpolate(derating, temperatureC);
    const accepted = interpolate(this.spec.acceptance, soc) * this.acceptanceFactor * warm;
    const room = (this.spec.socMax - soc) * energyWh * 12;
    const remainingW = (this.spec.energyWh - this.deliveredWh) * 360;
    this.importLimitW = this.finished
      ? 0
      : Math.max(0, Math.min(this.spec.importMaxW, this.gridFromDc(Math.min(accepted, room)), remainingW));
    const left = (soc - this.spec.socMin) * energyWh * 12;
    const fade = left <= 0.012 * energyWh ? 0 : left;
    this.exportLimitW = Math.max(0, Math.min(this.spec.exportMaxW * (temperatureC > 56 ? 0 : 1), fade));
  }
}
