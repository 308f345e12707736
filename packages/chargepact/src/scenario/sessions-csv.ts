import { CellReader, formOf, readCsv, type Csv, type CsvRow } from "./csv.js";
import { counted, problemError, refuse } from "./problems.js";
import { type Stay } from "./stays.js";
import { dateOf, dateS, dayS, instantS } from "./time.js";

/** The columns of the two forms of a sessions file. */
const forms = {
  "workplace-ev-sessions": ["sessionId", "kwhTotal", "created", "ended", "userId", "stationId"],
  generic: ["id", "vehicle", "station", "arrival", "departure", "energy_kwh"],
} as const;

/** Longest stay, s: three days. */
const stayMaxS = 3 * 86_400;
const energyRange = { min: 0, max: 1000, unit: "kWh" };

/** The stays of one day of a file, and what was left out. */
export interface SessionsOfDay {
  readonly stays: readonly Stay[];
  /** YYYY-MM-DD. */
  readonly date: string;
  readonly notes: readonly string[];
  /** Stays with energy of the last days before of the same kind (workday or not), the latest first. */
  readonly earlier: readonly (readonly EarlierStay[])[];
}

/** Times in seconds after midnight of its own day. */
export type EarlierStay = Pick<Stay, "arriveS" | "departS" | "energyWh">;

/** Days that are looked back on. */
const earlierMax = 10;

/** `0015-10-01 11:21:59`: years print as 0014 and 0015 for 2014 and 2015; local time, taken as schedule time. */
function workplaceTimeS(text: string): number | undefined {
  return text.includes("Z") ? undefined : instantS(text.replace(/^00/, "20"));
}

function workplaceStay(row: CsvRow, reader: CellReader): Stay {
  const form = "YYYY-MM-DD HH:MM:SS";
  return {
    file: row.file,
    line: row.line,
    id: reader.id(row, "sessionId", "s-"),
    vehicle: reader.id(row, "userId", "ev-"),
    station: reader.id(row, "stationId", "evse-"),
    arriveS: reader.time(row, "created", workplaceTimeS, form),
    departS: reader.time(row, "ended", workplaceTimeS, form),
    energyWh: Math.round(1000 * reader.number(row, "kwhTotal", energyRange)),
  };
}

function genericStay(row: CsvRow, reader: CellReader): Stay {
  const form = "YYYY-MM-DDTHH:MM[:SS][Z or ±HH:MM]";
  const model = row.cell("model");
  return {
    file: row.file,
    line: row.line,
    id: reader.id(row, "id"),
    vehicle: reader.id(row, "vehicle"),
    station: reader.id(row, "station"),
    arriveS: reader.time(row, "arrival", instantS, form),
    departS: reader.time(row, "departure", instantS, form),
    energyWh: Math.round(1000 * reader.number(row, "energy_kwh", energyRange)),
    ...(row.cell("soc") === "" ? {} : { soc: reader.number(row, "soc", { min: 0, max: 1, unit: "(fraction)" }) }),
    ...(model === "" ? {} : { model }),
  };
}

function checkOrder(stay: Stay, row: CsvRow, column: string, reader: CellReader): void {
  const lengthS = stay.departS - stay.arriveS;
  if (lengthS > 0 && lengthS <= stayMaxS) return;
  if (Number.isNaN(lengthS)) return;
  reader.bad(row, column, "after the arrival, at most 72 h later", "correct the time or remove the row");
}

/** Every row of the file, checked; a bad row anywhere refuses the file. */
function readStays(csv: Csv): Stay[] {
  const form = formOf(csv, forms);
  const reader = new CellReader();
  const stays = csv.rows.map((row) => {
    const stay = form === "generic" ? genericStay(row, reader) : workplaceStay(row, reader);
    checkOrder(stay, row, form === "generic" ? "departure" : "ended", reader);
    return stay;
  });
  checkIds(stays, csv, form === "generic" ? "id" : "sessionId", reader);
  refuse("BAD_INPUT", reader.problems);
  return stays;
}

function checkIds(stays: readonly Stay[], csv: Csv, column: string, reader: CellReader): void {
  const seen = new Map<string, number>();
  stays.forEach((stay, index) => {
    const before = seen.get(stay.id);
    const row = csv.rows[index];
    if (before !== undefined && row !== undefined && stay.id !== "") {
      reader.bad(row, column, `ids used once (also in line ${before})`, "give the row an id of its own");
    }
    seen.set(stay.id, stay.line ?? 0);
  });
}

/** The date with the most stays that ask for energy; of equals the one with the most rows, then the earliest. */
function busiestDate(stays: readonly Stay[]): string | undefined {
  const counts = new Map<string, { wanted: number; rows: number }>();
  for (const stay of stays) {
    const date = dateOf(stay.arriveS);
    const { wanted, rows } = counts.get(date) ?? { wanted: 0, rows: 0 };
    counts.set(date, { wanted: wanted + (stay.energyWh > 0 ? 1 : 0), rows: rows + 1 });
  }
  const busiest = [...counts].filter(([, { wanted }]) => wanted > 0);
  busiest.sort(([a, x], [b, y]) => y.wanted - x.wanted || y.rows - x.rows || (a < b ? -1 : 1));
  return busiest[0]?.[0];
}

/** Stays that arrive on the day (default: the busiest) and ask for energy; rows without energy are left out and counted. */
export function readSessions(file: string, day?: string): SessionsOfDay {
  const stays = readStays(readCsv(file));
  const date = day ?? busiestDate(stays);
  const startS = date === undefined ? undefined : dateS(date);
  const ofDay = stays.filter((stay) => date !== undefined && dateOf(stay.arriveS) === date);
  const wanted = ofDay.filter((stay) => stay.energyWh > 0);
  if (date === undefined || startS === undefined || wanted.length === 0) {
    throw problemError("BAD_INPUT", [noSuchDay(file, day, stays)]);
  }
  const vehicles = new Set(wanted.map((stay) => stay.vehicle)).size;
  const chosen = day === undefined ? "the busiest day" : "the day asked for";
  const notes = [
    `${date} is ${chosen}: ${counted(wanted.length, "session")} with energy of ${counted(ofDay.length, "row")}, ` +
      `${counted(vehicles, "vehicle")}; ${counted(ofDay.length - wanted.length, "row")} without energy left out`,
  ];
  return { stays: wanted, date, notes, earlier: earlierDays(stays, startS) };
}

function earlierDays(stays: readonly Stay[], midnightS: number): readonly (readonly EarlierStay[])[] {
  const days = new Map<number, EarlierStay[]>();
  for (const { arriveS, departS, energyWh } of stays) {
    const dayStartS = Math.floor(arriveS / dayS) * dayS;
    if (energyWh <= 0 || dayStartS >= midnightS || isWorkday(dayStartS) !== isWorkday(midnightS)) continue;
    const own = { arriveS: arriveS - dayStartS, departS: departS - dayStartS, energyWh };
    days.set(dayStartS, [...(days.get(dayStartS) ?? []), own]);
  }
  const latest = [...days].sort(([a], [b]) => b - a).slice(0, earlierMax);
  return latest.map(([, own]) => own);
}

function isWorkday(unixS: number): boolean {
  const weekday = new Date(unixS * 1000).getUTCDay();
  return weekday > 0 && weekday < 6;
}

function noSuchDay(file: string, day: string | undefined, stays: readonly Stay[]) {
  const dates = stays.filter((stay) => stay.energyWh > 0).map((stay) => dateOf(stay.arriveS));
  const ordered = [...new Set(dates)].sort();
  const range = `${ordered[0] ?? "(none)"} to ${ordered.at(-1) ?? "(none)"}`;
  return {
    file,
    key: "day",
    value: day ?? "(busiest)",
    allowed: `a date with sessions that ask for energy, YYYY-MM-DD, ${range} (${counted(ordered.length, "day")})`,
    next: `leave the day out to take the busiest, ${busiestDate(stays) ?? "of which there is none"}`,
  };
}
