import { type MicroPerKwh } from "@chargepact/protocol";
import { type Series } from "@chargepact/sim";
import { CellReader, formOf, readCsv, type Csv, type CsvRow } from "./csv.js";
import { counted, problemError, refuse, type Problem } from "./problems.js";
import { danishDayProblems, genericDayProblems, type PriceRow } from "./prices-check.js";
import { clockOf, dateOf, dateS, dayS, hourS, instantS } from "./time.js";

/** The columns of the two forms of a prices file. */
const forms = {
  "dk2-elspot-2017-2022": ["HourDK", "SpotPriceEUR"],
  generic: ["start", "price_per_kwh"],
} as const;

/** The year whose prices stand in where the file has none for the day itself. */
const standInYear = 2019;
/** Largest distance between two rows that is not a hole, s: a local day in spring lacks one hour. */
const gapMaxS = 2 * hourS;
const stepMinS = 300;

/** A price from `startS` on, µ per kWh; `rows` is how many rows of the file it is the mean of. */
interface Point {
  readonly startS: number;
  readonly price: number;
  readonly rows: number;
}

/** A row and its price. */
interface Priced extends PriceRow {
  readonly price: number;
}

/** A key of a scenario file. */
interface PriceDayPlace {
  readonly file: string;
  readonly line?: number;
  readonly key: string;
}

/** The window of the day to be priced. */
export interface PriceWindow {
  /** YYYY-MM-DD of the sessions. */
  readonly date: string;
  readonly fromS: number;
  readonly toS: number;
  /** YYYY-MM-DD of the prices; undefined = the day itself, else the same month and day of 2019. */
  readonly priceDay?: string;
  /** Where a scenario file says, or would say, the day of the prices; undefined = the command line does. */
  readonly dayPlace?: PriceDayPlace;
  /** What the prices must be counted in, where that is given. */
  readonly currency?: string;
}

export interface PricesOfDay {
  readonly series: Series<MicroPerKwh>;
  /** What the file's prices are counted in, where its columns say so. */
  readonly currency?: string;
  readonly notes: readonly string[];
}

/** A local hour `2019-10-01 13:00` as if it were schedule time, so that a profile keeps its time of day. */
const localHourS = (text: string): number | undefined => (text.includes("Z") ? undefined : instantS(text));

function danishRow(row: CsvRow, reader: CellReader): Priced {
  const perMwh = reader.number(row, "SpotPriceEUR", { min: -10_000, max: 10_000, unit: "EUR/MWh" });
  const startS = reader.time(row, "HourDK", localHourS, "YYYY-MM-DD HH:MM, local hour");
  return { row, column: "HourDK", startS, writtenS: startS, price: Math.round(perMwh * 1000) };
}

function genericRow(row: CsvRow, reader: CellReader): Priced {
  const perKwh = reader.number(row, "price_per_kwh", { min: -100, max: 100, unit: "currency/kWh" });
  const startS = reader.time(row, "start", instantS, "YYYY-MM-DDTHH:MM[:SS][Z or ±HH:MM]");
  const writtenS = instantS(row.cell("start").replace(/(Z|[+-]\d{2}:\d{2})$/, "")) ?? startS;
  return { row, column: "start", startS, writtenS, price: Math.round(perKwh * 1e6) };
}

/** Points in order of time; hours that occur twice (a local day in autumn) become their mean. */
function ordered(rows: readonly Priced[]): Point[] {
  const merged: Point[] = [];
  for (const point of rows.toSorted((a, b) => a.startS - b.startS)) {
    const last = merged.at(-1);
    if (last?.startS !== point.startS) merged.push({ startS: point.startS, price: point.price, rows: 1 });
    else {
      const price = Math.round((last.price * last.rows + point.price) / (last.rows + 1));
      merged[merged.length - 1] = { startS: last.startS, price, rows: last.rows + 1 };
    }
  }
  return merged;
}

function readRows(csv: Csv, danish: boolean): readonly Priced[] {
  const reader = new CellReader();
  // A file may hold prices in other currencies; only these two columns are read.
  const rows = csv.rows.map((row) => (danish ? danishRow(row, reader) : genericRow(row, reader)));
  refuse("BAD_INPUT", reader.problems);
  return rows;
}

/** What the prices are counted in, where the file says so; refuses other than what is wanted, and a mixture. */
function currencyOf(csv: Csv, danish: boolean, wanted: string | undefined): string | undefined {
  const next = "convert the prices, or change the scenario's currency";
  if (danish) {
    const allowed = `prices in ${wanted ?? "EUR"}, the scenario's currency`;
    const wrong = { file: csv.file, line: 1, key: "SpotPriceEUR", value: "prices in EUR", allowed, next };
    if (wanted !== undefined && wanted !== "EUR") throw problemError("BAD_INPUT", [wrong]);
    return "EUR";
  }
  if (!csv.columns.includes("currency")) return undefined;
  const currency = wanted ?? csv.rows[0]?.cell("currency") ?? "";
  const reader = new CellReader();
  const allowed = `${currency}, ${wanted === undefined ? "as in the first row" : "the scenario's currency"}`;
  if (!/^[A-Z]{3}$/.test(currency)) {
    const [row] = csv.rows;
    if (row) reader.bad(row, "currency", "three capital letters, such as EUR", "correct the currency");
  } else for (const row of csv.rows) if (row.cell("currency") !== currency) reader.bad(row, "currency", allowed, next);
  refuse("BAD_INPUT", reader.problems);
  return currency;
}

/** The day whose prices are used: asked for, else the day itself, else the same month and day of 2019. */
function priceDayOf(points: readonly Point[], window: PriceWindow): string {
  const has = (date: string) => points.some((point) => dateOf(point.startS) === date);
  if (window.priceDay !== undefined) return window.priceDay;
  return has(window.date) ? window.date : `${standInYear}${window.date.slice(4)}`;
}

/** Prices over the window from a file, at the file's own step. */
export function readPrices(file: string, window: PriceWindow): PricesOfDay {
  const csv = readCsv(file);
  const danish = formOf(csv, forms) !== "generic";
  const rows = readRows(csv, danish);
  const currency = currencyOf(csv, danish, window.currency);
  const points = ordered(rows);
  const date = priceDayOf(points, window);
  const startS = dateS(date);
  const midnightS = dateS(window.date) ?? 0;
  const { dayPlace } = window;
  const option = dayPlace === undefined ? "--price-day YYYY-MM-DD" : "prices.day in the scenario";
  const hole = (value: string): Problem => ({
    ...(dayPlace ?? { file, key: "price day" }),
    value,
    allowed: `a day with all its prices, ${rangeOf(points)}${dayPlace === undefined ? "" : ` in ${file}`}`,
    next: `choose such a day with ${option}`,
  });
  if (startS === undefined) throw problemError("BAD_INPUT", [hole(date)]);

  const shiftS = startS - midnightS;
  const next = `complete the file or remove the row, or choose another day with ${option}`;
  const priced = { fromS: window.fromS + shiftS, toS: window.toS + shiftS, danish, next };
  const stepS = stepOf(checkedDays(rows, points, priced));
  const first = Math.floor(window.fromS / stepS) * stepS;
  const values: number[] = [];
  const used = new Set<Point>();
  for (let at = first; at < window.toS; at += stepS) {
    const point = pointAt(points, at + shiftS);
    if (!point) throw problemError("BAD_INPUT", [hole(`${date} without ${clockOf(at + shiftS)}`)]);
    used.add(point);
    values.push(point.price);
  }
  const notes = [
    ...(date === window.date ? [] : [`prices are of ${date}: the same times of day as ${window.date}`]),
    ...clockChangeNotes(date, points, [...used]),
  ];
  return { series: { startS: first, stepS, values }, ...(currency === undefined ? {} : { currency }), notes };
}

/** Refuses days of the window that lack a price, have one twice or are not as long as they must be; gives their points. */
function checkedDays(
  rows: readonly Priced[],
  points: readonly Point[],
  use: { readonly fromS: number; readonly toS: number; readonly danish: boolean; readonly next: string },
): readonly Point[] {
  const within = (startS: number): boolean => startS > use.fromS - hourS && startS < use.toS;
  const dates = new Set(rows.filter(({ startS }) => within(startS)).map(({ writtenS }) => dateOf(writtenS)));
  const problemsOf = use.danish ? danishDayProblems : genericDayProblems;
  refuse(
    "BAD_INPUT",
    [...dates].sort().flatMap((date) => problemsOf(rows, date).map((problem) => ({ ...problem, next: use.next }))),
  );
  return points.filter(({ startS }) => within(startS));
}

function rangeOf(points: readonly Point[]): string {
  const [first, last] = [points[0], points.at(-1)];
  return first && last ? `${dateOf(first.startS)} to ${dateOf(last.startS)}` : "(the file has none)";
}

/** Step of the file, s: its smallest distance between rows, between five minutes and an hour. */
function stepOf(points: readonly Point[]): number {
  const distances = points.slice(1).map((point, i) => point.startS - (points[i]?.startS ?? 0));
  const smallest = distances.reduce((a, b) => Math.min(a, b), hourS);
  return hourS % smallest === 0 ? Math.max(stepMinS, smallest) : stepMinS;
}

/** The price in force: the last row that began, unless it is too long ago. */
function pointAt(points: readonly Point[], atS: number): Point | undefined {
  const found = points.findLast((point) => point.startS <= atS);
  return found && atS - found.startS < gapMaxS ? found : undefined;
}

function clockChangeNotes(date: string, points: readonly Point[], used: readonly Point[]): string[] {
  const doubled = used.filter((point) => point.rows > 1).length;
  const startS = dateS(date) ?? 0;
  const ofDay = points.filter((point) => point.startS >= startS && point.startS < startS + dayS);
  const missing = ofDay.filter((point, i) => i > 0 && point.startS - (ofDay[i - 1]?.startS ?? 0) === gapMaxS).length;
  return [
    ...(doubled > 0 ? [`prices of ${date}: mean taken of ${counted(doubled, "hour")} that the clock repeats`] : []),
    ...(missing > 0 ? [`prices of ${date}: ${counted(missing, "hour")} missing, taken as the hour before`] : []),
  ];
}
