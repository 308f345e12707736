import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { defaultLifePack, lifeStepS } from "@chargepact/sim";
import { afterAll, describe, expect, it } from "vitest";
import { readAmbient } from "./ambient-csv.js";
import { readPack } from "./pack-yaml.js";
import { makeStudy } from "./study.js";
import { readTrips } from "./trips-csv.js";

const folder = mkdtempSync(join(tmpdir(), "chargepact-life-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** Path of a new file with these lines. */
function fileOf(...lines: string[]): string {
  const path = join(folder, `${files++}.txt`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}
/** What a reader refuses a file with, the folder left out. */
function refusal(read: (file: string) => unknown, ...lines: string[]): string[] {
  const file = fileOf(...lines);
  try {
    read(file);
  } catch (error) {
    return (error as Error).message.replaceAll(file, "f").split("\n");
  }
  throw new Error("the file was accepted");
}

const dated = "depart,arrive,energy_kwh";
const seconds = "depart_s,arrive_s,energy_wh";
const base = { years: 0.02, seed: 1, climate: "hot" } as const;

describe("a trips file", () => {
  it("has dates, and begins at the midnight before its first trip", () => {
    const file = fileOf(dated, "2025-03-04T08:00,2025-03-04T18:00,9.5", "2025-03-05T08:30,2025-03-05T17:00,12");
    expect(readTrips(file)).toMatchObject({
      trips: [
        { departS: 8 * 3600, arriveS: 18 * 3600, energyWh: 9500 },
        { departS: 32.5 * 3600, arriveS: 41 * 3600, energyWh: 12_000 },
      ],
      lines: [2, 3],
      startS: Date.parse("2025-03-04T00:00:00Z") / 1000,
      spanS: 2 * 86_400,
    });
  });

  it("or seconds, and may say when each trip is declared; an empty cell says never", () => {
    const file = fileOf(`${seconds},declared_s`, "30000,60000,9000,20000", "120000,150000,9000,");
    const { trips } = readTrips(file);
    expect(trips[0]).toEqual({ departS: 30_000, arriveS: 60_000, energyWh: 9000, declaredS: 20_000 });
    expect(trips[1]).toEqual({ departS: 120_000, arriveS: 150_000, energyWh: 9000 });
  });

  it("is refused where a trip is declared after it began", () => {
    expect(refusal(readTrips, `${seconds},declared_s`, "30000,60000,9000,40000")).toEqual([
      "f:2: declared_s = 40000; allowed: not after depart_s; next: correct the time, or leave it empty: never declared",
    ]);
  });

  it("without that column is known from the trip before on", () => {
    expect(readTrips(fileOf(seconds, "30000,60000,9000")).trips[0]?.declaredS).toBe(Number.NEGATIVE_INFINITY);
  });

  it("is refused with line, value, limit and next step where a number or a time is none", () => {
    expect(
      refusal(readTrips, dated, "2025-03-04T08:00,2025-03-04T18:00,9500", "yesterday,2025-03-05T17:00,12"),
    ).toEqual([
      "f:2: energy_kwh = 9500; allowed: 0.01 to 1000 kWh; next: correct the number or remove the row",
      "f:3: depart = yesterday; allowed: YYYY-MM-DDTHH:MM[:SS][Z or ±HH:MM]; next: correct the time or remove the row",
    ]);
  });

  it("is refused where trips overlap, come twice or end before they begin", () => {
    expect(
      refusal(
        readTrips,
        dated,
        "2025-03-04T08:00,2025-03-04T18:00,9",
        "2025-03-04T08:00,2025-03-04T18:00,9",
        "2025-03-05T09:00,2025-03-05T08:00,9",
      ),
    ).toEqual([
      "f:3: depart = 2025-03-04T08:00; allowed: not before the arrival of line 2; next: sort the trips, and remove what is there twice or overlaps",
      "f:4: arrive = 2025-03-05T08:00; allowed: after depart; next: correct one of the two",
    ]);
  });

  it("is refused without trips, or with other columns", () => {
    expect(refusal(readTrips, dated)).toEqual(["f:1: rows = none; allowed: at least one trip; next: add trips"]);
    expect(refusal(readTrips, "from,to,wh", "1,2,3")[0]).toMatch(
      /^f:1: header = from,to,wh; allowed: a header with the columns depart, arrive, energy_kwh \(dated\); or depart_s, arrive_s, energy_wh \(seconds\); next: rename the columns, or see docs\/life.md$/,
    );
  });
});

describe("trips that no policy can meet", () => {
  const make = (trips: string) => makeStudy({ ...base, trips });

  it("are refused with their line, what they take, the most there could be, and what to do", () => {
    expect(
      refusal(make, dated, "2025-07-01T20:00,2025-07-01T23:00,10", "2025-07-02T20:00,2025-07-03T02:00,75"),
    ).toEqual([
      "f:3: energy = 75.0 kWh; allowed: at most 60.0 kWh, all that any policy could have stored by then (60.0 kWh when full, charged with at most 11.0 kW, less in the cold); next: shorten the trip, leave more time before it, or give a larger pack or more power with --pack",
    ]);
  });

  it("are those between which there is no time to charge, too", () => {
    const [text] = refusal(make, dated, "2025-07-01T20:00,2025-07-01T23:00,50", "2025-07-02T00:00,2025-07-02T06:00,50");
    expect(text).toMatch(/^f:3: energy = 50\.0 kWh; allowed: at most 20\.1 kWh/);
  });

  it("are fine with a larger pack", () => {
    const trips = fileOf(dated, "2025-07-02T20:00,2025-07-03T02:00,75");
    expect(makeStudy({ ...base, trips, pack: fileOf("capacityWh: 100000") }).study.pack.capacityWh).toBe(100_000);
  });
});

describe("an ambient file", () => {
  it("is linear between its rows, and is repeated in whole days", () => {
    const air = readAmbient(
      fileOf("time_s,temperature_c", ...[0, 6, 12, 18, 24].map((hour) => `${hour * 3600},${hour}`)),
    );
    expect([air.at(0), air.at(3 * 3600), air.at(86_400), air.at(86_400 + 3 * 3600)]).toEqual([0, 3, 0, 3]);
  });

  it("has the columns of the climates of BLAST-Lite, too, in seconds or hours", () => {
    const rows = (unit: number) => Array.from({ length: 25 }, (_, hour) => `${hour * unit},${hour}`);
    expect(readAmbient(fileOf("Time_s,Temperature_C", ...rows(3600))).at(5400)).toBe(1.5);
    expect(readAmbient(fileOf("t_hours,T_degC", ...rows(1))).at(5400)).toBe(1.5);
  });

  it("is refused with its line where it has holes, repeats or another unit", () => {
    expect(
      refusal(readAmbient, "time_s,temperature_c", "0,10", "3600,283.15", "3600,11", "90000,12", "93600,"),
    ).toEqual([
      "f:3: temperature_c = 283.15; allowed: -60 to 60 °C (not K, not °F); next: correct the number or remove the row",
      "f:6: temperature_c = (empty); allowed: -60 to 60 °C (not K, not °F); next: correct the number or remove the row",
      "f:4: time_s = 3600; allowed: after line 3, by at most 6 h; next: sort the rows, and remove what is there twice",
      "f:5: time_s = 90000; allowed: after line 4, by at most 6 h; next: fill the hole, or begin after it",
    ]);
  });

  it("is refused where it is shorter than a day", () => {
    expect(refusal(readAmbient, "time_s,temperature_c", "0,10", "3600,11")).toEqual([
      "f:1: rows = 2 rows, 1 h; allowed: at least one whole day; next: add rows, or use --climate",
    ]);
  });

  it("with dates is laid beside trips with dates: the same day for both", () => {
    const rows = Array.from({ length: 9 }, (_, index) => {
      const hours = index * 6;
      return `${new Date(Date.parse("2025-07-01T00:00Z") + hours * 3.6e6).toISOString().slice(0, 16)},${hours}`;
    });
    const ambient = fileOf("time,temperature_c", ...rows);
    const trips = fileOf(dated, "2025-07-02T20:00,2025-07-03T02:00,5");
    const { ambientC } = makeStudy({ ...base, ambient, trips }).study;
    expect(ambientC[0]).toBe(24);
    expect(ambientC[3600 / lifeStepS]).toBe(25);
  });
});

describe("a pack file", () => {
  it("takes what it leaves out from the default pack", () => {
    expect(readPack(fileOf("chemistry: LFP", "capacityWh: 50000"))).toEqual({
      ...defaultLifePack,
      chemistry: "LFP",
      capacityWh: 50_000,
    });
    expect(readPack(fileOf("# all as it is"))).toEqual(defaultLifePack);
  });

  it("is refused with line, key, value and range", () => {
    expect(refusal(readPack, "chemistry: LEAD", "capacityWh: 60", "capacity: 3", "soh: 90")).toEqual([
      "f:1: chemistry = LEAD; allowed: NMC, LFP or NCA; next: correct the value; see docs/life.md",
      "f:2: capacityWh = 60; allowed: 1000 to 1000000 Wh; next: correct the value; see docs/life.md",
      "f:4: soh = 90; allowed: 0.5 to 1; next: correct the value; see docs/life.md",
      expect.stringMatching(
        /^f:3: capacity = 3; allowed: a mapping with the keys chemistry, .*; next: correct the name of the key, or remove it$/,
      ),
    ]);
  });

  it("is refused where its least power is above its most, also where that is a default", () => {
    expect(refusal(readPack, "powerMaxW: 3600")).toEqual([
      "f:1: powerMinW = 4140 W, the default; allowed: at most powerMaxW, 3600 W; next: lower it, or raise powerMaxW",
    ]);
  });
});

describe("a study", () => {
  it("repeats trips that end before it does, in whole days, and says so", () => {
    const trips = fileOf(dated, "2025-07-01T08:00,2025-07-01T18:00,9", "2025-07-02T08:00,2025-07-02T18:00,9");
    const { study, notes } = makeStudy({ ...base, trips });
    expect(study.trips).toHaveLength(7);
    expect(study.trips[5]?.departS).toBe(5 * 86_400 + 8 * 3600);
    expect(notes).toEqual(["trips of 2 days, repeated over 7"]);
  });

  it("has the season of the first trip's date", () => {
    const make = (date: string) =>
      makeStudy({ ...base, climate: "temperate", trips: fileOf(dated, `${date}T08:00,${date}T18:00,9`) }).study
        .ambientC;
    const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;
    expect(mean(make("2025-07-15")) - mean(make("2025-01-15"))).toBeGreaterThan(12);
  });
});
