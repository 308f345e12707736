import { readFileSync } from "node:fs";
import { performance } from "node:perf_hooks";
import { setTimeout as sleep } from "node:timers/promises";
import { batchMax, BlockingModels, type LoadedModel, ModelHost } from "@chargepact/predictor";
import { quantile } from "../statistics.js";
import { greedy, ones, type Programs, rowsOf, slow, subject } from "./models.js";

/** ms. */
export interface Latency {
  readonly p50: number;
  readonly p99: number;
  /** Inside of the engine's process, µs. */
  readonly insideUs: number;
  readonly model: string;
}
/** ms, the later the larger. */
export interface Late {
  readonly deadline: number;
  readonly timer: number;
}
const patient = { deadlineMs: 1_000 };
const hostOf = (models: readonly LoadedModel[], { module }: Programs): Promise<ModelHost> =>
  ModelHost.open({ models, module: new URL(module), hangMs: 5_000 });

/** Round trips of one row, one after the other. */
export async function latency({ programs, count }: { programs: Programs; count: number }): Promise<Latency> {
  const model = await subject();
  const host = await hostOf([model], programs);
  try {
    const row = rowsOf(model, 1);
    for (let turn = 0; turn < 500; turn++) await host.predict(0, row, patient);
    const [times, inside] = [new Float64Array(count), new Float64Array(count)];
    for (let turn = 0; turn < count; turn++) {
      const from = performance.now();
      if ((await host.predict(0, row, patient)) === undefined) throw new Error("no answer");
      times[turn] = performance.now() - from;
      inside[turn] = host.stats.insideUs;
    }
    const at = (share: number): number => quantile([...times], share);
    return { p50: at(0.5), p99: at(0.99), insideUs: quantile([...inside], 0.5), model: model.manifest.id };
  } finally {
    host.close();
  }
}

/** µs a row where 64 ask at once, each for himself, until the last has his answer. */
export async function batches({ programs, count }: { programs: Programs; count: number }): Promise<number> {
  const model = await subject();
  const host = await hostOf([model], programs);
  try {
    const width = model.shape.features;
    const all = rowsOf(model, batchMax);
    const rows = Array.from({ length: batchMax }, (_, row) => all.subarray(row * width, (row + 1) * width));
    const times: number[] = [];
    for (let turn = 0; turn < count + 50; turn++) {
      const from = performance.now();
      const answers = await Promise.all(rows.map((row) => host.predict(0, row, patient)));
      if (turn >= 50) times.push(performance.now() - from);
      if (answers.includes(undefined)) throw new Error("no answer");
    }
    return (quantile(times, 0.5) * 1e3) / batchMax;
  } finally {
    host.close();
  }
}

/** ms by which the answer "none" comes after its deadline, and after a timer of that length, each call. */
export async function fallback({ programs, count }: { programs: Programs; count: number }): Promise<readonly Late[]> {
  const host = await hostOf([slow()], programs);
  try {
    const beyond: Late[] = [];
    for (let turn = 0; turn < count; turn++) {
      const from = performance.now();
      const timer = sleep(25).then(() => performance.now());
      if ((await host.predict(0, ones, { deadlineMs: 25 })) !== undefined) throw new Error("the slow model was fast");
      const at = performance.now();
      beyond.push({ deadline: at - from - 25, timer: at - (await timer) });
      // Until the engine is free again.
      await host.predict(0, ones, { deadlineMs: 4_000 });
    }
    return beyond;
  } finally {
    host.close();
  }
}

/** ms from nothing to the first answer, the model's file read and checked included. */
export async function warmStart({ programs }: { programs: Programs }): Promise<number> {
  const from = performance.now();
  const model = await subject();
  const host = await hostOf([model], programs);
  const answer = await host.predict(0, rowsOf(model, 1), patient);
  const tookMs = performance.now() - from;
  host.close();
  if (answer === undefined) throw new Error("no answer");
  return tookMs;
}

/** MB that the engine's process took at most while a model asked for 4 GB in each call. */
export async function memory({ programs, count }: { programs: Programs; count: number }): Promise<number> {
  const host = await ModelHost.open({
    ...{ models: [greedy()], module: new URL(programs.module), hangMs: 5_000 },
    restart: { minMs: 10, maxMs: 10 },
  });
  let peakKb = 0;
  try {
    for (let turn = 0; turn < count; turn++) {
      if ((await host.predict(0, ones, patient)) !== undefined) throw new Error("4 GB were given");
      const status = host.pid === undefined ? "" : readFileSync(`/proc/${host.pid}/status`, "utf8");
      peakKb = Math.max(peakKb, Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0));
      await sleep(10);
    }
    return peakKb / 1e3;
  } finally {
    host.close();
  }
}

/** ms of one row, asked by a call that waits. */
export async function blockingLatency({ programs, count }: { programs: Programs; count: number }): Promise<number> {
  const model = await subject();
  const blocking = await BlockingModels.open({
    ...{ models: [model], module: new URL(programs.module), thread: new URL(programs.thread) },
  });
  const [features, out] = [rowsOf(model, 1), new Float32Array(model.shape.outputs)];
  const times: number[] = [];
  for (let turn = 0; turn < count; turn++) {
    const from = performance.now();
    if (!blocking.predictNow(0, { features, n: 1, out })) throw new Error("no answer");
    times.push(performance.now() - from);
  }
  await blocking.close();
  return quantile(times, 0.5);
}
