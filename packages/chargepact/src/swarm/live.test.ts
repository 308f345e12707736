import { describe, expect, it } from "vitest";
import { bar, decimal, duration, share } from "./format.js";
import { Live } from "./live.js";
import { Recorder } from "./recorder.js";
import { runTiny, tinyDay } from "./tiny.fixture.js";

/** What a run shows on a screen of this size, write by write; its wall time is a second per simulated minute. */
async function shown(options: { table: boolean; colour: boolean; columns?: number; rows?: number }): Promise<string[]> {
  const written: string[] = [];
  const { table, colour, ...size } = options;
  const day = tinyDay();
  const recorder = new Recorder(day);
  const screen = { ...size, write: (text: string) => written.push(text) };
  let nowMs = 0;
  const live = new Live({ day, recorder, screen, table, colour, speed: undefined, nowMs: () => nowMs });
  await runTiny(day, {
    observer: recorder,
    onProgress: (swarm) => {
      nowMs += 1000;
      live.update(swarm);
    },
  });
  live.close();
  return written;
}

/** Text without control sequences, as lines. */
const linesOf = (text: string): string[] => text.replaceAll(/\u001b\[[0-9]*[A-Za-z]|\r/g, "").split("\n");

describe("progress", () => {
  it("is a plain line now and then where there is no terminal, with the time left", async () => {
    const written = await shown({ table: false, colour: false });
    expect(written.length).toBeGreaterThan(15);
    expect(written.length).toBeLessThan(30);
    expect(written.join("")).not.toContain("\u001b");
    expect(written[10]).toMatch(/^10:\d\d {2} +\d+ % {2}site [\d.]+ of 16\.0 kW {2}\d charging, .* \d+ s left\n$/);
  });

  it("is redrawn in place on a terminal, within its width and height, and leaves it clean", async () => {
    const written = await shown({ table: true, colour: true, columns: 60, rows: 9 });
    for (const text of written.slice(0, -1)) {
      const lines = linesOf(text);
      expect(lines.length).toBeLessThanOrEqual(9);
      for (const line of lines) expect(line.length).toBeLessThan(60);
    }
    expect(written[1]).toMatch(/^\u001b\[\d+A\r\u001b\[0J/);
    expect(written.at(-1)).toMatch(/^\u001b\[\d+A\r\u001b\[0J$/);
  });

  it("names vehicles with measured power, lease, limit and the cause", async () => {
    const written = await shown({ table: true, colour: false, columns: 120, rows: 30 });
    const all = written.join("");
    expect(all).toMatch(/ev-worn +post-1\/1 +[\d.]+ kW +[\d.]+ kW +[\d.]+ kW {2}[\d.]+ kWh by 11:25/);
    expect(all).toContain("asked for less: it is worn");
    expect(all).not.toMatch(/\u001b\[3[0-9]m/);
  });
});

describe("figures for people", () => {
  it("are grouped, rounded and never more certain than they are", () => {
    expect(decimal(1_234_567.891, 1)).toBe("1 234 567.9");
    expect(decimal(-0.04, 1)).toBe("0.0");
    expect(decimal(-1234, 0)).toBe("-1 234");
    expect(share(999.8, 1000)).toBe("99.9 %");
    expect(share(1000, 1000)).toBe("100.0 %");
    expect(share(1, 0)).toBe("–");
    expect([3, 99, 150, 7500].map(duration)).toEqual(["3 s", "99 s", "3 min", "2 h 05 min"]);
    expect(bar(0.5, 3)).toBe("█▌ ");
  });
});
