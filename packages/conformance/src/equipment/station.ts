import { type ChargerEvents, type ChargerPort, type Clock } from "@chargepact/agent";
import type { AgentId, Band, DurationMs, Fallback, Watts } from "@chargepact/protocol";
import { RampedPort } from "./ramped.js";

const reportMs = 250;
/** More than any port gives: each vehicle takes all that it gets. */
const greedyW = 1e9;

/** A charging station that obeys its port, with vehicles that take all they get. */
export class SimulatedStation implements ChargerPort {
  private events: ChargerEvents | undefined;
  private readonly port: RampedPort;
  private readonly plugged = new Map<number, AgentId>();
  private person: Watts | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly connectors: number,
    /** W/s at which it falls. */
    rampWPerS = 7_000,
  ) {
    this.port = new RampedPort(clock, rampWPerS, (connector) => (this.plugged.has(connector) ? greedyW : 0));
    this.report();
  }

  listen(events: ChargerEvents): void {
    this.events = events;
    for (const connector of this.each()) {
      events.plugged(connector, this.plugged.get(connector));
      events.meter(connector, this.powerOf(connector));
      if (this.person !== undefined) events.personLimit(connector, this.person);
    }
  }

  apply(connector: number, band: Band, validForMs: DurationMs): void {
    this.port.apply(connector, band, validForMs);
    this.events?.meter(connector, this.powerOf(connector));
  }

  setFallback(fallback: Fallback): Fallback {
    return this.port.setFallback(fallback);
  }

  /** A vehicle comes, or leaves. */
  plug(connector: number, holder: AgentId | undefined): void {
    this.port.cut(connector);
    if (holder === undefined) this.plugged.delete(connector);
    else this.plugged.set(connector, holder);
    this.events?.plugged(connector, holder);
    this.events?.meter(connector, this.powerOf(connector));
  }

  personLimit(maxW: Watts | undefined): void {
    this.person = maxW;
    for (const connector of this.each()) this.events?.personLimit(connector, maxW);
  }

  /** The agent is gone: nobody listens, and the station goes on by itself. */
  forget(): void {
    this.events = undefined;
  }

  get meterW(): Watts {
    return this.each().reduce((sum, connector) => sum + this.powerOf(connector), 0);
  }

  private powerOf(connector: number): Watts {
    return this.plugged.has(connector) ? this.port.powerW(connector) : 0;
  }

  private each(): readonly number[] {
    return Array.from({ length: this.connectors }, (_, index) => index + 1);
  }

  private report(): void {
    this.clock.setTimer(this.clock.now().mono + reportMs, () => {
      for (const connector of this.each()) this.events?.meter(connector, this.powerOf(connector));
      this.report();
    });
  }
}
