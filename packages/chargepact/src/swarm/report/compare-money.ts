import { sumMicroOf, type Comparison, type StrategyRun } from "../compare.js";
import { money } from "../format.js";
import { html, type Markup } from "./html.js";
import { legend } from "./plot.js";

/** What a bar is made of: class of the colour, name, amount. */
const partsOf = ({ outcome }: StrategyRun): readonly (readonly [string, string, number])[] => [
  ["m-cost", "energy", outcome.costMicro],
  ["m-wear", "wear", outcome.wearMicro],
  ["m-unserved", "unserved", outcome.unservedMicro],
];

/** A bar per strategy, of energy cost, wear and what was not delivered. */
export function moneySection({ runs, day }: Comparison): Markup {
  const bounds = runs.map((run) => ends(run));
  const low = Math.min(0, ...bounds.map(({ low }) => low));
  const high = Math.max(1, ...bounds.map(({ high }) => high));
  const x = (micro: number): number => (1000 * (micro - low)) / (high - low);
  return html`<section>
    <h2>What the day came to</h2>
    ${legend([
      ["m-cost", "energy cost"],
      ["m-wear", "battery wear"],
      ["m-unserved", "energy not delivered"],
    ])}
    <div class="rows">${runs.map((run) => row(run, x, day.currency))}</div>
    ${low < 0 ? html`<p class="soft small">What lies left of the line was earned, and lessens the sum.</p>` : ""}
  </section>`;
}

/** How far a bar reaches: what is earned goes to the left of zero, what is paid to the right. */
function ends(run: StrategyRun): { readonly low: number; readonly high: number } {
  const amounts = partsOf(run).map(([, , amount]) => amount);
  const sum = (of: (amount: number) => number): number => amounts.reduce((total, amount) => total + of(amount), 0);
  return { low: sum((amount) => Math.min(0, amount)), high: sum((amount) => Math.max(0, amount)) };
}

function row(run: StrategyRun, x: (micro: number) => number, currency: string): Markup {
  let [earned, paid] = [0, 0];
  const pieces = partsOf(run).map(([kind, name, amount]) => {
    const from = amount < 0 ? earned + amount : paid;
    if (amount < 0) earned += amount;
    else paid += amount;
    return html`<rect
      class="${kind}"
      x="${x(from)}"
      y="0"
      width="${x(from + Math.abs(amount)) - x(from)}"
      height="1000"
    >
      <title>${name}: ${money(amount, currency)}</title>
    </rect>`;
  });
  const told = partsOf(run).map(([, name, amount]) => `${name} ${money(amount, currency)}`);
  return html`<div class="row">
    <span class="name"><b>${run.strategy}</b></span>
    <div class="bar">
      <svg
        viewBox="0 0 1000 1000"
        preserveAspectRatio="none"
        role="img"
        aria-label="${run.strategy}: ${told.join(", ")}"
      >
        ${pieces}
        <line class="l-zero" x1="${x(0)}" x2="${x(0)}" y1="0" y2="1000" />
      </svg>
    </div>
    <span class="got">${money(sumMicroOf(run), currency)}</span>
  </div>`;
}
