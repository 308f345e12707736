import type { AgentId, Envelope, Trace } from "@chargepact/protocol";
import type { Clock } from "./clock.js";
import type { Entropy } from "./entropy.js";
import type { AgentRunner } from "./runner.js";
import type { Stats } from "./stats.js";

/** What a runner needs of the node that it lives on. */
export interface RunnerHost {
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly stats: Stats;
  readonly connected: boolean;
  /** A new life began, with its own sessions. */
  lifeBegan(runner: AgentRunner): void;
  send(runner: AgentRunner, to: AgentId, envelope: Envelope): void;
  broadcast(runner: AgentRunner, envelope: Envelope): void;
  /** Something worth keeping in the audit log, perhaps. */
  traced(runner: AgentRunner, trace: Trace): void;
  /** Runs `work`, then sends what it gave rise to, bundled. */
  batch(work: () => void): void;
  /** Sends what waits, without waiting for the end of the batch. */
  flush(): void;
}
