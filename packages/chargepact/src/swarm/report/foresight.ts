import type { VehicleModel } from "@chargepact/sim";
import { decimal, kW, share } from "../format.js";
import { type BatteryForesight, calibrationOf, type Felt, type ForesightRecord } from "../foresight-record.js";
import type { Reckoning } from "../reckon.js";
import type { Track } from "../tracks.js";
import { becauseOf } from "../why.js";
import { html, type Markup } from "./html.js";
import { areaPath, legend, linePath, plot, timeTicks, valueTicks, type Point } from "./plot.js";

/** What batteries expected of their own temperature and wear, what of it was so, and how they quoted by it. */
export function foresightSection(
  { day }: Reckoning,
  record: ForesightRecord,
  tracks: ReadonlyMap<string, Track>,
): Markup {
  const all = [...record.batteries].filter(([, { quotes, met }]) => quotes > 0 || met > 0);
  if (all.length === 0) return html``;
  const hottest = all
    .filter(([, { felt }]) => felt.length > 2)
    .sort(([, one], [, other]) => warmest(other) - warmest(one))[0];
  return html`<section>
    <h2>What batteries expected of themselves</h2>
    <p>${summary(record)}</p>
    ${hottest === undefined ? "" : chart(hottest[0], hottest[1].felt)} ${pairsTable(pairsOf(all, tracks), day.currency)}
    ${adviceList(all)}
  </section>`;
}

const warmest = ({ felt }: BatteryForesight): number => Math.max(...felt.map(({ measuredC }) => measuredC));

function summary(record: ForesightRecord): string {
  const { met, coverage, width, guarded } = calibrationOf(record);
  const qualities = new Map<string, number>();
  for (const battery of record.batteries.values()) {
    for (const [quality, count] of battery.qualities) qualities.set(quality, (qualities.get(quality) ?? 0) + count);
  }
  const quotes = [...qualities].map(([quality, count]) => `${decimal(count, 0)} by ${quality.toLowerCase()}`);
  const said = quotes.length === 0 ? "None of them gave a quote." : `Quotes: ${quotes.join(", ")}.`;
  const forecasts =
    met === 0
      ? "No forecast could be compared with what was measured."
      : `${share(coverage, 1)} of ${decimal(met, 0)} temperatures that were forecast for one to five minutes ahead lay in their ` +
        `band of 80 %. The band was ${decimal(width, 2)} times as wide as the predictor's own: each battery adapts it to how ` +
        `often it was right.`;
  const distrust =
    guarded === 0
      ? "Nothing was refused by the guard."
      : `${decimal(guarded, 0)} predictions or sensors were refused by the guard: physics stood in for them, and no limit rose.`;
  return `${forecasts} ${said} ${distrust}`;
}

function chart(vehicle: string, felt: readonly Felt[]): Markup {
  const [first, last] = [felt[0], felt.at(-1)];
  if (first === undefined || last === undefined) return html``;
  const span = { fromS: first.atMs / 1000, toS: Math.max(first.atMs / 1000 + 60, last.atMs / 1000) };
  const values = felt.flatMap(({ forecastC, measuredC }) => [forecastC.p10, forecastC.p90, measuredC]);
  const [low, high] = [Math.floor(Math.min(...values) - 0.5), Math.ceil(Math.max(...values) + 0.5)];
  const x = (atMs: number): number => (1000 * (atMs / 1000 - span.fromS)) / (span.toS - span.fromS);
  const y = (celsius: number): number => 1000 - (1000 * (celsius - low)) / (high - low);
  const line = (of: (each: Felt) => number): Point[] => felt.map((each): Point => [x(each.atMs), y(of(each))]);
  const band = areaPath(
    line(({ forecastC }) => forecastC.p90),
    line(({ forecastC }) => forecastC.p10),
  );
  return html`${legend([
    ["l-plan", "measured"],
    ["l-bound", "forecast, middle"],
    ["f-band", "forecast, p10 to p90"],
  ])}${plot({
    shapes: html`<path class="f-band" d="${band}" /><path
        class="l-bound"
        d="${linePath(line(({ forecastC }) => forecastC.p50))}"
      /><path class="l-plan" d="${linePath(line(({ measuredC }) => measuredC))}" />`,
    x: timeTicks(span),
    y: valueTicks(low, high),
    title: `°C in ${vehicle}, the warmest of them`,
    heightPx: 150,
    label: "Temperature that was forecast and measured",
  })}`;
}

interface Treated {
  readonly id: string;
  readonly model: VehicleModel;
  readonly soh: number;
  readonly battery: BatteryForesight;
  /** W; middle of what it was allowed while it still wanted something. */
  readonly allowedW: number | undefined;
}

/** The newest and the most worn battery of each model that has two. */
function pairsOf(
  all: readonly (readonly [string, BatteryForesight])[],
  tracks: ReadonlyMap<string, Track>,
): readonly (readonly [Treated, Treated])[] {
  const known = new Map(all);
  const byModel = new Map<string, Treated[]>();
  for (const { session, points } of tracks.values()) {
    const { id, model, soh } = session.vehicle;
    const battery = known.get(id);
    if (battery?.first === undefined) continue;
    const wanted = points.filter(({ why }) => why !== "done" && why !== "unheard" && why !== "export");
    const allowed = wanted.map(({ allowedW, leaseW }) => Math.min(allowedW, leaseW)).sort((a, b) => a - b);
    const treated = { id, model, soh, battery, allowedW: allowed[Math.floor(allowed.length / 2)] };
    byModel.set(model.name, [...(byModel.get(model.name) ?? []), treated]);
  }
  return [...byModel.values()].flatMap((some) => {
    const [newest, ...rest] = some.sort((one, other) => other.soh - one.soh);
    const worn = rest.at(-1);
    return newest === undefined || worn === undefined || newest.soh - worn.soh < 0.03 ? [] : [[newest, worn] as const];
  });
}

function pairsTable(pairs: readonly (readonly [Treated, Treated])[], currency: string): Markup {
  if (pairs.length === 0) return html``;
  return html`<p class="soft">
      The newest and the most worn battery of each kind. By the first quote of each: what a kWh costs its life at full
      and at half power, in ${currency}, and why it wanted less than it can draw. Where the figures are equal, neither
      health nor power matters at such rates. Allowed: the middle of what it might draw while it wanted some, which
      scarce capacity lowers too. Months left: p10 to p90 by its last prediction, until 80 % of the capacity is left;
      for a battery that is below that already, in its second life, until 60 %. Of a quote only its cost, its id and how
      it was made went to the charger.
    </p>
    <div class="wide">
      <table>
        <thead>
          <tr>
            <th>battery</th>
            <th>health</th>
            <th>°C</th>
            <th>wear per kWh, full</th>
            <th>half</th>
            <th>allowed</th>
            <th>limited itself</th>
            <th>by</th>
            <th>months left</th>
          </tr>
        </thead>
        <tbody>
          ${pairs.flatMap((pair) => pair.map(treatedRow))}
        </tbody>
      </table>
    </div>`;
}

function treatedRow({ id, model, soh, battery, allowedW }: Treated): Markup {
  const { first, endOfLifeMonths } = battery;
  if (first === undefined) return html``;
  const perKwh = (micro: number): string => decimal(micro / 1e6, 3);
  const months = endOfLifeMonths;
  return html`<tr>
    <td>${id} (${model.name})</td>
    <td>${share(soh, 1)}</td>
    <td>${decimal(first.temperatureC, 0)}</td>
    <td>${perKwh(first.fullMicroPerKwh)}</td>
    <td>${perKwh(first.halfMicroPerKwh)}</td>
    <td>${allowedW === undefined ? "–" : kW(allowedW)}</td>
    <td>${first.reasons.length === 0 ? "none" : becauseOf(first.reasons)}</td>
    <td>${first.modelId}</td>
    <td>${months === undefined ? "–" : `${decimal(months.p10, 0)} to ${decimal(months.p90, 0)}`}</td>
  </tr>`;
}

function adviceList(all: readonly (readonly [string, BatteryForesight])[]): Markup {
  const advised = all.flatMap(([id, { advice }]) =>
    advice === undefined || advice.advice === "NONE" ? [] : [[id, advice] as const],
  );
  if (advised.length === 0) return html``;
  return html`<p class="soft">Told to their owners, and to nobody else, when it was first known:</p>
    <ul>
      ${advised.map(([id, { advice, detail }]) => html`<li>${id}: ${adviceText[advice]} (${detail})</li>`)}
    </ul>`;
}

const adviceText = {
  NONE: "nothing",
  PLAN_REPLACEMENT: "plan a replacement",
  SECOND_LIFE: "in its second life: use it gently",
  RETIRE: "use it no more",
} as const;
