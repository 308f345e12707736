import type { AgentId, Band, DurationMs, Fallback, Watts } from "@chargepact/protocol";
import { VirtualClock } from "../clock.virtual.js";
import { MemoryPowerPort } from "../memory-port.js";
import type {
  BatteryEvents,
  BatteryPort,
  ChargerEvents,
  ChargerPort,
  GridEvents,
  GridPort,
  StorageEvents,
  StoragePort,
} from "../ports.js";
import type { BatteryPortHarness } from "../battery-port.contract.js";
import type { ChargerPortHarness } from "../charger-port.contract.js";
import type { GridPortHarness, StoragePortHarness } from "../site-port.contract.js";

/** Ports in memory and virtual time that keep their contracts; a test changes one thing to break it. */

export const wantsW = 8_000;
export const responseMs = 1_000;

/** What all have: power in memory, a clock, and something that is reported again and again. */
class Equipment<Events> {
  readonly clock = new VirtualClock(0);
  readonly power: MemoryPowerPort;
  events: Events | undefined;

  constructor(
    demandW: (connector: number) => Watts,
    private readonly report: (events: Events) => void,
  ) {
    this.power = new MemoryPowerPort(this.clock, demandW);
    this.tick();
  }

  listen(events: Events): void {
    this.events = events;
    this.report(events);
  }

  readonly wait = (ms: DurationMs): void => this.clock.run(this.clock.now().mono + ms);
  readonly close = (): void => undefined;
  readonly apply = (connector: number, band: Band, validForMs: DurationMs): void =>
    this.power.apply(connector, band, validForMs);
  readonly setFallback = (fallback: Fallback): Fallback => this.power.setFallback(fallback);

  private tick(): void {
    this.clock.setTimer(this.clock.now().mono + responseMs / 4, () => {
      if (this.events !== undefined) this.report(this.events);
      this.tick();
    });
  }
}

export function memoryBattery(change: (port: BatteryPort) => BatteryPort = (port) => port): BatteryPortHarness {
  let grantor: AgentId | undefined = "cs-1";
  const equipment = new Equipment<BatteryEvents>(
    () => wantsW,
    (events) => {
      const powerW = equipment.power.powerW(1);
      events.telemetry({ soc: 0.4, soh: 0.95, temperatureC: 21, ambientC: 15, powerW });
      events.trip({ departureS: 1_700_020_000, energyWh: 12_000 });
      events.plugged(grantor);
    },
  );
  const { apply, setFallback, wait, close } = equipment;
  return {
    port: change({ apply, setFallback, listen: (events) => equipment.listen(events) }),
    plug: (other) => {
      grantor = other;
      equipment.events?.plugged(other);
    },
    meterW: () => equipment.power.powerW(1),
    ...{ wait, wantsW, responseMs, close },
  };
}

export function memoryCharger(change: (port: ChargerPort) => ChargerPort = (port) => port): ChargerPortHarness {
  const connectors = 2;
  const plugged = new Map<number, AgentId>();
  const equipment = new Equipment<ChargerEvents>(
    (connector) => (plugged.has(connector) ? wantsW : 0),
    (events) => {
      for (let connector = 1; connector <= connectors; connector++) {
        events.plugged(connector, plugged.get(connector), [1, 2, 3]);
        events.meter(connector, equipment.power.powerW(connector));
      }
    },
  );
  const { apply, setFallback, wait, close } = equipment;
  return {
    port: change({ apply, setFallback, listen: (events) => equipment.listen(events) }),
    connectors,
    plug: (connector, holder) => {
      if (holder === undefined) plugged.delete(connector);
      else plugged.set(connector, holder);
      equipment.events?.plugged(connector, holder);
    },
    meterW: () => equipment.power.powerW(1),
    ...{ wait, wantsW, responseMs, close },
  };
}

export function memoryStorage(change: (port: StoragePort) => StoragePort = (port) => port): StoragePortHarness {
  const equipment = new Equipment<StorageEvents>(
    () => wantsW,
    (events) => {
      const powerW = equipment.power.powerW(1);
      events.packs([
        { soc: 0.5, temperatureC: 20, powerW: powerW / 2 },
        { soc: 0.6, temperatureC: 22, powerW: powerW / 2 },
      ]);
      events.meter(powerW);
    },
  );
  const { apply, setFallback, wait, close } = equipment;
  return {
    port: change({ apply, setFallback, listen: (events) => equipment.listen(events) }),
    meterW: () => equipment.power.powerW(1),
    exportsW: wantsW,
    ...{ wait, wantsW, responseMs, close },
  };
}

export function memoryGrid(change: (port: GridPort) => GridPort = (port) => port): GridPortHarness {
  const equipment = new Equipment<GridEvents>(
    () => 0,
    (events) => {
      events.limits({ importW: 50_000, exportW: 20_000 }, []);
      events.prices({ startS: 0, stepS: 3_600, microPerKwh: [100_000, 300_000] });
      events.baseLoad({ startS: 0, stepS: 900, max: [1_000, 2_000] });
    },
  );
  const { wait, close } = equipment;
  return { port: change({ listen: (events) => equipment.listen(events) }), wait, responseMs, close };
}
