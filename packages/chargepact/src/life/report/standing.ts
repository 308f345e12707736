import { lifePolicyNames, type LifeRun } from "@chargepact/sim";
import { html, type Markup } from "../../swarm/report/html.js";
import { legend, plot, type Point, stepPath, type Tick, valueTicks } from "../../swarm/report/plot.js";
import type { Lived } from "../lived.js";
import { lineOf, nameOf } from "./lines.js";

const bins = 20;

/** How long the battery stands at each state of charge. */
export function standingSection({ runs }: Lived): Markup {
  const shares = lifePolicyNames.map((name) => [name, sharesOf(runs[name])] as const);
  const most = Math.max(...shares.flatMap(([, all]) => all));
  const x = (bin: number): number => (1000 * bin) / bins;
  const line = (all: readonly number[]): Point[] =>
    [...all, all.at(-1) ?? 0].map((share, bin): Point => [x(bin), 1000 - (1000 * share) / (1.1 * most)]);
  const ticks = Array.from({ length: 6 }, (_, index): Tick => {
    return { at: 20 * index, text: `${20 * index} %`, minor: false };
  });
  return html`<section>
    <h2>Where it stands</h2>
    <p class="soft">Share of the time at each state of charge, in steps of 5 %.</p>
    ${legend(lifePolicyNames.map((name) => [lineOf[name], nameOf[name]] as const))}
    ${plot({
      shapes: html`${shares.map(([name, all]) => html`<path class="${lineOf[name]}" d="${stepPath(line(all))}" />`)}`,
      x: ticks,
      y: valueTicks(0, 110 * most, 4),
      title: "% of the time",
      heightPx: 170,
      label: "Share of the time at each state of charge, by policy",
    })}
  </section>`;
}

function sharesOf({ soc }: LifeRun): readonly number[] {
  const counts = Array.from({ length: bins }, () => 0);
  for (const value of soc) {
    const bin = Math.min(bins - 1, Math.floor(value * bins));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  return counts.map((count) => count / soc.length);
}
