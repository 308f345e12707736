import {
  type Chemistry,
  openCircuitCellV,
  ownLimit,
  type Pack,
  packOf,
  resistanceOf,
  seriesOf,
} from "@chargepact/protocol";

/** The battery of a life study, as it is at the start. */
export interface LifePack {
  readonly chemistry: Chemistry;
  readonly capacityWh: number;
  readonly soh: number;
  /** Largest AC power and least above zero, W at the grid side, and the share of it that reaches the cells. */
  readonly powerMaxW: number;
  readonly powerMinW: number;
  readonly chargeEfficiency: number;
  readonly heatCapacityJPerK: number;
  readonly heatLossWPerK: number;
  /** W while driving, mean. */
  readonly drivePowerW: number;
  /** W of heat that the car can put into its pack or take out of it while plugged in; 0 = no such equipment. */
  readonly conditioningW: number;
}

/** 60 kWh of NMC on three phases of 16 A (at least 6 A), lumped heat. */
export const defaultLifePack: LifePack = {
  chemistry: "NMC",
  capacityWh: 60_000,
  soh: 1,
  powerMaxW: 11_000,
  powerMinW: 4140,
  chargeEfficiency: 0.92,
  heatCapacityJPerK: 350_000,
  heatLossWPerK: 60,
  drivePowerW: 12_000,
  conditioningW: 0,
};

/** The pack as the wear functions see it. */
export function packFacts(pack: LifePack): Pack {
  const { heatCapacityJPerK, heatLossWPerK } = pack;
  return { ...packOf(pack.chemistry, pack.capacityWh, pack.chargeEfficiency), heatCapacityJPerK, heatLossWPerK };
}

/** What moves. */
export interface PackState {
  /** 0 to 1 of what the pack holds. */
  soc: number;
  temperatureC: number;
}

/** A pack with one lumped temperature, carried along in steps of constant power at the cells, W, + charging. */
export class LifePlant {
  private readonly facts: Pack;
  private readonly cells: number;
  private readonly holdsWh: number;

  constructor(
    private readonly pack: LifePack,
    readonly state: PackState,
  ) {
    this.facts = packFacts(pack);
    this.cells = seriesOf(this.facts);
    this.holdsWh = pack.capacityWh * pack.soh;
  }

  /** Most that it draws now, W at the grid side: the same protection for every policy. */
  limitW(): number {
    const { pack, facts, state } = this;
    return ownLimit({ pack: facts, ratedW: pack.powerMaxW, socMax: 1 }, { ...state, soh: pack.soh }).maxW;
  }

  /** `conditioningW` is heat put in (+) or taken out (−) by the car. */
  step(cellW: number, ambientC: number, of: { readonly seconds: number; readonly conditioningW: number }): void {
    const { state, facts, pack } = this;
    const { seconds, conditioningW } = of;
    const volts = openCircuitCellV(pack.chemistry, state.soc) * this.cells;
    const amperes = cellW / volts;
    const heatW = amperes ** 2 * resistanceOf(facts, { soh: pack.soh, temperatureC: state.temperatureC });
    const settledC = ambientC + (heatW + conditioningW) / pack.heatLossWPerK;
    const decay = Math.exp((-seconds * pack.heatLossWPerK) / pack.heatCapacityJPerK);
    state.temperatureC = settledC + (state.temperatureC - settledC) * decay;
    state.soc = Math.min(1, state.soc + (cellW * seconds) / 3600 / this.holdsWh);
  }
}
