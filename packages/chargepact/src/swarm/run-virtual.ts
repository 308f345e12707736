import { loadHighs, MemoryNetwork, solveWith, VirtualClock, type SolveNow } from "@chargepact/agent";
import type { Day } from "@chargepact/sim";
import { Faults } from "./faults.js";
import { lossHook, lossOf } from "./loss.js";
import { configOf, type MakeRunning, type RunnerOptions, type RunOptions, type SwarmRun } from "./run.js";
import { Swarm, type Runnable } from "./swarm.js";

export interface VirtualRun<Running = Swarm> extends SwarmRun<Running> {
  readonly net: MemoryNetwork;
  readonly clock: VirtualClock;
}

/** Real one-way delay of a site's network, ms. */
const delayMs = 5;
const tickMs = 1000;
/** Simulated time between two looks at the outside: progress, and whether to stop. */
const sliceMs = 60_000;

/** HiGHS in this thread without a time limit: virtual time stands still meanwhile, and the run repeats bit by bit. */
async function solveAtOnce(): Promise<SolveNow> {
  const highs = await loadHighs();
  return (problem) => solveWith(highs, problem, 60_000);
}

/**
 * Runs a whole day in virtual time on a network in memory; the same day and seed give the same run, bit by bit. After
 * each simulated minute the process may do something else: nothing of the run waits for it.
 */
export function runVirtual(day: Day, options: RunOptions): Promise<VirtualRun> {
  return runVirtualOf(day, options, (ground) => new Swarm(day, { ...ground, ...configOf(options) }));
}

/** Runs whatever `make` makes of that day. */
export async function runVirtualOf<Running extends Runnable>(
  day: Day,
  { onProgress, signal, strategy }: RunnerOptions<Running>,
  make: MakeRunning<Running>,
): Promise<VirtualRun<Running>> {
  const clock = new VirtualClock(day.fromS * 1000, { boot: "run" });
  const loss = lossOf(day);
  const net = new MemoryNetwork(clock, { delayMs, ...(loss === undefined ? {} : { hook: lossHook(loss) }) });
  const solve = strategy === "option-rounds" ? await solveAtOnce() : undefined;
  const swarm = make({
    ...(solve === undefined ? {} : { solve }),
    clock,
    transport: (id) => net.transport(id),
    seeded: true,
  });
  const faults = new Faults(swarm, clock, { down: () => net.stop(), up: () => net.start() });
  swarm.start();
  const lengthMs = (day.toS - day.fromS) * 1000;
  const tick = (at: number): void => {
    clock.setTimer(at, () => {
      swarm.tick();
      if (at < lengthMs) tick(at + tickMs);
    });
  };
  tick(tickMs);
  for (let untilMs = sliceMs; signal?.aborted !== true; untilMs += sliceMs) {
    clock.run(Math.min(untilMs, lengthMs + tickMs));
    if (untilMs >= lengthMs + tickMs) break;
    onProgress?.(swarm);
    await new Promise(setImmediate);
  }
  return { swarm, net, clock, faults: faults.outcomes() };
}
