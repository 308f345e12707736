import type { Child } from "../child.js";
import type { Figure } from "../report.js";
import { median } from "../statistics.js";
import type { Late, Latency } from "./host.js";
import type { Programs } from "./models.js";
import type { Renewals } from "./renewals.js";

export interface EngineBench {
  readonly child: Child;
  readonly programs: Programs;
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** The bound that is the engine's default, MB. */
const memoryMaxMb = 268.4;

export async function engineFigures({ child, programs, rounds, say }: EngineBench): Promise<readonly Figure[]> {
  const latencies: Latency[] = [];
  const [each, blocking, warm]: [number[], number[], number[]] = [[], [], []];
  const [beyond, whole]: [number[], number[]] = [[], []];
  say(`predictor: ${rounds} rounds`);
  for (let round = 0; round < rounds; round++) {
    latencies.push(await child.tell<Latency>("latency", { programs, count: 3_000 }));
    each.push(await child.tell<number>("batches", { programs, count: 300 }));
    blocking.push(await child.tell<number>("blockingLatency", { programs, count: 1_000 }));
    warm.push(await child.tell<number>("warmStart", { programs }));
    const late = await child.tell<Late[]>("fallback", { programs, count: 20 });
    beyond.push(median(late.map(({ timer }) => timer)));
    whole.push(median(late.map(({ deadline }) => deadline)));
  }
  say("predictor: a model that wants 4 GB, and one that hangs beside a site");
  const memory = await child.tell<number>("memory", { programs, count: 20 });
  const beside = await child.tell<Renewals>("renewals", { programs, seconds: 20, hangs: true });
  const without = await child.tell<Renewals>("renewals", { programs, seconds: 20, hangs: false });
  const of = (pick: (latency: Latency) => number): number[] => latencies.map(pick);
  const one = `one row, round trip to the engine's process as the caller sees it, model ${latencies[0]?.model ?? ""}`;
  const late = "a slow model asked with a deadline of 25 ms: median of 20 calls a round";
  const figure = (id: string, unit: string, bar: string, reference: string, runs: readonly number[]): Figure => ({
    ...{ id, value: median(runs), unit, bar, reference, runs },
  });
  return [
    figure(
      "engine.p50",
      "ms",
      "<= 0.2",
      one,
      of(({ p50 }) => p50),
    ),
    figure(
      "engine.p99",
      "ms",
      "<= 10",
      one,
      of(({ p99 }) => p99),
    ),
    figure(
      "engine.inside",
      "µs",
      "",
      "the same, inside the engine's process",
      of(({ insideUs }) => insideUs),
    ),
    figure("engine.blocking", "ms", "", "the same, by a call that waits (virtual runs): p50", blocking),
    figure("engine.batch64", "µs", "<= 20", "a row, 64 callers at once, until the last has his answer", each),
    figure("engine.fallback", "ms", "<= 1", `after a timer of 25 ms that was set with the question, ${late}`, beyond),
    figure(
      "engine.fallback.wall",
      "ms",
      "",
      `after 25 ms had gone by, ${late}; this machine's timers are as late`,
      whole,
    ),
    figure(
      "engine.warm",
      "s",
      "<= 0.5",
      "file read and checked, process started, first answer",
      warm.map((ms) => ms / 1e3),
    ),
    {
      ...figure("engine.renewals", "", "<= 0", "", [beside.late]),
      reference: `late renewals of ${beside.renewed}, ${beside.ended} hanging calls ended; without a model ${without.late} of ${without.renewed}`,
    },
    figure(
      "engine.memory",
      "MB",
      `<= ${memoryMaxMb}`,
      "largest size of the engine's process, asked for 4 GB in each call",
      [memory],
    ),
  ];
}
