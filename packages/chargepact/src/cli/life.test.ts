import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, it, vi } from "vitest";
import type { LifeResult } from "../life/result.js";
import { main } from "./main.js";

const folder = mkdtempSync(join(tmpdir(), "chargepact-life-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vi.restoreAllMocks());
const path = (name: string): string => join(folder, name);

/** Runs the command line in this process; its exit code and what it wrote. */
async function life(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ["", ""];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((stderr += String(text)), true));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((stdout += String(text)), true));
  return { code: await main(["life", ...words], "1.2.3"), stdout, stderr };
}

describe("chargepact life", () => {
  it("prints what each model gives against each other policy, and writes the series", async () => {
    const { code, stdout } = await life("--years", "0.1", "--climate", "hot", "--out", path("s.csv"), "--quiet");
    expect(code).toBe(0);
    expect(stdout).toMatch(/negotiated, 0\.10 years, hot, seed 1/);
    expect(stdout).toMatch(/LFP Sony 3 Ah, Naumann\*? +[\d.]+ +\+\d+ % +\+\d+ % +\+\d+ %/);
    expect(stdout).toMatch(/trips not met +0 of 37/);
    expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
    const [header, ...rows] = readFileSync(path("s.csv"), "utf8").trimEnd().split("\n");
    expect(header).toBe("time_s,soc,temperature_c,power_w");
    expect(rows).toHaveLength(37 * 96);
    const cells = rows.map((row) => row.split(",").map(Number));
    for (const [index, [time, soc, , power]] of cells.entries()) {
      expect(time).toBe(900 * index);
      // Power is at the cells: what they hold next follows from it.
      const next = cells[index + 1]?.[1];
      if (next !== undefined) expect(next - soc!).toBeCloseTo((power! * 0.25) / 60_000, 4);
    }
  });

  it("with --json prints one document, the same for the same seed", async () => {
    const words = ["--years", "0.05", "--json", "--policy", "late80", "--seed", "3"];
    const [one, two] = [await life(...words), await life(...words)];
    expect(one.stdout).toBe(two.stdout);
    const result = JSON.parse(one.stdout) as LifeResult;
    expect(result).toMatchObject({ policy: "late80", years: 0.05, seed: 3, climate: "temperate", unmet: 0 });
    expect(Object.keys(result.gains).sort()).toEqual(["asap100", "asap80", "negotiated"]);
    expect(result.models).toHaveLength(15);
    expect(result.gains.asap100?.worst).toBeLessThanOrEqual(result.gains.asap100?.median ?? 0);
  });

  it("writes a report that needs nothing from elsewhere and says the same", async () => {
    const { code, stdout } = await life("--years", "0.1", "--report", path("r.html"), "--json", "--quiet");
    expect(code).toBe(0);
    const page = readFileSync(path("r.html"), "utf8");
    expect(page).not.toMatch(/https?:|\/\/[a-z]|url\(|@import|<script|<link|<img|<iframe|\bsrc=|\bhref=/i);
    expect(page).not.toMatch(/NaN|undefined|Infinity|\[object/);
    const { models, gains } = JSON.parse(stdout) as LifeResult;
    for (const { name } of models) expect(page).toContain(`aria-label="${name.replaceAll("&", "&amp;")}: `);
    expect(page).toContain(`+${Math.round(100 * (gains.asap80?.median ?? 0))}`);
    expect(page.match(/<svg/g)?.length).toBeGreaterThan(models.length + 4);
  });

  it("ends with 2 where a word is left over, such as a file without its option", async () => {
    expect(await life("trips.csv", "--years", "0.01")).toMatchObject({ code: 2, stdout: "" });
  });

  it("ends with 2 and every wrong option named, and runs nothing", async () => {
    const { code, stderr, stdout } = await life("--policy", "slow", "--years", "100", "--out", path("no/s.csv"));
    expect(code).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toBe(
      [
        "error BAD_INPUT: command line: --policy = slow; allowed: negotiated, asap100, asap80, late80; next: choose one of these",
        "command line: --years = 100; allowed: a number from 0.01 to 40 years; next: correct --years",
        `command line: --out = ${path("no/s.csv")}; allowed: a file in a folder that exists; next: create the folder or choose another`,
        "",
      ].join("\n"),
    );
  });

  it("ends with 2 where a file does not exist, or air is given twice", async () => {
    expect((await life("--trips", path("none.csv"))).stderr).toContain("none.csv: file = does not exist");
    const twice = await life("--ambient", path("a.csv"), "--climate", "hot");
    expect([twice.code, twice.stderr]).toEqual([2, expect.stringContaining("no --climate beside --ambient")]);
  });

  it("ends with 1 and names the trips that the policy left short, where another would have met them", async () => {
    writeFileSync(
      path("t.csv"),
      "depart,arrive,energy_kwh,declared\n2025-07-01T22:00,2025-07-02T04:00,55,2025-07-01T21:30\n",
    );
    const { code, stderr } = await life("--trips", path("t.csv"), "--years", "0.01", "--out", path("u.csv"), "--quiet");
    expect(code).toBe(1);
    expect(stderr).toMatch(
      /^not met: \S*t\.csv:2: energy, [\d.]+ kWh short; declare the trip sooner, or choose another --policy\n/,
    );
    expect(existsSync(path("u.csv"))).toBe(true);
  });
});
