import type { AgentPort } from "@chargepact/agent";
import type { CoreInput } from "@chargepact/protocol";
import type { Day, Session, Station, World } from "@chargepact/sim";
/** The plants of a world as the ports of a swarm's agents: reports on change, and at least once a minute. */
export declare class WorldPorts {
  private readonly world;
  private readonly day;
  /** Schedule ms per monotonic ms. */
  private readonly speed;
  private readonly nowMs;
  private readonly listeners;
  private readonly at;
  private readonly reported;
  constructor(
    world: World,
    day: Day,
    /** Schedule ms per monotonic ms. */
    speed: number,
    nowMs: () => number,
  );
  /** A battery sees only its own vehicle, wherever it is plugged in. */
  battery(vehicle: string): AgentPort;
  charger(station: Station): AgentPort;
  storage(id: string): AgentPort;
  grid(id: string): AgentPort;
  /** An input for one agent, as if from its own port. */
  tell(agent: string, input: CoreInput): void;
  arrived(session: Session): void;
  departed(session: Session): void;
  /** Reports what changed since the last call. */
  pump(): void;
  private due;
  private stateConnector;
  private stateBattery;
  private telemetryOf;
  private baseBound;
  private prices;
  limits(): {
    phaseImportW?: import("@chargepact/protocol").Watts;
    importW: import("@chargepact/protocol").Watts;
    exportW: import("@chargepact/protocol").Watts;
  };
}
