import { type CsvRow } from "./csv.js";
import { type Problem } from "./problems.js";
import { clockOf, dateOf, dateS, dayS, hourS } from "./time.js";

/** One row of a prices file. */
export interface PriceRow {
  readonly row: CsvRow;
  /** The time column, and its instant or local hour, s. */
  readonly column: string;
  readonly startS: number;
  /** The date and time of day as written, whatever its zone, as if it were UTC, s. */
  readonly writtenS: number;
}

const zone = "Europe/Copenhagen";
const stepMinS = 300;

/** A problem of a prices file, of which the reader says what to do next. */
type PriceProblem = Omit<Problem, "next">;

/** Rows of a date as written, in order of time. */
const rowsOf = (rows: readonly PriceRow[], date: string): readonly PriceRow[] =>
  rows
    .filter(({ writtenS }) => dateOf(writtenS) === date)
    .sort((a, b) => a.startS - b.startS || a.row.line - b.row.line);

/**
 * What is wrong with a day of local hours without a zone: each hour once, but none on the day in spring that leaves one
 * out, and twice on the day in autumn that repeats one.
 */
export function danishDayProblems(rows: readonly PriceRow[], date: string): readonly PriceProblem[] {
  const day = rowsOf(rows, date);
  const wanted = localHours(date);
  const total = [...wanted.values()].reduce((sum, count) => sum + count, 0);
  const allowed = `${total} hours on ${date} (${zone}), ${changeOf(wanted)}`;
  const problems: PriceProblem[] = [];
  for (const [startS, count] of wanted) {
    const own = day.filter((row) => row.startS === startS);
    const [extra, after] = [own[count], day.find((row) => row.startS > startS) ?? day.at(-1)];
    if (extra !== undefined) problems.push(problem(extra, `${clockOf(startS)} ${own.length} times`, allowed));
    else if (own.length < count && after !== undefined)
      problems.push(problem(after, `${clockOf(startS)} ${own.length === 0 ? "missing" : "once"}`, allowed));
  }
  const odd = day.filter((row) => !wanted.has(row.startS));
  return [...problems, ...odd.map((row) => problem(row, `${clockOf(row.startS)}, no hour of this day`, allowed))];
}

/**
 * What is wrong with a day of instants: its rows follow each other at one distance from 00:00 to 24:00 as written. A day
 * within which the written zone changes is 23 or 25 hours long by this, one without a zone 24.
 */
export function genericDayProblems(rows: readonly PriceRow[], date: string): readonly PriceProblem[] {
  const day = rowsOf(rows, date);
  const [first, last] = [day[0], day.at(-1)];
  if (first === undefined || last === undefined) return [];
  const distances = day.slice(1).map((row, index) => row.startS - (day[index]?.startS ?? 0));
  const stepS = Math.max(
    stepMinS,
    distances.reduce((least, own) => (own > 0 ? Math.min(least, own) : least), hourS),
  );
  const allowed = `one price each ${stepS / 60} min on ${date}, 00:00 to 24:00 as written`;
  const problems: PriceProblem[] = [];
  const midnightS = dateS(date) ?? 0;
  if (first.writtenS !== midnightS) problems.push(problem(first, `first row at ${clockOf(first.writtenS)}`, allowed));
  for (const [index, distanceS] of distances.entries()) {
    const row = day[index + 1];
    if (row === undefined || distanceS === stepS) continue;
    const what = distanceS === 0 ? "again" : `${distanceS / 60} min after the row before`;
    problems.push(problem(row, `${clockOf(row.writtenS)} ${what}`, allowed));
  }
  const endS = last.writtenS + stepS;
  if (endS !== midnightS + dayS) problems.push(problem(last, `last row at ${clockOf(last.writtenS)}`, allowed));
  return problems;
}

const problem = ({ row, column }: PriceRow, value: string, allowed: string): PriceProblem => ({
  ...{ file: row.file, line: row.line, key: column, value, allowed },
});

/** The local hours of a date in Denmark, s as if they were UTC, and how often each comes. */
function localHours(date: string): ReadonlyMap<number, number> {
  const format = new Intl.DateTimeFormat("en-GB", { timeZone: zone, dateStyle: "short", timeStyle: "short" });
  const hours = new Map<number, number>();
  const midnightS = dateS(date) ?? 0;
  for (let atS = midnightS - 3 * hourS; atS < midnightS + dayS; atS += hourS) {
    const [day, month, year, hour] = format.format(new Date(atS * 1000)).split(/[^0-9]+/);
    if (`${year ?? ""}-${month ?? ""}-${day ?? ""}` !== date) continue;
    const localS = midnightS + Number(hour) * hourS;
    hours.set(localS, (hours.get(localS) ?? 0) + 1);
  }
  return hours;
}

function changeOf(hours: ReadonlyMap<number, number>): string {
  if (hours.size < 24) return "without the one that the clock leaves out";
  const doubled = [...hours].find(([, count]) => count > 1);
  return doubled === undefined ? "each once" : `each once, ${clockOf(doubled[0])} twice`;
}
