import type { Draw } from "./draw.js";
import { calm, type LinkFaults } from "./link-faults.js";
import { untrueThings } from "./mischief-liars.js";
import { machineFaults } from "./mischief-machines.js";
import { networkFaults } from "./mischief-network.js";
import { peopleFaults } from "./mischief-people.js";
import type { World } from "./world.js";

/** Does one thing to a world, by chance. */
export type Deed = (world: World, draw: Draw) => void;

const deeds = { ...networkFaults, ...machineFaults, ...peopleFaults, ...untrueThings } as const;
export type DeedName = keyof typeof deeds;
export const deedNames = Object.keys(deeds) as readonly DeedName[];

export interface Temper {
  /** How often each thing is done, relative to the others; absent: never. */
  readonly weights: Readonly<Partial<Record<DeedName, number>>>;
  /** Mean ms between two of them. */
  readonly everyMs: number;
  readonly links: LinkFaults;
}

/** How wild a seed is, and in which ways: most seeds have a few kinds of faults often, so that each is met in depth. */
export function drawTemper(draw: Draw): Temper {
  const weights: Partial<Record<DeedName, number>> = {};
  for (const name of deedNames) if (draw.flip(0.55)) weights[name] = draw.between(0.2, 1);
  return { weights: { heal: 1.5, ...weights }, everyMs: draw.pick([12_000, 40_000, 120_000]), links: drawLinks(draw) };
}

function drawLinks(draw: Draw): LinkFaults {
  return {
    ...calm,
    loss: draw.pick([0, 0.02, 0.1, 0.3]),
    duplicate: draw.pick([0, 0.1, 0.5]),
    burst: draw.pick([2, 2, 300]),
    delayMeanMs: draw.pick([0, 50, 500]),
    tail: draw.pick([0, 0.01, 0.05]),
    tailMs: draw.pick([2000, 10_000]),
    perS: draw.flip(0.15) ? 20 : Number.POSITIVE_INFINITY,
  };
}

/** Does mischief at random instants while it is on. */
export class Mischief {
  readonly done = new Map<DeedName, number>();
  private on = false;
  private turn = 0;

  constructor(
    private readonly world: World,
    readonly temper: Temper,
    private readonly draw: Draw,
  ) {}

  begin(): void {
    this.on = true;
    this.world.medium.faults = this.temper.links;
    this.next(++this.turn);
  }
  end(): void {
    this.on = false;
  }

  private next(turn: number): void {
    const { world, draw, temper } = this;
    const inMs = -temper.everyMs * Math.log(1 - draw.next());
    world.base.setTimer(world.nowMs + inMs, () => {
      if (!this.on || turn !== this.turn) return;
      const name = draw.weighted(temper.weights);
      this.done.set(name, (this.done.get(name) ?? 0) + 1);
      deeds[name](world, draw);
      this.next(turn);
    });
  }
}
