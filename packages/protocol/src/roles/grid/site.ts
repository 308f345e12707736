import type { CoreContext } from "../../link/context.js";
import type { Desk } from "../../link/desk.js";
import type { AggregateForecast, FeederSettings } from "../../market/feeder/index.js";
import type { ChildNeed, ClearingStrategy } from "../../market/index.js";
import type { RoundsLevel } from "../../market/rounds/index.js";
import type { PriceVector } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import type { SumConfig } from "./sum-sharing.js";
import type { ParentConfig } from "./upstream.js";
import type { ExpectedNeed } from "./expected.js";
import type { StepFunction } from "../../step-function.js";
import type { AgentId, DurationMs, Micro, MicroPerKwh, UnixS, Watts } from "../../units.js";

export interface GridConfig {
  /** Who may hold a lease here, and its registry cap, W. */
  readonly children: ReadonlyMap<AgentId, Watts>;
  /** Phases that a child's connector loads, by `id/connector`; unknown connectors count on every phase. */
  readonly wiring: ReadonlyMap<string, readonly (1 | 2 | 3)[]>;
  /** Limit phases too. */
  readonly phased: boolean;
  readonly strategy: ClearingStrategy;
  /** Planning step, s, and the longest horizon in steps. */
  readonly stepS: number;
  readonly stepsMax: number;
  /** W that no fault takes away; the fallbacks must fit it beside the uncontrolled load. */
  readonly guaranteedW: Watts;
  readonly ttlMs: DurationMs;
  readonly debounceMs: DurationMs;
  readonly planIntervalMs: DurationMs;
  /** A plan that is being carried out is left alone for so long: a newer one forgets its unreleased increases. */
  readonly settleMs: DurationMs;
  /** The operator above, where this one hangs under another: then its capacity is what it holds there, at most its limits. */
  readonly parent?: ParentConfig;
  /** Option rounds clear; `strategy` stays for emergencies. Absent: `strategy` clears. */
  readonly rounds?: RoundsConfig;
  /** Operators below share what vehicles leave by sums of their members' profiles; absent: equally. */
  readonly sums?: SumConfig;
  /** Prices, capacity and a common level are published to the operators below, in answer to their forecasts. */
  readonly pricing?: PricingConfig;
  /** Holders below are offered trades with each other once a plan is carried out; absent: they are not. */
  readonly trade?: TradeConfig;
}

/** What trades between holders go by. */
export interface TradeConfig {
  /** µ that a kWh in the last tier of a need is thought to be worth to who asks for it. */
  readonly valueMicroPerKwh: MicroPerKwh;
  /** µ > 0 that a trade must save; default 10 000. */
  readonly gainMinMicro?: Micro;
}

/** What an operator publishes to those below it goes by. */
export interface PricingConfig {
  /** s ≥ 0; least time between two publications, but in an emergency. Default 900. */
  readonly everyS?: number;
  /** µ ≥ 0 per kW of the highest import at this operator's connection. */
  readonly demandMicroPerKw: number;
  /** W of import whose charge is due in any case; default 0. What was metered since the start is, too. */
  readonly sunkPeakW?: Watts;
  /** What is emitted per kWh by step, and what a kg of it costs, µ: added to the price of energy. */
  readonly co2?: {
    readonly startS: UnixS;
    readonly stepS: number;
    readonly gramPerKwh: readonly number[];
    readonly microPerKg: number;
  };
  /** Damping and limits of the loop; `everyS` above goes before. */
  readonly settings?: Partial<FeederSettings>;
}

/** Settings of option rounds at a site. */
export interface RoundsConfig {
  /** Worth of a kWh in the last tier of a need, µ. */
  readonly valueMicroPerKwh: MicroPerKwh;
  /** µ ≥ 0 per kW of the day's highest import at the connection, uncontrolled load included, above what is sunk. */
  readonly demandMicroPerKw: number;
  /** W of import whose charge is paid in any case; default 0. What was metered since the start is sunk, too. */
  readonly sunkPeakW?: Watts;
  /** What history lets the site expect of vehicles that have not come yet; forecasts say it, and room is kept for them in time. */
  readonly expected?: readonly ExpectedNeed[];
  /** Share of that, 0–1, for which plans keep room. Default 1. */
  readonly expectedShare?: number;
  /** µ per kWh and hour that putting energy off costs beside its price: of equal prices the earlier is taken. */
  readonly waitingMicroPerKwhHour?: number;
  /** µ that taking a kW away from who has it now costs: while that is confirmed, the room is empty. Default 0. */
  readonly changeMicroPerKw?: Micro;
  readonly roundsMax: number;
  /** Steps of being on or off up to which whole numbers are solved for; the rest is decided by rules of thumb. */
  readonly wholeStepsMax?: number;
  /** Share of the cost at which a plan is good enough. */
  readonly gapStop: number;
  /** Time for a whole plan, and for one round's answers, mono ms. */
  readonly deadlineMs: DurationMs;
  readonly replyMs: DurationMs;
}

/** What comes from the operator above. */
export interface Above {
  readonly importW: StepFunction;
  readonly exportW: StepFunction;
  /** CP-FALL-4: the fallback it has admitted, W. */
  readonly guaranteed: { readonly importW: Watts; readonly exportW: Watts };
}

/** What the parts of a grid operator share. */
export interface Site {
  readonly context: CoreContext;
  readonly config: GridConfig;
  readonly desk: Desk;
  /** Schedule time, s. */
  nowS(): UnixS;
  prices(): PriceVector | undefined;
  /** What the operator above charges for a common level, on the steps of a plan. */
  level(grid: Grid): RoundsLevel | undefined;
  /** What an operator below said last, where it is listened to. */
  forecastOf(holder: AgentId): AggregateForecast | undefined;
  /** True while an emergency lowers what this operator has to give. */
  inEmergency(): boolean;
  /** W of children's fallbacks that can always be honoured. */
  guaranteed(): { readonly importW: Watts; readonly exportW: Watts };
  /** W over time that the operator above lets cross the connection, and what it guarantees; undefined without one. */
  above(): Above | undefined;
  /** W: the bound of uncontrolled load in each step of the plan from `startS` on, and the highest import metered so far. */
  loadOf(startS: UnixS, steps: number): { readonly baseW: readonly Watts[]; readonly peakSoFarW: Watts };
  /** Needs of vehicles that a plan can move, less what was given of them. */
  vehicles(): readonly ChildNeed[];
  /** Ask for a plan; `urgent` = at once. */
  trigger(trigger: string, urgent?: boolean): void;
}
