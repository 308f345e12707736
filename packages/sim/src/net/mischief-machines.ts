import type { DiskFault } from "./disk.js";
import type { Draw } from "./draw.js";
import type { Host } from "./host.js";
import type { Deed } from "./mischief.js";
import type { World } from "./world.js";

const anyOf = (world: World, draw: Draw): Host => draw.pick([...world.hosts.values()]);

const hit =
  (fault: DiskFault): Deed =>
  (world, draw) => {
    const host = anyOf(world, draw);
    host.comesBack = { afterMs: draw.between(100, 20_000), sameBoot: false };
    host.disk.hit(fault);
  };

/** What lies on the disk changes while the process is down. */
const hitWhileDown =
  (fault: DiskFault): Deed =>
  (world, draw) => {
    const host = anyOf(world, draw);
    if (!host.up) return;
    host.die({ afterMs: draw.between(1000, 60_000), sameBoot: false });
    host.disk.hit(fault);
  };

const stopFor =
  (suspended: boolean): Deed =>
  (world, draw) => {
    const { clock } = anyOf(world, draw);
    if (clock.stopped) return;
    clock.stop();
    world.base.setTimer(world.nowMs + draw.pick([draw.between(100, 3000), draw.between(3000, 200_000)]), () => {
      clock.goOn(suspended);
    });
  };

export const machineFaults = {
  crash: (world, draw) => {
    const host = anyOf(world, draw);
    if (host.up)
      host.die({ afterMs: draw.pick([draw.between(10, 2000), draw.between(2000, 150_000)]), sameBoot: true });
  },
  reboot: (world, draw) => {
    const host = anyOf(world, draw);
    if (host.up) host.die({ afterMs: draw.between(5000, 150_000), sameBoot: false });
  },
  crashAtCommit: (world, draw) => {
    const host = anyOf(world, draw);
    host.comesBack = { afterMs: draw.between(10, 5000), sameBoot: draw.flip(0.7) };
    let left = 1 + draw.below(3);
    host.disk.onCommit = () => {
      if (--left > 0) return false;
      host.disk.onCommit = undefined;
      return true;
    };
  },
  pause: stopFor(false),
  suspend: stopFor(true),
  wallJump: (world, draw) => {
    const host = anyOf(world, draw);
    // An operator's clock is the time that schedules below it mean until it has heard from above.
    if (world.options.site.operators.some(({ id }) => id === host.id)) return;
    host.clock.wallErrorMs = draw.pick([0, draw.between(-5000, 5000), draw.between(-4e6, 4e6)]);
  },
  diskEio: hit("eio"),
  diskFull: hit("enospc"),
  diskTorn: hit("torn"),
  diskBitFlip: hitWhileDown("bitFlip"),
} satisfies Record<string, Deed>;
