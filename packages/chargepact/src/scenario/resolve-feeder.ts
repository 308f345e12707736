import type { Day, FeederDay, Series, Session } from "@chargepact/sim";
import { faultOn, feederId, parseFault, plantIds } from "./faults.js";
import type { Loaded } from "./load.js";
import { counted, refuse, type Problem } from "./problems.js";
import type { BaseLoad, Window } from "./profiles.js";
import { hashOf } from "./random.js";
import { baseLoad, resolveScenario } from "./resolve.js";
import type { Scenario, SiteEntry } from "./schema.js";
import { clockOf, dateS } from "./time.js";

/** Sites under a feeder, and what a person should know of how they came to be. */
export interface ResolvedFeeder {
  readonly day: FeederDay;
  readonly notes: readonly string[];
}

interface Site {
  readonly id: string;
  readonly day: Day;
}

/** The days of a scenario that has a feeder and sites; refuses what cannot be kept. */
export function resolveFeeder(loaded: Loaded): ResolvedFeeder {
  const { scenario } = loaded;
  const { sites: entries = [], feeder } = scenario;
  if (feeder === undefined) throw new RangeError(`${loaded.file} has no feeder`);
  const resolved = entries.map((entry, index) => {
    const { day, notes } = resolveScenario(asScenario(loaded, entry, index));
    return {
      site: named(entry.id, { ...day, seed: scenario.seed }),
      notes: notes.map((note) => `${entry.id}: ${note}`),
    };
  });
  const sites = resolved.map(({ site }) => site);
  const [first] = sites;
  if (first === undefined) throw new RangeError(`${loaded.file} has no sites`);
  refuse("BAD_CONFIG", [...idProblems(loaded, sites), ...windowProblems(loaded, sites)]);
  const { fromS, toS, stepS, date } = first.day;
  const window = { midnightS: dateS(date) ?? 0, fromS, toS, stepS };
  const base = baseLoad(loaded, window, "feeder");
  const { exportMaxW } = feeder;
  const { storage: _storage, demand: _demand, phaseCapacityW: _phase, exportMaxW: _export, ...common } = first.day;
  const day: Day = {
    ...common,
    name: scenario.name ?? loaded.file,
    ...limitsOf(loaded, sites, base),
    ...(exportMaxW === undefined ? {} : { exportMaxW }),
    baseLoad: base.load,
    baseLoadBound: base.bound,
    stations: [],
    sessions: [],
    expected: [],
    ...demandOf(feeder.demandCharge, [base.bound, ...sites.map((site) => site.day.baseLoadBound)]),
    faults: faultsOf(loaded, window),
  };
  const { pricing, sharing } = feeder;
  return { day: { feeder: day, sites, pricing, sharing }, notes: resolved.flatMap(({ notes }) => notes) };
}

/** One site of the scenario as a scenario of its own; its errors name the keys of the file. */
function asScenario(loaded: Loaded, { id, ...plants }: SiteEntry, index: number): Loaded {
  const { feeder: _, sites: __, ...rest } = loaded.scenario;
  const scenario: Scenario = {
    ...rest,
    ...{ stations: undefined, storage: undefined, fleet: undefined, sessions: undefined },
    ...plants,
    name: id,
    seed: hashOf(`${rest.seed}/${id}`),
    faults: [],
  };
  const at: Loaded["at"] = (path) => {
    const [key] = path;
    return loaded.at(typeof key === "string" && key in plants ? ["sites", index, ...path] : keyOfSite(path, index));
  };
  return { scenario, file: loaded.file, at };
}

/** Keys that a site lacks stand where they would have to be written. */
const keyOfSite = (path: readonly PropertyKey[], index: number): readonly PropertyKey[] =>
  ["site", "stations", "storage", "fleet", "sessions"].includes(String(path[0])) ? ["sites", index, ...path] : path;

/** The day with the site's id before each agent's and session's. */
function named(id: string, day: Day): Site {
  const own = (name: string): string => `${id}-${name}`;
  const sessions = day.sessions.map((session): Session => ({
    ...session,
    id: own(session.id),
    station: own(session.station),
    vehicle: { ...session.vehicle, id: own(session.vehicle.id) },
  }));
  const stations = day.stations.map((station) => ({ ...station, id: own(station.id) }));
  const { storage } = day;
  return {
    id,
    day: {
      ...day,
      sessions,
      stations,
      ...(storage === undefined ? {} : { storage: { ...storage, id: own(storage.id) } }),
    },
  };
}

/** Capacity and guaranteed capacity of the feeder: what each site may draw without any lease has to fit. */
function limitsOf(loaded: Loaded, sites: readonly Site[], base: BaseLoad): Pick<Day, "capacityW" | "guaranteedW"> {
  const { capacityW = 0, guaranteedW: given } = loaded.scenario.feeder ?? {};
  const boundW = Math.max(0, ...base.bound.values);
  const fallbacksW = sites.reduce((sum, { day }) => sum + day.guaranteedW, 0);
  const leastW = Math.ceil(boundW + fallbacksW);
  const sum = `${leastW} W (base load up to ${boundW} W + fallbacks of ${counted(sites.length, "site")}, ${fallbacksW} W)`;
  const guaranteedW = given ?? leastW;
  const problems: Problem[] = [];
  if (guaranteedW < leastW) {
    const next = `raise feeder.guaranteedW to ${leastW}, or lower the base load or the sites' guaranteedW`;
    problems.push({
      ...loaded.at(["feeder", "guaranteedW"]),
      value: String(guaranteedW),
      allowed: `at least ${sum}`,
      next,
    });
  }
  if (capacityW < guaranteedW) {
    const allowed = `at least guaranteedW: ${given === undefined ? sum : `${guaranteedW} W`}`;
    const next = `raise feeder.capacityW to ${guaranteedW} or more`;
    problems.push({ ...loaded.at(["feeder", "capacityW"]), value: String(capacityW), allowed, next });
  }
  refuse("BAD_CONFIG", problems);
  return { capacityW, guaranteedW };
}

/** The price of the feeder's peak; what all base loads may reach together is paid in any case. */
function demandOf(demandCharge: number, bounds: readonly Series<number>[]): Pick<Day, "demand"> {
  if (demandCharge <= 0) return {};
  const steps = bounds[0]?.values.map((_, step) => bounds.reduce((sum, { values }) => sum + (values[step] ?? 0), 0));
  return { demand: { microPerKw: Math.round(demandCharge * 1e6), sunkW: Math.max(0, ...(steps ?? [])) } };
}

function faultsOf(loaded: Loaded, window: Window): Day["faults"] {
  return loaded.scenario.faults.map((text, index) => {
    const place = loaded.at(["faults", index]);
    return faultOn(parseFault(text, place), window, place);
  });
}

/** All sites have the same hours: they share one clock. */
function windowProblems(loaded: Loaded, sites: readonly Site[]): Problem[] {
  const [first] = sites;
  return sites.flatMap(({ day }, index): Problem[] => {
    if (day.fromS === first?.day.fromS && day.toS === first.day.toS) return [];
    const value = `${day.date}, ${clockOf(day.fromS)} to ${clockOf(day.toS)}`;
    const allowed = "the same day and hours at every site";
    return [{ ...loaded.at(["sites", index]), value, allowed, next: "write day.date, day.from and day.to" }];
  });
}

/** Every agent of all sites has an id of its own, at most 32 characters with its site's before it. */
function idProblems(loaded: Loaded, sites: readonly Site[]): Problem[] {
  const seen = new Set([feederId]);
  const fresh = (id: string): boolean => !seen.has(id) && id.length <= 32 && seen.add(id).has(id);
  return sites.flatMap(({ id, day }, index) => {
    const ids = [id, ...plantIds(day)];
    const allowed = `an id of at most 32 characters, the site's before it, that no other agent has ("${feederId}" is the operator's above)`;
    const place = loaded.at(["sites", index, "id"]);
    return ids.filter((each) => !fresh(each)).map((value) => ({ ...place, value, allowed, next: "rename it" }));
  });
}
