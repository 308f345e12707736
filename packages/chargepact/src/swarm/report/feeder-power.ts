import type { ScheduleMs, Watts } from "@chargepact/protocol";
import type { Day } from "@chargepact/sim";
import type { FeederReckoning } from "../feeder-reckon.js";
import type { FeederRecorder } from "../feeder-watch.js";
import { capacityPoints, faultMarks, loweredShapes } from "./day-marks.js";
import { html, type Markup } from "./html.js";
import { areaPath, legend, linePath, plot, stepPath, timeTicks, valueTicks, type Plot, type Point } from "./plot.js";
import { pricePlot } from "./power.js";

/** A course of power: class of its line, and its points. */
interface Course {
  readonly look: string;
  readonly points: readonly (readonly [atMs: ScheduleMs, powerW: Watts])[];
}

/** The feeder's import over the day beside the same day without negotiation, and under it the price. */
export function feederSection(
  { day, run, uncontrolled, equalShare, flatPrices }: FeederReckoning,
  currency: string,
): Markup {
  const of = (samples: readonly { readonly atMs: ScheduleMs; readonly feederW: Watts }[]): Course["points"] =>
    samples.map(({ atMs, feederW }) => [atMs, feederW]);
  const courses: Course[] = [
    { look: "l-unc", points: of(uncontrolled.samples) },
    flatPrices === undefined
      ? { look: "l-own", points: of(equalShare.samples) }
      : { look: "l-offer", points: of(flatPrices.samples) },
    { look: "l-site", points: of(run.samples) },
  ];
  const look = { title: "kW at the feeder", heightPx: 300, label: "Import of the feeder over the day" };
  return html`<section>
    <h2>The feeder against its capacity</h2>
    ${legend([
      ["l-cap", "capacity"],
      ["f-veh", "import, negotiated"],
      flatPrices === undefined ? ["l-own", "equal share"] : ["l-offer", "at flat prices"],
      ["l-unc", "uncontrolled"],
    ])}${coursePlot(day.feeder, courses, look)}${pricePlot(day.feeder, currency)}
  </section>`;
}

/** A chart per site: its import, and what it may draw of the feeder. */
export function sitesSection({ day, uncontrolled }: FeederReckoning, recorder: FeederRecorder): Markup {
  const plots = day.sites.map(({ id, day: own }, index) => {
    const { leases, imports } = recorder.of(id);
    const courses: Course[] = [
      { look: "l-unc", points: (uncontrolled.sites[index]?.samples ?? []).map(({ atMs, siteW }) => [atMs, siteW]) },
      { look: "l-offer", points: leases.map(({ atMs, leaseW }) => [atMs, leaseW]) },
      { look: "l-site", points: imports.map(({ atMs, importW }) => [atMs, importW]) },
    ];
    return coursePlot(own, courses, { title: `${id}, kW`, heightPx: 130, label: `Import of ${id} over the day` });
  });
  return html`<section>
    <h2>Each site</h2>
    ${legend([
      ["l-cap", "connection"],
      ["l-offer", "may draw (lease)"],
      ["f-veh", "import"],
      ["l-unc", "uncontrolled"],
    ])}${plots}
  </section>`;
}

/** Lines over the day with the capacity; the area is under the last of them. */
function coursePlot(day: Day, courses: readonly Course[], look: Pick<Plot, "title" | "heightPx" | "label">): Markup {
  const fold = (pick: (one: number, other: number) => number, first: number): number =>
    courses.reduce((best, { points }) => points.reduce((least, [, powerW]) => pick(least, powerW), best), first);
  const [lowW, topW] = [fold(Math.min, 0), 1.06 * fold(Math.max, day.capacityW)];
  const x = (atMs: number): number => (1000 * (atMs / 1000 - day.fromS)) / (day.toS - day.fromS);
  const y = (powerW: number): number => 1000 - (1000 * (powerW - lowW)) / (topW - lowW);
  const drawn = courses.map(({ look: kind, points }) => ({
    kind,
    points: points.map(([atMs, powerW]): Point => [x(atMs), y(powerW)]),
  }));
  const own = drawn.at(-1)?.points ?? [];
  const shapes = html`${loweredShapes(day)}<path
      class="f-veh"
      d="${areaPath(
        own,
        own.map(([at]): Point => [at, y(0)]),
      )}"
    />${drawn.map(({ kind, points }) => html`<path class="${kind}" d="${linePath(points)}" />`)}<path
      class="l-cap"
      d="${stepPath(capacityPoints(day).map(([atS, powerW]): Point => [x(atS * 1000), y(powerW)]))}"
    />`;
  const ticks = valueTicks(lowW / 1000, topW / 1000, Math.min(5, look.heightPx / 40));
  return plot({ ...look, shapes, x: timeTicks(day), y: ticks, marks: faultMarks(day) });
}
