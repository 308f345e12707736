import type {
  AgentAlarm,
  AgentKeys,
  AuditLog,
  Clock,
  Refusal,
  Registry,
  Stats,
  Store,
  Transport,
  WrappedMqttOptions,
} from "@chargepact/agent";
import type { AgentId, Body, ChargepactError, Envelope, LinkTimings, Role, Trace } from "@chargepact/protocol";

/** A client of the npm package `mqtt` that the program already has. */
export type ExistingMqttClient = WrappedMqttOptions["client"];

/** What every agent is given, whatever its role. */
export interface AgentOptions {
  /** `[a-z0-9-]{1,32}`, as the registry has it. Also its MQTT client id. */
  readonly id: AgentId;
  /**
   * The address of an MQTT broker (`mqtt://host:port`, `mqtts://host:port`), an MQTT.js client that the program already
   * has, or any transport: `mqttTransport({ … })` where a password, certificates or other waits are needed.
   */
  readonly broker: string | ExistingMqttClient | Transport;
  /** Who is who on the site: `openRegistry(…)`, or `devRegistry(…)` on a developer's machine. */
  readonly registry: Registry;
  /** This agent's own key pair; the registry has its public half. May be left out only where `insecure`. */
  readonly keys?: AgentKeys;
  /** Messages go without seals. Refused where the broker is not on this machine. */
  readonly insecure?: boolean;
  /** Refuses a broker that is not on this machine. `devRegistry` sets it. */
  readonly loopbackOnly?: boolean;
  /**
   * What must survive a restart: a store, or the folder of a `FileStore`. Default: the folder `.chargepact/ID`. A grantor
   * that starts with an empty store where there was one forgets what it has granted: use `MemoryStore` for trials only.
   */
  readonly store?: Store | string;
  /** Default `SystemClock`: real time. */
  readonly clock?: Clock;
  /** Default: none is written. */
  readonly audit?: AuditLog;
  /** First levels of all topics. Default `chargepact`. */
  readonly root?: string;
  /** MQTT quality of service of requests and answers. Default 0: delivery is the protocol's own affair. */
  readonly qos?: 0 | 1;
  /** Protocol timers, ms, where they are not the published ones. All agents of a site should have the same. */
  readonly timings?: Partial<LinkTimings>;
}

/** A message as an agent sent or received it. */
export interface AgentMessage {
  readonly direction: "sent" | "received";
  readonly peer: AgentId;
  readonly body: Body;
  readonly envelope: Envelope;
}

/** A message that was dropped at the door and changed nothing. */
export interface RefusedMessage {
  readonly refusal: Refusal;
  readonly detail: string;
}

/** What can be listened to. Listeners only watch: an agent works the same without them. */
export interface AgentEvents {
  /** Each message to and from a peer; a repetition is not shown again where it was sent. */
  readonly message: AgentMessage;
  /** Negotiations, leases, limits and plans, as decided. */
  readonly trace: Trace;
  /** Something a person should look at. */
  readonly alarm: AgentAlarm;
  /** Something failed here: the broker, the store, a port. The agent goes on by itself. */
  readonly problem: ChargepactError;
  readonly refused: RefusedMessage;
}

/** A running agent. */
export interface Agent {
  readonly id: AgentId;
  readonly role: Role;
  /** Counted since it was started, all its lives together. */
  readonly stats: Readonly<Stats>;
  /** Number of its present life; grows with each start. */
  readonly epoch: number;
  /**
   * Listens; the answer ends it. Without a listener for `problem` each one becomes a warning of the process
   * (`process.emitWarning`).
   */
  on<Name extends keyof AgentEvents>(name: Name, listener: (event: AgentEvents[Name]) => void): () => void;
  /** Says goodbye, disconnects and closes the store. Leases run out by themselves; equipment falls back by itself. */
  stop(): Promise<void>;
  /** Ends as if the process had died, to try what then happens. */
  kill(): Promise<void>;
}
