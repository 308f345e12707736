import type { Day } from "@chargepact/sim";
import { counted } from "../../scenario/problems.js";
import { decimal, percentOf } from "../format.js";
import { isCertified, medianGapPpm, type PlanRecord } from "../plans.js";
import { html, type Markup } from "./html.js";
import { costPlot, roundPlot } from "./plan-charts.js";
import { endsTable } from "./plan-ends.js";
import { legend } from "./plot.js";

/** What option rounds came to, plan by plan, and how near each was to the cheapest; nothing where none cleared. */
export function planSection(plans: readonly PlanRecord[], day: Day): Markup {
  if (plans.length === 0) return html``;
  const certified = plans.filter(isCertified);
  return html`<section>
    <h2>Plans, and how near the cheapest they are</h2>
    <p>${summary(plans)}</p>
    <p class="soft">${boundText(plans)}</p>
    ${legend([
      ["l-plan", "cost of the plan in force"],
      ...(certified.length > 0
        ? ([
            ["l-bound", "bound: no plan costs less"],
            ["f-gap", "between them lies the cheapest"],
          ] as const)
        : []),
    ])}${costPlot(plans, day)}
    ${
      certified.length === 0
        ? ""
        : html`${roundPlot(certified)}${legend([
              ["l-bound", "middle of all plans with a bound"],
              ["f-band", "four fifths of them"],
            ])}
            <p class="soft small">
              A vehicle that charges only above a minimum is given one schedule whole in the end, where the rounds could
              mix: what is carried out may be further from the bound than the rounds were.
            </p>`
    }${endsTable(plans)}
  </section>`;
}

function summary(plans: readonly PlanRecord[]): string {
  const rounds = plans.reduce((sum, plan) => sum + plan.rounds, 0) / plans.length;
  const gap = medianGapPpm(plans);
  const near =
    gap === undefined
      ? "Of none of them a bound is known, so nothing can be said about how near the cheapest it is."
      : `In half of them it is certain that no plan with the same information could save more than ${percentOf(gap)} of the cost that plans can change.`;
  return (
    `${counted(plans.length, "time")} the grid operator asked all holders at prices, ${decimal(rounds, 1)} rounds on average, and ` +
    `mixed a plan from their own answers. ${near}`
  );
}

function boundText(plans: readonly PlanRecord[]): string {
  const certified = plans.filter(isCertified).length;
  const without = plans.length - certified;
  const missing =
    without === 0
      ? ""
      : ` ${counted(without, "plan")} ${without === 1 ? "has" : "have"} none, because somebody was not heard or what was said does not fit together: there no bound is drawn.`;
  return (
    `Cost is what a plan says of the time still ahead: energy, wear, and energy that will not be delivered. The bound follows from ` +
    `the holders' own answers, and is as honest as they are.${missing}`
  );
}
