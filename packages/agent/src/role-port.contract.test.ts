import type { Band } from "@chargepact/protocol";
import { describe, expect, test } from "vitest";
import type { ContractCase } from "./contract.js";
import { portContract } from "./port.contract.js";
import type { BatteryEvents, BatteryPort, ChargerEvents, ChargerPort, GridEvents, StorageEvents } from "./ports.js";
import { batteryPortContract } from "./battery-port.contract.js";
import { chargerPortContract } from "./charger-port.contract.js";
import { gridPortContract, storagePortContract } from "./site-port.contract.js";
import { failures } from "./testing/failures.js";
import { memoryBattery, memoryCharger, memoryGrid, memoryStorage } from "./testing/role-ports.js";

for (const { title, run } of batteryPortContract(memoryBattery)) test(`battery in memory: ${title}`, run);
for (const { title, run } of chargerPortContract(memoryCharger)) test(`charger in memory: ${title}`, run);
for (const { title, run } of storagePortContract(memoryStorage)) test(`storage in memory: ${title}`, run);
for (const { title, run } of gridPortContract(memoryGrid)) test(`grid in memory: ${title}`, run);

async function expectFound(cases: readonly ContractCase[], by: RegExp): Promise<void> {
  const found = await failures(cases);
  expect(found.filter((title) => by.test(title))).not.toEqual([]);
}

/** The same port, telling its listener something else. */
const telling =
  <Events, Port extends { listen(events: Events): void }>(change: (events: Events) => Events) =>
  (port: Port): Port => ({ ...port, listen: (events: Events) => port.listen(change(events)) });

describe("broken equipment of a battery is found", () => {
  const broken: Readonly<Record<string, { change: (port: BatteryPort) => BatteryPort; by: RegExp }>> = {
    "with its state of charge in percent": {
      change: telling((events: BatteryEvents) => ({
        ...events,
        telemetry: (told) => events.telemetry({ ...told, soc: told.soc * 100 }),
      })),
      by: /fractions/,
    },
    "with temperatures in kelvin": {
      change: telling((events: BatteryEvents) => ({
        ...events,
        telemetry: (told) => events.telemetry({ ...told, temperatureC: told.temperatureC + 273 }),
      })),
      by: /fractions/,
    },
    "with its power's sign flipped": {
      change: telling((events: BatteryEvents) => ({
        ...events,
        telemetry: (told) => events.telemetry({ ...told, powerW: -told.powerW }),
      })),
      by: /power that the meter has/,
    },
    "with its power in kW": {
      change: telling((events: BatteryEvents) => ({
        ...events,
        telemetry: (told) => events.telemetry({ ...told, powerW: told.powerW / 1_000 }),
      })),
      by: /power that the meter has/,
    },
    "with a departure in milliseconds": {
      change: telling((events: BatteryEvents) => ({
        ...events,
        trip: (trip) => events.trip({ ...trip, departureS: trip.departureS * 1_000 }),
      })),
      by: /a trip is Wh/,
    },
    "that never says that its contactor is open": {
      change: telling((events: BatteryEvents) => ({
        ...events,
        plugged: (grantor) => {
          if (grantor !== undefined) events.plugged(grantor);
        },
      })),
      by: /opening the contactor/,
    },
    "that goes on telling who listened before": {
      change: (port) => {
        const all: BatteryEvents[] = [];
        const each = (tell: (events: BatteryEvents) => void): void => {
          for (const events of all) tell(events);
        };
        return {
          ...port,
          listen: (events) => {
            all.push(events);
            port.listen({
              telemetry: (told) => each((one) => one.telemetry(told)),
              trip: (trip) => each((one) => one.trip(trip)),
              plugged: (grantor) => each((one) => one.plugged(grantor)),
              personLimit: (maxW) => each((one) => one.personLimit(maxW)),
            });
          },
        };
      },
      by: /hears nothing more/,
    },
  };
  test.each(Object.entries(broken))("%s", (_, { change, by }) =>
    expectFound(
      batteryPortContract(() => memoryBattery(change)),
      by,
    ),
  );
});

describe("broken equipment of a charger is found", () => {
  const broken: Readonly<Record<string, { change: (port: ChargerPort) => ChargerPort; by: RegExp }>> = {
    "that counts connectors from 0": {
      change: telling((events: ChargerEvents) => ({
        ...events,
        plugged: (connector, holder, phases) => events.plugged(connector - 1, holder, phases),
        meter: (connector, powerW) => events.meter(connector - 1, powerW),
      })),
      by: /count from 1/,
    },
    "that names phases from 0": {
      change: telling((events: ChargerEvents) => ({
        ...events,
        plugged: (connector, holder) => events.plugged(connector, holder, [0, 1, 2] as never),
      })),
      by: /phases are of/,
    },
    "that does not tell who left": {
      change: telling((events: ChargerEvents) => ({
        ...events,
        plugged: (connector, holder, phases) => {
          if (holder !== undefined) events.plugged(connector, holder, phases);
        },
      })),
      by: /contactor's opening/,
    },
    "that meters in the other direction": {
      change: telling((events: ChargerEvents) => ({
        ...events,
        meter: (connector, powerW) => events.meter(connector, -powerW),
      })),
      by: /its meter reports/,
    },
    "that reports its last power for ever": {
      change: telling((events: ChargerEvents) => ({
        ...events,
        meter: (connector, powerW) => {
          if (powerW > 0) events.meter(connector, powerW);
        },
      })),
      by: /contactor open/,
    },
    "that tells a new life nothing": {
      change: (port) => {
        let lives = 0;
        return {
          ...port,
          listen: (events) => {
            lives++;
            if (lives === 1) port.listen(events);
          },
        };
      },
      by: /each life hears/,
    },
    "that ignores the validity": {
      change: (port) => ({ ...port, apply: (connector, band) => port.apply(connector, band, 1e9) }),
      by: /falls? back|fallback|0 W when the validity ends/,
    },
  };
  test.each(Object.entries(broken))("%s", (_, { change, by }) =>
    expectFound(
      chargerPortContract(() => memoryCharger(change)),
      by,
    ),
  );
});

describe("a broken storage site or grid is found", () => {
  test.each<readonly [string, (events: StorageEvents) => StorageEvents, RegExp]>([
    ["without packs", (events) => ({ ...events, packs: () => events.packs([]) }), /packs are in fractions/],
    [
      "with a meter that only knows magnitudes",
      (e) => ({ ...e, meter: (w) => e.meter(Math.abs(w)) }),
      /order to export/,
    ],
    ["with its meter's sign flipped", (events) => ({ ...events, meter: (w) => events.meter(-w) }), /its meter reports/],
    [
      "with its state of charge in percent",
      (events) => ({ ...events, packs: (all) => events.packs(all.map((pack) => ({ ...pack, soc: 100 * pack.soc }))) }),
      /packs are in fractions/,
    ],
  ])("a storage site %s", (_, change, by) =>
    expectFound(
      storagePortContract(() => memoryStorage(telling(change))),
      by,
    ),
  );

  test("a storage site that takes an order to export for one to import", async () => {
    const flipped = () =>
      memoryStorage((port) => ({
        ...port,
        apply: (connector, { minW, maxW }, validForMs) =>
          port.apply(connector, maxW < 0 ? { minW: -maxW, maxW: -minW } : { minW, maxW }, validForMs),
      }));
    await expectFound(storagePortContract(flipped), /order to export/);
  });

  test.each<readonly [string, (events: GridEvents) => GridEvents, RegExp]>([
    [
      "that states its export as negative",
      (events) => ({ ...events, limits: (all, why) => events.limits({ ...all, exportW: -all.exportW }, why) }),
      /magnitudes/,
    ],
    ["that states no limits", (events) => ({ ...events, limits: () => undefined }), /stated at once/],
    [
      "with prices per kWh in whole currency",
      (events) => ({
        ...events,
        prices: (all) => events.prices({ ...all, microPerKwh: all.microPerKwh.map((micro) => micro / 1e6) }),
      }),
      /prices are µ/,
    ],
    [
      "with more prices for export than for import",
      (events) => ({ ...events, prices: (all) => events.prices({ ...all, exportMicroPerKwh: [1, 2, 3] }) }),
      /one a step/,
    ],
  ])("a grid %s", (_, change, by) =>
    expectFound(
      gridPortContract(() => memoryGrid(telling(change))),
      by,
    ),
  );
});

describe("a broken port of power is found", () => {
  type Apply = (connector: number, band: Band, validForMs: number) => void;
  const applying = (change: (apply: Apply) => Apply) =>
    portContract(() =>
      memoryBattery((port) => {
        const apply = change((connector, band, validForMs) => port.apply(connector, band, validForMs));
        return { ...port, apply };
      }),
    );

  test("that takes 0 W for no limit", () =>
    expectFound(
      applying(
        (apply) =>
          (c, { minW, maxW }, ms) =>
            apply(c, { minW, maxW: maxW === 0 ? 1e9 : maxW }, ms),
      ),
      /0 W is 0 W/,
    ));

  test("that keeps the last limit", () =>
    expectFound(
      applying((apply) => (connector, band) => apply(connector, band, 1e9)),
      /goes to its fallback/,
    ));

  test("that keeps the first band", () => {
    const first = (apply: Apply): Apply => {
      let kept: Band | undefined;
      return (connector, band, ms) => apply(connector, (kept ??= band), ms);
    };
    return expectFound(applying(first), /new band within the validity/);
  });

  test("that stores no fallback", () =>
    expectFound(
      portContract(() => memoryBattery((port) => ({ ...port, setFallback: (f) => ({ ...f, importW: 0 }) }))),
      /read back/,
    ));
});
