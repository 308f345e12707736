import type { Facts } from "../../core.js";
import type { Target } from "../../link/desk.js";
import type { HolderLink } from "../../link/holder.js";
import {
  aggregateForecast,
  type AggregateForecast,
  type Calibration,
  calibrationBegin,
  type ChildPlan,
  type Cohort,
  nextCohort,
  shiftedForecast,
} from "../../market/feeder/index.js";
import { partKey } from "../../market/index.js";
import type { NeedPart, Schedule } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import type { AgentId, MonoMs, UnixS, Watts } from "../../units.js";
import { baseLoad, expectedArrivals } from "./expected-load.js";
import { ForecastRecord, learned } from "./forecast-record.js";
import { nestedGrid } from "./nested-shares.js";
import { seated, type SeatBook } from "./seats.js";
import type { Site } from "./site.js";

/** Schedule ms between two forecasts. */
const everyMs = 60_000;
/** Longest forecast, steps: as long as what is published. */
const stepsMost = 192;
/** Fact: who is counted, and how wide the p90 is. */
const key = "forecast";

interface Kept {
  readonly cohort?: Cohort;
  readonly seats: SeatBook;
  readonly calibration: Calibration;
  readonly countedS: UnixS;
}

/**
 * What a site tells the operator above after each plan: the sum over its children (CP-FORECAST-1). Who is counted is
 * durable before it is said, so that a restart does not show who came or left meanwhile.
 */
export class Forecasting {
  private kept: Kept = { seats: {}, calibration: calibrationBegin, countedS: 0 };
  private readonly record = new ForecastRecord();
  private stale = false;
  private said: string | undefined;
  private nextAt: MonoMs = 0;
  private timer: object | undefined;
  private within = 0;
  private counted = 0;

  constructor(
    private readonly site: Site,
    private readonly link: HolderLink,
  ) {}

  restore(facts: Facts): void {
    this.kept = (facts[key] as Kept | undefined) ?? this.kept;
  }

  /** A plan is carried out: what each has by it. */
  planned(targets: ReadonlyMap<AgentId, Target>): void {
    this.targets = targets;
    this.stale = true;
  }
  private targets: ReadonlyMap<AgentId, Target> = new Map();

  /** A session with the operator above began: it has heard nothing yet. */
  sessionBegan(): void {
    this.said = undefined;
    this.stale = true;
  }

  metered(powerW: Watts): void {
    const met = this.record.metered(powerW, this.site.nowS());
    if (met.length === 0) return;
    this.kept = { ...this.kept, calibration: learned(this.kept.calibration, met) };
    const [nearest] = met.toSorted((a, b) => a.startS - b.startS || a.leadS - b.leadS);
    for (const { p90W, meteredW } of met) {
      this.counted++;
      if (meteredW <= p90W) this.within++;
    }
    if (nearest !== undefined)
      this.site.context.trace({ what: "forecastMet", ...nearest, within: this.within, metered: this.counted });
    this.stale = true;
  }

  /** Once after every event: says it where it is another one, once a minute at most. */
  settled(): void {
    if (!this.stale || !this.link.connected) return;
    const { timers, now, speed } = this.site.context;
    if (now.mono < this.nextAt) {
      this.timer ??= timers.set(this.nextAt, () => {
        this.timer = undefined;
      });
      return;
    }
    this.stale = false;
    this.nextAt = now.mono + everyMs / speed;
    this.say();
  }

  private say(): void {
    const { site, link } = this;
    const forecast = this.next();
    const { shiftableWh, children, ...profile } = forecast;
    const said = JSON.stringify(forecast);
    if (said === this.said) return;
    this.said = said;
    this.record.keep(forecast);
    site.context.persist(key, this.kept);
    link.forecast({ kind: "forecast", profile, shiftableWh, children });
    site.context.trace({ what: "forecast", peer: link.config.grantor, forecast });
  }

  private next(): AggregateForecast {
    const { site } = this;
    const { startS, stepS, steps: most } = nestedGrid(site);
    const grid = { startS, stepS, steps: Math.min(stepsMost, most) };
    const [cohort, seats] = this.counts(grid);
    const news = cohort?.earlier.length !== this.kept.cohort?.earlier.length;
    const countedS = news ? site.nowS() : this.kept.countedS;
    this.kept = { seats, calibration: this.kept.calibration, countedS, ...(cohort === undefined ? {} : { cohort }) };
    const { baseW } = site.loadOf(startS, grid.steps);
    const arrivals = expectedArrivals(site.config.rounds?.expected ?? [], grid, countedS);
    return aggregateForecast(cohort, {
      expected: [baseLoad(baseW), arrivals],
      grid,
      calibration: this.kept.calibration,
    });
  }

  private counts(grid: Grid): readonly [Cohort | undefined, SeatBook] {
    const { desk } = this.site;
    const parts = [...desk.links].flatMap(([id, link]) =>
      desk.responsive(id) ? link.needs.map((part) => ({ id, place: partKey(id, part.connector), part })) : [],
    );
    const places = parts.map(({ place }) => place);
    const isUnknown = (place: string): boolean =>
      [...desk.links.keys()].some((id) => place.startsWith(`${id}/`) && !desk.responsive(id));
    const { book, names } = seated(this.kept.seats, places, isUnknown);
    const current = Object.fromEntries(
      parts.map(({ id, place, part }) => [names.get(place) ?? place, this.planOf(id, part, grid)]),
    );
    return [nextCohort(this.kept.cohort, { startS: grid.startS, stepS: grid.stepS, current }), book];
  }

  /** An operator below is as it said; of all others it is known what they have. */
  private planOf(id: AgentId, part: NeedPart, grid: Grid): ChildPlan {
    const said = this.site.forecastOf(id);
    if (said === undefined)
      return childPlan(this.scheduleOf(id, part.connector), part, { grid, nowS: this.site.nowS() });
    const { importP50W, exportP50W, shiftableWh } = shiftedForecast(said, grid);
    return { importW: importP50W, exportW: exportP50W, shiftableWh };
  }

  private scheduleOf(id: AgentId, connector: number): Schedule | undefined {
    const terms = this.targets.get(id)?.terms.value ?? this.site.desk.current(id);
    return terms?.parts.find((part) => part.connector === connector)?.schedule;
  }
}

/** Power of a child by its plan, and how much of it its stay would let it take at another time. */
function childPlan(
  schedule: Schedule | undefined,
  { departureS, powerMaxW }: NeedPart,
  { grid, nowS }: { readonly grid: Grid; readonly nowS: UnixS },
): ChildPlan {
  const at = (bounds: readonly Watts[] | undefined): readonly Watts[] =>
    Array.from({ length: grid.steps }, (_, step) => {
      if (schedule === undefined) return 0;
      return bounds?.[Math.floor((grid.startS + step * grid.stepS - schedule.startS) / schedule.stepS)] ?? 0;
    });
  const importW = at(schedule?.max).map((watts) => Math.max(0, watts));
  const exportW = at(schedule?.min).map((watts) => Math.max(0, -watts));
  const plannedWh = importW.reduce((sum, watts) => sum + (watts * grid.stepS) / 3600, 0);
  const mostWh = (powerMaxW * Math.max(0, departureS - nowS)) / 3600;
  const free = mostWh > 0 ? Math.max(0, 1 - plannedWh / mostWh) : 0;
  return { importW, exportW, shiftableWh: Math.round(plannedWh * free) };
}
