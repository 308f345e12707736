import { decimal, percentOf, share } from "../format.js";
import { median, medianGapPpm, type PlanRecord } from "../plans.js";
import { html, type Markup } from "./html.js";

const endNames: Readonly<Record<string, string>> = {
  gap: "the rounds came near enough to the bound",
  rounds: "all rounds used",
  stalled: "no more progress",
  deadline: "out of time",
  solver: "the solver failed or was late",
};
const originNames: Readonly<Record<string, string>> = {
  "option-rounds": "what the rounds came to",
  rehearsed: "seed: the plan made before asking",
  running: "seed: the plan before, carried on",
  llf: "seed: least laxity first",
  "flattened-llf": "seed: least laxity first, flattened",
  edf: "seed: earliest deadline first",
  "equal-share": "seed: equal shares",
  fallback: "nothing: everybody kept its fallback",
};

/** How the plans ended, and what was carried out in the end. */
export function endsTable(plans: readonly PlanRecord[]): Markup {
  return html`<table>
    ${group("How they ended", plans, ({ ended }) => endNames[ended] ?? ended)}
    ${group("What was carried out", plans, ({ origin }) => originNames[origin] ?? origin)}
  </table>`;
}

function group(title: string, plans: readonly PlanRecord[], nameOf: (plan: PlanRecord) => string): Markup {
  const groups = new Map<string, PlanRecord[]>();
  for (const plan of plans) groups.set(nameOf(plan), [...(groups.get(nameOf(plan)) ?? []), plan]);
  const rows = [...groups].sort(([, one], [, other]) => other.length - one.length);
  return html`<thead>
      <tr>
        <th>${title}</th>
        <th>plans</th>
        <th></th>
        <th>median rounds</th>
        <th>median gap</th>
      </tr>
    </thead>
    <tbody>
      ${rows.map(([name, own]) => row(name, own, plans.length))}
    </tbody>`;
}

function row(name: string, own: readonly PlanRecord[], all: number): Markup {
  const gap = medianGapPpm(own);
  return html`<tr>
    <td>${name}</td>
    <td>${decimal(own.length, 0)}</td>
    <td>${share(own.length, all)}</td>
    <td>${decimal(median(own.map(({ rounds }) => rounds)) ?? 0, 0)}</td>
    <td>${gap === undefined ? "no bound" : percentOf(gap)}</td>
  </tr>`;
}
