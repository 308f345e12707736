import { Capacity, type Day } from "@chargepact/sim";
import { html, type Markup } from "./html.js";
import type { Point } from "./plot.js";

/** What capacity holds from which second on, to the end of the day. */
export function capacityPoints(day: Day): Point[] {
  const changes = new Capacity(day).changes.filter(({ atMs }) => atMs < day.toS * 1000);
  const last = changes.at(-1)?.capacityW ?? day.capacityW;
  return [
    [day.fromS, day.capacityW],
    ...changes.map(({ atMs, capacityW }): Point => [atMs / 1000, capacityW]),
    [day.toS, last],
  ];
}

/** Where the capacity is lowered, over the whole height of a chart. */
export function loweredShapes(day: Day): Markup[] {
  const x = (atS: number): number => (1000 * (atS - day.fromS)) / (day.toS - day.fromS);
  return loweredSpans(day).map(
    ([fromS, toS]) => html`<rect class="f-low" x="${x(fromS)}" y="0" width="${x(toS) - x(fromS)}" height="1000" />`,
  );
}

function loweredSpans(day: Day): Point[] {
  const points = capacityPoints(day);
  return points.flatMap(([atS, powerW], index): Point[] => {
    const next = points[index + 1];
    return next !== undefined && powerW < day.capacityW ? [[atS, next[0]]] : [];
  });
}

/** A dashed line at each fault of the day that has an instant, with its text. */
export function faultMarks(day: Day): Markup[] {
  const timed = day.faults.filter((fault) => fault.kind !== "drop" && fault.atS < day.toS);
  return timed.map((fault, index) => {
    const at = fault.kind === "drop" ? 0 : (100 * (fault.atS - day.fromS)) / (day.toS - day.fromS);
    const side = at > 50 ? "mark end" : "mark";
    return html`<div class="${side}" style="left:${at}%">
      <span style="top:${2 + 17 * (index % 4)}px">${fault.text}</span>
    </div>`;
  });
}
