import { type LifePolicyName, lifePolicyNames, type LifeRun, lifeStepS } from "@chargepact/sim";
import { html, type Markup } from "../../swarm/report/html.js";
import { legend, linePath, plot, type Point, type Tick, valueTicks } from "../../swarm/report/plot.js";
import type { Lived } from "../lived.js";
import { lineOf, nameOf } from "./lines.js";

const perDay = 86_400 / lifeStepS;
const days = 7;

/** Charge and temperature in the coldest and in the warmest week. */
export function weekSection({ runs }: Lived): Markup {
  const { negotiated } = runs;
  const weeks = Math.floor(negotiated.powerW.length / (days * perDay));
  if (weeks === 0) return html``;
  const means = Array.from({ length: weeks }, (_, week) => meanOf(negotiated.temperatureC, week));
  const [coldest, warmest] = [means.indexOf(Math.min(...means)), means.indexOf(Math.max(...means))];
  return html`<section>
    <h2>Two weeks</h2>
    <p class="soft">
      State of charge as the policies keep it, in the coldest week and in the warmest, and the temperature of the cells
      (negotiated).
    </p>
    ${legend(lifePolicyNames.map((name) => [lineOf[name], nameOf[name]] as const))}
    ${weekPlots(runs, coldest, `coldest week, from day ${coldest * days + 1}`)}
    ${weekPlots(runs, warmest, `warmest week, from day ${warmest * days + 1}`)}
  </section>`;
}

function meanOf(values: Float64Array, week: number): number {
  const part = values.subarray(week * days * perDay, (week + 1) * days * perDay);
  return part.reduce((sum, value) => sum + value, 0) / part.length;
}

function weekPlots(runs: Readonly<Record<LifePolicyName, LifeRun>>, week: number, title: string): Markup {
  const from = week * days * perDay;
  const x = (step: number): number => (1000 * step) / (days * perDay);
  const points = (values: Float64Array, y: (value: number) => number): Point[] =>
    Array.from({ length: days * perDay + 1 }, (_, step): Point => [x(step), y(values[from + step] ?? 0)]);
  const ticks = Array.from({ length: days }, (_, day): Tick => {
    return { at: (100 * day) / days, text: `day ${week * days + day + 1}`, minor: false };
  });
  const { temperatureC } = runs.negotiated;
  const shown = temperatureC.subarray(from, from + days * perDay + 1);
  const [low, high] = [Math.floor(Math.min(...shown)) - 1, Math.ceil(Math.max(...shown)) + 1];
  const charge = plot({
    shapes: html`${lifePolicyNames.map(
      (name) =>
        html`<path class="${lineOf[name]}" d="${linePath(points(runs[name].soc, (soc) => 1000 - 1000 * soc))}" />`,
    )}`,
    x: ticks,
    y: valueTicks(0, 100, 5),
    title: `${title}: state of charge, %`,
    heightPx: 170,
    label: `State of charge over a week by policy, ${title}`,
  });
  const warmth = plot({
    shapes: html`<path
      class="l-plan"
      d="${linePath(points(temperatureC, (value) => 1000 - (1000 * (value - low)) / (high - low)))}"
    />`,
    x: ticks,
    y: valueTicks(low, high, 3),
    title: "temperature of the cells, °C",
    heightPx: 70,
    label: `Temperature of the cells over a week, ${title}`,
  });
  return html`${charge}${warmth}`;
}
