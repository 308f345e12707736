import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { defaultSpeed, resolveDay, swarmCommand, swarmOptions, type SwarmOptions } from "./swarm-options.js";

/** The options that a command line gives. */
async function optionsOf(...words: string[]): Promise<SwarmOptions> {
  const got: SwarmOptions[] = [];
  const command = swarmCommand(async (options) => {
    await Promise.resolve(got.push(options));
  });
  command.configureOutput({ writeErr: () => undefined });
  await command.parseAsync(words, { from: "user" });
  const [options] = got;
  if (!options) throw new Error("nothing was run");
  return options;
}

describe("chargepact swarm", () => {
  it("without arguments runs the default day", async () => {
    expect(await optionsOf()).toEqual({
      faults: [],
      strategy: "option-rounds",
      virtual: false,
      json: false,
      insecure: false,
      quiet: false,
    });
  });

  it("takes every option", async () => {
    const words = "day.yaml --capacity 90000 --storage 4x20x10.5 --broker mqtt://127.0.0.1:1883 --speed 600 --seed 7";
    const more = "--json --fault drop:0.2 --fault kill:ev-01@13:00 --strategy edf --insecure --quiet --report out.html";
    expect(await optionsOf(...words.split(" "), ...more.split(" "))).toEqual({
      scenario: "day.yaml",
      capacityW: 90_000,
      storage: { packs: 4, energyWh: 20_000, powerW: 10_500 },
      broker: "mqtt://127.0.0.1:1883",
      speed: 600,
      seed: 7,
      report: "out.html",
      json: true,
      faults: ["drop:0.2", "kill:ev-01@13:00"],
      strategy: "edf",
      insecure: true,
      quiet: true,
      virtual: false,
    });
  });

  it("compares the usual strategies, or those that are named, in their order", async () => {
    expect((await optionsOf("--virtual", "--compare")).compare).toEqual(["option-rounds", "llf", "edf", "equal-share"]);
    expect((await optionsOf("--compare", "edf,llf", "--virtual")).compare).toEqual(["edf", "llf"]);
  });

  it("does not compare beside one strategy", async () => {
    await expect(optionsOf("--virtual", "--compare", "--strategy", "edf")).rejects.toMatchObject({
      code: "commander.conflictingOption",
    });
  });

  it.each([
    [
      "--compare llf,edf",
      "--compare = llf,edf; allowed: --compare with --virtual only, where each strategy has the same day; next: add --virtual",
    ],
    [
      "--broker mqtt://h --compare",
      "--broker = mqtt://h; allowed: no --broker with --compare, which runs in virtual time; next: leave out one of them",
    ],
    [
      "--virtual --compare llf,best",
      "--compare = llf,best; allowed: some of equal-share, edf, llf, option-rounds, each once, with commas between and no spaces; next: correct the names, or write the scenario file before --compare",
    ],
    [
      "--virtual --compare llf,llf",
      "--compare = llf,llf; allowed: some of equal-share, edf, llf, option-rounds, each once, with commas between and no spaces; next: correct the names, or write the scenario file before --compare",
    ],
    [
      "--speed 10 --virtual",
      "--speed = 10; allowed: no --speed with --virtual, which has no speed; next: leave out one of them",
    ],
    [
      "--virtual --broker mqtt://h",
      "--broker = mqtt://h; allowed: no --broker with --virtual, which has no broker; next: leave out one of them",
    ],
    ["--speed fast", "--speed = fast; allowed: a number from 0.01 to 100000 times real time; next: correct --speed"],
    ["--seed 1.5", "--seed = 1.5; allowed: a whole number from 0 to 4294967295; next: correct --seed"],
    [
      "--broker http://h",
      "--broker = http://h; allowed: mqtt://HOST[:PORT] or mqtts://HOST[:PORT]; next: correct the URL",
    ],
    [
      "--storage 4",
      "--storage = 4; allowed: PACKSxKWHxKW: 1 to 64 packs, each of 0.1 to 10000 kWh and 0.1 to 10000 kW; next: write it as in 4x20x10",
    ],
    ["--strategy best", "--strategy = best; allowed: equal-share, edf, llf, option-rounds; next: choose one of these"],
    ["--sessions a.csv", "--prices = (missing); allowed: a file, because --sessions is given; next: add --prices FILE"],
    ["--prices a.csv", "--sessions = (missing); allowed: a file, because --prices is given; next: add --sessions FILE"],
    ["--day 2015-10-01", "--day = 2015-10-01; allowed: --day with --sessions and --prices only; next: leave out --day"],
    [
      "d.yaml --sessions a --prices b",
      "--sessions = a; allowed: no --sessions beside a scenario file; next: leave out the scenario, or write sessions: { file: … } in it",
    ],
    [
      "--sessions a --prices b --day 1.10.2015",
      "--day = 1.10.2015; allowed: a date YYYY-MM-DD; next: write --day as in 2015-10-01",
    ],
    [
      "--report no/such/folder/out.html",
      "--report = no/such/folder/out.html; allowed: a file in a folder that exists; next: create the folder or choose another",
    ],
    [
      `--report ${tmpdir()}`,
      `--report = ${tmpdir()}; allowed: a file in a folder that exists; next: this is a folder: name a file in it, as in ${join(tmpdir(), "report.html")}`,
    ],
  ])("%s is refused with option, value, range and next step", async (words, expected) => {
    await expect(optionsOf(...words.split(" "))).rejects.toThrow(`command line: ${expected}`);
  });

  it("lists several wrong options together", async () => {
    await expect(optionsOf("--speed", "x", "--seed", "y")).rejects.toThrow(/--speed[^]*\n[^]*--seed/);
  });

  it("has a line in docs/cli.md for every option", () => {
    const text = readFileSync(new URL("../../../docs/cli.md", import.meta.url), "utf8");
    const options = swarmCommand(() => Promise.resolve()).options.map(({ long }) => long);
    expect(options.filter((long) => !text.includes(`| \`${long ?? ""}`))).toEqual([]);
  });

  it("refuses unknown options by an error, not by ending the process", async () => {
    await expect(optionsOf("--wat")).rejects.toMatchObject({ code: "commander.unknownOption" });
  });
});

describe("the day of a run", () => {
  const day = (raw: object) => resolveDay(swarmOptions(undefined, { strategy: "llf", ...raw })).day;

  it("takes capacity, storage, seed and faults from the command line, and says so where they are wrong", () => {
    expect(day({ capacity: "99000", storage: "2x5x5", seed: "9", fault: ["drop:0.2"] })).toMatchObject({
      capacityW: 99_000,
      storage: { id: "storage", packs: 2, energyWh: 5000, powerW: 5000 },
      seed: 9,
      faults: [{ kind: "drop", fraction: 0.2 }],
    });
    expect(() => day({ capacity: "5000" })).toThrow("command line: --capacity = 5000; allowed: at least guaranteedW");
    expect(() => day({ fault: ["broker-restart@23:00"] })).toThrow(
      "command line: --fault = broker-restart@23:00; allowed: a time within the day, 06:00 to 20:00",
    );
  });

  it("refuses to kill an agent that it does not have, and names some that it has", () => {
    expect(() => day({ fault: ["kill:ev-99@13:00"] })).toThrow(
      /^command line: --fault = kill:ev-99@13:00; allowed: an agent of the day \(83: ev-01, ev-02, .*; next: name one of the day's agents/,
    );
    expect(day({ fault: ["kill:east-1@13:00"] }).faults).toHaveLength(1);
  });

  it("takes 60 to 90 s where no speed is given", () => {
    const { fromS, toS } = day({});
    const seconds = (toS - fromS) / defaultSpeed({ fromS, toS });
    expect(seconds).toBeGreaterThanOrEqual(60);
    expect(seconds).toBeLessThanOrEqual(90);
  });
});

const data = process.env["CHARGEPACT_DATA"];
const real = {
  sessions: join(data ?? "", "workplace-ev-sessions/station_data_dataverse.csv.gz"),
  prices: join(data ?? "", "dk2-elspot-2017-2022/elspotprices_dk2.csv.gz"),
};
const realDay = (raw: object = {}) => resolveDay(swarmOptions(undefined, { strategy: "llf", ...real, ...raw }));

/** What holds for the real data: rule → check. */
const realTests: Readonly<Record<string, () => void>> = {
  "the busiest day is 2015-10-01: 46 sessions with energy of 55 rows, 36 vehicles, 35 stations": () => {
    const { day, notes } = realDay();
    expect(day.date).toBe("2015-10-01");
    expect(notes.slice(0, 3)).toEqual([
      "2015-10-01 is the busiest day: 46 sessions with energy of 55 rows, 36 vehicles; 9 rows without energy left out",
      "what is expected of the day: the mean of the 10 days of its kind before it",
      "prices are of 2019-10-01: the same times of day as 2015-10-01",
    ]);
    expect(day.sessions).toHaveLength(46);
    expect(new Set(day.sessions.map(({ vehicle }) => vehicle.id)).size).toBe(36);
    expect(new Set(day.sessions.map(({ vehicle }) => vehicle)).size).toBe(36);
    expect(day.stations).toHaveLength(35);
    expect(day.sessions.reduce((sum, { energyWh }) => sum + energyWh, 0)).toBe(250_690);
  },
  "the capacity is a third of the uncontrolled peak, and there is no base load and no storage": () => {
    const { day } = realDay();
    expect(day).toMatchObject({ capacityW: 22_000, guaranteedW: 0, currency: "EUR" });
    expect(day.storage).toBeUndefined();
    expect(Math.max(...day.baseLoadBound.values)).toBe(0);
  },
  "the window begins at the hour of the first arrival and ends just after that of the last departure": () => {
    const { day } = realDay();
    const hour = (unixS: number) => new Date(unixS * 1000).toISOString().slice(11, 19);
    expect([hour(day.fromS), hour(day.toS)]).toEqual(["09:00:00", "23:05:00"]);
    expect(day.prices).toMatchObject({ startS: day.fromS, stepS: 3600 });
    expect(day.prices.values.slice(0, 2)).toEqual([49_630, 46_860]);
  },
  "a row asks for more than 7.2 kW could give, and keeps its energy": () => {
    const { day } = realDay();
    const over = day.sessions.filter((one) => one.energyWh > (7200 * (one.departS - one.arriveS)) / 3600);
    expect(over.map(({ energyWh }) => energyWh)).toEqual([6580]);
  },
  "another day and other prices can be asked for": () => {
    const { day, notes } = realDay({ day: "2015-09-25", priceDay: "2020-04-13", capacity: "40000" });
    expect([day.date, day.sessions.length, day.capacityW]).toEqual(["2015-09-25", 41, 40_000]);
    expect(notes).toContain("prices are of 2020-04-13: the same times of day as 2015-09-25");
    expect(() => realDay({ priceDay: "2030-01-01" })).toThrow("2017-01-01 to 2022-10-19");
  },
};

const leftOut = data === undefined ? Object.keys(realTests).length : 0;
if (leftOut > 0) {
  process.stderr.write(`real days: ${leftOut} tests left out, because CHARGEPACT_DATA is not set\n`);
}
describe.skipIf(leftOut > 0)("a real day", () => {
  for (const [rule, check] of Object.entries(realTests)) it(rule, check);
});
