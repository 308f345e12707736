import { InProcessSolver } from "@chargepact/agent";
import { coverage } from "./coverage.js";
import { daysOf } from "./day.js";
import { playDay, type Result } from "./season.js";
import { cases } from "../market/cases.js";
import { figure } from "../market/figure.js";
import type { Figure } from "../report.js";

const daysMost = 32;

/** Three sites on a feeder that prices by their aggregate forecasts, beside flat prices and one central optimum. */
export async function pricingFigures(say: (line: string) => void): Promise<readonly Figure[]> {
  const solver = new InProcessSolver();
  const all = cases();
  const results: Result[] = [];
  for (const [index, day] of daysOf(all, daysMost).entries()) {
    const result = await playDay(day, index, solver);
    results.push(result);
    say(line(result));
  }
  return [...figures(results), ...(await coverage(all.online, solver, say))];
}

const cut = ({ flat, dynamic }: Result): number => 100 * (1 - dynamic.peakW / flat.peakW);
const lost = ({ flat, dynamic }: Result): number => 100 * (1 - dynamic.energyKwh / flat.energyKwh);
const above = ({ central, dynamic }: Result): number =>
  (100 * (dynamic.costMicro - central.costMicro)) / Math.abs(central.costMicro);

function figures(results: readonly Result[]): readonly Figure[] {
  const worst = "the worst day";
  const [cuts, losses, costs] = [results.map(cut), results.map(lost), results.map(above)];
  const publications = results.map((result) => result.publications);
  const central = results.map((result) => cut({ ...result, dynamic: result.central }));
  const flat = results.map((result) => above({ ...result, dynamic: result.flat }));
  const over = results.map(({ overW }) => Math.max(0, overW));
  return [
    figure("grid.peak", Math.min(...cuts), "%", ">= 20", `less than at flat prices; ${worst}`, cuts),
    figure("grid.peak.central", Math.min(...central), "%", "", "the same of the central optimum", central),
    figure("grid.energy", Math.max(...losses), "%", "<= 1", `less than at flat prices; ${worst}`, losses),
    figure("grid.cost", Math.max(...costs), "%", "<= 3", `above one central LP over all sites; ${worst}`, costs),
    figure("grid.cost.flat", Math.min(...flat), "%", "", "the same of flat prices; the best day", flat),
    figure("grid.publications", Math.max(...publications), "", "<= 6", `until settled; ${worst}`, publications),
    figure("grid.over", Math.max(...over), "W", "<= 1", "over the feeder's capacity, after any publication", over),
  ];
}

function line(result: Result): string {
  const kw = (watts: number): string => (watts / 1000).toFixed(1);
  const course = result.course.map((dynamic) => `${above({ ...result, dynamic }).toFixed(2)}/${kw(dynamic.peakW)}`);
  const { name, flat, central, publications } = result;
  return `${name}: flat ${kw(flat.peakW)} kW, central ${kw(central.peakW)} kW, % above central/kW after each of ${publications} publications: ${course.join(", ")}`;
}
