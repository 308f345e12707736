import type { AgentCore, AgentId, AlarmCode, ChargepactError, Trace } from "@chargepact/protocol";
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

/** One agent, whatever its role. */
export interface AgentSpec {
  readonly id: AgentId;
  /** Called for each life; the cores of two lives share nothing. */
  readonly createCore: (life: Life) => AgentCore;
  readonly store: Store;
  readonly port?: AgentPort;
  readonly onTrace?: (trace: Trace, agent: AgentId) => void;
  readonly onAlarm?: (alarm: AgentAlarm) => void;
  /** Something failed here: a store, a port, the core. The agent goes on by itself, in a new life where needed. */
  readonly onProblem?: (error: ChargepactError, agent: AgentId) => void;
}
