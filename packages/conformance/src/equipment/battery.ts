import { type BatteryEvents, type BatteryPort, type Clock } from "@chargepact/agent";
import type { AgentId, Band, DurationMs, Fallback, Watts } from "@chargepact/protocol";
import { RampedPort } from "./ramped.js";

const reportMs = 500;
const greedyW = 1e9;
const tripS = 8 * 3600;
const tripWh = 30_000;

/** A vehicle's battery that obeys its port and takes all it gets; a third full, at 25 °C. */
export class SimulatedBattery implements BatteryPort {
  private events: BatteryEvents | undefined;
  private readonly port: RampedPort;
  private grantor: AgentId | undefined;
  private person: Watts | undefined;
  private readonly departureS: number;

  constructor(
    private readonly clock: Clock,
    rampWPerS: number,
  ) {
    this.port = new RampedPort(clock, rampWPerS, () => (this.grantor === undefined ? 0 : greedyW));
    this.departureS = Math.floor(clock.now().t / 1000) + tripS;
    this.report();
  }

  listen(events: BatteryEvents): void {
    this.events = events;
    this.tell();
    events.trip({ departureS: this.departureS, energyWh: tripWh });
    events.plugged(this.grantor);
    if (this.person !== undefined) events.personLimit(this.person);
  }

  apply(connector: number, band: Band, validForMs: DurationMs): void {
    this.port.apply(connector, band, validForMs);
    this.tell();
  }

  setFallback(fallback: Fallback): Fallback {
    return this.port.setFallback(fallback);
  }

  /** It is plugged in at a charger, or taken away. */
  plug(_connector: number, grantor: AgentId | undefined): void {
    if (this.grantor !== grantor) this.port.cut(1);
    this.grantor = grantor;
    this.events?.plugged(grantor);
    this.tell();
  }

  personLimit(maxW: Watts | undefined): void {
    this.person = maxW;
    this.events?.personLimit(maxW);
  }

  forget(): void {
    this.events = undefined;
  }

  get meterW(): Watts {
    return this.grantor === undefined ? 0 : this.port.powerW(1);
  }

  private tell(): void {
    this.events?.telemetry({
      soc: 0.33,
      soh: 0.98,
      temperatureC: 25,
      ambientC: 20,
      powerW: this.meterW,
      deliveredWh: 0,
    });
  }

  private report(): void {
    this.clock.setTimer(this.clock.now().mono + reportMs, () => {
      this.tell();
      this.report();
    });
  }
}
