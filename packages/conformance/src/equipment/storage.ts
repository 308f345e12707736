import { type Clock, type StorageEvents, type StoragePort } from "@chargepact/agent";
import type { Band, DurationMs, Fallback, Watts } from "@chargepact/protocol";
import { RampedPort } from "./ramped.js";

const reportMs = 500;
const greedyW = 1e9;

/** A storage site of one pack, a third full, that obeys its port: it charges where it may, else it gives what it may. */
export class SimulatedStorage implements StoragePort {
  private events: StorageEvents | undefined;
  private readonly port: RampedPort;
  private person: Watts | undefined;
  private giving = false;

  constructor(
    private readonly clock: Clock,
    rampWPerS: number,
  ) {
    this.port = new RampedPort(clock, rampWPerS, () => (this.giving ? -greedyW : greedyW));
    this.report();
  }

  listen(events: StorageEvents): void {
    this.events = events;
    this.tell();
    if (this.person !== undefined) events.personLimit(this.person);
  }

  apply(connector: number, band: Band, validForMs: DurationMs): void {
    this.giving = band.maxW <= 0 && band.minW < 0;
    this.port.apply(connector, band, validForMs);
    this.events?.meter(this.meterW);
  }

  setFallback(fallback: Fallback): Fallback {
    return this.port.setFallback(fallback);
  }

  plug(): void {
    // A storage site is always connected.
  }

  personLimit(maxW: Watts | undefined): void {
    this.person = maxW;
    this.events?.personLimit(maxW);
  }

  forget(): void {
    this.events = undefined;
  }

  get meterW(): Watts {
    return this.port.powerW(1);
  }

  private tell(): void {
    this.events?.meter(this.meterW);
    this.events?.packs([{ soc: 0.33, temperatureC: 25, powerW: this.meterW }]);
  }

  private report(): void {
    this.clock.setTimer(this.clock.now().mono + reportMs, () => {
      this.tell();
      this.report();
    });
  }
}
