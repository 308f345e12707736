import type { Figure } from "../report.js";
import { median } from "../statistics.js";
import { figure } from "./figure.js";
import type { Result } from "./gaps.js";

/** Plans of one kind over all instances. */
export type Runs = Map<string, Result[]>;

/** How far plans are from the optimum, and that they are what they say they are. */
export function gapFigures(runs: Runs): readonly Figure[] {
  const of = (name: string): readonly Result[] => runs.get(name) ?? [];
  const trueOf = (name: string): number[] => of(name).map(({ truePct }) => truePct);
  const every = [...runs.values()].flat();
  const central = "central LP, same rows and instance";
  const most = (id: string, name: string, bar: string): Figure =>
    figure(id, Math.max(...trueOf(name)), "%", bar, central, trueOf(name));
  const middle = (id: string, name: string, bar: string): Figure =>
    figure(id, median(trueOf(name)), "%", bar, central, trueOf(name));
  const certified = of("warm 12").map(({ publishedPct }) => publishedPct);
  const margins = every.map(({ marginPct }) => marginPct);
  const aboveSeed = every.map(({ aboveSeedPct }) => aboveSeedPct).filter(Number.isFinite);
  const minimum = of("minimum");
  const lost = [...of("lost 30"), ...of("lost 50")];
  return [
    middle("market.warm.4.median", "warm 4", "<= 1"),
    most("market.warm.4.max", "warm 4", "<= 2.5"),
    middle("market.warm.8.median", "warm 8", "<= 0.4"),
    most("market.warm.8.max", "warm 8", "<= 1.2"),
    most("market.warm.12.max", "warm 12", "<= 0.6"),
    most("market.cold.4.max", "cold 4", "<= 3"),
    most("market.cold.8.max", "cold 8", "<= 1"),
    most("market.6a.max", "minimum", "<= 1.5"),
    figure(
      "market.6a.under",
      sum(minimum.map(({ checked }) => checked.underMinimum)),
      "steps",
      "<= 0",
      "the minimum",
      [],
    ),
    figure(
      "market.6a.starts",
      Math.max(...minimum.map(({ checked }) => checked.startsMost)),
      "",
      "<= 4",
      "one session",
      [],
    ),
    figure(
      "market.published.margin",
      Math.min(...margins),
      "%",
      ">= 0",
      "published less true gap, all rounds",
      margins,
    ),
    figure("market.above.seed", Math.max(...aboveSeed), "%", "<= 0", "cheapest seed all priced", aboveSeed),
    figure("market.certified.12", Math.max(...certified), "%", "<= 2", "published, warm", certified),
    figure(
      "market.over.rows",
      Math.max(...every.map(({ checked }) => checked.overW)),
      "W",
      "<= 0",
      "tightest row, all plans",
      [],
    ),
    middle("market.lost.30", "lost 30", "<= 1"),
    figure(
      "market.lost.over.rows",
      Math.max(...lost.map(({ checked }) => checked.overW)),
      "W",
      "<= 0",
      "30 and 50 % lost",
      [],
    ),
    figure("market.lost.50.max", Math.max(...trueOf("lost 50")), "%", "", central, trueOf("lost 50")),
  ];
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
