import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";

/** One charging session of a real day. Hours of the day. */
export interface SessionRow {
  readonly day: string;
  readonly fromH: number;
  readonly toH: number;
  readonly kwh: number;
}

/** Folder with the public data sets, or undefined where this clone has none. */
export function dataFolder(): string | undefined {
  const folder = process.env["CHARGEPACT_DATA"];
  return folder !== undefined && existsSync(join(folder, "workplace-ev-sessions")) ? folder : undefined;
}

const lines = (path: string): readonly string[] =>
  gunzipSync(readFileSync(path)).toString("utf8").trim().split(/\r?\n/);

/** Sessions by day, the plausible ones. */
export function readSessions(folder: string): ReadonlyMap<string, readonly SessionRow[]> {
  const [head = "", ...rows] = lines(join(folder, "workplace-ev-sessions/station_data_dataverse.csv.gz"));
  const names = head.split(",");
  const [kwhAt, fromAt, toAt] = [names.indexOf("kwhTotal"), names.indexOf("created"), names.indexOf("ended")];
  const days = new Map<string, SessionRow[]>();
  for (const row of rows) {
    const cells = row.split(",");
    const [created = "", ended = ""] = [cells[fromAt], cells[toAt]];
    const session = {
      day: created.slice(0, 10),
      fromH: hourOf(created),
      toH: hourOf(ended),
      kwh: Number(cells[kwhAt]),
    };
    if (created.slice(0, 10) !== ended.slice(0, 10) || session.kwh < 1 || session.toH - session.fromH < 0.5) continue;
    days.set(session.day, [...(days.get(session.day) ?? []), session]);
  }
  return days;
}

const hourOf = (stamp: string): number => {
  const [hour = 0, minute = 0] = stamp.slice(11).split(":").map(Number);
  return hour + minute / 60;
};

/** Hourly prices by day, 24 values, µ/kWh. */
export function readPrices(folder: string): ReadonlyMap<string, readonly number[]> {
  const days = new Map<string, number[]>();
  for (const row of lines(join(folder, "dk2-elspot-2017-2022/elspotprices_dk2.csv.gz")).slice(1).reverse()) {
    const [, local = "", , , euro = ""] = row.split(";");
    const price = Number(euro.replace(",", "."));
    if (euro === "" || !Number.isFinite(price)) continue;
    const day = local.slice(0, 10);
    const own = days.get(day) ?? [];
    own.push(Math.round(price * 1000));
    days.set(day, own);
  }
  return new Map([...days].filter(([, own]) => own.length === 24));
}
