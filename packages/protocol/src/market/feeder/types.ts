import type { AgentId, MicroPerKwh, UnixS, WattHours, Watts } from "../../units.js";

/** What a site tells the feeder about all of its children together. Vectors have one value per step, W ≥ 0. */
export interface AggregateForecast {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly importP50W: readonly Watts[];
  /** Metered import stays at or below it in about nine of ten steps. */
  readonly importP90W: readonly Watts[];
  readonly exportP50W: readonly Watts[];
  /** Energy that could be taken at another time, Wh. */
  readonly shiftableWh: WattHours;
  /** Children that are counted: at least 3, or 0 where only load is said that is expected anyway. */
  readonly children: number;
}

/** A site as its feeder knows it. */
export interface FeederSite {
  readonly id: AgentId;
  /** W per step that it may always draw: its fallback. Capacity is never published below it, but in an emergency. */
  readonly guaranteedW: readonly Watts[];
  /** W > 0; size of its connection: the most it is given, and its part of room that nobody uses. */
  readonly connectionW: Watts;
}

/** What the operator of a feeder knows before it publishes. Vectors have one value per step. */
export interface FeederInput {
  readonly startS: UnixS;
  /** s > 0 */
  readonly stepS: number;
  /** Day-ahead or intraday price of what is drawn, µ/kWh; may be negative. */
  readonly priceMicroPerKwh: readonly MicroPerKwh[];
  /** g of CO2 per kWh by step, and what a kg of it costs, µ; together they are added to the price. */
  readonly co2?: { readonly gramPerKwh: readonly number[]; readonly microPerKg: number };
  /** µ ≥ 0 per kW of the highest import of the feeder within the horizon. */
  readonly demandMicroPerKw: number;
  /** W; the highest import metered so far, whose charge is due in any case. Default 0. */
  readonly peakSoFarW?: Watts;
  /** W; the most that the feeder may carry, and what it carries beside the sites. */
  readonly capacityW: readonly Watts[];
  readonly baseW: readonly Watts[];
  readonly sites: readonly FeederSite[];
  /** True where the capacity holds at once, whatever is guaranteed and whenever something was published last. */
  readonly emergency?: boolean;
}

/**
 * What one site is told. It pays `priceMicroPerKwh` for what it draws and, for the day, `levelMicroPerKw` for each kW by
 * which it lifts the common level, or gets as much for lowering it: the level is lifted by z kW where its net import is
 * at most `profileW` + z · `profileShare` in every step. Lowering pays as far as `levelFallW`: the rest of the peak is sunk.
 */
export interface SiteTerms {
  readonly site: AgentId;
  /** µ/kWh by step: day-ahead price, CO2 and congestion adder; the same for all sites. */
  readonly priceMicroPerKwh: readonly MicroPerKwh[];
  /** W by step that it may draw at most. */
  readonly capacityW: readonly Watts[];
  /** W by step; the smaller of this and the last capacity: what holds until all sites have acknowledged. */
  readonly lowerFirstW: readonly Watts[];
  readonly profileW: readonly Watts[];
  /** 0–1; over all sites 1 in every step. */
  readonly profileShare: readonly number[];
  readonly levelMicroPerKw: number;
  /** W ≥ 0 */
  readonly levelFallW: Watts;
}

export interface FeederPublication {
  /** Counts from 1. */
  readonly number: number;
  readonly terms: readonly SiteTerms[];
  /** W; highest import of the feeder by the forecasts that it answers. */
  readonly peakW: Watts;
  /** Sites whose capacity an emergency puts below what they are guaranteed: to be alarmed. */
  readonly belowGuarantee: readonly AgentId[];
}

/** What the operator remembers between publications; plain data. */
export interface FeederState {
  readonly number: number;
  /** Publications since something given has changed, this one included. */
  readonly turn: number;
  readonly publishedS: UnixS;
  readonly peakW: Watts;
  /** Share of the level's charge that each site pays, by site in the order of the input; sum 1. */
  readonly shares: readonly number[];
  /** How the room of each step was shared by the forecasts that were answered last, 0–1 by site and step. */
  readonly level: readonly (readonly number[])[];
  /** How tight each step was so far; sum at most 1. */
  readonly tightness: readonly number[];
  readonly adderMicroPerKwh: readonly MicroPerKwh[];
  readonly capacityW: Readonly<Record<AgentId, readonly Watts[]>>;
  /** What has to stay the same for it to be settled. */
  readonly given: Pick<
    FeederInput,
    "priceMicroPerKwh" | "demandMicroPerKw" | "capacityW" | "co2" | "startS" | "emergency"
  >;
}

export interface FeederSettings {
  /** s; least time between two publications. */
  readonly everyS: number;
  /** Share of the peak by which it has to move for another publication. */
  readonly settledShare: number;
  /** Publications after something given has changed before which nothing counts as settled. */
  readonly turnsLeast: number;
  /** Part of the demand charge that is put on the price of tight steps; the rest is on the level. */
  readonly adderShare: number;
  /** 0–1; weight of what the newest forecast says. */
  readonly damping: number;
  /** 0–1; part of their last move by which shares of the level move on. */
  readonly haste: number;
  /** Most that the adder of a step moves in one publication, as a part of the demand charge on one step. */
  readonly moveShare: number;
}

export const feederDefaults: FeederSettings = {
  everyS: 900,
  settledShare: 0.008,
  turnsLeast: 3,
  adderShare: 0.25,
  damping: 0.5,
  haste: 0.45,
  moveShare: 0.1,
};
