import type { LinkTimings, Terms } from "@chargepact/protocol";
import type { Act } from "./agents.js";
import { baseT } from "./host.js";

export type Holder = "west" | "east";
export type Agent = "grid" | Holder;
export const agents: readonly Agent[] = ["grid", "west", "east"];

/** How a process comes back. */
export type Start = "sameBoot" | "otherBoot" | "lost";

export interface ActAt {
  readonly act: Act;
  /** It may happen at any of the model's instants from here to there, true ms. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface HolderModel {
  /** Fallback that it asks for, W, in its first life, its second, …; the last one holds on. */
  readonly fallbackW: readonly number[];
  readonly powerMaxW: number;
  readonly exportMaxW: number;
  readonly rate: number;
  /** It answers offers with options of its own that are valid for this long, ms; undefined: it accepts. */
  readonly optionMs: number | undefined;
  /** When it starts for the first time: before the search, at any instant of it, or never. */
  readonly present: "early" | "late" | "never";
}

/** One bounded world, all of which is searched. */
export interface ModelConfig {
  readonly name: string;
  readonly what: string;
  /** Nothing happens after this instant, true ms. */
  readonly horizonMs: number;
  /** All of it is too large: the core as it is is searched in it up to so many states, which do not count as exhausted. */
  readonly partlyMax: number | undefined;
  readonly west: HolderModel;
  readonly east: HolderModel;
  readonly grid: {
    readonly capacityW: number;
    readonly guaranteedW: number;
    readonly capW: number;
    readonly rate: number;
    /** Its own lease ends here, true ms; then only what is guaranteed is left. */
    readonly deadlineMs: number | undefined;
  };
  readonly rampWPerS: number;
  readonly timings: LinkTimings;
  readonly ttlMs: number;
  /** What happens before the search, calmly: every message arrives, one act after the other. */
  readonly before: readonly Before[];
  /** Each list's acts happen in this order; lists are independent of each other. */
  readonly acts: readonly { readonly by: Agent; readonly list: readonly ActAt[] }[];
  readonly duplicates: number;
  readonly crashes: Readonly<Record<Agent, number>>;
  readonly starts: Readonly<Record<Agent, readonly Start[]>>;
  /** A process dies also within an event, at its commit. */
  readonly crashAtCommit: boolean;
  /** How far an agent's wall clock may jump, once, ms. */
  readonly slips: readonly { readonly by: Agent; readonly ms: number }[];
  /** A capacity that is lowered by an act at `atMs`, W. */
  /** Instants at which the properties are looked at though nobody has anything to do, true ms. */
  readonly instants: readonly number[];
  readonly lowered: { readonly atMs: number; readonly importW: number } | undefined;
}

export type Before =
  | { readonly by: Agent; readonly act: Act }
  | { readonly waitMs: number }
  /** Messages of this agent stay on their way from now on. */
  | { readonly mute: Agent };

/** The state of what is bounded in a path of the search. */
export interface Budget {
  readonly duplicates: number;
  readonly crashes: readonly number[];
  /** How many acts of each list have happened. */
  readonly acts: readonly number[];
  readonly slips: readonly boolean[];
}

const holder: HolderModel = {
  fallbackW: [0],
  powerMaxW: 10_000,
  exportMaxW: 0,
  rate: 1,
  optionMs: undefined,
  present: "early",
};

/** What is told apart from the published protocol: repeats are the network's, and a minute has fewer instants. */
const timings: LinkTimings = {
  retransmitMs: [1e9],
  fastRetransmitMs: 1e9,
  requestTtlMs: 200_000,
  offerMs: 1e6,
  helloMs: 200_000,
  // Every draw is the same: the largest is below the least.
  backoffMinMs: 50_000,
  backoffMaxMs: 5000,
  reorderMs: 1e6,
  graceMs: 10_000,
  unexplainedMs: 5000,
};

type Overrides = Partial<Omit<ModelConfig, "west" | "east" | "grid" | "timings" | "crashes" | "starts">> & {
  readonly west?: Partial<HolderModel>;
  readonly east?: Partial<HolderModel>;
  readonly grid?: Partial<ModelConfig["grid"]>;
  readonly timings?: Partial<LinkTimings>;
  readonly crashes?: Partial<Record<Agent, number>>;
  readonly starts?: Partial<Record<Agent, readonly Start[]>>;
};

/** A world of two holders of 10 kW at a site of 10 kW: leases of 60 s, equipment that needs a second. */
export function configOf(name: string, what: string, horizonMs: number, own: Overrides): ModelConfig {
  const { west, east, grid, crashes, starts, timings: ownTimings, ...others } = own;
  return {
    name,
    what,
    horizonMs,
    rampWPerS: 1e9,
    ttlMs: 60_000,
    before: [],
    acts: [],
    duplicates: 0,
    crashAtCommit: false,
    slips: [],
    lowered: undefined,
    partlyMax: undefined,
    instants: [],
    ...others,
    timings: { ...timings, ...ownTimings },
    west: { ...holder, ...west },
    east: { ...holder, ...east },
    grid: { capacityW: 10_000, guaranteedW: 10_000, capW: 20_000, rate: 1, deadlineMs: undefined, ...grid },
    crashes: { grid: 0, west: 0, east: 0, ...crashes },
    starts: { grid: ["sameBoot"], west: ["sameBoot"], east: ["sameBoot"], ...starts },
  };
}

/** Steps of `stepS` from true instant 0 on, W; import only, unless below 0. */
export function terms(maxW: readonly number[], stepS = 900): Terms {
  const min = maxW.map((w) => Math.min(0, w));
  return { parts: [{ connector: 1, schedule: { startS: baseT / 1000, stepS, max: maxW, min } }] };
}
/** A plan: W for each holder, constant or by steps. */
export function give(
  targets: Partial<Record<Holder, number | readonly number[]>>,
  { stepS, consented = false }: { readonly stepS?: number; readonly consented?: boolean } = {},
): Act {
  const entries = Object.entries(targets).map(
    ([id, w]) => [id, terms(typeof w === "number" ? [w] : w, stepS)] as const,
  );
  return { kind: "give", targets: Object.fromEntries(entries), consented };
}
