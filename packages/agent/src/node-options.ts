import type { AgentId, ChargepactError } from "@chargepact/protocol";
import type { AgentSpec } from "./agent-spec.js";
import type { AuditLog } from "./audit.js";
import type { Rate } from "./bucket.js";
import type { Clock } from "./clock.js";
import type { Entropy } from "./entropy.js";
import type { AgentKeys } from "./keys.js";
import type { Registry } from "./registry.js";
import type { Refusal } from "./stats.js";
import type { Store } from "./store.js";
import type { Transport } from "./transport.js";

/** An agent as a node runs it. `keys` may be left out only where the node is insecure. */
export interface NodeAgent extends AgentSpec {
  readonly keys?: AgentKeys;
}

export interface NodeOptions {
  /** The id of the connection; for a device with one agent that agent's id. */
  readonly node: string;
  readonly registry: Registry;
  readonly transport: Transport;
  readonly clock: Clock;
  /** Keeps the node's epoch and the newest registry version; may be an agent's store. */
  readonly store: Store;
  readonly agents: readonly NodeAgent[];
  /** First levels of all topics. Default `chargepact`. */
  readonly root?: string;
  /** Default: the machine's. */
  readonly entropy?: Entropy;
  /** Messages go without seals. Refused where the transport leaves this machine. */
  readonly insecure?: boolean;
  readonly audit?: AuditLog;
  /** What one peer node may send. Default 200 a second with bursts of 400, times the clock's speed up to 50. */
  readonly rate?: Rate;
  /** Of unicast messages. Default 0. */
  readonly qos?: 0 | 1;
  /** Grantors whose presence and market are listened to. Default: those the registry names, where they are at most 3. */
  readonly follow?: readonly AgentId[];
  /** Called for each message that changed nothing. */
  readonly onRefused?: (refusal: Refusal, detail: string) => void;
  readonly onProblem?: (error: ChargepactError) => void;
}
