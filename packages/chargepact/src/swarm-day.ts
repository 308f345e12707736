import {
  checkFaults,
  checkFeederFaults,
  defaultScenarioFile,
  loadScenario,
  parsed,
  resolveFeeder,
  resolveScenario,
  type Loaded,
  type ResolvedDay,
  type ResolvedFeeder,
  type Scenario,
} from "./scenario/index.js";
import { commandLine, refuse, shown, type Problem } from "./scenario/problems.js";
import { type SwarmOptions } from "./swarm-options.js";

/** Real seconds that a day takes where no speed is given. */
export const defaultRunS = 70;
/**
 * The same of real sessions: short stays, of which each wait for a message takes more the faster the day goes. At twice the
 * speed a fiftieth of the energy was not delivered for that alone.
 */
export const realRunS = 150;

/** The day to run, from the options: a scenario file, real sessions and prices, or the default day. */
export function resolveDay(options: SwarmOptions): ResolvedDay {
  return resolvedSite(loadedOf(options));
}

/** The same, where a scenario may have several sites under a feeder. */
export function resolveSwarm(
  options: SwarmOptions,
): ({ readonly kind: "site" } & ResolvedDay) | ({ readonly kind: "feeder" } & ResolvedFeeder) {
  const loaded = loadedOf(options);
  if (loaded.scenario.feeder === undefined) return { kind: "site", ...resolvedSite(loaded) };
  const resolved = resolveFeeder(loaded);
  checkFeederFaults(resolved.day);
  return { kind: "feeder", ...resolved };
}

function resolvedSite(loaded: Loaded): ResolvedDay {
  const resolved = resolveScenario(loaded);
  checkFaults(resolved.day);
  return resolved;
}

function loadedOf(options: SwarmOptions): Loaded {
  return options.sessions === undefined ? overridden(scenarioOf(options), options) : realScenario(options);
}

const scenarioOf = (options: SwarmOptions): Loaded => loadScenario(options.scenario ?? defaultScenarioFile());

/** Keys of a scenario that the command line sets, and by which option. */
const optionOf: Readonly<Record<string, string>> = {
  "sessions.file": "--sessions",
  "sessions.day": "--day",
  "prices.file": "--prices",
  "prices.day": "--price-day",
  "site.capacityW": "--capacity",
  storage: "--storage",
  seed: "--seed",
};

/** Where a key came from: the option that sets it. */
const fromOption: Loaded["at"] = (path) => {
  const key = path.map(String).join(".");
  return { file: commandLine, key: key.startsWith("faults") ? "--fault" : (optionOf[key] ?? key) };
};

function realScenario(options: SwarmOptions): Loaded {
  const { sessions, prices, day, priceDay, faults } = options;
  const input = {
    version: 1,
    name: "real day",
    ...withoutUndefined({ seed: options.seed, storage: options.storage }),
    site: withoutUndefined({ capacityW: options.capacityW }),
    sessions: { file: sessions, ...withoutUndefined({ day }) },
    prices: { file: prices, ...withoutUndefined({ day: priceDay }) },
    faults: [...faults],
  };
  return parsed(input, commandLine, fromOption);
}

/** A scenario file with what the command line sets in its place; its own faults stay. */
function overridden(loaded: Loaded, options: SwarmOptions): Loaded {
  const { scenario } = loaded;
  if (scenario.feeder !== undefined) refuse("BAD_INPUT", siteOptionProblems(options, scenario.sites?.length ?? 0));
  const changed: Scenario = {
    ...scenario,
    ...(options.seed === undefined ? {} : { seed: options.seed }),
    ...(options.storage === undefined ? {} : { storage: { id: "storage", ...options.storage } }),
    site: { ...scenario.site, ...(options.capacityW === undefined ? {} : { capacityW: options.capacityW }) },
    faults: [...scenario.faults, ...options.faults],
  };
  const own = scenario.faults.length;
  const at: Loaded["at"] = (path) => {
    const [first, second] = path;
    const added = first === "faults" && typeof second === "number" && second >= own;
    const capacity = options.capacityW !== undefined && first === "site" && second === "capacityW";
    return added || capacity ? fromOption(path) : loaded.at(path);
  };
  return { scenario: changed, file: loaded.file, at };
}

/** Times real time at which a day takes about {@link defaultRunS} seconds. */
export const defaultSpeed = (day: { readonly fromS: number; readonly toS: number }, runS = defaultRunS): number =>
  Math.max(1, Math.ceil((day.toS - day.fromS) / runS));

/** What is said of one site cannot be said of several. */
function siteOptionProblems({ capacityW, storage }: SwarmOptions, sites: number): Problem[] {
  const given = [
    ["--capacity", capacityW, "write feeder.capacityW or sites[].site.capacityW in the scenario"],
    ["--storage", storage, "write sites[].storage in the scenario"],
  ] as const;
  return given.flatMap(([key, value, next]): Problem[] => {
    if (value === undefined) return [];
    const allowed = `no ${key} with a scenario of ${sites} sites`;
    return [{ file: commandLine, key, value: shown(value), allowed, next }];
  });
}

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** The entries that were given. */
export function withoutUndefined<T extends object>(values: T): Given<T> {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Given<T>;
}
