import { html, Markup, type Part } from "./html.js";
import { clockOf, dayS, hourS } from "../../scenario/time.js";

export type Point = readonly [x: number, y: number];

/** A stretch of time, s since the epoch. */
export interface Span {
  readonly fromS: number;
  readonly toS: number;
}

export interface Tick {
  /** Position from the start of the axis, per cent. */
  readonly at: number;
  readonly text: string;
  /** May be left out where there is little room. */
  readonly minor: boolean;
}

const timeSteps = [300, 600, 900, 1800, hourS, 2 * hourS, 3 * hourS, 6 * hourS, dayS];
const timeTicksMax = 13;

/** Whole times of day along a span, fewer than `most`. */
export function timeTicks({ fromS, toS }: Span, most = timeTicksMax): readonly Tick[] {
  const step = timeSteps.find((each) => (toS - fromS) / each < most) ?? dayS;
  const ticks: Tick[] = [];
  for (let atS = Math.ceil(fromS / step) * step, index = 0; atS <= toS; atS += step, index += 1) {
    ticks.push({ at: (100 * (atS - fromS)) / (toS - fromS), text: clockOf(atS), minor: index % 2 === 1 });
  }
  return ticks;
}

/** Round values from `min` to at most `max`, about `count` of them. */
export function valueTicks(min: number, max: number, count = 5): readonly Tick[] {
  const rough = Math.max(1e-9, (max - min) / count);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((each) => each >= 0.75 * rough) ?? rough;
  const decimals = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const ticks: Tick[] = [];
  for (let value = Math.ceil(min / step - 1e-9) * step; value <= max + 1e-9; value += step) {
    ticks.push({ at: (100 * (value - min)) / (max - min), text: value.toFixed(decimals), minor: false });
  }
  return ticks;
}

/** Path of a line through points; points on a level stretch are left out. */
export const linePath = (points: readonly Point[]): Markup => new Markup(track(points));

/** Path of a line that keeps each value until the next point. */
export const stepPath = (points: readonly Point[]): Markup => new Markup(track(stepped(points)));

/** Path around the area between two lines over the same x. */
export function areaPath(upper: readonly Point[], lower: readonly Point[]): Markup {
  return new Markup(upper.length === 0 ? "" : `${track(upper)}L${track([...lower].reverse()).slice(1)}Z`);
}

/** The points of a line that keeps each value until the next one. */
export const stepped = (points: readonly Point[]): Point[] =>
  points.flatMap((point, index): Point[] => {
    const before = points[index - 1];
    return before === undefined ? [point] : [[point[0], before[1]], point];
  });

function track(points: readonly Point[]): string {
  const kept = points.filter((point, index) => {
    const [before, after] = [points[index - 1], points[index + 1]];
    return before === undefined || after === undefined || before[1] !== point[1] || after[1] !== point[1];
  });
  return kept.map(([x, y], index) => `${index === 0 ? "M" : "L"}${short(x)} ${short(y)}`).join("");
}

const short = (value: number): string => String(Math.round(value * 100) / 100);

export interface Plot {
  /** Shapes in a box of 1000 × 1000, y downwards. */
  readonly shapes: Part;
  readonly x: readonly Tick[];
  readonly y: readonly Tick[];
  /** Text over the y axis. */
  readonly title: string;
  readonly heightPx: number;
  /** What a person who cannot see it is told. */
  readonly label: string;
  /** Further marks over the plot. */
  readonly marks?: Part;
}

/** A chart whose shapes stretch with the page while its texts keep their size. */
export function plot({ shapes, x, y, title, heightPx, label, marks = "" }: Plot): Markup {
  const grid = y.map(
    ({ at }) => html`<line x1="0" x2="1000" y1="${1000 - 10 * at}" y2="${1000 - 10 * at}" class="grid" />`,
  );
  return html`<div class="plot">
    <div class="title">${title}</div>
    <div class="area" style="height:${heightPx}px">
      <svg viewBox="0 0 1000 1000" preserveAspectRatio="none" role="img" aria-label="${label}">${grid}${shapes}</svg
      >${marks} ${y.map(({ at, text }) => html`<span class="y" style="bottom:${at}%">${text}</span>`)}
    </div>
    ${timeAxis(x)}
  </div>`;
}

/** The line of times under a chart. */
export const timeAxis = (ticks: readonly Tick[]): Markup =>
  html`<div class="x">
    ${ticks.map(({ at, text, minor }) => html`<span class="${minor ? "minor" : "major"}${edge(at)}" style="left:${at}%">${text}</span>`)}
  </div>`;

/** Texts at the ends of an axis must not stand out of the page. */
const edge = (at: number): string => (at > 97 ? " last" : at < 3 ? " first" : "");

/** Names of colours: class of the swatch and its text. */
export const legend = (entries: readonly (readonly [swatch: string, text: string])[]): Markup =>
  html`<p class="legend">${entries.map(([swatch, text]) => html`<span><i class="${swatch}"></i>${text}</span> `)}</p>`;
