import type { Micro, Watts } from "../../units.js";
import type { GapScale, Heard, LowerBound } from "./bound.js";
import type { MasterBasis } from "./basis.js";
import type { Column, Share } from "./columns.js";
import type { Fit } from "./fit.js";
import type { MasterLayout, MasterProblem, MasterSolution } from "./master.js";
import type { Rehearsal } from "./rehearsal.js";
import type { RowSets } from "./prices.js";
import type { ChildPrices, RoundsPrices, RoundsProblem, RoundsReply, RoundsSeed, RoundsSettings } from "./types.js";

/** What happens to a plan of option rounds. */
export type RoundsEvent =
  /** A checked answer to one round; a late one still brings its options. */
  | { readonly kind: "replied"; readonly child: string; readonly round: number; readonly reply: RoundsReply }
  /** The time to answer is over. */
  | { readonly kind: "roundClosed"; readonly round: number }
  | { readonly kind: "solved"; readonly number: number; readonly solution: MasterSolution }
  | { readonly kind: "solveFailed"; readonly number: number }
  /** The plan's own deadline: end with what there is. */
  | { readonly kind: "deadline" };

/** What the owner of a plan must do, in order. */
export type RoundsEffect =
  | { readonly kind: "ask"; readonly round: number; readonly asks: readonly RoundsAsk[] }
  | { readonly kind: "solve"; readonly number: number; readonly problem: MasterProblem }
  | { readonly kind: "progress"; readonly record: RoundsRecord }
  /** An answer that changes nothing; to be counted against its sender. */
  | { readonly kind: "refused"; readonly child: string; readonly detail: string }
  | { readonly kind: "done"; readonly outcome: RoundsOutcome };

/** One indicative offer. */
export interface RoundsAsk {
  readonly child: string;
  readonly prices: ChildPrices;
  /** Schedules to be priced exactly as they are. */
  readonly proposals: readonly (readonly Watts[])[];
  /** The best answer at these prices is asked for too. */
  readonly wantsBest: boolean;
  /** False for one that was silent in two rounds: it is asked, not waited for. */
  readonly waitedFor: boolean;
}

/** Where a plan stands after a round. */
export interface RoundsRecord {
  readonly round: number;
  /** µ of the best plan so far in the linear programme. */
  readonly upperMicro?: Micro;
  readonly lowerMicro?: Micro;
  /** Fraction; absent without both bounds. */
  readonly gap?: number;
  readonly boundComplete: boolean;
  readonly replies: number;
}

/** What one child is to get. */
export interface RoundsGrant {
  readonly child: string;
  /** Its own options; weights are multiples of 1 / 65 536 and sum to 1. */
  readonly blend: readonly { readonly option: string; readonly weight: number }[];
  readonly powerW: readonly Watts[];
}

export interface RoundsOutcome {
  readonly grants: readonly RoundsGrant[];
  /** Of the final plan, polished and rounded, µ: declared costs, energy, demand charge. */
  readonly upperMicro: Micro;
  readonly lowerMicro?: Micro;
  /** Gap in millionths, rounded up; absent where there is no bound. */
  readonly gapPpm?: number;
  readonly boundComplete: boolean;
  /** Rounds in which children were asked. */
  readonly rounds: number;
  /** What the plan is: the rounds' own, or the name of the seed that was better or had to serve. */
  readonly origin: string;
  readonly ended: "gap" | "rounds" | "stalled" | "deadline" | "solver";
  /** To settle at and to begin the next plan with: those of the best bound, else the last. */
  readonly prices: RoundsPrices;
  readonly trail: readonly RoundsRecord[];
}

/** A seed with what its children said it costs; undefined where one did not say. */
export interface PricedSeed {
  readonly seed: RoundsSeed;
  readonly columns: readonly (Column | undefined)[];
}

/** A master on its way, with the columns it was made of: answers that come meanwhile add others. */
export interface AskedMaster {
  readonly layout: MasterLayout;
  readonly columns: readonly (readonly Column[])[];
}

export interface Plan {
  readonly micro: Micro;
  readonly shares: readonly (readonly Share[])[];
}

export interface RoundsState {
  readonly problem: RoundsProblem;
  readonly settings: RoundsSettings;
  readonly sets: RowSets;
  readonly scale: GapScale;
  /** The plan made without the children, and the seeds that wait for it before the first round. */
  readonly rehearsal?: Rehearsal;
  readonly waitingSeeds?: readonly RoundsSeed[];
  /** Whole schedules on their way: when everybody is on, the programme for how much, and the best so far. */
  readonly fitting?: {
    readonly fit: Fit;
    readonly tries: number;
    readonly best?: {
      readonly objective: number;
      readonly schedules: ReadonlyMap<number, readonly Watts[]>;
      /** Of those whose cost is known, around the schedules. */
      readonly known: ReadonlyMap<number, readonly Watts[]>;
    };
    readonly schedules: ReadonlyMap<number, readonly Watts[]>;
  };
  readonly phase: "rehearsing" | "asking" | "solving" | "fitting" | "polishing" | "refitting" | "done";
  readonly round: number;
  readonly columns: readonly (readonly Column[])[];
  readonly seeds: readonly PricedSeed[];
  /** Proposals of the round that runs, by child. */
  readonly proposals: readonly (readonly (readonly Watts[])[])[];
  /** Prices of each round, from round 1 on. */
  readonly asked: readonly RoundsPrices[];
  readonly told: readonly (readonly ChildPrices[])[];
  readonly heard: readonly (readonly (Heard & { readonly round: number })[])[];
  /** Who has answered in this round, and in how many rounds each was silent. */
  readonly answered: readonly boolean[];
  readonly silent: readonly number[];
  /** W that each child has shown it can take in each step, at most what it states: what proposals go by. */
  readonly seen: readonly (readonly Watts[])[];
  /** Polishing proposals that their children priced. */
  readonly polished: readonly (Column | undefined)[];
  readonly lower?: LowerBound;
  readonly upper?: Plan;
  /** Newest duals. */
  readonly latest: RoundsPrices;
  readonly solving?: { readonly number: number; readonly master?: AskedMaster };
  readonly solves: number;
  /** Where the last master ended. */
  readonly basis?: MasterBasis;
  readonly ended: RoundsOutcome["ended"];
  readonly trail: readonly RoundsRecord[];
}

export interface RoundsStep {
  readonly state: RoundsState;
  readonly effects: readonly RoundsEffect[];
}
