import { edf, equalShare, llf, partKey, type ChildNeed, type ClearingStrategy, type Room } from "../../market/index.js";
import type { RoundsProblem, RoundsSeed } from "../../market/rounds/index.js";
import type { Schedule } from "../../messages.js";
import type { UnixS, Watts } from "../../units.js";
import type { Site } from "./site.js";

const seeders: readonly ClearingStrategy[] = [llf, edf, equalShare];

/** Joint plans to begin with: the one-shot strategies, and what runs now. */
export function seedsOf(
  site: Site,
  problem: RoundsProblem,
  { vehicles, room }: { readonly vehicles: readonly ChildNeed[]; readonly room: Room },
): readonly RoundsSeed[] {
  if (vehicles.length === 0) return [];
  const nowS = site.nowS();
  const seeds = seeders.map((strategy): RoundsSeed => {
    const plans = strategy.clear({ nowS, room, children: vehicles });
    return {
      name: strategy.name,
      powerW: Object.fromEntries([...plans].map(([key, schedule]) => [key, schedule.max])),
    };
  });
  const running = vehicles.flatMap((vehicle) => {
    if (vehicle.running === undefined) return [];
    const powerW = onSteps(vehicle.running, { ...problem.grid, steps: problem.grid.usable.length });
    return [[partKey(vehicle.id, vehicle.need.connector), powerW] as const];
  });
  return running.length === 0 ? seeds : [...seeds, { name: "running", powerW: Object.fromEntries(running) }];
}

/** The power of a schedule in each step of a grid: import where it may import, else export. */
export function onSteps(
  schedule: Schedule,
  { startS, stepS, steps }: { readonly startS: UnixS; readonly stepS: number; readonly steps: number },
): readonly Watts[] {
  return Array.from({ length: steps }, (_, step) => {
    const index = Math.floor((startS + step * stepS - schedule.startS) / schedule.stepS);
    const max = schedule.max[index] ?? 0;
    return max > 0 ? max : Math.min(0, schedule.min?.[index] ?? max);
  });
}
