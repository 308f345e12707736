import { CellReader, formOf, readCsv } from "../scenario/csv.js";
import { refuse } from "../scenario/problems.js";
import { dayS, hourS, instantS } from "../scenario/time.js";
import { lifeGuide } from "./guide.js";

/** Columns of a time and a temperature; the last two are those of the climates that NREL's BLAST-Lite comes with. */
const forms = {
  dated: ["time", "temperature_c"],
  seconds: ["time_s", "temperature_c"],
  "BLAST-Lite": ["Time_s", "Temperature_C"],
  hours: ["t_hours", "T_degC"],
} as const;
/** Longest distance between two rows that is no hole, s. */
const gapMaxS = 6 * hourS;

/** The air of a file, °C, linear between rows; repeated after its whole days. */
export interface AmbientFile {
  /** °C at s from the start of the file's first day. */
  at(seconds: number): number;
  /** Unix time of that midnight; undefined where the file counts seconds itself. */
  readonly startS: number | undefined;
  readonly days: number;
}

/** Reads temperatures; holes, repeats and other units are refused with their line. */
export function readAmbient(file: string): AmbientFile {
  const csv = readCsv(file);
  const form = formOf(csv, forms, lifeGuide);
  const [column, degrees] = forms[form];
  const unitS = form === "hours" ? hourS : 1;
  const reader = new CellReader();
  const rows = csv.rows.map((row) => ({
    row,
    atS:
      form === "dated"
        ? reader.time(row, column, instantS, "YYYY-MM-DDTHH:MM[:SS][Z or ±HH:MM]")
        : unitS *
          reader.number(row, column, { min: 0, max: 3.2e9 / unitS, unit: `${unitS === 1 ? "s" : "h"} from the start` }),
    temperatureC: reader.number(row, degrees, { min: -60, max: 60, unit: "°C (not K, not °F)" }),
  }));
  for (const [index, { row, atS }] of rows.entries()) {
    const before = rows[index - 1];
    if (before === undefined || Number.isNaN(atS) || Number.isNaN(before.atS)) continue;
    const allowed = `after line ${before.row.line}, by at most ${gapMaxS / hourS} h`;
    if (atS <= before.atS) reader.bad(row, column, allowed, "sort the rows, and remove what is there twice");
    else if (atS - before.atS > gapMaxS) reader.bad(row, column, allowed, "fill the hole, or begin after it");
  }
  refuse("BAD_INPUT", reader.problems);
  const firstS = rows[0]?.atS ?? 0;
  const startS = Math.floor(firstS / dayS) * dayS;
  const times = Float64Array.from(rows, ({ atS }) => atS - startS);
  const days = Math.floor(((times.at(-1) ?? 0) + gapMaxS) / dayS);
  if (days < 1) {
    const value = `${rows.length} rows, ${Math.round((times.at(-1) ?? 0) / hourS)} h`;
    const allowed = "at least one whole day";
    refuse("BAD_INPUT", [{ file, line: 1, key: "rows", value, allowed, next: "add rows, or use --climate" }]);
  }
  const values = Float64Array.from(rows, ({ temperatureC }) => temperatureC);
  return { at: between(times, values, days * dayS), startS: form === "dated" ? startS : undefined, days };
}

/** Linear between samples, constant beyond them, repeated. */
function between(times: Float64Array, values: Float64Array, spanS: number): (seconds: number) => number {
  let index = 0;
  return (seconds) => {
    const at = ((seconds % spanS) + spanS) % spanS;
    if (at < (times[index] ?? 0)) index = 0;
    while (index < times.length - 1 && (times[index + 1] ?? Infinity) <= at) index += 1;
    const [fromS, toS] = [times[index] ?? 0, times[index + 1]];
    const [from, to] = [values[index] ?? 0, values[index + 1]];
    if (toS === undefined || to === undefined || at <= fromS) return from;
    return from + ((to - from) * (at - fromS)) / (toS - fromS);
  };
}
