import { Worker } from "node:worker_threads";

export interface WatchOptions {
  /** Resident bytes beyond which the process ends itself. */
  readonly memoryMaxBytes: number;
  /** Process for which this one works. */
  readonly parent: number;
}

/**
 * A thread that ends its process where it has taken too much memory, or works for nobody any more: also in the middle of
 * native code that never comes back. What it says goes to standard error, where the agent's process reads it.
 */
export function startWatch(options: WatchOptions): void {
  const resourceLimits = { maxOldGenerationSizeMb: 8, maxYoungGenerationSizeMb: 1, stackSizeMb: 1 };
  // Nothing that this process was started with (a loader, say) may keep the thread from starting.
  new Worker(watch, { eval: true, execArgv: [], env: {}, workerData: options, resourceLimits });
}

/** Looks every 20 ms. What memory can grow by meanwhile is for the system's own limit, where there is one. */
const watch = `
const { writeSync } = require("node:fs");
const { memoryMaxBytes, parent } = require("node:worker_threads").workerData;
const still = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  Atomics.wait(still, 0, 0, 20);
  const bytes = process.memoryUsage.rss();
  const orphan = process.ppid !== parent;
  if (bytes <= memoryMaxBytes && !orphan) continue;
  if (!orphan) writeSync(2, "memory: " + bytes + " bytes, allowed are " + memoryMaxBytes + "\\n");
  process.kill(process.pid, "SIGKILL");
}
`;
