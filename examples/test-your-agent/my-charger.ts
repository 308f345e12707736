import type { ChargerContext, Subject } from "@chargepact/conformance";
import { type Band, type ChargerPort, createChargerAgent, type Fallback } from "chargepact";

const keepAliveMs = 10_000;

/**
 * An integrator's driver in front of a charging station. The station has a watchdog: when a limit is not written again in
 * time, it goes to its failsafe. Old firmware forgot limits now and then, so this driver writes the last one again and
 * again: which feeds the watchdog for ever. That is the bug; without `keepsAlive` it is gone.
 */
export class MyDriver implements ChargerPort {
  private readonly written = new Map<number, Band>();

  constructor(
    private readonly context: Pick<ChargerContext, "port" | "clock">,
    keepsAlive: boolean,
  ) {
    if (keepsAlive) this.keepAlive();
  }

  listen(events: Parameters<ChargerPort["listen"]>[0]): void {
    this.context.port.listen(events);
  }

  apply(connector: number, band: Band, validForMs: number): void {
    this.written.set(connector, band);
    this.context.port.apply(connector, band, validForMs);
  }

  setFallback(fallback: Fallback): Fallback | Promise<Fallback> {
    return this.context.port.setFallback(fallback);
  }

  private keepAlive(): void {
    const { clock, port } = this.context;
    clock.setTimer(clock.now().mono + keepAliveMs, () => {
      for (const [connector, band] of this.written) port.apply(connector, band, 2 * keepAliveMs);
      this.keepAlive();
    });
  }
}

/** The charger as the kit starts it: its own driver between the agent and the station. */
export function startMyCharger(context: ChargerContext, keepsAlive: boolean): Promise<Subject> {
  const { transport, connectors, fallbackW, rampWPerS, batteryTtlMs, grantor, ...common } = context;
  return createChargerAgent({
    ...common,
    broker: transport,
    port: new MyDriver(context, keepsAlive),
    config: { connectors, fallbackW, rampWPerS, batteryTtlMs, grantor },
  });
}
