import type { AgentId, Micro, MicroPerKwh, UnixS, WattHours, Watts } from "../../units.js";

/**
 * What one plan of option rounds is about: all that the clearing agent knows before it asks. Vectors have one value per
 * step of the grid. Power is W at the grid side, + import, − export; money is µ.
 */
export interface RoundsProblem {
  readonly grid: RoundsGrid;
  /** µ per kWh drawn from the grid, and paid for a kWh fed in (counted as no more than the import price). */
  readonly importPrice: readonly MicroPerKwh[];
  readonly exportPrice: readonly MicroPerKwh[];
  /** µ per kW of the highest net import within the horizon; what was reached before it is paid for already. */
  readonly demandMicroPerKw: number;
  readonly peakSoFarW: Watts;
  /** What the operator above charges for a common level; beside it there is usually no demand charge of one's own. */
  readonly level?: RoundsLevel;
  /** Expected uncontrolled load. Its bound is taken off the rows already. */
  readonly baseW: readonly Watts[];
  readonly rows: readonly RoundsRow[];
  readonly children: readonly RoundsChild[];
}

/**
 * A common level of which this site has a share: it pays `microPerKw` for each kW z by which it lifts the level, or gets
 * as much for lowering it, where z is the least for which net import ≤ `profileW` + z · `share` in every step.
 */
export interface RoundsLevel {
  readonly microPerKw: Micro;
  readonly profileW: readonly Watts[];
  /** 0–1 by step. */
  readonly share: readonly number[];
  /** kW ≤ 0; a lift below it counts as this: what was metered already is due in any case. Absent: all counts. */
  readonly leastKw?: number;
}

export interface RoundsGrid {
  readonly startS: UnixS;
  readonly stepS: number;
  /** Share of each step that is still to come, 0–1. */
  readonly usable: readonly number[];
}

/** Something that all children on it load together: a site, a phase, a pod, a station. Import and export never net. */
export interface RoundsRow {
  readonly id: string;
  readonly importW: readonly Watts[];
  readonly exportW: readonly Watts[];
  /** W that one W of a child puts on it; children that are not named put none. */
  readonly shares: Readonly<Record<string, number>>;
}

/** Energy asked for, in the order in which it is worth having: worth falls. */
export interface RoundsTier {
  readonly energyWh: WattHours;
  readonly valueMicroPerKwh: MicroPerKwh;
}

/** One part that bargains: a battery, one connector of a charger, a storage site. */
export interface RoundsChild {
  readonly id: string;
  /** W it can take and give at most in each step, both ≥ 0; 0 before it arrives and after it leaves. */
  readonly importMaxW: readonly Watts[];
  readonly exportMaxW: readonly Watts[];
  /** Share of what is left of each step in which it is here, 0–1: less than 1 in the step of its departure. Default 1. */
  readonly presence?: readonly number[];
  /** W ≥ 0 that are booked for it on its rows while it is here, whatever it is granted. */
  readonly bookedImportW: Watts;
  readonly bookedExportW: Watts;
  /** 0 or the least import above zero. */
  readonly powerMinW: Watts;
  /** Takes weighted mixtures of its options; else it is given one of them whole. */
  readonly blendable: boolean;
  readonly departureS: UnixS;
  /** What it asked for, as the site values it; empty for a storage site. */
  readonly tiers: readonly RoundsTier[];
  /** Most it can take over the horizon where that is known: tightens what its silence may have gained. */
  readonly energyMaxWh?: WattHours;
  /** µ/kWh; its cost is exactly its tiers and this: the clearing agent answers for it itself. */
  readonly knownWearMicroPerKwh?: MicroPerKwh;
  /** W ≥ 0 that it has in the first steps by the plan that runs, and what taking one kW of it away costs, µ. */
  readonly held?: { readonly powerW: readonly Watts[]; readonly microPerKw: Micro };
  /** µ/kWh by step on top of the prices that it is told, in both directions; its plan counts the same. */
  readonly besidePrice?: readonly MicroPerKwh[];
  /** Column 0: what it does without any agreement, and the most that costs it. */
  readonly fallback: { readonly powerW: readonly Watts[]; readonly costMicro: Micro };
}

/** A schedule that a child can keep, and its declared cost of it (energy price excluded). */
export interface RoundsOption {
  readonly id: string;
  readonly powerW: readonly Watts[];
  /** µ ≥ 0 */
  readonly costMicro: Micro;
}

/** A joint plan to begin with: a schedule for each child, by its id; those not named keep their fallback. */
export interface RoundsSeed {
  readonly name: string;
  readonly powerW: Readonly<Record<AgentId, readonly Watts[]>>;
}

/** µ/kWh ≥ 0 for rows: the worth of a little more room, by row and step. */
export interface RoundsPrices {
  /** Worth of energy at the connection point, by step. */
  readonly balance: readonly MicroPerKwh[];
  readonly rowImport: readonly (readonly MicroPerKwh[])[];
  readonly rowExport: readonly (readonly MicroPerKwh[])[];
}

/** What one child pays for import and gets for export in each step; whole µ/kWh where it is told. */
export interface ChildPrices {
  readonly importPrice: readonly MicroPerKwh[];
  readonly exportPrice: readonly MicroPerKwh[];
}

export interface RoundsSettings {
  /** R: rounds in which children are asked, a polishing one included. */
  readonly roundsMax: number;
  /** ε: share of the cost; 0 never stops before R. */
  readonly gapStop: number;
  /** α: weight of the prices with the best bound in the next prices. */
  readonly smoothing: number;
  /** Most columns of a child in the master, the fallback included. */
  readonly columnsMax: number;
  /** W that committed schedules are whole multiples of. */
  readonly unitW: Watts;
  /** Most times a child with a minimum power may start in one plan. */
  readonly startsMax: number;
  /** s by which a child's clock may be behind: its best value counts for less by what that may make. */
  readonly lagS: number;
  /** Plans once without the children before it asks them. */
  readonly rehearsal: boolean;
  /**
   * Steps in which all children with a minimum power together may be on or off, up to which a programme with whole
   * numbers decides it at the end (seconds for a thousand); 0 = never: rules of thumb decide.
   */
  readonly wholeStepsMax: number;
}

export const roundsDefaults: RoundsSettings = {
  roundsMax: 8,
  gapStop: 0.01,
  smoothing: 0.6,
  columnsMax: 24,
  unitW: 1,
  startsMax: 4,
  lagS: 0,
  rehearsal: true,
  wholeStepsMax: 2500,
};

/** A child's answer to one round. */
export interface RoundsReply {
  readonly options: readonly RoundsOption[];
  /** Its options that price a proposal exactly: index of the proposal, index in `options`. */
  readonly priced: readonly { readonly proposal: number; readonly option: number }[];
  /** L: cost + price · schedule of its best answer, or a lower bound of it; absent where it only priced proposals. */
  readonly bestValueMicro?: Micro;
}
