import {
  ampsFromWatts,
  type Band,
  type ChargerEvents,
  type ChargerPort,
  type Fallback,
  wattsFromAmps,
} from "chargepact";

const phases = 3;
const tickMs = 100;
const reportMs = 500;

/** A band of a charger in W as whole tenths of an ampere a phase, rounded down. */
const tenthsOf = (powerW: number): number => Math.floor(ampsFromWatts(powerW, phases) * 10) / 10;

/**
 * A charging station as many are: one register for the current, one for what to do when nobody writes any more, and a
 * meter. Replace the three places marked REGISTER and METER by your own, and it is a real one.
 */
export class SimulatedCharger implements ChargerPort {
  private events: ChargerEvents | undefined;
  private car: string | undefined;
  private limitA = 0;
  private validUntil = 0;
  private failsafe: Fallback = { importW: 0, exportW: 0, rampWPerS: 1000 };
  private expired = false;
  private powerW = 0;
  private reportedAt = 0;
  private readonly timer = setInterval(() => {
    this.tick();
  }, tickMs);

  constructor(private readonly options: { readonly currentMinA: number; readonly log: (line: string) => void }) {}

  /** A life of the agent listens: it hears at once what is so now. */
  listen(events: ChargerEvents): void {
    this.events = events;
    events.plugged(1, this.car);
    events.meter(1, this.powerW);
  }

  apply(_connector: number, { maxW }: Band, validForMs: number): void {
    const wantedA = tenthsOf(maxW);
    const currentA = wantedA < this.options.currentMinA ? 0 : wantedA;
    if (currentA !== this.limitA || this.expired) this.options.log(`port: ${currentA.toFixed(1)} A`);
    // REGISTER: the current, and how long it holds.
    this.limitA = currentA;
    this.validUntil = performance.now() + validForMs;
    this.expired = false;
  }

  setFallback(fallback: Fallback): Fallback {
    // REGISTER: what the station does by itself; read back what it has really stored.
    this.failsafe = fallback;
    this.options.log(`port: failsafe is ${tenthsOf(fallback.importW).toFixed(1)} A from now on`);
    return { ...this.failsafe };
  }

  /** A car comes or goes. */
  plug(car: string | undefined): void {
    this.car = car;
    this.events?.plugged(1, car);
  }

  get meterW(): number {
    return this.powerW;
  }

  close(): void {
    clearInterval(this.timer);
  }

  /** The station's own firmware: it works when the agent is gone, too. */
  private tick(): void {
    const now = performance.now();
    if (now > this.validUntil && !this.expired && this.validUntil > 0) {
      this.expired = true;
      this.options.log("station: nobody has written in time, going to the failsafe current by itself");
    }
    const limitW = this.expired ? this.failsafe.importW : wattsFromAmps(this.limitA, phases);
    const goalW = this.car === undefined ? 0 : limitW;
    const stepW = (this.failsafe.rampWPerS * tickMs) / 1000;
    this.powerW = Math.round(Math.max(goalW, this.powerW - stepW));
    // METER: what the car really takes.
    if (now - this.reportedAt < reportMs) return;
    this.reportedAt = now;
    this.events?.meter(1, this.powerW);
  }
}
