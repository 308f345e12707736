import type { CoreInput } from "../core.js";
import { equalShare } from "../market/index.js";
import { BatteryCore } from "../roles/battery.js";
import { ChargerCore } from "../roles/charger/charger.js";
import { GridCore } from "../roles/grid/grid.js";
import { StorageCore } from "../roles/storage.js";
import type { Watts } from "../units.js";
import type { HashFunction } from "../wire/index.js";
import { baseT, Host, type Life } from "./host.test-helper.js";
import { Network, Timeline } from "./network.test-helper.js";

const phases = [1, 2, 3] as const;
const powerMinW = 1380;
export const [powerMaxW, fallbackW] = [11_000, 4140];
/** The storage site would charge now: power is cheap, and dear later on. */
const prices = {
  startS: baseT / 1000,
  stepS: 900,
  microPerKwh: Array.from({ length: 96 }, (_, step) => (step < 40 ? 10_000 : 900_000)),
};

/**
 * An operator, a station with a fallback whose vehicle takes less than it (3660 W), one without whose vehicle is not there
 * yet, and a storage site.
 */
export class Yard {
  readonly timeline = new Timeline();
  readonly network: Network;
  private readonly hosts = new Map<string, Host>();

  constructor(
    private readonly hash: HashFunction,
    importW: Watts,
  ) {
    this.network = new Network(this.timeline, hash);
    const children = new Map(["post-a", "post-b", "store"].map((id) => [id, 11_000]));
    const times = { ttlMs: 180_000, debounceMs: 200, planIntervalMs: 5000, settleMs: 4000 };
    const settings = {
      strategy: equalShare,
      stepS: 900,
      stepsMax: 8,
      guaranteedW: fallbackW,
      wiring: new Map<string, readonly (1 | 2 | 3)[]>(),
      phased: false,
    };
    const limits = { importW, exportW: 0 };
    const packs: CoreInput = { kind: "packs", packs: [{ soc: 0.2, temperatureC: 20, powerW: 0 }] };
    this.add("grid", (life) => new GridCore({ ...life, hash: this.hash }, { children, ...times, ...settings }), [
      { kind: "prices", prices },
      { kind: "limits", limits, reasons: [] },
    ]);
    this.add("post-a", (life) => this.station(life, fallbackW), [plugged("car-a")]);
    this.add("post-b", (life) => this.station(life, 0), []);
    this.add("store", (life) => this.storage(life), [packs]);
    this.add("car-a", (life) => this.car(life, 3660), [...stated, plugged("post-a")]);
    this.add("car-b", (life) => this.car(life, powerMaxW), [...stated]);
  }
  host(id: string): Host {
    const host = this.hosts.get(id);
    if (host === undefined) throw new Error(`no host ${id}`);
    return host;
  }
  start(): void {
    for (const host of this.hosts.values()) host.start();
  }
  run(forMs: number): void {
    this.timeline.run(this.timeline.now + forMs);
  }
  /** The second vehicle comes. */
  arrive(): void {
    this.host("post-b").deliver(plugged("car-b"));
    this.host("car-b").deliver(plugged("post-b"));
  }
  appliedW(id: string): number {
    return this.host(id).applied.get(1)?.maxW ?? 0;
  }

  private add(id: string, make: ConstructorParameters<typeof Host>[2], told: readonly CoreInput[]): Host {
    const host = new Host(id, this.network, make, () => told);
    this.hosts.set(id, host);
    return host;
  }
  private station(life: Life, importFallbackW: number): ChargerCore {
    const fallback = { importW: importFallbackW, exportW: 0, rampWPerS: powerMaxW };
    const connectors = [{ connector: 1, phases, powerMaxW, powerMinW }];
    return new ChargerCore(
      { ...life, hash: this.hash },
      { grantor: "grid", fallback, batteryTtlMs: 60_000, connectors },
    );
  }
  private car(life: Life, acPowerMaxW: number): BatteryCore {
    const fallback = { importW: 0, exportW: 0, rampWPerS: powerMaxW };
    const battery = { chemistry: "LFP" as const, capacityWh: 250_000, acPowerMaxW, powerMinW, phases, fallback };
    const price = { valueMicroPerKwh: 500_000, priceMicroPerAge: 6_000_000_000 };
    return new BatteryCore({ ...life, hash: this.hash }, { ...battery, ...price, chargeEfficiency: 0.9, socMax: 1 });
  }
  private storage(life: Life): StorageCore {
    const fallback = { importW: 0, exportW: 0, rampWPerS: 10_000 };
    const size = { packs: 1, energyWh: 200_000, powerW: 10_000, socMin: 0.1, socMax: 0.9 };
    const worth = { wearMicroPerKwh: 40_000, replanSoc: 1, chargeEfficiency: 0.93, dischargeEfficiency: 0.93 };
    return new StorageCore({ ...life, hash: this.hash }, { grantor: "grid", ...size, ...worth, fallback });
  }
}
const plugged = (peer: string): CoreInput => ({ kind: "plugged", connector: 1, peer, phases });
const stated: readonly CoreInput[] = [
  { kind: "batteryTelemetry", telemetry: { soc: 0.2, soh: 1, temperatureC: 22, ambientC: 20, powerW: 0 } },
  { kind: "trip", trip: { departureS: baseT / 1000 + 14_400, energyWh: 80_000 } },
];
