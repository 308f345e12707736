import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { CoreInput } from "../../core.js";
import type { ClearingStrategy } from "../../market/index.js";
import { baseT, Host } from "../../testing/host.test-helper.js";
import { Network, Timeline } from "../../testing/network.test-helper.js";
import { BatteryCore } from "../battery.js";
import { ChargerCore } from "../charger/charger.js";
import { GridCore } from "./grid.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const connectors = [1, 2, 3, 4];
const phases = [1, 2, 3] as const;
const powerMaxW = 22_000;
/** Four times 21 500 W are less than 3 × 28 667 W; a third of each, rounded up, is 1 W more than a phase has. */
const phaseW = 28_667;

/** Gives each connector the same whole tens of W, as much as the first phase has room for. */
const fills: ClearingStrategy = {
  name: "fills",
  clear: ({ children, room }) => {
    const { startS, stepS, steps } = room;
    const ownW = Math.floor(((room.phases?.[0]?.[0] ?? 0) * 3) / connectors.length / 10) * 10;
    const max = Array<number>(steps).fill(ownW);
    return new Map(children.map(({ id, need }) => [`${id}/${need.connector}`, { startS, stepS, max }]));
  },
};

it("CP-LEDGER-6 a plan that fills a phase fits the ledger, which books each connector's part of it rounded up", () => {
  const timeline = new Timeline();
  const network = new Network(timeline, hash);
  const add = (id: string, make: ConstructorParameters<typeof Host>[2], stated: readonly CoreInput[]): Host =>
    new Host(id, network, make, () => stated);
  const limits = { importW: 3 * phaseW + 30, exportW: 0, phaseImportW: phaseW };
  const times = { ttlMs: 180_000, debounceMs: 200, planIntervalMs: 5000, settleMs: 4000 };
  const settings = { strategy: fills, stepS: 900, stepsMax: 8, guaranteedW: 0 };
  const children = new Map([["post", 4 * powerMaxW]]);
  const wiring = new Map(connectors.map((connector) => [`post/${connector}`, phases]));
  const fallback = { importW: 0, exportW: 0, rampWPerS: 4 * powerMaxW };
  const grid = add(
    "grid",
    (life) => new GridCore({ ...life, hash }, { children, wiring, phased: true, ...times, ...settings }),
    [{ kind: "limits", limits, reasons: [] }],
  );
  const post = add(
    "post",
    (life) =>
      new ChargerCore(
        { ...life, hash },
        {
          ...{ grantor: "grid", fallback, batteryTtlMs: 60_000 },
          connectors: connectors.map((connector) => ({ connector, phases, powerMaxW, powerMinW: 4140 })),
        },
      ),
    connectors.map((connector) => ({ kind: "plugged", connector, peer: `bus-${connector}`, phases })),
  );
  const buses = connectors.map((connector) =>
    add(
      `bus-${connector}`,
      (life) =>
        new BatteryCore(
          { ...life, hash },
          {
            ...{ chemistry: "LFP", capacityWh: 250_000, acPowerMaxW: powerMaxW, powerMinW: 4140, phases, fallback },
            ...{ chargeEfficiency: 0.9, socMax: 1, valueMicroPerKwh: 500_000, priceMicroPerAge: 6_000_000_000 },
          },
        ),
      [
        { kind: "batteryTelemetry", telemetry: { soc: 0.3, soh: 1, temperatureC: 22, ambientC: 20, powerW: 0 } },
        { kind: "trip", trip: { departureS: baseT / 1000 + 14_400, energyWh: 80_000 } },
        { kind: "plugged", connector: 1, peer: "post", phases },
      ],
    ),
  );
  for (const host of [grid, post, ...buses]) host.start();
  timeline.run(30_000);
  const given = connectors.map((connector) => post.applied.get(connector)?.maxW ?? 0);
  expect(Math.min(...given)).toBeGreaterThan(21_000);
  expect(given.reduce((sum, watts) => sum + Math.ceil(watts / 3), 0)).toBeLessThanOrEqual(phaseW);
});
