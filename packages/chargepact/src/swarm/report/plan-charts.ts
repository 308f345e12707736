import type { Day } from "@chargepact/sim";
import { clock, decimal } from "../format.js";
import { gapsOf, isCertified, quantile, type CertifiedPlan, type PlanRecord } from "../plans.js";
import { html, type Markup } from "./html.js";
import { areaPath, linePath, plot, stepPath, stepped, timeTicks, valueTicks, type Point, type Tick } from "./plot.js";

/** A plan, from its end until the next one takes its place. */
interface InForce {
  readonly plan: PlanRecord;
  readonly fromMs: number;
  readonly toMs: number;
}

/** Cost of each plan over the day, and under it its bound where it has one. */
export function costPlot(plans: readonly PlanRecord[], day: Day): Markup {
  const all = inForce(plans, day);
  const values = plans.flatMap((plan) => [plan.upperMicro, ...(isCertified(plan) ? [plan.lowerMicro] : [])]);
  const [low, high] = [Math.min(0, ...values) / 1e6, Math.max(0.01, ...values.map((value) => 1.08 * value)) / 1e6];
  const x = (atMs: number): number => (1000 * (atMs / 1000 - day.fromS)) / (day.toS - day.fromS);
  const y = (micro: number): number => 1000 - (1000 * (micro / 1e6 - low)) / (high - low);
  const line = (run: readonly InForce[], of: (plan: PlanRecord) => number): Point[] => [
    ...run.map(({ plan, fromMs }): Point => [x(fromMs), y(of(plan))]),
    ...run.slice(-1).map(({ plan, toMs }): Point => [x(toMs), y(of(plan))]),
  ];
  const upper = ({ upperMicro }: PlanRecord): number => upperMicro;
  const lower = (plan: PlanRecord): number => plan.lowerMicro ?? plan.upperMicro;
  const bounded = certifiedRuns(all);
  return plot({
    shapes: html`${bounded.map(
        (run) => html`<path class="f-gap" d="${areaPath(stepped(line(run, upper)), stepped(line(run, lower)))}" />`,
      )}${bounded.map((run) => html`<path class="l-bound" d="${stepPath(line(run, lower))}" />`)}<path
        class="l-plan"
        d="${stepPath(line(all, upper))}"
      />`,
    x: timeTicks(day),
    y: valueTicks(low, high, 4),
    title: `cost ahead, ${day.currency}`,
    heightPx: 170,
    label: `Cost of the plans from ${clock(day.fromS * 1000)} to ${clock(day.toS * 1000)}, with their bounds`,
  });
}

function inForce(plans: readonly PlanRecord[], day: Day): readonly InForce[] {
  return plans.map((plan, index) => ({
    plan,
    fromMs: plan.atMs,
    toMs: plans[index + 1]?.atMs ?? Math.max(plan.atMs, day.toS * 1000),
  }));
}

/** Stretches in which every plan has a bound: between them none is drawn. */
function certifiedRuns(all: readonly InForce[]): readonly (readonly InForce[])[] {
  const runs: InForce[][] = [];
  for (const [index, each] of all.entries()) {
    const before = all[index - 1];
    if (!isCertified(each.plan)) continue;
    if (before !== undefined && isCertified(before.plan)) runs.at(-1)?.push(each);
    else runs.push([each]);
  }
  return runs;
}

/** Smallest gap told apart, millionths: the axis is logarithmic and begins here. */
const leastPpm = 1000;
const decadesMin = 2;

/** Gap after each round, of all plans with a bound; one that has ended keeps its last gap. */
export function roundPlot(plans: readonly CertifiedPlan[]): Markup {
  const rounds = Math.max(1, ...plans.flatMap((plan) => gapsOf(plan).map(({ round }) => round)));
  const columns = [
    ...Array.from({ length: rounds }, (_, index) => gapsAfter(plans, index + 1)),
    plans.map(({ gapPpm }) => gapPpm),
  ];
  const worst = Math.max(leastPpm, ...columns.flatMap((gaps) => quantile(gaps, 0.9) ?? []));
  const decades = Math.max(decadesMin, Math.ceil(Math.log10(worst / leastPpm)));
  const x = (index: number): number => (1000 * (index + 0.5)) / columns.length;
  const y = (ppm: number): number => 1000 - (1000 * Math.log10(Math.max(leastPpm, ppm) / leastPpm)) / decades;
  const line = (share: number): Point[] =>
    columns.flatMap((gaps, index): Point[] => {
      const ppm = quantile(gaps, share);
      return ppm === undefined ? [] : [[x(index), y(ppm)]];
    });
  return plot({
    shapes: html`<path class="f-band" d="${areaPath(line(0.9), line(0.1))}" /><path
        class="l-bound"
        d="${linePath(line(0.5))}"
      />`,
    x: columns.map((_, index) => roundTick(index, columns.length)),
    y: Array.from({ length: decades + 1 }, (_, decade) => decadeTick(decade, decades)),
    title: "gap between cost and bound, after each round and of the plan that was carried out",
    heightPx: 130,
    label: "Gap between cost and bound after each round",
  });
}

const gapsAfter = (plans: readonly CertifiedPlan[], round: number): readonly number[] =>
  plans.flatMap((plan) => gapsOf(plan).findLast((each) => each.round <= round)?.gapPpm ?? []);

const roundTick = (index: number, count: number): Tick => ({
  at: (100 * (index + 0.5)) / count,
  text: index === count - 1 ? "carried out" : `round ${index + 1}`,
  minor: false,
});

function decadeTick(decade: number, decades: number): Tick {
  const percent = (leastPpm / 1e4) * 10 ** decade;
  const text = `${decimal(percent, percent < 1 ? 1 : 0)} %`;
  return { at: (100 * decade) / decades, text: decade === 0 ? `≤ ${text}` : text, minor: false };
}
