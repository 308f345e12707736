import type { LifePolicyName } from "@chargepact/sim";
import { html, type Markup } from "../../swarm/report/html.js";
import { timeAxis, type Tick } from "../../swarm/report/plot.js";
import type { LifeResult, ModelResult } from "../result.js";
import { gainText, yearsText } from "../table.js";
import { nameOf } from "./lines.js";

/** Longest bar, share gained; what is beyond is cut and says so by its figure. */
const gainMost = 1.5;
const gainLeast = -0.5;

/** A bar for each model: how much longer the policy lets a battery live than another. */
export function gainSection(result: LifeResult, reference: LifePolicyName): Markup {
  const spread = result.gains[reference];
  const chemistries = [...new Set(result.models.map(({ chemistry }) => chemistry))];
  return html`<section>
    <h2>How much longer than ${nameOf[reference]}, by each published model</h2>
    <p class="soft">
      Median ${spread === undefined ? "" : gainText(spread.median)}, from
      ${spread === undefined ? "" : gainText(spread.worst)} to ${spread === undefined ? "" : gainText(spread.best)}. On
      the right: the gain, and the life in years; bars end at ${gainText(gainMost)}. The policy plans by its battery's
      quote and was not fitted to them.
    </p>
    <div class="rows models">
      ${axis()}${chemistries.map((chemistry) =>
        result.models.filter((model) => model.chemistry === chemistry).map((model) => row(model, reference)),
      )}${axis()}
    </div>
  </section>`;
}

const at = (gain: number): number =>
  (1000 * (Math.min(gainMost, Math.max(gainLeast, gain)) - gainLeast)) / (gainMost - gainLeast);

function axis(): Markup {
  const ticks = [-0.5, 0, 0.5, 1, 1.5].map((gain): Tick => ({
    at: at(gain) / 10,
    text: gain === 0 ? "0 %" : gainText(gain),
    minor: false,
  }));
  return html`<div class="row axis">
    <span class="name"></span>
    <div class="bar">${timeAxis(ticks)}</div>
    <span class="got"></span>
  </div>`;
}

function row({ name, against }: ModelResult, reference: LifePolicyName): Markup {
  const verdict = against[reference];
  if (verdict === undefined) return html``;
  const { gain, years } = verdict;
  const [zero, end] = [at(0), at(gain)];
  const got = `${gainText(gain)}, ${yearsText(years)} a`;
  return html`<div class="row">
    <span class="name">${name}</span>
    <div class="bar">
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label="${name}: ${got}">
        <line class="l-zero" x1="${zero}" x2="${zero}" y1="0" y2="1000" />
        <rect
          class="${gain < 0 ? "w-emergency" : "w-gentle"}"
          x="${Math.min(zero, end)}"
          y="180"
          width="${Math.max(1, Math.abs(end - zero))}"
          height="640"
        />
      </svg>
    </div>
    <span class="got ${gain < 0 ? "bad" : "good"}">${got}</span>
  </div>`;
}
