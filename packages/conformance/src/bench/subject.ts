import type {
  AgentKeys,
  BatteryPort,
  ChargerPort,
  Clock,
  Entropy,
  GridPort,
  Registry,
  StoragePort,
  Store,
  Transport,
} from "@chargepact/agent";
import type { AgentId, DurationMs, Role, Watts } from "@chargepact/protocol";

/** A running agent under test. */
export interface Subject {
  /** Ends it as if its process had died; what it had been told to do later does not happen. */
  kill(): void | Promise<void>;
}

interface Common {
  readonly id: AgentId;
  readonly registry: Registry;
  readonly keys: AgentKeys;
  readonly transport: Transport;
  /** Time: nothing else may be asked for it, or waited with. */
  readonly clock: Clock;
  /** What survives a restart. */
  readonly store: Store;
  readonly entropy: Entropy;
  /** First levels of all topics. */
  readonly root: string;
  /** Whom it asks for power; a grid operator nobody. */
  readonly grantor: AgentId;
}

/** A connection of one vehicle, on three phases. */
export interface ConnectorPlan {
  readonly powerMaxW: Watts;
  /** 6 A on three phases. */
  readonly powerMinW: Watts;
}

export interface ChargerContext extends Common {
  readonly port: ChargerPort;
  readonly connectors: readonly ConnectorPlan[];
  readonly fallbackW: Watts;
  readonly rampWPerS: number;
  readonly batteryTtlMs: DurationMs;
}
export interface BatteryContext extends Common {
  readonly port: BatteryPort;
  readonly capacityWh: number;
  readonly powerMaxW: Watts;
  readonly fallbackW: Watts;
  readonly rampWPerS: number;
}
export interface StorageContext extends Common {
  readonly port: StoragePort;
  readonly capacityWh: number;
  readonly powerMaxW: Watts;
  readonly fallbackW: Watts;
  readonly rampWPerS: number;
}
export interface GridContext extends Common {
  readonly port: GridPort;
  /** Import that no fault takes away. */
  readonly guaranteedW: Watts;
  readonly leaseTtlMs: DurationMs;
}

/** What a factory of an agent is given, by role. */
export interface SubjectContexts {
  readonly charger: ChargerContext;
  readonly battery: BatteryContext;
  readonly storage: StorageContext;
  readonly grid: GridContext;
}
export type CreateSubject<R extends Role = Role> = (context: SubjectContexts[R]) => Subject | Promise<Subject>;
