import { MemoryNetwork, VirtualClock } from "@chargepact/agent";
import type { Day } from "@chargepact/sim";
import type { StrategyName } from "../swarm-options.js";
import { Swarm, type SwarmObserver } from "./swarm.js";

export interface VirtualRun {
  readonly swarm: Swarm;
  readonly net: MemoryNetwork;
  readonly clock: VirtualClock;
}

/** Real one-way delay of a site's network, ms. */
const delayMs = 5;
const tickMs = 1000;

/** Runs a whole day in virtual time on a network in memory; the same day and seed give the same run, bit by bit. */
export function runVirtual(
  day: Day,
  options: { readonly strategy: StrategyName; readonly insecure: boolean; readonly observer?: SwarmObserver },
): VirtualRun {
  const clock = new VirtualClock(day.fromS * 1000);
  const net = new MemoryNetwork(clock, { delayMs });
  const swarm = new Swarm(day, { clock, transport: (id) => net.transport(id), seeded: true, ...options });
  swarm.start();
  const lengthMs = (day.toS - day.fromS) * 1000;
  const tick = (at: number): void => {
    clock.setTimer(at, () => {
      swarm.tick();
      if (at < lengthMs) tick(at + tickMs);
    });
  };
  tick(tickMs);
  clock.run(lengthMs + tickMs);
  return { swarm, net, clock };
}
