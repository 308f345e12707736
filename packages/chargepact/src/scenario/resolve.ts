import { type MicroPerKwh } from "@chargepact/protocol";
import { type Day, type Series } from "@chargepact/sim";
import { demandOf, pathFrom, stayId, type Demand } from "./demand.js";
import { faultOn, gridId, parseFault } from "./faults.js";
import { type Loaded } from "./load.js";
import { readPrices } from "./prices-csv.js";
import { commandLine, counted, refuse, type Problem } from "./problems.js";
import { baseLoadOf, loadShapes, pricesOf, workdayPrices, type BaseLoad, type Window } from "./profiles.js";
import { hourlyAllowed } from "./schema.js";
import { clockOf, dateOf } from "./time.js";
import { uncontrolledPeakW } from "./uncontrolled.js";

/** A day, and what a person should know of how it came to be: rows left out, prices of another year. */
export interface ResolvedDay {
  readonly day: Day;
  readonly notes: readonly string[];
}

/** Capacity where none is given, as a share of the uncontrolled peak. */
const capacityShare = 1 / 3;
/** Smallest fallback above zero: 6 A on one phase, W. */
const fallbackMinW = 1380;

/** The day that a scenario describes; refuses one that cannot be kept. */
export function resolveScenario(loaded: Loaded): ResolvedDay {
  const { scenario } = loaded;
  if (scenario.sites !== undefined) {
    const allowed = "a scenario of one site here";
    const next = "leave out --compare, or choose a scenario without sites";
    refuse("BAD_CONFIG", [{ ...loaded.at(["sites"]), value: counted(scenario.sites.length, "site"), allowed, next }]);
  }
  const demand = demandOf(loaded);
  const { window, stations, sessions } = demand;
  checkDemand(loaded, demand);
  const base = baseLoad(loaded, window);
  const prices = pricesIn(loaded, window);
  const limits = limitsOf(loaded, demand, base);
  const { terms, site } = scenario;
  const ms = (seconds: number) => Math.round(seconds * 1000);
  const day: Day = {
    name: scenario.name ?? loaded.file,
    date: dateOf(window.midnightS),
    seed: scenario.seed,
    currency: scenario.currency ?? prices.currency ?? "EUR",
    fromS: window.fromS,
    toS: window.toS,
    stepS: window.stepS,
    capacityW: limits.capacityW,
    guaranteedW: limits.guaranteedW,
    ...(site.exportMaxW === undefined ? {} : { exportMaxW: site.exportMaxW }),
    ...(site.phaseCapacityW === undefined ? {} : { phaseCapacityW: site.phaseCapacityW }),
    ambientC: site.ambientC,
    baseLoad: base.load,
    baseLoadBound: base.bound,
    prices: prices.series,
    stations,
    ...storageOf(loaded),
    sessions,
    expected: demand.expected,
    unservedMicroPerKwh: Math.round(1e6 * site.unservedPerKwh),
    ...demandChargeOf(loaded, base),
    ...(scenario.grid.trade ? { trade: true } : {}),
    responseS: scenario.responseS,
    terms: {
      batteryTtlMs: ms(terms.ttlS.battery),
      chargerTtlMs: ms(terms.ttlS.charger),
      siteTtlMs: ms(terms.ttlS.site),
      graceMs: ms(terms.graceS),
      debounceMs: ms(terms.debounceS),
      planIntervalMs: ms(terms.planIntervalS),
    },
    faults: scenario.faults.map((text, index) => {
      const place = loaded.at(["faults", index]);
      return faultOn(parseFault(text, place), window, place);
    }),
  };
  refuse("BAD_CONFIG", [...termProblems(loaded), ...idProblems(loaded, day)]);
  return { day, notes: [...demand.notes, ...prices.notes, ...limits.notes] };
}

function storageOf(loaded: Loaded): Pick<Day, "storage"> {
  const { storage } = loaded.scenario;
  return storage === undefined ? {} : { storage };
}

/** The price of the day's peak; what the base load may reach by itself is paid in any case. */
function demandChargeOf(loaded: Loaded, base: BaseLoad): Pick<Day, "demand"> {
  const { demandCharge, sunkPeakW } = loaded.scenario.site;
  if (demandCharge > 0) {
    const sunkW = sunkPeakW ?? Math.max(0, ...base.bound.values);
    return { demand: { microPerKw: Math.round(demandCharge * 1e6), sunkW } };
  }
  if (sunkPeakW !== undefined) {
    const next = "add site.demandCharge, or remove site.sunkPeakW";
    const allowed = "no sunkPeakW without a demandCharge above 0";
    refuse("BAD_CONFIG", [{ ...loaded.at(["site", "sunkPeakW"]), value: String(sunkPeakW), allowed, next }]);
  }
  return {};
}

/** The base load of the site or the feeder; none where the scenario has none. */
export function baseLoad(loaded: Loaded, window: Window, at: "site" | "feeder" = "site"): BaseLoad {
  const { seed } = loaded.scenario;
  const { peakW = 0, shape, hourlyW } = loaded.scenario[at]?.baseLoad ?? { shape: "flat" as const };
  const problem = (path: string, value: string, allowed: string): Problem[] => [
    { ...loaded.at([at, "baseLoad", path]), value, allowed, next: "keep either peakW and shape, or hourlyW" },
  ];
  if (hourlyW === undefined)
    return baseLoadOf(
      loadShapes[shape].map((share) => share * peakW),
      window,
      seed,
    );
  if (peakW > 0) refuse("BAD_CONFIG", problem("hourlyW", "a list", "no hourlyW beside peakW"));
  refuse("BAD_CONFIG", hoursProblem(loaded, [at, "baseLoad", "hourlyW"], hourlyW, hourlyAllowed.loads));
  return baseLoadOf(hourlyW, window, seed);
}

function hoursProblem(
  loaded: Loaded,
  path: readonly PropertyKey[],
  values: readonly number[],
  allowed: string,
): Problem[] {
  if (values.length === 24 || values.length === 1) return [];
  return [{ ...loaded.at(path), value: counted(values.length, "value"), allowed, next: "complete the list" }];
}

interface Prices {
  readonly series: Series<MicroPerKwh>;
  readonly currency?: string;
  readonly notes: readonly string[];
}

function pricesIn(loaded: Loaded, window: Window): Prices {
  const { currency } = loaded.scenario;
  const { perKwh, meanPerKwh, file, day } = loaded.scenario.prices;
  const given = Object.entries({ perKwh, meanPerKwh, file }).filter(([, value]) => value !== undefined);
  const [, second] = given;
  if (second) {
    const value = given.map(([key]) => key).join(", ");
    const next = "keep one of them";
    refuse("BAD_CONFIG", [
      { ...loaded.at(["prices", second[0]]), value, allowed: "one of perKwh, meanPerKwh, file", next },
    ]);
  }
  if (file !== undefined) {
    const { fromS, toS } = window;
    const wanted = {
      ...{ date: dateOf(window.midnightS), fromS, toS },
      ...(day === undefined ? {} : { priceDay: day }),
      ...(currency === undefined ? {} : { currency }),
      ...(loaded.file === commandLine ? {} : { dayPlace: loaded.at(["prices", "day"]) }),
    };
    return readPrices(pathFrom(loaded, file), wanted);
  }
  if (day !== undefined) {
    const next = "add prices.file, or remove prices.day";
    refuse("BAD_CONFIG", [{ ...loaded.at(["prices", "day"]), value: day, allowed: "a day of a prices file", next }]);
  }
  if (perKwh) refuse("BAD_CONFIG", hoursProblem(loaded, ["prices", "perKwh"], perKwh, hourlyAllowed.prices));
  return { series: pricesOf(perKwh ?? workdayPrices(meanPerKwh), window), notes: [] };
}

interface Limits {
  readonly capacityW: number;
  readonly guaranteedW: number;
  readonly notes: readonly string[];
}

/** Capacity and guaranteed capacity: as written and checked, or the least that can be kept. */
function limitsOf(loaded: Loaded, demand: Demand, base: BaseLoad): Limits {
  const { site } = loaded.scenario;
  const boundW = Math.max(...base.bound.values);
  const fallbacksW = demand.stations.reduce((sum, station) => sum + station.fallbackW, 0);
  const leastW = Math.ceil(boundW + fallbacksW);
  const sum = `${leastW} W (base load up to ${boundW} W + fallbacks of ${counted(demand.stations.length, "station")}, ${fallbacksW} W)`;
  const guaranteedW = site.guaranteedW ?? leastW;
  const peak = uncontrolledPeakW(demand.sessions, demand.stations, base.load);
  const capacityW = site.capacityW ?? Math.max(Math.round(peak.powerW * capacityShare), guaranteedW, 1);
  const problems: Problem[] = [];
  if (guaranteedW < leastW) {
    const next = `raise site.guaranteedW to ${leastW}, or lower the base load or the fallbacks`;
    problems.push({
      ...loaded.at(["site", "guaranteedW"]),
      value: String(guaranteedW),
      allowed: `at least ${sum}`,
      next,
    });
  }
  if (capacityW < guaranteedW) {
    const allowed = `at least guaranteedW: ${site.guaranteedW === undefined ? sum : `${guaranteedW} W`}`;
    const next = `raise site.capacityW to ${guaranteedW} or more`;
    problems.push({ ...loaded.at(["site", "capacityW"]), value: String(capacityW), allowed, next });
  }
  refuse("BAD_CONFIG", problems);
  const uncontrolled = `uncontrolled charging would reach ${peak.powerW} W at ${clockOf(peak.atS)}`;
  const origin = site.capacityW === undefined ? "a third of that, but never under the fallbacks" : "as given";
  return { capacityW, guaranteedW, notes: [`${uncontrolled}; the capacity is ${capacityW} W (${origin})`] };
}

/** Sessions outside the day, fallbacks no equipment can hold. */
function checkDemand(loaded: Loaded, { window, sessions, stations }: Demand): void {
  const late = sessions.filter((session) => session.arriveS < window.fromS || session.departS > window.toS);
  const hours = `${clockOf(window.fromS)} to ${clockOf(window.toS)}`;
  const problems = late.map(({ id, arriveS, departS }): Problem => {
    const value = `${id}, ${clockOf(arriveS)} to ${clockOf(departS)}`;
    const next = "move the session, or day.from and day.to";
    return {
      ...loaded.at(["sessions", ...listedIndex(loaded, id)]),
      value,
      allowed: `sessions within the day, ${hours}`,
      next,
    };
  });
  const isWeak = ({ fallbackW }: { readonly fallbackW: number }): boolean => fallbackW > 0 && fallbackW < fallbackMinW;
  const weak = stations.find(isWeak);
  if (weak) {
    const allowed = `0 W, or at least ${fallbackMinW} W (6 A on one phase)`;
    const next = "raise fallbackW or set it to 0";
    const place = loaded.at(["stations", loaded.scenario.stations?.findIndex(isWeak) ?? 0, "fallbackW"]);
    problems.push({ ...place, value: `${weak.fallbackW}`, allowed, next });
  }
  refuse("BAD_CONFIG", problems);
}

/** Index of a session that the scenario itself lists. */
function listedIndex({ scenario: { sessions } }: Loaded, id: string): readonly number[] {
  const index = Array.isArray(sessions) ? sessions.findIndex((stay, i) => stayId(stay, i) === id) : -1;
  return index < 0 ? [] : [index];
}

/** Each level's ttl is at least twice that of the level below, so that a child's lease ends before its grantor's. */
function termProblems(loaded: Loaded): Problem[] {
  const { ttlS } = loaded.scenario.terms;
  const pairs = [
    ["charger", ttlS.charger, "battery", ttlS.battery],
    ["site", ttlS.site, "charger", ttlS.charger],
  ] as const;
  return pairs.flatMap(([key, own, below, child]): Problem[] => {
    if (own >= 2 * child) return [];
    const allowed = `at least ${2 * child} s, twice terms.ttlS.${below}`;
    return [{ ...loaded.at(["terms", "ttlS", key]), value: String(own), allowed, next: "raise it" }];
  });
}

/** Every agent has an id of its own. */
function idProblems(loaded: Loaded, day: Day): Problem[] {
  const groups = [
    ["sessions", new Set(day.sessions.map((session) => session.vehicle.id))],
    ["stations", day.stations.map(({ id }) => id)],
    ["storage", day.storage ? [day.storage.id] : []],
  ] as const;
  const seen = new Set([gridId]);
  return groups.flatMap(([key, ids]) =>
    [...ids].flatMap((id): Problem[] => {
      const fine = !seen.has(id) && id.length <= 32;
      seen.add(id);
      const allowed = `an id of at most 32 characters that no other agent has ("${gridId}" is the operator's)`;
      return fine ? [] : [{ ...loaded.at([key]), value: id, allowed, next: "rename it" }];
    }),
  );
}
