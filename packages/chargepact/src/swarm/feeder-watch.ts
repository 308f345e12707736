import type { Envelope, Now, ScheduleMs, Trace, Watts } from "@chargepact/protocol";
import type { FeederDay } from "@chargepact/sim";
import { feederId } from "../scenario/index.js";
import type { FleetAgent } from "./fleet.js";
import { SiteLease } from "./site-lease.js";
import type { Swarm, SwarmObserver } from "./swarm.js";
import { Watch } from "./watch.js";

type Published = Extract<Trace, { readonly what: "published" }>;

/** What the feeder's operator told its sites at once, and when. */
export type Publication = Omit<Published, "what">;
interface LeasePoint {
  readonly atMs: ScheduleMs;
  /** W that the site may draw of the feeder. */
  readonly leaseW: Watts;
}

/** Beyond these nothing more is kept: more than one a minute of a whole day. */
const keptMax = 1500;
const stepMs = 60_000;

/** Watches the feeder's own operator: what it published. */
export class FeederWatch extends Watch implements SwarmObserver {
  readonly publications: Publication[] = [];

  override trace(trace: Trace, agent: FleetAgent): void {
    super.trace(trace, agent);
    if (trace.what !== "published" || this.publications.length >= keptMax) return;
    const { what: _, ...publication } = trace;
    this.publications.push(publication);
  }
  message(_: Envelope, now: Now): void {
    this.nowMs = now.t;
  }
}

/** Steps of a site's forecasts that were metered since, one for each lead time, and how many stayed at or below their p90. */
export interface ForecastFigures {
  readonly metered: number;
  readonly withinP90: number;
}

/** Watches the agents of one site: what it was leased and what it drew, minute by minute. */
export class SiteWatch extends Watch implements SwarmObserver {
  readonly leases: LeasePoint[] = [];
  readonly imports: { readonly atMs: ScheduleMs; readonly importW: Watts }[] = [];
  /** Undefined where the site forecast nothing, or nothing of it is over. */
  forecast: ForecastFigures | undefined;
  private readonly lease: SiteLease;
  private nextMs: ScheduleMs = 0;

  constructor(
    nowMs: ScheduleMs,
    private readonly site: { readonly id: string; readonly guaranteedW: Watts },
  ) {
    super(nowMs);
    this.lease = new SiteLease(site.id, feederId);
  }

  override trace(trace: Trace, agent: FleetAgent): void {
    super.trace(trace, agent);
    this.lease.trace(trace, agent.id);
    if (trace.what === "forecastMet") this.forecast = { metered: trace.metered, withinP90: trace.within };
  }
  message(envelope: Envelope, now: Now): void {
    this.lease.message(envelope, now);
  }
  ticked({ world: { nowMs, siteW } }: Swarm): void {
    this.nowMs = nowMs;
    if (nowMs < this.nextMs) return;
    this.nextMs = (Math.floor(nowMs / stepMs) + 1) * stepMs;
    this.imports.push({ atMs: nowMs, importW: siteW });
    this.leases.push({ atMs: nowMs, leaseW: this.lease.at(nowMs, this.site.guaranteedW) });
  }
}

/** Watches all levels: the feeder, and each site in the order of the scenario. Changes nothing. */
export class FeederRecorder {
  readonly feeder: FeederWatch;
  readonly sites: ReadonlyMap<string, SiteWatch>;

  constructor({ feeder, sites }: FeederDay) {
    const fromMs = feeder.fromS * 1000;
    this.feeder = new FeederWatch(fromMs);
    this.sites = new Map(sites.map(({ id, day }) => [id, new SiteWatch(fromMs, { id, guaranteedW: day.guaranteedW })]));
  }

  get all(): readonly Watch[] {
    return [this.feeder, ...this.sites.values()];
  }
  /** What each site's forecasts came to. */
  get forecasts(): ReadonlyMap<string, ForecastFigures> {
    return new Map([...this.sites].flatMap(([id, { forecast }]) => (forecast === undefined ? [] : [[id, forecast]])));
  }
  /** Watches one site. */
  of(site: string): SiteWatch {
    const found = this.sites.get(site);
    if (found === undefined) throw new RangeError(`there is no site ${site}`);
    return found;
  }
}
