import type { Draw } from "./draw.js";
import type { Deed } from "./mischief.js";
import type { Station } from "./plant.js";
import type { World } from "./world.js";

const stationOf = (world: World, draw: Draw): Station => draw.pick([...world.stations.values()]);

export const untrueThings = {
  /** One peer that has a key lies from now on; who is below it may believe anything. */
  lie: (world, draw) => {
    const ids = [...world.stations.keys(), ...world.vehicles.keys(), ...world.storages.keys()];
    world.makeLiar(draw.pick(ids), draw);
  },
  meterLies: (world, draw) => {
    stationOf(world, draw).meterFactor = draw.pick([1, 0, 0.5, 2]);
  },
  overdraw: (world, draw) => {
    draw.pick([...world.vehicles.values()]).overdrawW = draw.pick([0, 1000, 5000]);
  },
} satisfies Record<string, Deed>;
