import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import type { WatchOptions } from "./watch.js";

/** A process that watches itself and never gives its thread back, as native code that hangs. */
function ending(options: WatchOptions | "parent"): Promise<readonly [NodeJS.Signals | null, string]> {
  const tsx = pathToFileURL(createRequire(import.meta.url).resolve("tsx")).href;
  const given = options === "parent" ? "{ memoryMaxBytes: 50e6, parent: process.ppid }" : JSON.stringify(options);
  const program = `
    const { startWatch } = await import(${JSON.stringify(new URL("./watch.ts", import.meta.url).href)});
    startWatch(${given});
    for (;;);`;
  const child = spawn(process.execPath, ["--import", tsx, "--input-type=module", "-e", program], { timeout: 10_000 });
  let said = "";
  child.stderr.on("data", (chunk: Buffer) => (said += chunk.toString()));
  return new Promise((resolve) => child.on("close", (_, signal) => resolve([signal, said])));
}

test("a process that takes more memory than it may ends itself in the middle of whatever it does, and says so", async () => {
  const [signal, said] = await ending("parent");
  expect(signal).toBe("SIGKILL");
  expect(said).toMatch(/^memory: \d{8,} bytes, allowed are 50000000\n$/);
});

test("a process whose asker is gone ends itself", async () => {
  expect(await ending({ memoryMaxBytes: 1e12, parent: 1 })).toEqual(["SIGKILL", ""]);
});
