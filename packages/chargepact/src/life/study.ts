import {
  ambientOf,
  climates,
  type ClimateName,
  defaultLifePack,
  lifePolicyOf,
  type LifeRun,
  type LifeStudy,
  lifeStepS,
  type LifeTrip,
  runLife,
  usualTrips,
} from "@chargepact/sim";
import { counted, type Problem, refuse } from "../scenario/problems.js";
import { dateOf, dateS, dayS } from "../scenario/time.js";
import { kW, kWh } from "../swarm/format.js";
import { readAmbient } from "./ambient-csv.js";
import { readPack } from "./pack-yaml.js";
import { readTrips, type TripsFile } from "./trips-csv.js";

/** What a study is made of, as asked for. */
export interface StudyOptions {
  readonly years: number;
  readonly seed: number;
  readonly climate: ClimateName;
  readonly trips?: string;
  readonly ambient?: string;
  readonly pack?: string;
}

/** A study, and where its trips came from. */
export interface MadeStudy {
  readonly study: LifeStudy;
  readonly tripsFile: TripsFile | undefined;
  readonly notes: readonly string[];
}

/** Puts a study together; refuses files that are wrong and trips that nobody could meet. */
export function makeStudy(options: StudyOptions): MadeStudy {
  const pack = options.pack === undefined ? defaultLifePack : readPack(options.pack);
  const tripsFile = options.trips === undefined ? undefined : readTrips(options.trips);
  const days = Math.max(1, Math.round(options.years * 365.25));
  const { seed } = options;
  const trips =
    tripsFile === undefined
      ? usualTrips(days, { capacityWh: pack.capacityWh * pack.soh, seed })
      : repeated(tripsFile, days * dayS);
  const study = { pack, trips, ambientC: airOf(options, days * (dayS / lifeStepS), tripsFile) };
  const unmeetable = runLife(study, lifePolicyOf("asap100", study)).unmet;
  if (tripsFile !== undefined) refuseUnmeetable(study, tripsFile, unmeetable);
  // Built-in long days that the cold makes impossible are days at home.
  const impossible = new Set(unmeetable.map(({ trip }) => trip));
  const possible = impossible.size === 0 ? trips : trips.filter((_, trip) => !impossible.has(trip));
  const left = impossible.size === 0 ? [] : [`${counted(impossible.size, "long day")} left out: too cold to charge`];
  return { study: { ...study, trips: possible }, tripsFile, notes: [...notesOf(days, tripsFile), ...left] };
}

/** The trips again and again in whole days, as long as they end within the study. */
function repeated({ trips, spanS }: TripsFile, lengthS: number): readonly LifeTrip[] {
  const all: LifeTrip[] = [];
  for (let byS = 0; byS < lengthS; byS += spanS) {
    for (const trip of trips) {
      if (trip.arriveS + byS > lengthS) return all;
      const { departS, arriveS, energyWh, declaredS } = trip;
      const declared = declaredS === undefined ? {} : { declaredS: declaredS + byS };
      all.push({ departS: departS + byS, arriveS: arriveS + byS, energyWh, ...declared });
    }
  }
  return all;
}

function airOf(options: StudyOptions, steps: number, tripsFile: TripsFile | undefined): Float64Array {
  const startS = tripsFile?.startS;
  if (options.ambient === undefined) {
    const yearS = startS === undefined ? 0 : (dateS(`${dateOf(startS).slice(0, 4)}-01-01`) ?? startS);
    const startDay = startS === undefined ? 0 : (startS - yearS) / dayS;
    return ambientOf(climates[options.climate], { steps, stepS: lifeStepS, seed: options.seed, startDay });
  }
  const air = readAmbient(options.ambient);
  const shiftS = startS === undefined || air.startS === undefined ? 0 : startS - air.startS;
  return Float64Array.from({ length: steps }, (_, step) => air.at(step * lifeStepS + shiftS));
}

/** Whoever cannot be served by charging to the brim as fast as it goes can be served by no policy. */
function refuseUnmeetable({ pack, trips }: LifeStudy, tripsFile: TripsFile, unmet: LifeRun["unmet"]): void {
  const problems = unmet.map(({ trip, lackedWh }): Problem => {
    const wantedWh = trips[trip]?.energyWh ?? 0;
    const holds = `${kWh(pack.capacityWh * pack.soh)} when full, charged with at most ${kW(pack.powerMaxW)}`;
    return {
      ...tripPlace(trip, tripsFile),
      value: kWh(wantedWh),
      allowed: `at most ${kWh(Math.max(0, wantedWh - lackedWh))}, all that any policy could have stored by then (${holds}, less in the cold)`,
      next: "shorten the trip, leave more time before it, or give a larger pack or more power with --pack",
    };
  });
  refuse("BAD_INPUT", problems);
}

/** Where a trip was written, or which day of the built-in ones it is. */
export function tripPlace(trip: number, tripsFile: TripsFile | undefined): Pick<Problem, "file" | "line" | "key"> {
  if (tripsFile === undefined) return { file: "built-in trips", key: `energy of day ${trip + 1}` };
  const line = tripsFile.lines[trip % tripsFile.lines.length];
  return { file: tripsFile.file, key: "energy", ...(line === undefined ? {} : { line }) };
}

function notesOf(days: number, tripsFile: TripsFile | undefined): readonly string[] {
  if (tripsFile === undefined || tripsFile.spanS >= days * dayS) return [];
  return [`trips of ${tripsFile.spanS / dayS} days, repeated over ${days}`];
}
