import { bell } from "../chance.js";
import {
  calendarDamagePerS,
  cycleDamage,
  damageFromFade,
  fadeFromDamage,
  platingDamage,
  type Stress,
} from "./ageing.js";
import { chemistryOf, ocvOf, resistanceFactor, type Chemistry, type ChemistryName } from "./chemistry.js";

/** What makes one pack: nominal figures; the pack draws its own around them. */
export interface PackSpec {
  readonly chemistry: ChemistryName;
  /** Usable energy when new, Wh. */
  readonly capacityWh: number;
  /** State of health 0–1, state of charge 0–1, both true at the start. */
  readonly soh: number;
  readonly soc: number;
  readonly temperatureC: number;
  readonly ambientC: number;
}

/** Pack voltage that the number of cells in series aims at, V. */
const packV = 360;
/** Time constant of the one RC pair, s, and its resistance as a part of the series resistance. */
const relaxS = 45;
const relaxShare = 0.5;

/**
 * A pack of cells: open-circuit voltage, series resistance and one RC pair; one lumped temperature,
 * `m c dT/dt = I²R − h A (T − T_ambient)`; calendar and cycle wear. Power is at its DC terminals, W, + charging.
 * Every step is solved in closed form, so a step may be a second or an idle night.
 */
export class Pack {
  soc: number;
  temperatureC: number;
  /** Chemical energy taken up so far, Wh (falls when discharging), and heat made, Wh. */
  storedWh = 0;
  heatWh = 0;
  /** Share of a life used since the start. */
  damage = 0;
  /** Energy for one sweep of the usable window at rest, Wh, as it is today. */
  readonly energyWh: number;

  private readonly chem: Chemistry;
  private readonly cells: number;
  private readonly chargeAh: number;
  private readonly resistanceOhm: number;
  private readonly heatCapacityJPerK: number;
  private readonly coolingWPerK: number;
  private readonly wearFactor: number;
  private readonly damageBefore: number;
  private relaxV = 0;

  /** `key` draws this pack's own capacity (σ 1.5 %), resistance (8 %), cooling (10 %) and wear (10 %). */
  constructor(
    readonly spec: PackSpec,
    key: number,
  ) {
    this.chem = chemistryOf(spec.chemistry);
    this.cells = Math.round(packV / this.chem.ocvMeanV);
    this.energyWh = spec.capacityWh * spec.soh * (1 + 0.015 * bell(key, 1));
    this.chargeAh = this.energyWh / (this.cells * this.chem.ocvMeanV);
    const newAh = spec.capacityWh / packV;
    this.resistanceOhm = ((this.chem.resistance * packV) / newAh) * (1 + 0.08 * bell(key, 2));
    this.heatCapacityJPerK = spec.capacityWh * 7; // 6.4 kg/kWh × 1100 J/(kg K)
    this.coolingWPerK = (3 + spec.capacityWh / 2500) * (1 + 0.1 * bell(key, 3)); // 10 W/(m² K) on the tray
    this.wearFactor = 1 + 0.1 * bell(key, 4);
    this.damageBefore = damageFromFade(1 - spec.soh);
    this.soc = spec.soc;
    this.temperatureC = spec.temperatureC;
  }

  get soh(): number {
    return Math.max(0, 1 - fadeFromDamage(this.damageBefore + this.damage));
  }

  /** C-rate of a DC power, magnitude. */
  rateOf(powerW: number): number {
    return Math.abs(powerW) / this.energyWh;
  }

  /** Carry a constant DC power, W, for some seconds. */
  advance(powerW: number, seconds: number): void {
    const restV = this.cells * ocvOf(this.chem, this.soc);
    const ohm = this.resistanceOhm * resistanceFactor(this.chem, this.temperatureC, this.spec.soh);
    const currentA = powerW === 0 ? 0 : this.current(powerW, restV + this.relaxV, ohm);
    const heatW = currentA * currentA * ohm + this.relax(currentA, ohm * relaxShare, seconds);
    this.warm(heatW, seconds);
    const hours = seconds / 3600;
    this.storedWh += restV * currentA * hours;
    this.heatWh += heatW * hours;
    this.wear({ soc: this.soc, ocvV: restV / this.cells, temperatureC: this.temperatureC }, currentA, seconds);
    this.soc += (currentA * hours) / this.chargeAh;
  }

  /** I of `P = I V + I² R`, A; at most what the resistance lets out. */
  private current(powerW: number, volts: number, ohm: number): number {
    const root = volts * volts + 4 * ohm * powerW;
    return (Math.sqrt(Math.max(0, root)) - volts) / (2 * ohm);
  }

  /** Moves the RC pair on; returns the mean heat it makes, W. */
  private relax(currentA: number, ohm: number, seconds: number): number {
    const goalV = currentA * ohm;
    const before = this.relaxV;
    this.relaxV = goalV + (before - goalV) * Math.exp(-seconds / relaxS);
    const middle = currentA === 0 ? before * Math.exp(-seconds / (2 * relaxS)) : (before + this.relaxV) / 2;
    return currentA === 0 && seconds > relaxS ? 0 : (middle * middle) / ohm;
  }

  private warm(heatW: number, seconds: number): void {
    const settled = this.spec.ambientC + heatW / this.coolingWPerK;
    const decay = Math.exp((-seconds * this.coolingWPerK) / this.heatCapacityJPerK);
    this.temperatureC = settled + (this.temperatureC - settled) * decay;
  }

  private wear(stress: Stress, currentA: number, seconds: number): void {
    const name = this.chem.name;
    let damage = calendarDamagePerS(name, stress) * seconds;
    if (currentA !== 0) {
      const rate = Math.abs(currentA) / this.chargeAh;
      const cycles = (rate * seconds) / 3600;
      damage += cycleDamage(name, rate, stress) * (cycles / 2);
      if (currentA > 0) damage += platingDamage(rate, stress.temperatureC) * cycles;
    }
    this.damage += damage * this.wearFactor;
  }
}
