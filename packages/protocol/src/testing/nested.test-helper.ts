import type { CoreInput } from "../core.js";
import { equalShare } from "../market/index.js";
import { BatteryCore } from "../roles/battery.js";
import { ChargerCore } from "../roles/charger/charger.js";
import { GridCore } from "../roles/grid/grid.js";
import type { GridConfig } from "../roles/grid/site.js";
import type { HashFunction } from "../wire/index.js";
import { baseT, Host, type Life } from "./host.test-helper.js";
import { Network, seeded, Timeline } from "./network.test-helper.js";

const [powerMaxW, powerMinW, fallbackW] = [11_000, 4140, 4140];
const phases = [1, 2, 3] as const;
export const siteBaseW = 2000;
export const feederW = 36_000;
const siteFallbackW = 12_000;
const connectionW = 40_000;

export interface NestedOptions {
  /** Stations of each site; default two each. */
  readonly stations?: Readonly<Record<string, number>>;
  /** µ/kWh by hour, told to the feeder; default none. */
  readonly hourly?: readonly number[];
  /** What the feeder's configuration has beside or instead of the usual. */
  readonly feeder?: Partial<GridConfig>;
  /** W; the feeder hangs under a substation that has so much. */
  readonly substationW?: number;
}

interface NestedBattery {
  readonly id: string;
  readonly charger: string;
  readonly site: string;
  powerW: number;
  wh: number;
}

/** A feeder, two sites under it, stations at each with a battery in them; plants follow their ports at once. */
export class NestedFeeder {
  readonly timeline = new Timeline();
  readonly network: Network;
  readonly hosts = new Map<string, Host>();
  readonly sites = ["s1", "s2"];
  readonly departureS = baseT / 1000 + 36_000;
  readonly batteries: readonly NestedBattery[];
  readonly random: () => number;

  constructor(
    private readonly hash: HashFunction,
    seed: number,
    private readonly options: NestedOptions = {},
  ) {
    this.random = seeded(seed);
    this.batteries = this.sites.flatMap((site) =>
      ["a", "b", "c", "d", "e", "f", "g", "h"].slice(0, options.stations?.[site] ?? 2).map((letter) => {
        return { id: `${site}-${letter}-v`, charger: `${site}-${letter}`, site, powerW: 0, wh: 0 };
      }),
    );
    this.network = new Network(this.timeline, hash, seed + 7);
    if (options.substationW !== undefined) {
      this.add("substation", (life) => this.substation(life), [this.limits(options.substationW)]);
    }
    this.add("feeder", (life) => this.operator(life, { children: this.sites }), [
      this.limits(feederW),
      ...(options.hourly === undefined
        ? []
        : [{ kind: "prices", prices: { startS: baseT / 1000, stepS: 3600, microPerKwh: options.hourly } } as const]),
    ]);
    for (const site of this.sites) {
      const own = this.batteries.filter((each) => each.site === site);
      const bound = { startS: baseT / 1000, stepS: 3600, max: Array<number>(24).fill(siteBaseW) };
      this.add(site, (life) => this.operator(life, { children: own.map(({ charger }) => charger), under: "feeder" }), [
        { kind: "baseLoad", bound },
        this.limits(connectionW),
      ]);
      for (const { id, charger } of own) {
        this.add(charger, (life) => this.charger(life, site), [{ kind: "plugged", connector: 1, peer: id, phases }]);
        this.add(id, (life) => this.battery(life), [
          { kind: "batteryTelemetry", telemetry: telemetry(0) },
          { kind: "trip", trip: { departureS: this.departureS, energyWh: 40_000 } },
          { kind: "plugged", connector: 1, peer: charger, phases },
        ]);
      }
    }
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
  grid(id: string): GridCore | undefined {
    return this.host(id).core as GridCore | undefined;
  }
  /** W that a site's stations may draw now, uncontrolled load included; what has run out counts as its failsafe. */
  allowedW(site: string): number {
    const stations = this.batteries.filter((each) => each.site === site).map(({ charger }) => this.host(charger));
    return stations.reduce((sum, { applied, failsafe }) => {
      const band = applied.get(1);
      const live = band !== undefined && band.until > this.timeline.now;
      return sum + (live ? Math.max(0, band.maxW) : failsafe.importW);
    }, siteBaseW);
  }
  /** W that a site draws beside its stations and above the bound of its base load; nobody told its operator. */
  readonly strayW = new Map<string, number>();
  /** W that a site draws by its meter. */
  meterW(site: string): number {
    const own = this.batteries.filter((each) => each.site === site);
    return own.reduce((sum, { powerW }) => sum + powerW, siteBaseW + (this.strayW.get(site) ?? 0));
  }
  /** What is wrong now, in words: S1 at the feeder's ports, S2 at each site's connection. */
  problems(limitW = feederW): readonly string[] {
    const found: string[] = [];
    const sum = this.sites.reduce((total, site) => total + this.allowedW(site), 0);
    if (sum > limitW) found.push(`S1: ports allow ${sum} W of ${limitW} W`);
    const feeder = this.grid("feeder");
    if (feeder === undefined || feeder.desk.recovering) return found;
    const nowS = (baseT + this.timeline.now) / 1000;
    for (const site of this.sites) {
      const [allowedW, bookedW] = [this.allowedW(site), feeder.desk.ledger.importAt(site, nowS)];
      if (allowedW > bookedW && bookedW > 0) found.push(`S2: ${site} may draw ${allowedW} W, ${bookedW} W booked`);
    }
    return found;
  }
  /** Runs second by second; what is wrong at each. */
  watch(seconds: number, limitW = feederW): readonly string[] {
    const from = this.timeline.now;
    return Array.from({ length: seconds }, (_, second) => {
      this.timeline.run(from + (second + 1) * 1000);
      return this.problems(limitW).map((problem) => `${second + 1} s: ${problem}`);
    }).flat();
  }
  /** Starts everything under loss and repetition, and restarts one of `ids` after the other; what was wrong. */
  harried(ids: readonly string[], rounds: number, limitW = feederW): readonly string[] {
    this.network.faults = { loss: 0.2, duplicate: 0.2, delayMinMs: 5, delayMaxMs: 800 };
    this.start();
    const found: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const id = ids[Math.floor(this.random() * ids.length)] ?? "s1";
      this.host(id).restart({ afterMs: this.random() * 60_000, sameBoot: this.random() < 0.5 });
      found.push(...this.watch(60 + Math.floor(this.random() * 200), limitW));
    }
    this.network.faults = { loss: 0, duplicate: 0, delayMinMs: 5, delayMaxMs: 5 };
    return found;
  }
  emergency(importMaxW: number, durationMs: number, at = "feeder"): void {
    this.host(at).deliver({ kind: "emergency", importMaxW, durationMs });
  }

  private add(
    id: string,
    make: (life: Life) => GridCore | ChargerCore | BatteryCore,
    stated: readonly CoreInput[],
  ): void {
    this.hosts.set(id, new Host(id, this.network, make, () => stated));
  }
  private limits(importW: number): CoreInput {
    return { kind: "limits", limits: { importW, exportW: 20_000 }, reasons: [] };
  }
  private operator(life: Life, at: { readonly children: readonly string[]; readonly under?: string }): GridCore {
    const fallback = { importW: siteFallbackW, exportW: 0, rampWPerS: connectionW };
    if (at.under !== undefined) {
      const parent = { grantor: at.under, powerMaxW: connectionW, exportMaxW: 0, fallback };
      const caps = new Map(at.children.map((id) => [id, powerMaxW]));
      return this.grantor(life, { children: caps, guaranteedW: siteFallbackW, ttlMs: 180_000, parent });
    }
    const under = { ...fallback, importW: 2 * siteFallbackW };
    return this.grantor(life, {
      children: new Map(at.children.map((id) => [id, connectionW])),
      guaranteedW: 2 * siteFallbackW,
      ttlMs: 900_000,
      ...(this.options.substationW === undefined
        ? {}
        : { parent: { grantor: "substation", powerMaxW: 2 * connectionW, exportMaxW: 0, fallback: under } }),
      ...this.options.feeder,
    });
  }
  private substation(life: Life): GridCore {
    const children = new Map([["feeder", 2 * connectionW]]);
    return this.grantor(life, { children, guaranteedW: 2 * siteFallbackW, ttlMs: 1_800_000 });
  }
  private grantor(
    life: Life,
    own: Pick<GridConfig, "children" | "guaranteedW" | "ttlMs"> & Partial<GridConfig>,
  ): GridCore {
    const plans = { strategy: equalShare, stepS: 300, stepsMax: 24 };
    const times = { debounceMs: 200, planIntervalMs: 5000, settleMs: 4000 };
    return new GridCore({ ...life, hash: this.hash }, { wiring: new Map(), phased: false, ...plans, ...times, ...own });
  }
  private charger(life: Life, grantor: string): ChargerCore {
    return new ChargerCore(
      { ...life, hash: this.hash },
      {
        grantor,
        connectors: [{ connector: 1, phases, powerMaxW, powerMinW }],
        fallback: { importW: fallbackW, exportW: 0, rampWPerS: powerMaxW },
        batteryTtlMs: 60_000,
      },
    );
  }
  private battery(life: Life): BatteryCore {
    return new BatteryCore(
      { ...life, hash: this.hash },
      {
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
      },
    );
  }

  private tick(): void {
    const regular = Math.round(this.timeline.now / 1000) % 30 === 0;
    const { now } = this.timeline;
    for (const battery of this.batteries) {
      const limit = (band: { maxW: number; until: number } | undefined): number =>
        band !== undefined && band.until > now ? band.maxW : 0;
      const before = battery.powerW;
      const port = limit(this.host(battery.charger).applied.get(1));
      battery.powerW = Math.max(0, Math.min(port, limit(this.host(battery.id).applied.get(1))));
      battery.wh += battery.powerW / 3600;
      if (!regular && before === battery.powerW) continue;
      this.host(battery.charger).deliver({ kind: "meter", connector: 1, powerW: battery.powerW });
      this.host(battery.id).deliver({ kind: "batteryTelemetry", telemetry: telemetry(battery.wh, battery.powerW) });
      this.host(battery.site).deliver({ kind: "meter", connector: 1, powerW: this.meterW(battery.site) });
      const powerW = this.sites.reduce((sum, site) => sum + this.meterW(site), 0);
      this.host("feeder").deliver({ kind: "meter", connector: 1, powerW });
    }
    this.timeline.at(now + 1000, () => {
      this.tick();
    });
  }
}

const telemetry = (wh: number, powerW = 0) => ({
  soc: Math.min(1, 0.3 + (wh * 0.9) / 60_000),
  soh: 0.95,
  temperatureC: 22,
  ambientC: 20,
  powerW,
  deliveredWh: Math.round(wh),
});
