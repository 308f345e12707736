import { seriesAt, type Day } from "@chargepact/sim";
import { clock, kW } from "../format.js";
import type { Reckoning } from "../reckon.js";
import { html, type Markup } from "./html.js";
import { plot, stepPath, timeTicks, valueTicks, type Point } from "./plot.js";
import { seenW, siteLegend, sitePlot } from "./site-plot.js";

/** The site's power over the day against its capacity, and under it the price. */
export function powerSection(reckoning: Reckoning, currency: string): Markup {
  const { day, samples, uncontrolled } = reckoning;
  const look = {
    title: "kW at the grid connection",
    heightPx: 300,
    label: "Power over the day: base load, vehicles and storage stacked, with the capacity and the uncontrolled import",
    beside: uncontrolled.samples,
  };
  return html`<section>
    <h2>Power of the site against its capacity</h2>
    <p class="soft">${summary(reckoning)}</p>
    ${siteLegend(samples, [["l-unc", "uncontrolled, for comparison"]])}${sitePlot(day, samples, look)}${pricePlot(day, currency)}
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

/** The price of energy over the day. */
export function pricePlot(day: Day, currency: string): Markup {
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
