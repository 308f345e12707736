import type { AgentId } from "@chargepact/protocol";
import { checkersOf, recoverMs } from "./checkers.js";
import { Draw } from "./draw.js";
import type { Violation } from "./history.js";
import { calm } from "./link-faults.js";
import { type Vehicle, tripOf } from "./plant.js";
import { drawSite } from "./site-plan.js";
import { World } from "./world.js";

/** Something that happens to a small site, in a minute or two. */
export interface Scenario {
  readonly name: string;
  /** What happens, by seconds after everybody has settled. */
  readonly acts: readonly (readonly [second: number, act: (world: World) => void])[];
}

const vehicle = (world: World, index: number): Vehicle => [...world.vehicles.values()][index] as Vehicle;
const idOf = (world: World, index: number): AgentId => vehicle(world, index).plan.id;
const operator = (world: World): AgentId => world.options.site.operators[0]?.id ?? "";
const station = (world: World): AgentId => world.options.site.stations[0]?.id ?? "";
const settledMs = 15_000;

/** A vehicle is plugged in, with a trip that needs all night. */
function plug(world: World, index: number, connector = index + 1): void {
  const own = vehicle(world, index);
  const [place] = world.stations.values();
  if (place === undefined) return;
  own.trip = tripOf(world.base.now().t / 1000, 10, 20_000);
  world.plug(own, place, connector);
}
const say = (world: World, index: number): void => {
  const own = vehicle(world, index);
  for (const input of own.stated()) if (input.kind !== "plugged") world.host(own.plan.id).input(input);
};
const person = (maxW: number | undefined) => (world: World) => {
  vehicle(world, 0).personW = maxW;
  world.host(idOf(world, 0)).input({ kind: "personLimit", connector: 1, ...(maxW === undefined ? {} : { maxW }) });
};
const temperature = (temperatureC: number) => (world: World) => {
  vehicle(world, 0).temperatureC = temperatureC;
  say(world, 0);
};
const emergency = (importMaxW: number, durationMs: number) => (world: World) => {
  world.host(operator(world)).input({ kind: "emergency", importMaxW, durationMs });
};
const capacity = (share: number) => (world: World) => {
  const [plan] = world.options.site.operators;
  if (plan === undefined) return;
  const importW = Math.max(plan.baseW + plan.guaranteedW, Math.floor(plan.importW * share));
  world.limit(plan, { importW, exportW: plan.exportW });
};
const lost =
  (id: (world: World) => AgentId) =>
  (world: World): void => {
    const host = world.host(id(world));
    if (host.up) host.die({ afterMs: 2000, sameBoot: false });
    host.disk.hit("bitFlip");
  };

/** What agents write down differs from one of these to the next. */
export const scenarios: readonly Scenario[] = [
  { name: "the first vehicle comes", acts: [[1, (world) => plug(world, 0)]] },
  {
    name: "a second vehicle comes",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, (world) => plug(world, 1)],
    ],
  },
  {
    name: "a vehicle goes, and another takes its place",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, (world) => world.unplug(vehicle(world, 0))],
      [25, (world) => plug(world, 1, 1)],
    ],
  },
  {
    name: "a vehicle is moved to the other connector",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, (world) => world.unplug(vehicle(world, 0))],
      [22, (world) => plug(world, 0, 2)],
    ],
  },
  {
    name: "a driver wants more, and sooner",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, (world) => (vehicle(world, 0).trip = tripOf(world.base.now().t / 1000, 3, 25_000))],
      [21, (world) => say(world, 0)],
    ],
  },
  {
    name: "a person stops, and lifts it",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, person(0)],
      [40, person(undefined)],
    ],
  },
  {
    name: "a battery gets hot, and cools",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, temperature(58)],
      [40, temperature(22)],
    ],
  },
  {
    name: "an emergency comes, and ends",
    acts: [
      [1, (world) => plug(world, 0)],
      [5, (world) => plug(world, 1)],
      [20, emergency(6000, 30_000)],
    ],
  },
  {
    name: "a capacity falls, and comes back",
    acts: [
      [1, (world) => plug(world, 0)],
      [5, (world) => plug(world, 1)],
      [20, capacity(0)],
      [50, capacity(1)],
    ],
  },
  {
    name: "the broker dies and forgets",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, (world) => world.net.stop(true)],
      [50, (world) => world.net.start()],
    ],
  },
  {
    name: "one direction is cut for two minutes",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, (world) => world.medium.cut(operator(world), station(world))],
      [140, (world) => world.medium.heal()],
    ],
  },
  {
    name: "the station loses its store",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, lost(station)],
    ],
  },
  {
    name: "the operator loses its ledger",
    acts: [
      [1, (world) => plug(world, 0)],
      [20, lost(operator)],
    ],
  },
  {
    name: "a third of all messages is lost and half comes twice",
    acts: [
      [0, (world) => (world.medium.faults = { ...calm, loss: 0.3, duplicate: 0.5, delayMeanMs: 300 })],
      [1, (world) => plug(world, 0)],
      [5, (world) => plug(world, 1)],
      [60, (world) => (world.medium.faults = calm)],
    ],
  },
];

export interface Crash {
  readonly agent: AgentId;
  /** The process dies as soon as its write of this number is durable. */
  readonly commit: number;
  readonly sameBoot: boolean;
}
export interface ScenarioRun {
  readonly violations: readonly Violation[];
  /** Durable writes of each agent. */
  readonly commits: ReadonlyMap<AgentId, number>;
  readonly events: number;
}

/** Lives a scenario through, with a crash at one durable write where that is asked for, and a calm after it. */
export function runScenario({ acts }: Scenario, crash?: Crash): ScenarioRun {
  const shape = { sites: 0, stationsEach: 1, connectorsEach: 2, storage: false, phased: false, twoWay: false };
  const site = drawSite(new Draw(7, "restarts"), shape);
  const world = new World({ seed: 7, site });
  for (const checker of checkersOf(site, world.report)) world.watch(checker);
  const host = crash === undefined ? undefined : world.host(crash.agent);
  if (host !== undefined && crash !== undefined) {
    host.comesBack = { afterMs: 1500, sameBoot: crash.sameBoot };
    host.disk.onCommit = (commit) => commit === crash.commit;
  }
  world.start();
  for (const [second, act] of acts) {
    world.base.setTimer(settledMs + second * 1000, () => {
      act(world);
    });
  }
  world.run(settledMs + Math.max(...acts.map(([second]) => second)) * 1000 + 40_000);
  const commits = new Map([...world.hosts].map(([id, { disk }]) => [id, disk.commits]));
  world.heal();
  world.calm(true);
  world.run(recoverMs(site) + 30_000);
  return { violations: world.violations, commits, events: world.events };
}

export interface RestartsResult {
  readonly runs: number;
  readonly events: number;
  readonly violations: readonly { readonly crash: Crash; readonly violation: Violation }[];
}

/** A scenario once without a crash, and once for each durable write of each agent in it. */
export function restartsOf(scenario: Scenario): RestartsResult {
  const reference = runScenario(scenario);
  const found: { crash: Crash; violation: Violation }[] = [];
  let [runs, events] = [1, reference.events];
  for (const violation of reference.violations)
    found.push({ crash: { agent: "", commit: 0, sameBoot: true }, violation });
  for (const [agent, count] of reference.commits) {
    for (let commit = 1; commit <= count; commit++) {
      const crash = { agent, commit, sameBoot: commit % 2 === 0 };
      const run = runScenario(scenario, crash);
      runs++;
      events += run.events;
      for (const violation of run.violations) found.push({ crash, violation });
    }
  }
  return { runs, events, violations: found };
}
