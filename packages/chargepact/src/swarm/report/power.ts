import { Capacity, seriesAt, type Day, type Sample } from "@chargepact/sim";
import { clock, kW } from "../format.js";
import type { Reckoning } from "../reckon.js";
import { html, type Markup } from "./html.js";
import { areaPath, legend, linePath, plot, stepPath, timeTicks, valueTicks, type Point } from "./plot.js";

/** Less is not seen in the chart, W. */
const seenW = 100;

/** The site's power over the day against its capacity, and under it the price. */
export function powerSection(reckoning: Reckoning, currency: string): Markup {
  const { day, samples } = reckoning;
  const charges = samples.some(({ storageW }) => storageW > seenW);
  const gives = samples.some(({ storageW }) => storageW < -seenW);
  return html`<section>
    <h2>Power of the site against its capacity</h2>
    <p class="soft">${summary(reckoning)}</p>
    ${legend([
      ["l-cap", "capacity"],
      ["f-veh", "vehicles"],
      ...(samples.some(({ baseLoadW }) => baseLoadW > seenW) ? ([["f-base", "building (base load)"]] as const) : []),
      ...(charges ? ([["f-sto", "storage charges"]] as const) : []),
      ...(gives ? ([["f-give", "given by storage"]] as const) : []),
      ["l-site", "import from the grid"],
      ["l-unc", "uncontrolled, for comparison"],
    ])}${powerPlot(reckoning)}${pricePlot(day, currency)}
  </section>`;
}

function summary({ day, outcome, uncontrolled, capacityW }: Reckoning): string {
  const hasBase = day.baseLoad.values.some((powerW) => powerW > seenW);
  const lowered = capacityW < day.capacityW ? ` (lowered to ${kW(capacityW)} for a while)` : "";
  const kept =
    outcome.limitViolations === 0
      ? `stayed within the ${kW(day.capacityW)}${lowered} all the time`
      : `was above what was in force ${outcome.limitViolations} times, by up to ${kW(outcome.overLimitMaxW)}`;
  const without =
    uncontrolled.limitViolations === 0
      ? "Without negotiation it would have stayed within it too."
      : `Without negotiation it would have reached ${kW(uncontrolled.peakImportW)}.`;
  return `The import${hasBase ? ", the building's own load included," : ""} ${kept}; its peak was ${kW(outcome.peakImportW)}. ${without}`;
}

function powerPlot({ day, samples, uncontrolled }: Reckoning): Markup {
  const topW = 1.06 * Math.max(day.capacityW, ...[...samples, ...uncontrolled.samples].map(({ siteW }) => siteW), 1);
  const bottomW = Math.min(0, ...samples.map(({ siteW }) => siteW));
  const x = (atMs: number): number => (1000 * (atMs / 1000 - day.fromS)) / (day.toS - day.fromS);
  const y = (powerW: number): number => 1000 - (1000 * (powerW - bottomW)) / (topW - bottomW);
  const line = (of: (sample: Sample) => number, from: readonly Sample[] = samples): Point[] =>
    from.map((sample) => [x(sample.atMs), y(of(sample))]);
  const stacked = line(({ baseLoadW, vehiclesW }) => baseLoadW + vehiclesW);
  const base = line(({ baseLoadW }) => baseLoadW);
  const charging = line(({ baseLoadW, vehiclesW, storageW }) => baseLoadW + vehiclesW + Math.max(0, storageW));
  const giving = line(({ baseLoadW, vehiclesW, storageW }) => baseLoadW + vehiclesW + Math.min(0, storageW));
  const zero = line(() => 0);
  const shapes = html`${loweredSpans(day).map(
      ([fromS, toS]) =>
        html`<rect
          class="f-low"
          x="${x(fromS * 1000)}"
          y="0"
          width="${x(toS * 1000) - x(fromS * 1000)}"
          height="1000"
        />`,
    )}<path class="f-base" d="${areaPath(base, zero)}" /><path class="f-veh" d="${areaPath(stacked, base)}" />
    <path class="f-sto" d="${areaPath(charging, stacked)}" /><path class="f-give" d="${areaPath(stacked, giving)}" />
    <path class="l-site" d="${linePath(line(({ siteW }) => siteW))}" />
    <path class="l-unc" d="${linePath(line(({ siteW }) => siteW, uncontrolled.samples))}" />
    <path class="l-cap" d="${stepPath(capacityPoints(day).map(([atS, powerW]) => [x(atS * 1000), y(powerW)]))}" />`;
  return plot({
    shapes,
    x: timeTicks(day),
    y: valueTicks(bottomW / 1000, topW / 1000),
    title: "kW at the grid connection",
    heightPx: 300,
    label: "Power over the day: base load, vehicles and storage stacked, with the capacity and the uncontrolled import",
    marks: faultMarks(day),
  });
}

/** What capacity holds from which second on, to the end of the day. */
function capacityPoints(day: Day): Point[] {
  const changes = new Capacity(day).changes.filter(({ atMs }) => atMs < day.toS * 1000);
  const last = changes.at(-1)?.capacityW ?? day.capacityW;
  return [
    [day.fromS, day.capacityW],
    ...changes.map(({ atMs, capacityW }): Point => [atMs / 1000, capacityW]),
    [day.toS, last],
  ];
}

function loweredSpans(day: Day): Point[] {
  const points = capacityPoints(day);
  return points.flatMap(([atS, powerW], index): Point[] => {
    const next = points[index + 1];
    return next !== undefined && powerW < day.capacityW ? [[atS, next[0]]] : [];
  });
}

function faultMarks(day: Day): Markup[] {
  const timed = day.faults.filter((fault) => fault.kind !== "drop" && fault.atS < day.toS);
  return timed.map((fault, index) => {
    const at = fault.kind === "drop" ? 0 : (100 * (fault.atS - day.fromS)) / (day.toS - day.fromS);
    const side = at > 50 ? "mark end" : "mark";
    return html`<div class="${side}" style="left:${at}%">
      <span style="top:${2 + 17 * (index % 4)}px">${fault.text}</span>
    </div>`;
  });
}

function pricePlot(day: Day, currency: string): Markup {
  const { startS, stepS, values } = day.prices;
  const inside = values.map((_, index) => startS + index * stepS).filter((atS) => atS > day.fromS && atS < day.toS);
  const steps = [day.fromS, ...inside, day.toS].map((atS): Point => [atS, seriesAt(day.prices, atS) / 1e6]);
  const prices = steps.map(([, price]) => price);
  const [low, high] = [Math.min(0, ...prices), Math.max(0.01, ...prices) * 1.15];
  const x = (atS: number): number => (1000 * (atS - day.fromS)) / (day.toS - day.fromS);
  const y = (price: number): number => 1000 - (1000 * (price - low)) / (high - low);
  const last = steps.at(-2)?.[1] ?? 0;
  const points = steps.map(([atS, price]): Point => [x(atS), y(atS === day.toS ? last : price)]);
  return plot({
    shapes: html`<path class="l-price" d="${stepPath(points)}" />`,
    x: timeTicks(day),
    y: valueTicks(low, high, 3),
    title: `price, ${currency} per kWh`,
    heightPx: 84,
    label: `Price of energy from ${clock(day.fromS * 1000)} to ${clock(day.toS * 1000)}`,
  });
}
