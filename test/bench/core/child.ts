import { obey } from "../child.js";
import { idleBytes } from "./idle.js";
import { type Cost, type RoleName, World } from "./world.js";

obey({
  /** What the events of some hours of a site cost. */
  events: ({ stations, hours }: { stations: number; hours: number }): Readonly<Record<RoleName, Cost>> => {
    const world = new World(stations);
    world.run(hours * 3_600_000, 10_000);
    return world.costs;
  },
  idle: ({ count }: { count: number }): number => idleBytes(count),
});
