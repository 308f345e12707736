import { dirname, resolve as resolvePath } from "node:path";
import { type ExpectedStays, type Session, type Station, type VehicleModel } from "@chargepact/sim";
import { type ChargepactError } from "@chargepact/protocol";
import { describedModels } from "./described-models.js";
import { daysMin, expectedFrom, type PastStay } from "./expected.js";
import { drawStays, type FleetPlan } from "./fleet.js";
import { type Loaded } from "./load.js";
import { defaultHealth, defaultModels, drawMaxW, modelOf } from "./models.js";
import { commandLine, problemError, refuse, type Problem } from "./problems.js";
import { type Window } from "./profiles.js";
import { type InlineStay, type SessionsFile } from "./schema.js";
import { readSessions } from "./sessions-csv.js";
import { sessionsOf, stationsOf, untangle, wiring, type Stay } from "./stays.js";
import { clockOf, clockS, dateS, hourS, instantS } from "./time.js";

/** A Tuesday: the date of a scenario that has none. */
const defaultDate = "2025-06-17";
const defaultHours = { from: "06:00", to: "20:00" };
const defaultEvse = { powerMaxW: 7200, phases: 1, fallbackW: 0 } as const;

/** Who charges where, and when. */
export interface Demand {
  readonly window: Window;
  readonly stations: readonly Station[];
  readonly sessions: readonly Session[];
  /** What other days let one expect of this one. */
  readonly expected: readonly ExpectedStays[];
  readonly notes: readonly string[];
}

/** The stations, vehicles and stays of a scenario: drawn, listed, or read from a file. */
export function demandOf(loaded: Loaded): Demand {
  const { fleet, sessions } = loaded.scenario;
  if ((fleet === undefined) === (sessions === undefined)) {
    const value = fleet === undefined ? "neither fleet nor sessions" : "fleet and sessions";
    throw oneProblem(
      loaded,
      [fleet ? "fleet" : "sessions"],
      value,
      "one of the keys fleet and sessions",
      "keep one of them",
    );
  }
  if (sessions === undefined) return fleetDemand(loaded);
  return Array.isArray(sessions) ? listedDemand(loaded, sessions) : fileDemand(loaded, sessions);
}

/** An error about one key. */
export function oneProblem(
  loaded: Loaded,
  path: readonly PropertyKey[],
  value: string,
  allowed: string,
  next: string,
): ChargepactError {
  return problemError("BAD_CONFIG", [{ ...loaded.at(path), value, allowed, next }]);
}

/** The window of a scenario that says its hours. */
function windowOf(loaded: Loaded): Window {
  const { date = defaultDate, from = defaultHours.from, to = defaultHours.to, stepS } = loaded.scenario.day;
  const midnightS = dateS(date) ?? 0;
  const [fromS, toS] = [midnightS + (clockS(from) ?? 0), midnightS + (clockS(to) ?? 0)];
  if (toS - fromS < hourS || (toS - fromS) % stepS !== 0) {
    const allowed = `at least an hour after day.from (${from}), a whole number of steps of ${stepS} s`;
    throw oneProblem(loaded, ["day", "to"], to, allowed, "move day.from or day.to");
  }
  return { midnightS, fromS, toS, stepS };
}

function fleetDemand(loaded: Loaded): Demand {
  const { fleet, seed } = loaded.scenario;
  if (!fleet) throw new Error("no fleet to draw");
  const window = windowOf(loaded);
  const stations = listedStations(loaded);
  const models = fleet.models.flatMap((model): VehicleModel[] =>
    typeof model === "string" ? defaultModels.filter(({ name }) => name === model) : [modelOf(model)],
  );
  const { count, soh, energyScale, reserveSoc } = fleet;
  const place = loaded.at(["fleet", "count"]);
  const plan: FleetPlan = { seed, count, models, soh, energyScale, ...window, stations, place };
  const stays = drawStays(plan).map((stay) => (reserveSoc === undefined ? stay : { ...stay, reserveSoc }));
  const sessions = sessionsOf(stays, { stations, models, health: soh });
  return { window, stations, sessions, expected: drawnExpected(plan), notes: [] };
}

/** Days of the same fleet that a site has seen before. */
const pastDays = 10;

/** What other draws from the same distributions bring on average. */
function drawnExpected(plan: FleetPlan): readonly ExpectedStays[] {
  const powers = new Map(plan.models.map((model) => [model.name, model]));
  const days = Array.from({ length: pastDays }, (_, index) =>
    drawStays({ ...plan, seed: plan.seed + 1 + index }).map((stay): PastStay => {
      const [model, station] = [powers.get(stay.model ?? ""), plan.stations.find(({ id }) => id === stay.station)];
      const connector = { powerMaxW: station?.powerMaxW ?? 0, phases: station?.phases[0]?.length ?? 1 };
      const powerMaxW = model === undefined ? connector.powerMaxW : drawMaxW(model, connector);
      const { midnightS } = plan;
      return {
        arriveS: stay.arriveS - midnightS,
        departS: stay.departS - midnightS,
        energyWh: stay.energyWh,
        powerMaxW,
      };
    }),
  );
  return expectedFrom(days, plan.midnightS);
}

/** Stations as listed; `count` makes numbered copies. */
function listedStations(loaded: Loaded): Station[] {
  const { stations, site } = loaded.scenario;
  if (!stations)
    throw oneProblem(loaded, ["stations"], "(missing)", "a list of stations", "add the stations of the site");
  refuse(
    "BAD_CONFIG",
    stations.flatMap(({ phases }, index) => phaseProblems(loaded, ["stations", index, "phases"], phases)),
  );
  let turn = 0;
  return stations.flatMap(({ id, connectors, powerMaxW, phases, count, fallbackW, exportMaxW }) =>
    Array.from({ length: count ?? 1 }, (_, i) => ({
      id: count === undefined ? id : `${id}-${String(i + 1).padStart(String(count).length, "0")}`,
      connectors,
      powerMaxW,
      phases: Array.from({ length: connectors }, () => wiring(turn++, phases, site.phases)),
      fallbackW,
      ...(exportMaxW > 0 ? { exportMaxW } : {}),
    })),
  );
}

function phaseProblems(loaded: Loaded, path: readonly PropertyKey[], phases: 1 | 3): Problem[] {
  if (phases <= loaded.scenario.site.phases) return [];
  const next = "set phases to 1, or site.phases to 3";
  return [{ ...loaded.at(path), value: String(phases), allowed: "1, because site.phases is 1", next }];
}

const parts = (stations: readonly Station[]) => ({ stations, models: defaultModels, health: defaultHealth });

/** The id of a listed session: its own, or its number in the list. */
export const stayId = (stay: { readonly id?: string | undefined }, index: number): string =>
  stay.id ?? `s-${String(index + 1)}`;

/** Ids that more than one listed session has. */
function repeated(loaded: Loaded, stays: readonly Stay[]): Problem[] {
  return stays.flatMap((stay, index): Problem[] => {
    if (stays.findIndex((other) => other.id === stay.id) === index) return [];
    const place = loaded.at(["sessions", index, "id"]);
    return [{ ...place, value: stay.id, allowed: "an id that no session above has", next: "rename it" }];
  });
}

function listedDemand(loaded: Loaded, listed: readonly InlineStay[]): Demand {
  const window = windowOf(loaded);
  const stations = listedStations(loaded);
  const moment = (text: string) => {
    const clock = clockS(text);
    return clock === undefined ? (instantS(text) ?? 0) : window.midnightS + clock;
  };
  const stays = listed.map(({ arrive, depart, ...stay }, index): Stay => {
    const { file, line } = loaded.at(["sessions", index]);
    const place = line === undefined ? { file } : { file, line };
    const at: Stay["at"] = (key) => loaded.at(["sessions", index, key]);
    const id = stayId(stay, index);
    return { ...place, ...defined(stay), id, arriveS: moment(arrive), departS: moment(depart), at };
  });
  const backwards = stays.flatMap((stay, index): Problem[] => {
    if (stay.departS > stay.arriveS) return [];
    const allowed = `after its arrival, ${clockOf(stay.arriveS)}`;
    const next = "correct the times";
    return [{ ...loaded.at(["sessions", index, "depart"]), value: clockOf(stay.departS), allowed, next }];
  });
  refuse("BAD_CONFIG", [...backwards, ...repeated(loaded, stays)]);
  const untangled = untangle(stays);
  const sessions = sessionsOf(untangled.stays, { ...parts(stations), named: describedModels(loaded, listed) });
  return { window, stations, sessions, expected: [], notes: untangled.notes };
}

/** The entries that have a value. */
function defined(stay: Omit<InlineStay, "arrive" | "depart">) {
  const { soc, model, soh, reserveSoc, ...rest } = stay;
  return {
    ...rest,
    ...(soc === undefined ? {} : { soc }),
    ...(model === undefined ? {} : { model: typeof model === "string" ? model : model.name }),
    ...(soh === undefined ? {} : { soh }),
    ...(reserveSoc === undefined ? {} : { reserveSoc }),
  };
}

/** Paths in a scenario are relative to its folder; those of the command line to the working folder. */
export const pathFrom = (loaded: Loaded, file: string) =>
  loaded.file === commandLine ? file : resolvePath(dirname(loaded.file), file);

function fileDemand(loaded: Loaded, source: SessionsFile): Demand {
  const { day, site, stations: listed } = loaded.scenario;
  const evse = source.evse ?? defaultEvse;
  refuse("BAD_CONFIG", phaseProblems(loaded, ["sessions", "evse", "phases"], evse.phases));
  if (listed) {
    const next = "remove stations; sessions.evse says what they are";
    throw oneProblem(loaded, ["stations"], "a list", "no stations: those of the sessions file are used", next);
  }
  const read = readSessions(pathFrom(loaded, source.file), source.day ?? day.date);
  const untangled = untangle(read.stays);
  const { stations, notes } = stationsOf(untangled.stays, { ...evse, sitePhases: site.phases });
  const midnightS = dateS(read.date) ?? 0;
  const firstS = Math.min(...untangled.stays.map((stay) => stay.arriveS));
  const lastS = Math.max(...untangled.stays.map((stay) => stay.departS));
  const fromS = day.from === undefined ? Math.floor(firstS / hourS) * hourS : midnightS + (clockS(day.from) ?? 0);
  const endS = day.to === undefined ? Math.ceil(lastS / hourS) * hourS + day.stepS : midnightS + (clockS(day.to) ?? 0);
  const window = { midnightS, fromS, toS: fromS + Math.ceil((endS - fromS) / day.stepS) * day.stepS, stepS: day.stepS };
  const sessions = sessionsOf(untangled.stays, parts(stations));
  const { powerMaxW } = evse;
  const past = read.earlier.map((stays) => stays.map((stay): PastStay => ({ ...stay, powerMaxW })));
  const known =
    past.length < daysMin
      ? []
      : [`what is expected of the day: the mean of the ${past.length} days of its kind before it`];
  return {
    ...{ window, stations, sessions, expected: expectedFrom(past, midnightS) },
    notes: [...read.notes, ...untangled.notes, ...notes, ...known],
  };
}
