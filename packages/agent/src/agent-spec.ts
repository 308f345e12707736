import type {
  AgentCore,
  AgentId,
  AlarmCode,
  ChargepactError,
  DurationMs,
  MasterProblem,
  MasterSolution,
  Predictors,
  Trace,
} from "@chargepact/protocol";
import type { AgentPort } from "./ports.js";
import type { Store } from "./store.js";

/** What one life of an agent begins with. */
export interface Life {
  readonly id: AgentId;
  /** Durable, and above that of every earlier life. */
  readonly epoch: number;
  /** 32 bits of entropy for the core's own chance. */
  readonly seed: number;
}

export interface AgentAlarm {
  readonly agent: AgentId;
  readonly code: AlarmCode;
  readonly detail: string;
  readonly peer?: AgentId;
}

/** A solver's `solve`, or one that answers at once: virtual runs must not wait. */
export type SolveNow = (problem: MasterProblem, deadlineMs: DurationMs) => MasterSolution | Promise<MasterSolution>;

/** One agent, whatever its role. */
export interface AgentSpec {
  readonly id: AgentId;
  /** Called for each life; the cores of two lives share nothing. */
  readonly createCore: (life: Life) => AgentCore;
  readonly store: Store;
  readonly port?: AgentPort;
  /** Solves the linear programmes of option rounds; throws or rejects where it cannot. Absent: none is solved. */
  readonly solve?: SolveNow;
  /** What this agent's battery asks; absent: each question is answered with a refusal. */
  readonly predictors?: Predictors;
  readonly onTrace?: (trace: Trace, agent: AgentId) => void;
  readonly onAlarm?: (alarm: AgentAlarm) => void;
  /** Something failed here: a store, a port, the core. The agent goes on by itself, in a new life where needed. */
  readonly onProblem?: (error: ChargepactError, agent: AgentId) => void;
}
