import type { LifeTrip } from "@chargepact/sim";
import { CellReader, type Csv, type CsvRow, formOf, readCsv } from "../scenario/csv.js";
import { refuse } from "../scenario/problems.js";
import { dayS, instantS } from "../scenario/time.js";
import { lifeGuide } from "./guide.js";

/** The columns of the two forms of a file of trips; both may have one more, when a trip is declared. */
const forms = {
  dated: ["depart", "arrive", "energy_kwh"],
  seconds: ["depart_s", "arrive_s", "energy_wh"],
} as const;
/** s; nobody is away for longer between two charges. */
const awayMaxS = 60 * dayS;

/** Trips in order, with the line that each came from. */
export interface TripsFile {
  readonly file: string;
  readonly trips: readonly LifeTrip[];
  readonly lines: readonly number[];
  /** Unix time of the midnight that is second 0; undefined where the file counts seconds itself. */
  readonly startS: number | undefined;
  /** Whole days until after the last arrival, s. */
  readonly spanS: number;
}

interface Row {
  readonly row: CsvRow;
  readonly trip: LifeTrip;
}

/** Reads trips; all that is wrong with them is listed with its line. */
export function readTrips(file: string): TripsFile {
  const csv = readCsv(file);
  const form = formOf(csv, forms, lifeGuide);
  const reader = new CellReader();
  const rows = csv.rows.map((row) => (form === "dated" ? dated(csv, row, reader) : counted(csv, row, reader)));
  checkOrder(rows, reader, form === "dated" ? "depart" : "depart_s");
  refuse("BAD_INPUT", reader.problems);
  if (rows.length === 0) {
    const problem = { file, line: 1, key: "rows", value: "none", allowed: "at least one trip", next: "add trips" };
    refuse("BAD_INPUT", [problem]);
  }
  const first = rows[0]?.trip.departS ?? 0;
  const startS = form === "dated" ? Math.floor(first / dayS) * dayS : undefined;
  const trips = rows.map(({ trip }) => shifted(trip, startS ?? 0));
  const lastS = trips.at(-1)?.arriveS ?? 0;
  return { file, trips, lines: rows.map(({ row }) => row.line), startS, spanS: Math.ceil(lastS / dayS) * dayS };
}

const shifted = ({ departS, arriveS, energyWh, declaredS }: LifeTrip, byS: number): LifeTrip => ({
  ...{ departS: departS - byS, arriveS: arriveS - byS, energyWh },
  ...(declaredS === undefined ? {} : { declaredS: declaredS - byS }),
});

function dated(csv: Csv, row: CsvRow, reader: CellReader): Row {
  const time = (column: string): number => reader.time(row, column, instantS, "YYYY-MM-DDTHH:MM[:SS][Z or ±HH:MM]");
  const energyWh = 1000 * reader.number(row, "energy_kwh", { min: 0.01, max: 1000, unit: "kWh" });
  const trip = { departS: time("depart"), arriveS: time("arrive"), energyWh };
  return { row, trip: { ...trip, ...declaredOf(csv, row, "declared", () => time("declared")) } };
}

function counted(csv: Csv, row: CsvRow, reader: CellReader): Row {
  const range = { min: 0, max: 3.2e9, unit: "s from the start" };
  const energyWh = reader.number(row, "energy_wh", { min: 10, max: 1e6, unit: "Wh" });
  const time = (column: string): number => reader.number(row, column, range);
  const trip = { departS: time("depart_s"), arriveS: time("arrive_s"), energyWh };
  return { row, trip: { ...trip, ...declaredOf(csv, row, "declared_s", () => time("declared_s")) } };
}

/** Without the column a trip is known as soon as the one before it is over; with an empty cell it never is. */
function declaredOf(csv: Csv, row: CsvRow, column: string, read: () => number): Pick<LifeTrip, "declaredS"> {
  if (!csv.columns.includes(column)) return { declaredS: Number.NEGATIVE_INFINITY };
  return row.cell(column) === "" ? {} : { declaredS: read() };
}

function checkOrder(rows: readonly Row[], reader: CellReader, column: string): void {
  for (const [index, { row, trip }] of rows.entries()) {
    const arrive = column.replace("depart", "arrive");
    const before = rows[index - 1];
    const away = trip.arriveS - trip.departS;
    if (trip.declaredS !== undefined && trip.declaredS > trip.departS) {
      const next = "correct the time, or leave it empty: never declared";
      reader.bad(row, column.replace("depart", "declared"), `not after ${column}`, next);
    }
    if (!(away > 0) && !Number.isNaN(away)) reader.bad(row, arrive, `after ${column}`, "correct one of the two");
    if (away > awayMaxS) {
      reader.bad(row, arrive, `at most ${awayMaxS / dayS} days after ${column}`, "correct the time, or split the trip");
    }
    if (before !== undefined && trip.departS < before.trip.arriveS) {
      const allowed = `not before the arrival of line ${before.row.line}`;
      reader.bad(row, column, allowed, "sort the trips, and remove what is there twice or overlaps");
    }
  }
}
