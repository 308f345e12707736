import type { Solver } from "@chargepact/agent";
import type { Figure } from "../report.js";
import type { Cases } from "./cases.js";
import { type Fairness, fairness } from "./fairness.js";
import { figure } from "./figure.js";
import { makeInstance } from "./instance.js";
import { lies } from "./liars.js";

/** Who is served how well, and what a lie brings. */
export async function socialFigures(
  all: Cases,
  solver: Solver,
  say: (line: string) => void,
): Promise<readonly Figure[]> {
  const plain = all.blendable.filter(
    ({ v2gShare, stepS, podSize }) => v2gShare === 0 && stepS === 900 && podSize === 0,
  );
  const fair: Fairness[] = [];
  for (const shape of plain) {
    const found = fair.length < 4 ? await fairness({ ...shape, storage: false }, 0.62, solver) : undefined;
    if (found !== undefined) fair.push(found);
  }
  const gains: number[] = [];
  const returned: number[] = [];
  for (const shape of plain.slice(0, 3)) {
    const told = await lies(makeInstance(shape), 4, solver);
    gains.push(...told.map(({ gainPct }) => gainPct));
    returned.push(...told.map(({ returnedPct }) => returnedPct));
    const best = told.reduce((most, each) => (each.gainPct > most.gainPct ? each : most));
    say(`market: ${told.length} lies on ${shape.name}, best ${best.name} with ${best.gainPct.toFixed(3)} %`);
  }
  const of = (key: "least" | "jain" | "costPct" | "centralPct"): number[] => fair.map((each) => each[key]);
  return [
    figure(
      "market.fair.least",
      Math.min(...of("least")),
      "",
      ">= 0.49",
      "share of one need, 62 % deliverable",
      of("least"),
    ),
    figure("market.fair.jain", Math.min(...of("jain")), "", ">= 0.92", "62 % deliverable", of("jain")),
    figure("market.fair.cost", Math.max(...of("costPct")), "%", "<= 0.5", "the same site without tiers", of("costPct")),
    figure(
      "market.fair.central",
      Math.max(...of("centralPct")),
      "%",
      "",
      "the central optima of both",
      of("centralPct"),
    ),
    figure("market.lie.gain", Math.max(...returned), "%", "<= 0.5", "of the site's bill, one liar", returned),
    figure("market.lie.kept", Math.max(...gains), "%", "", "where what rows earn is kept", gains),
  ];
}
