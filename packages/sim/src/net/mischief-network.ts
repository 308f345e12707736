import type { Draw } from "./draw.js";
import type { Deed } from "./mischief.js";
import type { World } from "./world.js";

/** Two agents that talk with each other. */
function pairOf(world: World, draw: Draw): readonly [string, string] {
  return draw.pick(world.links());
}

export const networkFaults = {
  cutOneWay: (world, draw) => {
    const [a, b] = pairOf(world, draw);
    if (draw.flip(0.5)) world.medium.cut(a, b);
    else world.medium.cut(b, a);
  },
  cutBothWays: (world, draw) => {
    const [a, b] = pairOf(world, draw);
    world.medium.cut(a, b);
    world.medium.cut(b, a);
  },
  cutOff: (world, draw) => {
    const id = draw.pick([...world.hosts.keys()]);
    for (const [a, b] of world.links()) {
      if (a !== id && b !== id) continue;
      world.medium.cut(a, b);
      world.medium.cut(b, a);
    }
  },
  clog: (world, draw) => {
    const [a, b] = pairOf(world, draw);
    const untilMs = world.nowMs + draw.between(1000, 120_000);
    if (draw.flip(0.5)) world.medium.clog(a, b, untilMs);
    else world.medium.clog(b, a, untilMs);
  },
  /** The nodes of a cluster no longer see each other; everybody stays connected to one of them. */
  splitView: (world) => {
    for (const [a, b] of world.links()) {
      if (world.broker.nodeOf(a) === world.broker.nodeOf(b)) continue;
      world.medium.cut(a, b);
      world.medium.cut(b, a);
    }
  },
  heal: (world) => {
    world.medium.heal();
  },
  brokerDies: (world, draw) => {
    const kept = draw.pick(["all", "older", "none"] as const);
    world.net.stop(kept === "none");
    if (kept === "older") world.net.rollBack();
    world.base.setTimer(world.nowMs + draw.between(500, 90_000), () => {
      world.net.start();
    });
  },
  connectionBreaks: (world, draw) => {
    world.net.breakConnection(draw.pick([...world.hosts.keys()]));
  },
} satisfies Record<string, Deed>;
