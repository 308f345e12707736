import { brokerProfiles } from "./broker.js";
import { checkersOf, recoverMs } from "./checkers.js";
import { Draw } from "./draw.js";
import type { Violation } from "./history.js";
import { type Mark, Marks } from "./marks.js";
import { type DeedName, drawTemper, Mischief } from "./mischief.js";
import { arrive, stayOn } from "./mischief-people.js";
import { drawSite, type SiteShape } from "./site-plan.js";
import { World } from "./world.js";

export interface RunResult {
  readonly seed: number;
  readonly shape: SiteShape;
  readonly broker: string;
  readonly agents: number;
  readonly hours: number;
  readonly events: number;
  readonly messages: number;
  readonly violations: readonly Violation[];
  readonly problems: readonly string[];
  readonly marks: Readonly<Partial<Record<Mark, number>>>;
  readonly deeds: Readonly<Partial<Record<DeedName, number>>>;
}

/** A storm, and the calm after it where that need not be longer, ms. */
const [stormMs, calmLeastMs] = [1_500_000, 5_700_000];

/** What kind of site a seed has. */
export function drawShape(draw: Draw): SiteShape {
  const sites = draw.flip(0.3) ? 2 : 0;
  return {
    sites,
    stationsEach: sites === 0 ? 3 + draw.below(3) : 2,
    connectorsEach: 1 + draw.below(2),
    storage: draw.flip(0.5),
    phased: draw.flip(0.3),
    twoWay: draw.flip(0.3),
  };
}

/** Lives one seed through: storms of faults, each followed by a calm in which every need has to be served. */
export function runSeed(seed: number, hours: number, onPayload?: (payload: Uint8Array) => void): RunResult {
  const draw = new Draw(seed, "run");
  const shape = drawShape(draw);
  const site = drawSite(new Draw(seed, "site"), shape);
  const broker = new Draw(seed, "broker kind").pick(brokerProfiles);
  const world = new World({ seed, site, broker, onPayload });
  for (const checker of checkersOf(site, world.report)) world.watch(checker);
  const marks = new Marks();
  world.watch(marks);
  const mischief = new Mischief(world, drawTemper(draw), new Draw(seed, "mischief"));
  const calmMs = Math.max(recoverMs(site) + 120_000, calmLeastMs);
  world.start();
  const guests = new Draw(seed, "guests");
  for (const vehicle of world.vehicles.values()) arrive(world, guests, vehicle);
  for (const endMs = hours * 3_600_000; world.nowMs < endMs;) {
    world.calm(false);
    mischief.begin();
    world.run(Math.min(stormMs, endMs - world.nowMs));
    mischief.end();
    world.heal();
    for (const vehicle of world.vehicles.values()) {
      if (vehicle.at === undefined) arrive(world, guests, vehicle);
      else stayOn(world, guests, vehicle);
    }
    world.calm(true);
    world.run(Math.min(calmMs, Math.max(0, endMs - world.nowMs)));
  }
  return {
    ...{ seed, shape, broker: broker.name, agents: world.agents, hours: world.nowMs / 3_600_000, events: world.events },
    ...{ messages: world.net.counts.delivered, violations: world.violations, problems: world.problems },
    deeds: Object.fromEntries(mischief.done),
    marks: Object.fromEntries(marks.counts),
  };
}
