import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { checkScenario } from "./load.js";
import { readPrices } from "./prices-csv.js";
import { resolveScenario } from "./resolve.js";
import { readSessions } from "./sessions-csv.js";
import { connectorsOf, sessionsOf, stationsOf, untangle } from "./stays.js";
import { defaultHealth, defaultModels } from "./models.js";
import { dateS, hourS } from "./time.js";

const folder = mkdtempSync(join(tmpdir(), "chargepact-csv-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
/** Path of a new file with these lines. */
function fileOf(...lines: string[]): string {
  const path = join(folder, `${files++}.csv`);
  writeFileSync(path, `${lines.join("\n")}\n`);
  return path;
}
/** What a reader refuses a file with, the folder left out. */
function refusal(read: (file: string) => unknown, ...lines: string[]): string[] {
  const file = fileOf(...lines);
  try {
    read(file);
  } catch (error) {
    return (error as Error).message.replaceAll(file, "f.csv").split("\n");
  }
  throw new Error("the file was accepted");
}

const header = "id,vehicle,station,arrival,departure,energy_kwh,soc,model";
const evse = { powerMaxW: 7200, phases: 1, sitePhases: 3, fallbackW: 0 } as const;
const workplace = "sessionId,kwhTotal,created,ended,userId,stationId";

describe("a sessions file", () => {
  it("in the generic form gives a stay for each row, times with and without a zone", () => {
    const file = fileOf(
      header,
      "a,car_1,North 1,2025-06-17T08:30,2025-06-17T12:00:30,7.25,0.4,leaf-38",
      "b,car_2,North 1,2025-06-17T10:00+02:00,2025-06-17T10:00Z,3,,",
    );
    const { stays, date, notes } = readSessions(file);
    const startS = dateS("2025-06-17") ?? 0;
    expect(date).toBe("2025-06-17");
    expect(stays).toEqual([
      {
        file,
        line: 2,
        id: "a",
        vehicle: "car-1",
        station: "north-1",
        arriveS: startS + 8.5 * hourS,
        departS: startS + 12 * hourS + 30,
        energyWh: 7250,
        soc: 0.4,
        model: "leaf-38",
      },
      expect.objectContaining({ id: "b", line: 3, arriveS: startS + 8 * hourS, departS: startS + 10 * hourS }),
    ]);
    expect(notes).toEqual([
      "2025-06-17 is the busiest day: 2 sessions with energy of 2 rows, 2 vehicles; 0 rows without energy left out",
    ]);
  });

  it("packed with gzip is read as the plain one", () => {
    const text = `${header}\na,v,s,2025-06-17T08:00,2025-06-17T09:00,1,,\n`;
    const path = join(folder, "packed.csv.gz");
    writeFileSync(path, gzipSync(text));
    expect(readSessions(path).stays).toHaveLength(1);
  });

  it("of the workplace form has years 14 and 15, and leaves out and counts rows without energy", () => {
    const file = fileOf(
      workplace,
      "1,0,0015-10-01 11:00:00,0015-10-01 11:01:00,7,9",
      "2,5.5,0015-10-01 11:02:00,0015-10-01 13:00:00,7,9",
      "3,5.5,0014-12-31 11:02:00,0014-12-31 13:00:00,7,9",
    );
    const { stays, notes } = readSessions(file, "2015-10-01");
    expect(stays).toMatchObject([{ id: "s-2", vehicle: "ev-7", station: "evse-9", energyWh: 5500 }]);
    expect(notes[0]).toContain("1 session with energy of 2 rows, 1 vehicle; 1 row without energy left out");
    expect(readSessions(file, "2014-12-31").stays).toHaveLength(1);
  });

  it("takes the day with the most sessions, of equals the one with more rows", () => {
    const row = (id: number, day: number, energy: number) =>
      `${id},${energy},0015-10-0${day} 11:00:00,0015-10-0${day} 12:00:00,${id},${id}`;
    expect(readSessions(fileOf(workplace, row(1, 1, 5), row(2, 2, 5), row(3, 2, 0))).date).toBe("2015-10-02");
    expect(readSessions(fileOf(workplace, row(1, 1, 5), row(2, 2, 5))).date).toBe("2015-10-01");
  });

  it.each([
    [
      "a,v,s,2025-06-17T08:00,2025-06-17T09:00,much,,",
      "energy_kwh = much; allowed: 0 to 1000 kWh; next: correct the number or remove the row",
    ],
    [
      "a,v,s,2025-06-17T08:00,2025-06-17T09:00,-1,,",
      "energy_kwh = -1; allowed: 0 to 1000 kWh; next: correct the number or remove the row",
    ],
    [
      "a,v,s,17.6.2025 8:00,2025-06-17T09:00,1,,",
      "arrival = 17.6.2025 8:00; allowed: YYYY-MM-DDTHH:MM[:SS][Z or ±HH:MM]; next: correct the time or remove the row",
    ],
    [
      "a,v,s,2025-06-17T08:00,2025-06-17T07:00,1,,",
      "departure = 2025-06-17T07:00; allowed: after the arrival, at most 72 h later; next: correct the time or remove the row",
    ],
    [
      "a,v,s,2025-06-17T08:00,2025-06-17T09:00,1,40,",
      "soc = 40; allowed: 0 to 1 (fraction); next: correct the number or remove the row",
    ],
    [
      "a,,s,2025-06-17T08:00,2025-06-17T09:00,1,,",
      "vehicle = (empty); allowed: 1 to 32 letters, digits, hyphens, underscores or dots; next: shorten or rename the id",
    ],
    ["a,v,s,2025-06-17T08:00", "row = 4 cells; allowed: 8 cells, as in the header; next: complete or remove the row"],
  ])("with the row %s is refused with line, column, value, range and next step", (row, expected) => {
    expect(refusal(readSessions, header, row)).toEqual([`f.csv:2: ${expected}`]);
  });

  it("with an id used twice, other columns or another day is refused", () => {
    const row = "a,v,s,2025-06-17T08:00,2025-06-17T09:00,1,,";
    expect(refusal(readSessions, header, row, row)).toEqual([
      "f.csv:3: id = a; allowed: ids used once (also in line 2); next: give the row an id of its own",
    ]);
    expect(refusal(readSessions, "x,y")[0]).toMatch(
      /^f\.csv:1: header = x,y; allowed: a header with the columns sessionId/,
    );
    expect(refusal((file) => readSessions(file, "2025-06-18"), header, row)).toEqual([
      "f.csv: day = 2025-06-18; allowed: a date with sessions that ask for energy, YYYY-MM-DD, 2025-06-17 to 2025-06-17 (1 day); next: leave the day out to take the busiest, 2025-06-17",
    ]);
  });

  it("that is not there is refused", () => {
    expect(() => readSessions(join(folder, "nothing.csv"))).toThrow(
      "nothing.csv: file = does not exist; allowed: a readable file",
    );
    expect(() => readSessions(folder)).toThrow(`${folder}: file = is a folder; allowed: a readable file`);
  });
});

describe("stays", () => {
  const stay = (id: string, vehicle: string, station: string, arriveS: number, departS: number, energyWh = 5000) => ({
    file: "f",
    id,
    vehicle,
    station,
    arriveS,
    departS,
    energyWh,
  });

  it("of one vehicle that overlap follow each other, and one within another is left out; both are counted", () => {
    const { stays, notes } = untangle([
      stay("c", "v", "s", 500, 900),
      stay("a", "v", "s", 0, 1000),
      stay("b", "v", "s", 800, 2000),
    ]);
    expect(stays.map(({ id, arriveS }) => [id, arriveS])).toEqual([
      ["a", 0],
      ["b", 1000],
    ]);
    expect(notes).toEqual([
      "1 session moved to begin when an overlapping one of the same vehicle ended",
      "1 session within another of the same vehicle left out",
    ]);
  });

  it("at one station that overlap each get a connector, the lowest that is free", () => {
    const stays = [stay("a", "v", "s", 0, 100), stay("b", "w", "s", 50, 150), stay("c", "x", "s", 100, 200)];
    expect([...connectorsOf(stays).values()]).toEqual([1, 2, 1]);
    const { stations, notes } = stationsOf(stays, evse);
    expect(stations).toEqual([{ id: "s", connectors: 2, powerMaxW: 7200, phases: [[1], [2]], fallbackW: 0 }]);
    expect(notes).toEqual(["1 station with overlapping sessions given a connector for each"]);
  });

  it("get a vehicle that fits the wiring and has room for the energy, the same for all stays of an id", () => {
    const stays = [stay("a", "v", "s", 0, 100, 2000), stay("b", "v", "s", 200, 300, 24_000)];
    const { stations } = stationsOf(stays, evse);
    const [first, second] = sessionsOf(stays, { stations, models: defaultModels, health: defaultHealth });
    expect(second?.vehicle).toBe(first?.vehicle);
    expect(first?.vehicle.model.phases).toBe(1);
    const capacityWh = (first?.vehicle.model.capacityWh ?? 0) * (first?.vehicle.soh ?? 0);
    expect((second?.soc ?? 1) * capacityWh + 24_000).toBeLessThanOrEqual(0.9 * capacityWh + 40);
  });
});

describe("a prices file", () => {
  const day = {
    date: "2025-06-17",
    fromS: (dateS("2025-06-17") ?? 0) + 8 * hourS,
    toS: (dateS("2025-06-17") ?? 0) + 10.5 * hourS,
  };
  const hours = (date: string, skip = -1) =>
    Array.from({ length: 24 }, (_, hour) => hour)
      .filter((hour) => hour !== skip)
      .map((hour) => `${date}T${String(hour).padStart(2, "0")}:00,0.${String(hour).padStart(2, "0")}`);

  it("in the generic form is in currency per kWh, at its own step", () => {
    const { series, notes, currency } = readPrices(fileOf("start,price_per_kwh", ...hours("2025-06-17")), day);
    expect(series).toEqual({ startS: day.fromS, stepS: hourS, values: [80_000, 90_000, 100_000] });
    expect([notes, currency]).toEqual([[], undefined]);
  });

  it("without the day gives the same hours of 2019, and says so", () => {
    const { series, notes } = readPrices(fileOf("start,price_per_kwh", ...hours("2019-06-17")), day);
    expect(series.values).toEqual([80_000, 90_000, 100_000]);
    expect(notes).toEqual(["prices are of 2019-06-17: the same times of day as 2025-06-17"]);
  });

  /** All rows of a Danish day, newest first as Energinet gives them, each at 10 EUR/MWh and its position more. */
  const danish = (date: string, hoursDk: readonly number[]) => [
    "HourUTC;HourDK;PriceArea;SpotPriceDKK;SpotPriceEUR",
    ...hoursDk
      .map((hour, index) => `;${date} ${String(hour).padStart(2, "0")}:00;DK2;0,370000;${10 + index},500000`)
      .reverse(),
  ];
  const clock = Array.from({ length: 24 }, (_, hour) => hour);
  const windowOf = (date: string, fromH: number, toH: number) => {
    const midnightS = dateS(date) ?? 0;
    return { date, fromS: midnightS + fromH * hourS, toS: midnightS + toH * hourS };
  };

  it("of the Danish form has semicolons, decimal commas, EUR per MWh, and 24 hours", () => {
    const { series, notes, currency } = readPrices(
      fileOf(...danish("2019-10-28", clock)),
      windowOf("2019-10-28", 0, 24),
    );
    expect(series.values).toEqual(clock.map((hour) => 10_500 + 1000 * hour));
    expect([notes, currency]).toEqual([[], "EUR"]);
  });

  it("of the Danish form has 25 hours on the day in autumn, and the mean of the doubled one", () => {
    const file = fileOf(...danish("2019-10-27", [0, 1, 2, 2, ...clock.slice(3)]));
    const { series, notes } = readPrices(file, windowOf("2019-10-27", 0, 24));
    expect(series.values.slice(0, 5)).toEqual([10_500, 11_500, 13_000, 14_500, 15_500]);
    expect(series.values).toHaveLength(24);
    expect(notes).toEqual(["prices of 2019-10-27: mean taken of 1 hour that the clock repeats"]);
  });

  it("of the Danish form has 23 hours on the day in spring, and the hour before holds on", () => {
    const file = fileOf(...danish("2019-03-31", [0, 1, ...clock.slice(3)]));
    const { series, notes } = readPrices(file, windowOf("2019-03-31", 0, 24));
    expect(series.values.slice(0, 5)).toEqual([10_500, 11_500, 11_500, 12_500, 13_500]);
    expect(notes).toEqual(["prices of 2019-03-31: 1 hour missing, taken as the hour before"]);
  });

  it.each([
    ["a gap", "2019-10-28", [...clock.slice(0, 5), ...clock.slice(6)], "19: HourDK = 05:00 missing; allowed: 24 hours"],
    [
      "a repeat",
      "2019-10-28",
      [...clock.slice(0, 6), ...clock.slice(5)],
      "21: HourDK = 05:00 2 times; allowed: 24 hours",
    ],
    ["23 hours on any day", "2019-10-28", clock.slice(0, 23), "2: HourDK = 23:00 missing; allowed: 24 hours"],
    ["24 hours in autumn", "2019-10-27", clock, "22: HourDK = 02:00 once; allowed: 25 hours"],
    ["24 hours in spring", "2019-03-31", clock, "23: HourDK = 02:00, no hour of this day; allowed: 23 hours"],
    [
      "25 hours in spring",
      "2019-03-31",
      [0, 1, 1, 1, ...clock.slice(3)],
      "24: HourDK = 01:00 3 times; allowed: 23 hours",
    ],
  ])("of the Danish form with %s is refused with line and reason", (_, date, hoursDk, expected) => {
    const [first] = refusal((file) => readPrices(file, windowOf(date, 6, 20)), ...danish(date, hoursDk));
    expect(first).toContain(`f.csv:${expected} on ${date} (Europe/Copenhagen), `);
  });

  it("of the Danish form, whose other days are not whole, is none the worse for that", () => {
    const lines = [...danish("2019-10-28", clock), ";2019-10-29 05:00;DK2;0;1", ";2019-10-29 05:00;DK2;0;2"];
    expect(readPrices(fileOf(...lines), windowOf("2019-10-28", 6, 20)).series.values).toHaveLength(14);
  });

  /** Hourly rows from one instant to another, written in the zone that is in force. */
  const zoned = (firstIso: string, count: number, offsetH: (index: number) => number) =>
    Array.from({ length: count }, (_, index) => {
      const written = new Date(Date.parse(firstIso) + 3_600_000 * (index + offsetH(index)));
      return `${written.toISOString().slice(0, 16)}+0${offsetH(index)}:00,0.${10 + index}`;
    });

  it("in the generic form has 25 or 23 hours where the written zone changes", () => {
    const autumn = zoned("2025-10-25T22:00Z", 25, (index) => (index < 3 ? 2 : 1));
    expect([autumn[2], autumn[3]]).toEqual(["2025-10-26T02:00+02:00,0.12", "2025-10-26T02:00+01:00,0.13"]);
    const read = (rows: readonly string[], date: string) =>
      readPrices(fileOf("start,price_per_kwh", ...rows), windowOf(date, 6, 20)).series.values;
    expect(read(autumn, "2025-10-26").slice(0, 2)).toEqual([180_000, 190_000]);
    const spring = zoned("2025-03-29T23:00Z", 23, (index) => (index < 2 ? 1 : 2));
    expect([spring[1], spring[2]]).toEqual(["2025-03-30T01:00+01:00,0.11", "2025-03-30T03:00+02:00,0.12"]);
    expect(read(spring, "2025-03-30").slice(0, 2)).toEqual([170_000, 180_000]);
  });

  it.each([
    ["a gap", hours("2025-06-17", 2), "4: start = 03:00 120 min after the row before"],
    ["a repeat", [...hours("2025-06-17"), "2025-06-17T05:00,0.9"], "26: start = 05:00 again"],
    ["23 hours", hours("2025-06-17", 23), "24: start = last row at 22:00"],
    ["no midnight", hours("2025-06-17", 0), "2: start = first row at 01:00"],
    [
      "another distance",
      [...hours("2025-06-17"), "2025-06-17T05:30,0.9"],
      "3: start = 01:00 60 min after the row before",
    ],
  ])("in the generic form with %s is refused with line and reason", (_, rows, expected) => {
    const [first] = refusal((file) => readPrices(file, day), "start,price_per_kwh", ...rows);
    expect(first).toMatch(
      new RegExp(`^f\\.csv:${expected}; allowed: one price each \\d+ min on 2025-06-17, 00:00 to 24:00`),
    );
    expect(first).toMatch(/choose another day with --price-day YYYY-MM-DD$/);
  });

  it("of a scenario, which lacks a price or the day, is refused with what to write in the scenario", () => {
    const scenario = (file: string) =>
      checkScenario(
        `version: 1\nday: { date: 2025-06-17 }\nfleet: { count: 1 }\nprices:\n  file: ${file}\n` +
          "stations: [{ id: post, connectors: 2, powerMaxW: 22000, fallbackW: 1380 }]\n",
        "day.yaml",
      );
    const refused = (...rows: string[]) =>
      refusal((file) => resolveScenario(scenario(file)), "start,price_per_kwh", ...rows);
    expect(refused(...hours("2025-06-17", 2))[0]).toMatch(
      /^f\.csv:4: start = 03:00 [^]+; next: complete [^]+ choose another day with prices\.day in the scenario$/,
    );
    expect(refused(...hours("2025-06-15"))).toEqual([
      "day.yaml:4: prices.day = 2019-06-17 without 06:00; allowed: a day with all its prices, 2025-06-15 to 2025-06-15 in f.csv; next: choose such a day with prices.day in the scenario",
    ]);
  });

  it("in another currency than the scenario's is refused with line and reason", () => {
    const dkk = { ...windowOf("2019-10-28", 6, 20), currency: "DKK" };
    expect(refusal((file) => readPrices(file, dkk), ...danish("2019-10-28", clock))).toEqual([
      "f.csv:1: SpotPriceEUR = prices in EUR; allowed: prices in DKK, the scenario's currency; next: convert the prices, or change the scenario's currency",
    ]);
    const rows = hours("2025-06-17").map((row, index) => `${row},${index === 3 ? "SEK" : "EUR"}`);
    const header = "start,price_per_kwh,currency";
    expect(refusal((file) => readPrices(file, { ...day, currency: "EUR" }), header, ...rows)).toEqual([
      "f.csv:5: currency = SEK; allowed: EUR, the scenario's currency; next: convert the prices, or change the scenario's currency",
    ]);
    expect(refusal((file) => readPrices(file, day), header, ...rows)[0]).toContain(
      "f.csv:5: currency = SEK; allowed: EUR, as in the first row",
    );
    const right = fileOf(header, ...rows.map((row) => row.replace("SEK", "EUR")));
    expect(readPrices(right, day).currency).toBe("EUR");
    expect(refusal((file) => readPrices(file, day), header, "2025-06-17T08:00,0.1,crowns")[0]).toContain(
      "f.csv:2: currency = crowns; allowed: three capital letters",
    );
    const scenario = (file: string) =>
      checkScenario(
        `version: 1\ncurrency: DKK\nday: { date: 2019-10-28 }\nprices: { file: ${file} }\nfleet: { count: 1 }\n` +
          "stations: [{ id: post, connectors: 2, powerMaxW: 22000, fallbackW: 1380 }]\n",
        "day.yaml",
      );
    expect(refusal((file) => resolveScenario(scenario(file)), ...danish("2019-10-28", clock))[0]).toContain(
      "f.csv:1: SpotPriceEUR = prices in EUR; allowed: prices in DKK",
    );
  });

  it("that lacks the day, or hours of it, is refused with what it has", () => {
    expect(refusal((file) => readPrices(file, day), "start,price_per_kwh", ...hours("2025-06-15"))).toEqual([
      "f.csv: price day = 2019-06-17 without 08:00; allowed: a day with all its prices, 2025-06-15 to 2025-06-15; next: choose such a day with --price-day YYYY-MM-DD",
    ]);
    expect(refusal((file) => readPrices(file, day), "start,price_per_kwh", "2025-06-17T08:00,cheap")).toEqual([
      "f.csv:2: price_per_kwh = cheap; allowed: -100 to 100 currency/kWh; next: correct the number or remove the row",
    ]);
  });
});
