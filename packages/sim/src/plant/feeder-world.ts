import type { ScheduleMs, Watts } from "@chargepact/protocol";
import type { Day } from "../model.js";
import { demandMicroOf, type Outcome } from "./account.js";
import { BaseLoad, Capacity, type ResponseOf } from "./feeder.js";
import { Rows } from "./rows.js";
import type { World } from "./world.js";

/**
 * Several sites' days under one feeder, whose own day has its base load, limits, prices and faults and no station. All have
 * its seed, and each site's operator is the agent of its id.
 */
export interface FeederDay {
  readonly feeder: Day;
  readonly sites: readonly { readonly id: string; readonly day: Day }[];
  /** `dynamic`: the feeder's operator publishes prices in answer to what its sites forecast. */
  readonly pricing: "flat" | "dynamic";
  /** `sums`: what the sites may draw is found by one profile of each instead of equally. */
  readonly sharing: "equal" | "sums";
}

/** One row of the feeder's record, W; `sitesW` in the order of the sites. */
export interface FeederSample {
  readonly atMs: ScheduleMs;
  readonly feederW: Watts;
  readonly baseLoadW: Watts;
  readonly sitesW: readonly Watts[];
  readonly capacityW: Watts;
}

/** What a feeder's day came to: sums over its sites, but peak and violations by its own meter, with its demand charge. */
export type FeederOutcome = Omit<Outcome, "perSession">;

/** Longest step, ms: that of a site's world. */
const stepMs = 1000;
const sampleMs = 60_000;

/** The worlds of several sites in step with each other, and the meter of the feeder that they hang at. */
export class FeederWorld {
  nowMs: ScheduleMs;
  readonly capacity: Capacity;
  readonly samples: FeederSample[] = [];
  baseLoadW: Watts;
  peakImportW: Watts = 0;
  private readonly baseLoad: BaseLoad;
  private readonly rows: Rows;
  private nextSampleMs: ScheduleMs;

  constructor(
    readonly day: Day,
    readonly sites: readonly World[],
    responseOf?: ResponseOf,
  ) {
    this.nowMs = day.fromS * 1000;
    this.nextSampleMs = this.nowMs;
    this.capacity = new Capacity(day, responseOf);
    this.baseLoad = new BaseLoad(day);
    this.baseLoadW = this.baseLoad.at(this.nowMs);
    this.rows = new Rows(day, []);
  }

  /** Import at the feeder's meter in the last step, W. */
  get feederW(): Watts {
    return this.sites.reduce((sum, { siteW }) => sum + siteW, this.baseLoadW);
  }

  /** Move all sites to this instant, at most the day's end, in steps of at most a second. */
  advance(toMs: ScheduleMs): void {
    const endMs = Math.min(toMs, this.day.toS * 1000);
    for (const site of this.sites) site.advance(this.nowMs);
    while (this.nowMs < endMs) this.step(Math.min(endMs, this.nowMs + stepMs));
  }

  outcome(): FeederOutcome {
    const sites = this.sites.map((site) => site.outcome());
    const demandMicro = demandMicroOf(this.day, this.peakImportW);
    return { ...sumsOf(sites, demandMicro), ...this.judged() };
  }

  private judged() {
    const { violations } = this.rows;
    return {
      peakImportW: Math.round(this.peakImportW),
      limitViolations: violations.length,
      overLimitMaxW: Math.round(Math.max(0, ...violations.map(({ overMaxW }) => overMaxW))),
      violations,
    };
  }

  private step(toMs: ScheduleMs): void {
    const fromMs = this.nowMs;
    for (const site of this.sites) site.advance(toMs);
    this.baseLoadW = this.baseLoad.at(fromMs);
    const { feederW } = this;
    this.peakImportW = Math.max(this.peakImportW, feederW);
    const capacityW = this.capacity.judgedAt(fromMs);
    this.rows.observe({ fromMs, toMs }, { siteW: feederW, balancedW: feederW, capacityW });
    this.nowMs = toMs;
    if (toMs >= this.nextSampleMs) this.sample();
  }

  private sample(): void {
    this.nextSampleMs = (Math.floor(this.nowMs / sampleMs) + 1) * sampleMs;
    this.samples.push({
      atMs: this.nowMs,
      feederW: Math.round(this.feederW),
      baseLoadW: Math.round(this.baseLoadW),
      sitesW: this.sites.map(({ siteW }) => Math.round(siteW)),
      capacityW: this.capacity.at(this.nowMs),
    });
  }
}

/** Sums over sites' outcomes; `demandMicro` is the feeder's own charge, µ. */
export function sumsOf(sites: readonly Outcome[], demandMicro: number) {
  const sum = (of: (outcome: Outcome) => number): number => sites.reduce((total, each) => total + of(each), 0);
  return {
    energyDeliveredWh: sum((each) => each.energyDeliveredWh),
    vehiclesExportWh: sum((each) => each.vehiclesExportWh),
    storageExportWh: sum((each) => each.storageExportWh),
    costMicro: sum((each) => each.costMicro) + demandMicro,
    demandMicro: sum((each) => each.demandMicro) + demandMicro,
    wearMicro: sum((each) => each.wearMicro),
    unservedMicro: sum((each) => each.unservedMicro),
  };
}
