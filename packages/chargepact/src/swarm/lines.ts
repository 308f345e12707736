import type { Transport, TransportSession } from "@chargepact/agent";
import { ChargepactError } from "@chargepact/protocol";

interface Line {
  up: boolean;
  /** Real ms since which it is down. */
  sinceMs: number;
  problem: ChargepactError | undefined;
}

/** Agents named in one message. */
const namedMax = 3;

/** Watches the connections of a swarm, each from the moment it is opened until its agent closes it. */
export class Lines {
  private readonly open = new Map<string, Line>();

  /** `nowMs` reads a real clock. */
  constructor(
    private readonly broker: string,
    private readonly nowMs: () => number,
  ) {}

  /** True when every open connection is up, and there is one. */
  get allUp(): boolean {
    return this.open.size > 0 && [...this.open.values()].every((line) => line.up);
  }

  /** The transport itself, watched. */
  watch(agent: string, transport: Transport): Transport {
    const line: Line = { up: false, sinceMs: this.nowMs(), problem: undefined };
    return {
      loopback: transport.loopback,
      open: (session) => {
        line.sinceMs = this.nowMs();
        this.open.set(agent, line);
        transport.open(this.session(line, session));
      },
      publish: (topic, payload, options) => transport.publish(topic, payload, options),
      close: (graceful) => {
        if (this.open.get(agent) === line) this.open.delete(agent);
        return transport.close(graceful);
      },
    };
  }

  /** `BROKER_UNREACHABLE` once a connection has been down for longer than `limitMs`; it names who is without and why. */
  failure(limitMs: number): ChargepactError | undefined {
    const nowMs = this.nowMs();
    const lost = [...this.open].filter(([, line]) => !line.up);
    if (!lost.some(([, line]) => nowMs - line.sinceMs > limitMs)) return undefined;
    const names = lost.slice(0, namedMax).map(([agent]) => agent);
    const more = lost.length > namedMax ? `, … (${String(lost.length)} of ${String(this.open.size)} agents)` : "";
    const cause = lost.map(([, line]) => line.problem).find((problem) => problem !== undefined);
    return new ChargepactError(
      "BROKER_UNREACHABLE",
      `${this.broker} was not reachable for ${String(Math.round(limitMs / 100) / 10)} s by ${names.join(", ")}${more}` +
        `${cause === undefined ? "" : `: ${cause.message}`}; start the broker, or correct its address and passwords`,
      { side: "remote", cause },
    );
  }

  private session(line: Line, session: TransportSession): TransportSession {
    const { handlers } = session;
    return {
      ...session,
      handlers: {
        up: () => {
          line.up = true;
          line.problem = undefined;
          handlers.up();
        },
        down: () => {
          line.up = false;
          line.sinceMs = this.nowMs();
          handlers.down();
        },
        message: (topic, payload, retained) => handlers.message(topic, payload, retained),
        problem: (error) => {
          line.problem = error;
          handlers.problem?.(error);
        },
      },
    };
  }
}
