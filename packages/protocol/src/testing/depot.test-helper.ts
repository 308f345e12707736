import type { BatteryTelemetry, CoreInput } from "../core.js";
import type { HolderLink } from "../link/holder.js";
import { equalShare, partKey, type ClearingStrategy } from "../market/index.js";
import type { Schedule } from "../messages.js";
import { type BatteryAgentConfig, BatteryCore } from "../roles/battery.js";
import { ChargerCore } from "../roles/charger/charger.js";
import { GridCore } from "../roles/grid/grid.js";
import type { GridConfig } from "../roles/grid/site.js";
import { StorageCore } from "../roles/storage.js";
import type { HashFunction } from "../wire/index.js";
import { baseT, Host, type Life } from "./host.test-helper.js";
import { Network, seeded, Timeline } from "./network.test-helper.js";

const connectors = [1, 2];
const importW = 40_000;
const baseW = 4000;
const [powerMaxW, powerMinW] = [11_000, 4140];
const fallbackW = 4140;
const phases = [1, 2, 3] as const;
const chargers = ["c1", "c2", "c3"];
const batteries = chargers.flatMap((charger) =>
  connectors.map((connector) => ({ id: `${charger}-b${connector}`, charger, connector })),
);

/** Answers anything, far too much included: whatever a strategy says, the ledger has the last word. */
function wild(random: () => number): ClearingStrategy {
  return {
    name: "wild",
    clear: ({ children, room }) =>
      new Map(
        children.map(({ id, need }): [string, Schedule] => {
          const steps = 1 + Math.floor(random() * room.steps);
          const max = Array.from({ length: steps }, () => Math.floor(random() * 12) * 1000);
          const { startS, stepS } = room;
          return [partKey(id, need.connector), { startS, stepS, max, min: max.map(() => 0) }];
        }),
      ),
  };
}

/** A grid operator, three stations of two connectors with a battery on each, and a storage site, with simple plants. */
export class Depot {
  readonly timeline = new Timeline();
  readonly network: Network;
  readonly hosts = new Map<string, Host>();
  readonly batteries = batteries.map((each) => ({ ...each, soc: 0.3, powerW: 0, wh: 0 }));
  readonly random: () => number;
  /** Answers at random until faults end, sensibly then. */
  strategy: ClearingStrategy;

  constructor(
    hash: HashFunction,
    seed: number,
    /** What the operator's configuration has beside or instead of the usual. */
    private readonly more: Partial<GridConfig> = {},
    /** What all batteries have beside or instead of the usual. */
    private readonly cells: Partial<BatteryAgentConfig> & { readonly temperatureC?: number } = {},
  ) {
    this.random = seeded(seed);
    this.network = new Network(this.timeline, hash, seed + 7);
    this.network.recording = false;
    this.strategy = wild(this.random);
    const add = (
      id: string,
      make: (life: Life) => ConstructorParameters<typeof Host>[2] extends (life: Life) => infer Core ? Core : never,
      stated: () => readonly CoreInput[],
    ): void => {
      this.hosts.set(id, new Host(id, this.network, make, stated));
    };
    add(
      "grid",
      (life) => this.grid({ ...life, hash }),
      () => this.gridStates(),
    );
    for (const id of chargers) {
      add(
        id,
        (life) => this.charger({ ...life, hash }),
        () =>
          this.batteries
            .filter((each) => each.charger === id)
            .map(({ id: peer, connector }) => ({ kind: "plugged", connector, peer, phases })),
      );
    }
    for (const battery of this.batteries) {
      add(
        battery.id,
        (life) => this.battery({ ...life, hash }),
        () => [
          { kind: "batteryTelemetry", telemetry: this.telemetryOf(battery) },
          { kind: "trip", trip: { departureS: baseT / 1000 + 36_000, energyWh: 40_000 - battery.wh } },
          { kind: "plugged", connector: 1, peer: battery.charger, phases },
        ],
      );
    }
    add(
      "store",
      (life) => this.storage({ ...life, hash }),
      () => [{ kind: "packs", packs: [{ soc: 0.5, temperatureC: 20, powerW: 0 }] }],
    );
  }

  start(): void {
    for (const host of this.hosts.values()) host.start();
    this.tick();
  }

  host(id: string): Host {
    const host = this.hosts.get(id);
    if (host === undefined) throw new Error(`no host ${id}`);
    return host;
  }
  get gridCore(): GridCore | undefined {
    return this.host("grid").core as GridCore | undefined;
  }
  get nowS(): number {
    return (baseT + this.timeline.now) / 1000;
  }

  /** W that the ports of a station or the storage site allow together, + import; what has run out counts as its failsafe. */
  allowedW(id: string): number {
    const { applied, failsafe } = this.host(id);
    const live = [...applied.values()].filter((band) => band.until > this.timeline.now);
    const sum = live.reduce((total, band) => total + Math.max(0, band.maxW), 0);
    return live.length === applied.size ? sum : sum + failsafe.importW;
  }
  exportW(id: string): number {
    const live = [...this.host(id).applied.values()].filter((band) => band.until > this.timeline.now);
    return live.reduce((total, band) => total + Math.max(0, -band.minW), 0);
  }

  /** What is wrong now, in words: S1 at the meters and in the ledger, S2 against what is booked, S4 on every upward link. */
  problems(): readonly string[] {
    const found: string[] = [];
    const stations = [...chargers, "store"];
    const metered = stations.reduce((sum, id) => sum + this.allowedW(id), baseW);
    if (metered > importW) found.push(`S1: ports allow ${metered} W of ${importW} W`);
    const grid = this.gridCore;
    if (grid === undefined || grid.desk.recovering) return found;
    const { ledger } = grid.desk;
    const booked = ledger.holders().reduce((sum, id) => sum + ledger.importAt(id, this.nowS), baseW);
    // After a lost ledger whoever has not greeted is booked at its cap: nothing rises, and the ports are what counts.
    const supposed = ledger.holders().some((id) => ledger.fallbackOf(id).importW > fallbackW);
    if (booked > importW && !supposed) found.push(`S1: ${booked} W booked of ${importW} W`);
    for (const id of stations) {
      const [allowedW, bookedW] = [this.allowedW(id), ledger.importAt(id, this.nowS)];
      if (allowedW > bookedW) found.push(`S2: ${id} may draw ${allowedW} W, ${bookedW} W booked`);
      found.push(...this.disagreements(id));
    }
    return found;
  }

  private disagreements(id: string): readonly string[] {
    const desk = this.gridCore?.desk;
    const { terms } = this.upLink(id) ?? {};
    if (desk === undefined || terms?.version === undefined) return [];
    const { version } = terms;
    const versions = desk.ledger.versionsOf(id);
    const same = versions.find(
      (each) => each.version.epoch === version.epoch && each.version.counter === version.counter,
    );
    if (same === undefined) return [`S4: ${id} holds v${version.epoch}.${version.counter}, which is not booked`];
    return same.terms.hash === terms.hash
      ? []
      : [`S4: ${id} and grid hold other terms as v${version.epoch}.${version.counter}`];
  }

  private upLink(id: string): HolderLink | undefined {
    return (this.host(id).core as { readonly up?: HolderLink } | undefined)?.up;
  }

  private grid(life: Life & { readonly hash: HashFunction }): GridCore {
    return new GridCore(life, {
      children: new Map([...chargers.map((id) => [id, 2 * powerMaxW] as const), ["store", 10_000]]),
      wiring: new Map(),
      phased: false,
      strategy: { name: "any", clear: (input) => this.strategy.clear(input) },
      stepS: 300,
      stepsMax: 24,
      guaranteedW: 30_000,
      ttlMs: 180_000,
      debounceMs: 200,
      planIntervalMs: 5000,
      settleMs: 4000,
      ...this.more,
    });
  }
  private gridStates(): readonly CoreInput[] {
    const startS = baseT / 1000;
    return [
      { kind: "baseLoad", bound: { startS, stepS: 3600, max: Array<number>(24).fill(baseW) } },
      { kind: "limits", limits: { importW, exportW: 20_000 }, reasons: [] },
      {
        kind: "prices",
        prices: { startS, stepS: 900, microPerKwh: Array.from({ length: 96 }, (_, step) => (step % 7) * 90_000) },
      },
    ];
  }
  private charger(life: Life & { readonly hash: HashFunction }): ChargerCore {
    return new ChargerCore(life, {
      grantor: "grid",
      connectors: connectors.map((connector) => ({ connector, phases, powerMaxW, powerMinW })),
      fallback: { importW: fallbackW, exportW: 0, rampWPerS: 2 * powerMaxW },
      batteryTtlMs: 60_000,
    });
  }
  private battery(life: Life & { readonly hash: HashFunction }): BatteryCore {
    const { temperatureC: _, ...cells } = this.cells;
    return new BatteryCore(life, {
      chemistry: "NMC",
      capacityWh: 60_000,
      acPowerMaxW: powerMaxW,
      powerMinW,
      phases,
      chargeEfficiency: 0.9,
      socMax: 1,
      valueMicroPerKwh: 500_000,
      priceMicroPerAge: 6_000_000_000,
      fallback: { importW: 0, exportW: 0, rampWPerS: powerMaxW },
      ...cells,
    });
  }
  private storage(life: Life & { readonly hash: HashFunction }): StorageCore {
    const powers = { packs: 1, energyWh: 20_000, powerW: 5000, chargeEfficiency: 0.93, dischargeEfficiency: 0.93 };
    const fallback = { importW: 0, exportW: 0, rampWPerS: 10_000 };
    return new StorageCore(life, {
      ...powers,
      grantor: "grid",
      socMin: 0.1,
      socMax: 0.9,
      wearMicroPerKwh: 40_000,
      fallback,
      replanSoc: 0.05,
    });
  }

  private telemetryOf(battery: { soc: number; powerW: number; wh: number }): BatteryTelemetry {
    const { soc, powerW, wh } = battery;
    return {
      soc,
      soh: 0.95,
      temperatureC: this.cells.temperatureC ?? 22,
      ambientC: 20,
      powerW,
      deliveredWh: Math.round(wh),
    };
  }

  /** Plants follow their ports at once; meters report changes, and all is told every half minute. */
  private tick(): void {
    const stepMs = 1000;
    const regular = Math.round(this.timeline.now / stepMs) % 30 === 0;
    for (const battery of this.batteries) {
      const port = this.host(battery.charger).applied.get(battery.connector);
      const own = this.host(battery.id).applied.get(1);
      const limit = (band: typeof port): number =>
        band !== undefined && band.until > this.timeline.now ? band.maxW : 0;
      const before = battery.powerW;
      battery.powerW = battery.wh < 40_000 ? Math.max(0, Math.min(limit(port), limit(own))) : 0;
      battery.wh += (battery.powerW * stepMs) / 3_600_000;
      battery.soc = Math.min(1, 0.3 + (battery.wh * 0.9) / 60_000);
      if (!regular && before === battery.powerW) continue;
      this.host(battery.charger).deliver({ kind: "meter", connector: battery.connector, powerW: battery.powerW });
      this.host(battery.id).deliver({ kind: "batteryTelemetry", telemetry: this.telemetryOf(battery) });
    }
    this.timeline.at(this.timeline.now + stepMs, () => {
      this.tick();
    });
  }

  /** Faults stop: everybody runs, everything arrives, plans are sensible. */
  recover(): void {
    this.network.heal();
    this.network.faults = { loss: 0, duplicate: 0, delayMinMs: 5, delayMaxMs: 5 };
    this.strategy = equalShare;
    for (const host of this.hosts.values()) {
      host.crashAtPersist = false;
      if (host.core === undefined) host.restart({ afterMs: 1 });
    }
  }
}
