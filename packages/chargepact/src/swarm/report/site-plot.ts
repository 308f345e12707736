import type { Day, Sample } from "@chargepact/sim";
import type { Watts } from "@chargepact/protocol";
import { capacityPoints, faultMarks, loweredShapes } from "./day-marks.js";
import { html, type Markup } from "./html.js";
import { areaPath, legend, linePath, plot, stepPath, timeTicks, valueTicks, type Plot, type Point } from "./plot.js";

/** Less is not seen in the chart, W. */
export const seenW = 100;

export interface SiteLook extends Pick<Plot, "title" | "heightPx" | "label"> {
  /** Another course of the day, drawn as a line. */
  readonly beside?: readonly Sample[];
  /** What the axis covers at least, so that several charts have one scale. */
  readonly range?: PowerRange;
}

interface PowerRange {
  readonly lowW: Watts;
  readonly highW: Watts;
}

/** The range of an axis for these courses and the capacity, zero included. */
export function powerRange(day: Day, courses: readonly (readonly Sample[])[]): PowerRange {
  const sites = courses.flatMap((samples) => samples.map(({ siteW }) => siteW));
  const fold = (pick: (one: number, other: number) => number, first: number): number => sites.reduce(pick, first);
  return { lowW: fold((a, b) => Math.min(a, b), 0), highW: fold((a, b) => Math.max(a, b), Math.max(day.capacityW, 1)) };
}

/** The site's power over the day, what it is made of, and the capacity in force. */
export function sitePlot(day: Day, samples: readonly Sample[], look: SiteLook): Markup {
  const { title, heightPx, label, beside = [] } = look;
  const { lowW, highW } = look.range ?? powerRange(day, [samples, beside]);
  const topW = 1.06 * highW;
  const x = (atMs: number): number => (1000 * (atMs / 1000 - day.fromS)) / (day.toS - day.fromS);
  const y = (powerW: number): number => 1000 - (1000 * (powerW - lowW)) / (topW - lowW);
  const line = (of: (sample: Sample) => number, from: readonly Sample[] = samples): Point[] =>
    from.map((sample) => [x(sample.atMs), y(of(sample))]);
  const stacked = line(({ baseLoadW, vehiclesW }) => baseLoadW + vehiclesW);
  const base = line(({ baseLoadW }) => baseLoadW);
  const taking = line(({ baseLoadW, vehiclesW }) => baseLoadW + Math.max(0, vehiclesW));
  const feeding = line(({ baseLoadW, vehiclesW }) => baseLoadW + Math.min(0, vehiclesW));
  const charging = line(({ baseLoadW, vehiclesW, storageW }) => baseLoadW + vehiclesW + Math.max(0, storageW));
  const giving = line(({ baseLoadW, vehiclesW, storageW }) => baseLoadW + vehiclesW + Math.min(0, storageW));
  const zero = line(() => 0);
  const shapes = html`${loweredShapes(day)}<path class="f-base" d="${areaPath(base, zero)}" /><path
      class="f-veh"
      d="${areaPath(taking, base)}"
    />
    <path class="f-back" d="${areaPath(base, feeding)}" />
    <path class="f-sto" d="${areaPath(charging, stacked)}" /><path class="f-give" d="${areaPath(stacked, giving)}" />
    <path class="l-site" d="${linePath(line(({ siteW }) => siteW))}" />
    <path class="l-unc" d="${linePath(line(({ siteW }) => siteW, beside))}" />
    <path class="l-cap" d="${stepPath(capacityPoints(day).map(([atS, powerW]) => [x(atS * 1000), y(powerW)]))}" />`;
  const [ticksX, ticksY] = [timeTicks(day), valueTicks(lowW / 1000, topW / 1000, Math.min(5, heightPx / 40))];
  return plot({ shapes, x: ticksX, y: ticksY, title, heightPx, label, marks: faultMarks(day) });
}

/** What the colours mean, without what these courses do not show; `more` for what is drawn beside. */
export function siteLegend(samples: readonly Sample[], more: readonly (readonly [string, string])[] = []): Markup {
  const shows = (holds: (sample: Sample) => boolean, swatch: string, text: string) =>
    samples.some(holds) ? ([[swatch, text]] as const) : [];
  return legend([
    ["l-cap", "capacity"],
    ["f-veh", "vehicles"],
    ...shows(({ vehiclesW }) => vehiclesW < -seenW, "f-back", "given by vehicles"),
    ...shows(({ baseLoadW }) => baseLoadW > seenW, "f-base", "building (base load)"),
    ...shows(({ storageW }) => storageW > seenW, "f-sto", "storage charges"),
    ...shows(({ storageW }) => storageW < -seenW, "f-give", "given by storage"),
    ["l-site", "import from the grid"],
    ...more,
  ]);
}
