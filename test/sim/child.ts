import {
  type MalformedResult,
  readMalformed,
  restartsOf,
  type RestartsResult,
  runSeed,
  type RunResult,
  scenarios,
} from "@chargepact/sim";
import { obey } from "../bench/child.js";

/** Payloads as agents really send them. */
function samplesOf(seed: number): readonly Uint8Array[] {
  const samples: Uint8Array[] = [];
  runSeed(seed, 0.5, (payload) => {
    if (samples.length < 4000) samples.push(payload.slice());
  });
  return samples;
}

obey({
  seed: ({ seed, hours }: { seed: number; hours: number }): RunResult & { readonly cpuMs: number } => {
    const from = process.cpuUsage();
    const result = runSeed(seed, hours);
    const { user, system } = process.cpuUsage(from);
    return { ...result, cpuMs: (user + system) / 1000 };
  },
  restarts: ({ index }: { index: number }): RestartsResult => {
    const scenario = scenarios[index];
    if (scenario === undefined) throw new Error(`no scenario ${index}`);
    return restartsOf(scenario);
  },
  malformed: ({ seed, count }: { seed: number; count: number }): MalformedResult =>
    readMalformed(samplesOf(seed), count, seed),
});
