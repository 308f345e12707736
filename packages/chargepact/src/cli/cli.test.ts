import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ChargepactError } from "@chargepact/protocol";
import { afterEach, describe, expect, it, vi } from "vitest";
import { tinyScenario } from "../swarm/tiny.fixture.js";
import type { CompareDocument } from "../swarm/compare-document.js";
import type { SwarmResult } from "../swarm/result.js";
import { failure } from "./failure.js";
import { main } from "./main.js";

const cli = fileURLToPath(new URL("../cli.ts", import.meta.url));
const timeoutMs = 60_000;

function chargepact(...words: string[]) {
  const args = ["--import", "tsx", "--conditions=chargepact-source", cli, ...words];
  return spawnSync(process.execPath, args, {
    encoding: "utf8",
    timeout: timeoutMs,
    env: { ...process.env, NO_COLOR: "1" },
  });
}

afterEach(() => vi.restoreAllMocks());

/** Runs the command line in this process; its exit code and what it wrote. */
async function inside(...words: string[]): Promise<{ code: number; stdout: string; stderr: string }> {
  let [stdout, stderr] = ["", ""];
  vi.spyOn(process.stderr, "write").mockImplementation((text) => ((stderr += String(text)), true));
  vi.spyOn(process.stdout, "write").mockImplementation((text) => ((stdout += String(text)), true));
  return { code: await main(words, "1.2.3"), stdout, stderr };
}

describe("chargepact as a process", () => {
  it(
    "ends with 2 and a clear text for a bad option, and starts nothing",
    () => {
      const { status, stdout, stderr } = chargepact("swarm", "--speed", "fast");
      expect(status).toBe(2);
      expect(stdout).toMatch(/^chargepact \d+\.\d+\.\d+: loading …\n$/);
      expect(stderr).toBe(
        "error BAD_INPUT: command line: --speed = fast; allowed: a number from 0.01 to 100000 times real time; next: correct --speed\n",
      );
    },
    timeoutMs,
  );

  it(
    "with --json prints exactly one document on standard output, and all else on standard error",
    () => {
      const folder = mkdtempSync(join(tmpdir(), "chargepact-"));
      const scenario = join(folder, "tiny.yaml");
      writeFileSync(scenario, tinyScenario);
      try {
        const { status, stdout, stderr } = chargepact("swarm", scenario, "--virtual", "--json");
        expect(status).toBe(0);
        expect(stdout.trimEnd().split("\n")).toHaveLength(1);
        const result = JSON.parse(stdout) as SwarmResult;
        expect(result).toMatchObject({ scenario: "tiny", sessions: 4, broker: "memory", limitViolations: 0 });
        expect(stderr).toContain("uncontrolled charging would reach");
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
    timeoutMs,
  );
});

describe("a comparison on the command line", () => {
  it("prints one document with --json, writes its report, and tells on standard error how it goes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "chargepact-"));
    const [scenario, report] = [join(folder, "tiny.yaml"), join(folder, "out.html")];
    writeFileSync(scenario, tinyScenario);
    try {
      const words = `swarm ${scenario} --virtual --compare llf,edf --json --report ${report}`;
      const { code, stdout, stderr } = await inside(...words.split(" "));
      expect(code).toBe(0);
      const document = JSON.parse(stdout) as CompareDocument;
      expect(document.compare.map(({ strategy }) => strategy)).toEqual(["llf", "edf"]);
      const ended = (name: string) => `${name}: [\\d.]+ % of what was asked for, [\\d.]+ EUR, in [\\d.]+ s\n`;
      const told = `llf, 1 of 2\n[^]*${ended("llf")}edf, 2 of 2\n[^]*${ended("edf")}`;
      expect(stderr).toMatch(new RegExp(told));
      expect(readFileSync(report, "utf8")).toContain("came to the least");
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

const nested = fileURLToPath(new URL("../../../../examples/scenarios/nested-feeder.yaml", import.meta.url));

describe("exit codes", () => {
  it.each([
    [["swarm", "--speeed", "4"], "unknown option '--speeed'"],
    [["swarm", "no-such-file.yaml"], "no-such-file.yaml"],
    [["swarm", "--compare"], "add --virtual"],
    [["swarm", "--fault", "flood@12:00"], "write it in one of these forms"],
    [["swarm", nested, "--virtual", "--capacity", "9000"], "write feeder.capacityW"],
    [["frobnicate"], "unknown command 'frobnicate'"],
  ])("are 2 for %j", async (words, text) => {
    const { code, stderr } = await inside(...words);
    expect(code).toBe(2);
    expect(stderr).toContain(text);
    expect(stderr).not.toMatch(/^ +at /m);
  });

  it.each([[["--help"]], [["--version"]], [["swarm", "--help"]]])("are 0 for %j", async (words) => {
    expect((await inside(...words)).code).toBe(0);
  });

  it("are 3 where the broker is not reachable, and 1 for what should not happen", () => {
    expect(failure(new ChargepactError("BROKER_UNREACHABLE", "no broker")).code).toBe(3);
    expect(failure(new ChargepactError("BAD_CONFIG", "line 3")).code).toBe(2);
    expect(failure(new ChargepactError("STORE_FAILED", "disk full")).code).toBe(1);
    expect(failure(new TypeError("x is not a function")).code).toBe(1);
  });

  it("come without a stack, and with one for whoever asks", () => {
    const error = new TypeError("x is not a function");
    expect(failure(error, false).text).not.toContain(" at ");
    expect(failure(error, true).text).toContain(" at ");
  });
});
