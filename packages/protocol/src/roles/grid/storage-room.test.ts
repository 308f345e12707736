import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { CoreInput } from "../../core.js";
import { equalShare } from "../../market/index.js";
import { baseT, Host, type Life } from "../../testing/host.test-helper.js";
import { Network, Timeline } from "../../testing/network.test-helper.js";
import { BatteryCore } from "../battery.js";
import { ChargerCore } from "../charger/charger.js";
import { StorageCore } from "../storage.js";
import { GridCore } from "./grid.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const [powerMaxW, powerMinW, fallbackW] = [11_000, 1380, 4140];
const phases = [1, 2, 3] as const;
/** W; both vehicles, one of them below its station's fallback, and 160 W for the storage site. */
const importW = fallbackW + powerMaxW + 160;
/** The storage site would charge now: power is cheap, and dear later on. */
const prices = {
  startS: baseT / 1000,
  stepS: 900,
  microPerKwh: Array.from({ length: 96 }, (_, step) => (step < 40 ? 10_000 : 900_000)),
};

/** A station with a fallback whose vehicle takes less than it, one without, and a storage site. */
class Yard {
  readonly timeline = new Timeline();
  private readonly network = new Network(this.timeline, hash);

  constructor() {
    const children = new Map(["post-a", "post-b", "store"].map((id) => [id, 11_000]));
    const times = { ttlMs: 180_000, debounceMs: 200, planIntervalMs: 5000, settleMs: 4000 };
    const settings = { strategy: equalShare, stepS: 900, stepsMax: 8, guaranteedW: fallbackW, wiring: new Map() };
    const limits = { importW, exportW: 0 };
    const packs: CoreInput = { kind: "packs", packs: [{ soc: 0.2, temperatureC: 20, powerW: 0 }] };
    this.add("grid", (life) => new GridCore({ ...life, hash }, { children, ...times, ...settings }), [
      { kind: "prices", prices },
      { kind: "limits", limits, reasons: [] },
    ]);
    this.add("post-a", (life) => this.station(life, fallbackW), [plugged("car-a")]);
    this.add("post-b", (life) => this.station(life, 0), []);
    this.add("store", (life) => this.storage(life), [packs]);
    this.add("car-a", (life) => this.car(life, 3660), [...stated, plugged("post-a")]);
    this.later = this.add("car-b", (life) => this.car(life, powerMaxW), [...stated]);
  }
  readonly later: Host;
  readonly hosts = new Map<string, Host>();

  /** Both that are there from the beginning, and the second vehicle after so many ms. */
  run(untilPlugMs: number): void {
    for (const host of this.hosts.values()) host.start();
    this.timeline.run(untilPlugMs);
    this.hosts.get("post-b")?.deliver(plugged("car-b"));
    this.later.deliver(plugged("post-b"));
    this.timeline.run(this.timeline.now + 60_000);
  }
  appliedW(id: string): number {
    return this.hosts.get(id)?.applied.get(1)?.maxW ?? 0;
  }

  private add(id: string, make: ConstructorParameters<typeof Host>[2], told: readonly CoreInput[]): Host {
    const host = new Host(id, this.network, make, () => told);
    this.hosts.set(id, host);
    return host;
  }
  private station(life: Life, importFallbackW: number): ChargerCore {
    const fallback = { importW: importFallbackW, exportW: 0, rampWPerS: powerMaxW };
    const connectors = [{ connector: 1, phases, powerMaxW, powerMinW }];
    return new ChargerCore({ ...life, hash }, { grantor: "grid", fallback, batteryTtlMs: 60_000, connectors });
  }
  private car(life: Life, acPowerMaxW: number): BatteryCore {
    const fallback = { importW: 0, exportW: 0, rampWPerS: powerMaxW };
    const battery = { chemistry: "LFP" as const, capacityWh: 250_000, acPowerMaxW, powerMinW, phases, fallback };
    const price = { valueMicroPerKwh: 500_000, priceMicroPerAge: 6_000_000_000 };
    return new BatteryCore({ ...life, hash }, { ...battery, ...price, chargeEfficiency: 0.9, socMax: 1 });
  }
  private storage(life: Life): StorageCore {
    const fallback = { importW: 0, exportW: 0, rampWPerS: 10_000 };
    const size = { packs: 1, energyWh: 200_000, powerW: 10_000, socMin: 0.1, socMax: 0.9 };
    const worth = { wearMicroPerKwh: 40_000, replanSoc: 1, chargeEfficiency: 0.93, dischargeEfficiency: 0.93 };
    return new StorageCore({ ...life, hash }, { grantor: "grid", ...size, ...worth, fallback });
  }
}
const plugged = (peer: string): CoreInput => ({ kind: "plugged", connector: 1, peer, phases });
const stated: readonly CoreInput[] = [
  { kind: "batteryTelemetry", telemetry: { soc: 0.2, soh: 1, temperatureC: 22, ambientC: 20, powerW: 0 } },
  { kind: "trip", trip: { departureS: baseT / 1000 + 14_400, energyWh: 80_000 } },
];

it.each([
  ["at once", 30_000],
  ["when the storage site's wish is over", 3_700_000],
])("CP-LEDGER-1 storage makes room for a vehicle that comes, beside a station's fallback: %s", (_, afterMs) => {
  const yard = new Yard();
  yard.run(afterMs);
  expect(yard.appliedW("post-a")).toBe(3660);
  expect(yard.appliedW("post-b")).toBe(powerMaxW);
  expect(yard.appliedW("store")).toBeLessThanOrEqual(160);
});
