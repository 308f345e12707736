import type { Micro, MicroPerKwh, Watts } from "../../units.js";
import type { RoundsGrid } from "../rounds/types.js";

/**
 * What one plan of the sum mode is about. Vectors have one value per step of the grid; power is W at the grid side,
 * + import, − export; money is µ. No need of anybody is in it: children are known by their limits alone.
 */
export interface SumProblem {
  readonly grid: RoundsGrid;
  /** µ per kWh drawn from the grid, and paid for a kWh fed in (counted as no more than the import price). */
  readonly importPrice: readonly MicroPerKwh[];
  readonly exportPrice: readonly MicroPerKwh[];
  /** µ per kW of the highest net import within the horizon; what was reached before it is paid for already. */
  readonly demandMicroPerKw: number;
  readonly peakSoFarW: Watts;
  /** Expected uncontrolled load. Its bound is taken off the rows already. */
  readonly baseW: readonly Watts[];
  /** The row that all children load: the feeder. */
  readonly feeder: SumRow;
  /** Rows that some of them load as well: an organisation's own connection. */
  readonly groups: readonly SumGroup[];
  readonly children: readonly SumChild[];
}

/** W ≥ 0 per step that children may import and export together; import and export never net. Missing steps are 0 W. */
export interface SumRow {
  readonly importW: readonly Watts[];
  readonly exportW: readonly Watts[];
}

export interface SumGroup extends SumRow {
  readonly id: string;
}

/** Who answers with one profile: a battery, or a grantor that adds up those of its members. */
export interface SumChild {
  readonly id: string;
  /** Id of its row among {@link SumProblem.groups}, if it has one. */
  readonly group?: string;
  /** W ≥ 0: the most it declares to import and export in each step; an excess is shared out by the larger of both. */
  readonly importMaxW: readonly Watts[];
  readonly exportMaxW: readonly Watts[];
  /** W ≥ 0 that its rows hold for it whatever it is granted; default 0. */
  readonly bookedImportW?: Watts;
  readonly bookedExportW?: Watts;
  /** What it does without any agreement, or the plan that runs: counts until it has answered. */
  readonly fallbackW: readonly Watts[];
}

export interface SumSettings {
  /** R: rounds in which children are asked. */
  readonly roundsMax: number;
  /** Ends earlier when excess and change of the plan are both below this share of the power planned; 0 = never. */
  readonly stop: number;
  /** ρ of the first round, µ/kWh; 0 = by the grid's prices. */
  readonly stiffness: number;
  /** Over-relaxation, 1 ≤ relax < 2. */
  readonly relax: number;
  /** W that grants are whole multiples of. */
  readonly unitW: Watts;
}

export const sumDefaults: SumSettings = { roundsMax: 15, stop: 1e-3, stiffness: 0, relax: 1.6, unitW: 1 };

/** Where a plan before this one ended, by row set: the key of {@link SumAsk.set}. */
export interface SumWarmth {
  readonly stiffness: number;
  readonly price: Readonly<Record<string, readonly MicroPerKwh[]>>;
}

/**
 * One question, the same for all children of a set. Each answers with the profile x that minimises its declared cost +
 * Σ hours · (price · x + ρ / (2 · limit) · (x − centre)²), x in kW. The centre is `last` − excess · limit: `last` was its
 * fallback at first, then relax · its profile of the round before + (1 − relax) · its centre then; `limit` is what it
 * declared. A grantor passes the question on, and adds up.
 */
export interface SumAsk {
  /** Id of the group that the children are in; empty for those in none. */
  readonly set: string;
  readonly children: readonly string[];
  /** µ/kWh per step. */
  readonly price: readonly MicroPerKwh[];
  /** By how much the set asked for more than there is, as a share of its limits, per step; < 0: for less. */
  readonly excess: readonly number[];
  /** ρ > 0, µ/kWh: a price that much higher moves a battery by all of its limit. */
  readonly stiffness: number;
  /** Weight of a child's last profile against the centre it had, 1 ≤ relax < 2. */
  readonly relax: number;
}

/** A child's answer to one round: its own profile, or the sum of its members'. */
export interface SumAnswer {
  readonly powerW: readonly Watts[];
  /** L: no profile has declared cost + price · profile below it, µ; absent = no bound on the gap. */
  readonly bestValueMicro?: Micro;
}

export interface SumGrant {
  readonly child: string;
  readonly powerW: readonly Watts[];
}

export interface SumRecord {
  readonly round: number;
  /** Answers that counted. */
  readonly answers: number;
  /** Root mean square of the excess over what rows take, and of the change of what they give, as shares of limits. */
  readonly excess: number;
  readonly change: number;
  readonly stiffness: number;
  /** Dual bound at this round's prices, µ; absent where a child's L is missing. */
  readonly lowerMicro?: Micro;
}

export interface SumOutcome {
  readonly grants: readonly SumGrant[];
  /** Room that the grants leave, W per step: of the feeder, and of each group by its id. */
  readonly left: SumRow;
  readonly leftOf: Readonly<Record<string, SumRow>>;
  readonly rounds: number;
  readonly ended: "settled" | "rounds" | "deadline";
  /** Best bound of the rounds, µ: no plan within the rows costs less, given honest L. */
  readonly lowerMicro?: Micro;
  /** Answers that were refused, by child. */
  readonly refusals: Readonly<Record<string, number>>;
  /** To settle at, by set, and to begin the next plan with. */
  readonly warmth: SumWarmth;
  readonly trail: readonly SumRecord[];
}

export type SumEvent =
  | { readonly kind: "answered"; readonly child: string; readonly round: number; readonly answer: SumAnswer }
  /** The time to answer is over: whoever has not answered counts with its last profile. */
  | { readonly kind: "roundClosed"; readonly round: number }
  | { readonly kind: "deadline" };

export type SumEffect =
  | { readonly kind: "ask"; readonly round: number; readonly asks: readonly SumAsk[] }
  /** An answer that changes nothing; to be counted against its sender. */
  | { readonly kind: "refused"; readonly child: string; readonly round: number; readonly detail: string }
  | { readonly kind: "done"; readonly outcome: SumOutcome };
