import type { AgentId, CoreEvent, Effect, Fallback, Watts } from "@chargepact/protocol";
import type { Allowed } from "./device.js";

/** One event of one agent, and what it decided. Instants are ms of the world's own time, which no agent knows. */
export interface Step {
  readonly atMs: number;
  readonly agent: AgentId;
  readonly epoch: number;
  readonly event: CoreEvent;
  readonly effects: readonly Effect[];
}

/** The beginning or the end of a life of an agent. */
export interface LifeChange {
  readonly atMs: number;
  readonly agent: AgentId;
  readonly what: "began" | "died";
  /** Its store is not what was confirmed last: it may have forgotten what it took, without knowing. */
  readonly lost: boolean;
}

/** What a grantor's books say at an instant. */
export interface Books {
  readonly grantor: AgentId;
  /** Some of what it books is not what it granted, but the worst of what it may have granted in lives it forgot. */
  readonly supposed: boolean;
  /** The first row whose bookings exceed its capacity, in words; undefined: none. */
  readonly over: string | undefined;
  /** W of import that its first row carries now: its site, its station. */
  readonly capacityW: Watts;
  /** Whom the most is booked for then. */
  readonly heaviest: AgentId | undefined;
}

/** What equipment is allowed and does at an instant. */
export interface Meter {
  readonly agent: AgentId;
  readonly grantor: AgentId | undefined;
  readonly allowed: Allowed;
  readonly failsafe: Fallback;
  /** W by the meter, + import. */
  readonly powerW: Watts;
  /** What it is told comes from agents that do not lie. */
  readonly honest: boolean;
  /** Its agent's process runs. */
  readonly up: boolean;
}

/** A vehicle's need and what became of it. */
export interface NeedSeen {
  readonly agent: AgentId;
  /** It is plugged in, needs energy, can take it, and nobody stops it. */
  readonly hungry: boolean;
  readonly powerW: Watts;
  readonly deliveredWh: number;
}

/** What an onlooker sees at an instant who sees everything. */
export interface Look {
  readonly atMs: number;
  readonly books: readonly Books[];
  readonly meters: readonly Meter[];
  readonly needs: readonly NeedSeen[];
}

/** A limit of a connection that changed: what may be imported from now on, and what of it nobody controls, W. */
export interface LimitChange {
  readonly atMs: number;
  readonly operator: AgentId;
  readonly importW: Watts;
  readonly exportW: Watts;
  readonly baseW: Watts;
}

/** A property that was broken. */
export interface Violation {
  readonly id: "S1" | "S2" | "S3" | "S4" | "S5" | "S6" | "L1" | "L2";
  readonly atMs: number;
  /** Whose link or equipment it is about: one or two agents. */
  readonly agents: readonly AgentId[];
  readonly detail: string;
  /** What was said last between the two. */
  readonly picture?: string;
}

/** Only watches: it is told everything and can change nothing. */
export interface Onlooker {
  stepped?(step: Step): void;
  lived?(change: LifeChange): void;
  limited?(change: LimitChange): void;
  /** Faults begin, or have stopped. */
  calmed?(change: { readonly atMs: number; readonly calm: boolean }): void;
  looked?(look: Look): void;
}
/** One that has something to say. */
export interface Checker extends Onlooker {
  readonly id: Violation["id"];
}
export type Report = (violation: Violation) => void;
