import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** What the example printed, run by the command that its README names. */
async function run(name: string): Promise<string> {
  const { stdout, stderr } = await promisify(execFile)("npm", ["run", "--silent", `example:${name}`], {
    cwd: root,
    timeout: 60_000,
  });
  expect(stderr).toBe("");
  return stdout;
}

/** The lines of the last code block of the example's README. */
function expected(name: string): readonly string[] {
  const blocks = readFileSync(`${root}examples/${name}/README.md`, "utf8").split("\n```\n");
  return (blocks.at(-2) ?? "").trimEnd().split("\n");
}

/** Lines as a reader compares them: without what `varies`. */
function stable(lines: readonly string[], varies: RegExp): readonly string[] {
  return lines.map((line) => line.replace(varies, "#"));
}

/** The lines of `all` that are wanted next, in the order of `wanted`. */
function inOrder(wanted: readonly string[], all: readonly string[]): readonly string[] {
  const found: string[] = [];
  for (const line of all) if (line === wanted[found.length]) found.push(line);
  return found;
}

describe("examples print what their README promises", () => {
  test("two-agents: a worn battery gets the slower charge that it asks for", async () => {
    const lines = (await run("two-agents")).trimEnd().split("\n");
    const numbers = /\d+(\.\d+)?/g;
    const wanted = stable(expected("two-agents"), numbers);
    expect(wanted.length).toBeGreaterThan(10);
    expect(inOrder(wanted, stable(lines, numbers))).toEqual(wanted);

    const numberIn = (start: string): number =>
      Number(/(\d+) W/.exec(lines.find((line) => line.startsWith(start)) ?? "")?.[1]);
    const [offered, asked, granted] = ["grid → charger: offers", "car → charger: asks", "grid → charger: grants"].map(
      numberIn,
    );
    expect(asked).toBeLessThan(offered ?? 0);
    expect(granted).toBe(asked);
    const [, amps, watts] = /sets ([\d.]+) A on three phases: (\d+) W/.exec(lines.at(-1) ?? "") ?? [];
    expect(Number(watts)).toBe(granted);
    expect(Math.abs(Number(amps) - Number(watts) / 690)).toBeLessThan(0.06);
  });

  test("my-charger: without contact the port falls back within its leases, and only a new lease brings power back", async () => {
    const lines = (await run("my-charger")).trimEnd().split("\n");
    const time = /^ *[\d.]+ s/;
    const wanted = stable(expected("my-charger"), time);
    expect(wanted.length).toBeGreaterThan(10);
    expect(inOrder(wanted, stable(lines, time))).toEqual(wanted);

    const at = (text: string, nth = 0): number =>
      Number.parseFloat(lines.filter((line) => line.includes(text))[nth] ?? "");
    const leaseS = 8;
    expect(at("meter: 4140 W") - at("the broker stops")).toBeLessThan(leaseS);
    expect(at("meter: 4140 W", 1) - at("the agent dies")).toBeLessThan(leaseS + 1);
  });

  test("depot: least time to spare first, nothing between 0 and 6 A, and never more than the feeder has", async () => {
    const lines = (await run("depot")).trimEnd().split("\n");
    const numbers = /\d+(\.\d+)?/g;
    expect(stable(lines, numbers)).toEqual(stable(expected("depot"), numbers));

    const stages = [0, 4, 8].map((first) => ({
      totalW: Number(/: (\d+) W$/.exec(lines[first] ?? "")?.[1]),
      amps: [1, 2, 3].map((bus) => Number(/: ([\d.]+) A$/.exec(lines[first + bus] ?? "")?.[1])),
    }));
    const hasW = [18_000, 9000, 36_000];
    for (const [index, { totalW, amps }] of stages.entries()) {
      expect(totalW).toBeLessThanOrEqual(hasW[index] ?? 0);
      expect(Math.abs(amps.reduce((sum, each) => sum + each, 0) - totalW / 690)).toBeLessThan(0.2);
      for (const each of amps) expect(each === 0 || each >= 6).toBe(true);
      expect(amps).toEqual(amps.toSorted((one, other) => other - one));
    }
    expect(stages[0]?.amps[2]).toBe(0);
    expect(stages[1]?.amps[0]).toBeGreaterThanOrEqual(6);
    expect(stages[2]?.amps).toEqual([16, 16, 16]);
  });

  test("home-v2g: the car gives back in the evening, leaves with what was asked for, and the day costs less", async () => {
    const lines = (await run("home-v2g")).trimEnd().split("\n");
    const figures = /-?\d+(\.\d+)?/g;
    const words = (all: readonly string[]) => stable(all, figures).map((line) => line.replace(/\s+/g, " "));
    const wanted = words(expected("home-v2g"));
    expect(wanted.length).toBeGreaterThan(10);
    expect(inOrder(wanted, words(lines))).toEqual(wanted);

    const row = (start: string): readonly number[] =>
      [...(lines.find((line) => line.startsWith(start)) ?? "").matchAll(figures)].map(([text]) => Number(text));
    expect(row("energy delivered")).toEqual([12, 12, 12]);
    expect(row("fed back by vehicles")[0]).toBeGreaterThan(20);
    expect(row("fed back by storage")[0]).toBeGreaterThan(2);
    expect(row("limit violations")).toEqual([0, 0, 0]);
    const [costs, wears] = [row("energy cost"), row("battery wear")];
    const sum = (column: number): number => (costs[column] ?? NaN) + (wears[column] ?? NaN);
    expect(sum(0)).toBeLessThan(sum(1) - 5);
  });

  test("own-predictor: the owner's models change what a van declares and expects, and raise no limit", async () => {
    const lines = (await run("own-predictor")).trimEnd().split("\n");
    expect(lines).toEqual(expected("own-predictor"));

    const numberIn = (start: string): number =>
      Number(/-?\d+(\.\d+)?/.exec(lines.find((line) => line.startsWith(start))?.slice(start.length) ?? "")?.[0]);
    const [cost, p90C, powerW] = ["declares a cost of", "expects", "charges at"].map((what) =>
      ["by physics: ", "by its own: "].map((who) => numberIn(`${who}${what}`)),
    ) as [number[], number[], number[]];
    expect(cost[1]).toBeGreaterThan(cost[0] ?? NaN);
    expect(p90C[1]).toBeGreaterThan((p90C[0] ?? NaN) + 1);
    expect(powerW[1]).toBeLessThanOrEqual(powerW[0] ?? NaN);
  });

  test("test-your-agent: the kit names the rule that a driver breaks, and is content without the bug", async () => {
    const lines = (await run("test-your-agent")).trimEnd().split("\n");
    const wanted = expected("test-your-agent");
    expect(wanted.length).toBeGreaterThan(5);
    expect(inOrder(wanted, lines)).toEqual(wanted);
    expect(lines.some((line) => /^ +[\d.]+ s {2}· wallbox-7 is killed$/.test(line))).toBe(true);
  });
});
