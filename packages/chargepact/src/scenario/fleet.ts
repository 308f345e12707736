import { type Station, type VehicleModel } from "@chargepact/sim";
import { arrivalH, energyKwh, stayEnergyCorrelation, stayH, type Quantiles } from "./fitted.js";
import { drawMaxW } from "./models.js";
import { problemError } from "./problems.js";
import { normalBelow, normalPair, randomOf, shuffled, stratified, type Random } from "./random.js";
import { type Stay } from "./stays.js";
import { clockOf, hourS } from "./time.js";

/** What a fleet is drawn from. */
export interface FleetPlan {
  readonly seed: number;
  readonly count: number;
  readonly models: readonly VehicleModel[];
  /** States of health, fractions. */
  readonly soh: readonly number[];
  /** Multiplies the energies of 2014–2015, whose vehicles had half the battery of today's. */
  readonly energyScale: number;
  /** 00:00 of the day, seconds since the epoch. */
  readonly midnightS: number;
  readonly fromS: number;
  readonly toS: number;
  readonly stations: readonly Station[];
  /** Where the fleet is written, for errors. */
  readonly place: { readonly file: string; readonly line?: number; readonly key: string };
}

/** Shortest stay, and the last moments of the day in which nobody plugs in or is still there, s. */
const stayMinS = 900;
const endMarginS = 600;
/** No driver asks for more than this share of what the connector could give in the stay. */
const askedShareMax = 0.9;
/** SoC at arrival at least, and at departure at most, as fractions. */
const socMin = 0.1;
const socEndMax = 0.9;

/** The value at a probability in [0, 1]. */
function at(quantiles: Quantiles, probability: number): number {
  const position = probability * (quantiles.length - 1);
  const below = Math.min(Math.floor(position), quantiles.length - 2);
  const [low = 0, high = 0] = quantiles.slice(below, below + 2);
  return low + (position - below) * (high - low);
}

/** The probability of a value below `value`. */
function below(quantiles: Quantiles, value: number): number {
  const index = quantiles.findIndex((quantile) => quantile > value);
  if (index < 0) return 1;
  if (index === 0) return 0;
  const [low = 0, high = 1] = quantiles.slice(index - 1, index + 1);
  return (index - 1 + (value - low) / (high - low)) / (quantiles.length - 1);
}

/** Arrivals in order, seconds since the epoch, from the part of the distribution that lies within the day. */
function drawArrivals(plan: FleetPlan, random: Random): number[] {
  const hour = (unixS: number) => (unixS - plan.midnightS) / hourS;
  const first = below(arrivalH, hour(plan.fromS));
  const last = below(arrivalH, hour(plan.toS - endMarginS - 2 * stayMinS));
  return stratified(plan.count, random)
    .map((u) => plan.midnightS + Math.round(hourS * at(arrivalH, first + u * (last - first))))
    .sort((a, b) => a - b);
}

/** How long each stays, s, and what each asks for, Wh: joined by a normal copula. */
function drawStay(random: Random): { lengthS: number; energyWh: number } {
  const [a, b] = normalPair(random);
  const joined = stayEnergyCorrelation * a + Math.sqrt(1 - stayEnergyCorrelation ** 2) * b;
  return {
    lengthS: Math.round(hourS * at(stayH, normalBelow(a))),
    energyWh: 1000 * at(energyKwh, normalBelow(joined)),
  };
}

/** Connectors in use, as until when, by station. */
type Occupancy = Map<string, number[]>;

/** A station with a free connector, by chance. */
function freeStation(plan: FleetPlan, busy: Occupancy, arriveS: number, random: Random): Station {
  const free = plan.stations.filter(
    (station) => (busy.get(station.id) ?? []).filter((untilS) => untilS > arriveS).length < station.connectors,
  );
  const station = free[Math.floor(random() * free.length)];
  if (station) return station;
  const connectors = plan.stations.reduce((sum, { connectors: own }) => sum + own, 0);
  throw problemError("BAD_CONFIG", [
    {
      ...plan.place,
      value: String(plan.count),
      allowed: `a fleet of which each vehicle finds a connector; all ${connectors} are taken at ${clockOf(arriveS)}`,
      next: "lower fleet.count, or add stations",
    },
  ]);
}

/** The stays of a fleet over one day: the same for the same plan. Every model and state of health gets its share. */
export function drawStays(plan: FleetPlan): Stay[] {
  const random = randomOf(plan.seed, "stays");
  const models = shares(plan.models, plan.count, random);
  const healths = shares(plan.soh, plan.count, random);
  const busy: Occupancy = new Map();
  const digits = String(plan.count).length;
  return drawArrivals(plan, random).map((arriveS, index) => {
    const drawn = drawStay(random);
    const model = models[index];
    const soh = healths[index];
    if (!model || soh === undefined) throw new Error("a fleet needs a model and a state of health");
    const station = freeStation(plan, busy, arriveS, random);
    const departS = Math.min(arriveS + Math.max(stayMinS, drawn.lengthS), plan.toS - endMarginS);
    busy.set(station.id, [...(busy.get(station.id) ?? []), departS]);
    const powerW = drawMaxW(model, { powerMaxW: station.powerMaxW, phases: station.phases[0]?.length ?? 1 });
    const roomWh = (socEndMax - socMin) * model.capacityWh * soh;
    const possibleWh = (askedShareMax * powerW * (departS - arriveS)) / hourS;
    const energyWh = Math.round(Math.min(plan.energyScale * drawn.energyWh, roomWh, possibleWh));
    const socMax = socEndMax - energyWh / (model.capacityWh * soh);
    const soc = Math.round(1000 * (socMin + random() * (socMax - socMin))) / 1000;
    const id = `ev-${String(index + 1).padStart(digits, "0")}`;
    return {
      file: plan.place.file,
      id: `s${id.slice(2)}`,
      vehicle: id,
      station: station.id,
      arriveS,
      departS,
      energyWh,
      soc,
      model: model.name,
      soh,
    };
  });
}

/** Each item as often as the others, give or take one, in random order. */
function shares<T>(items: readonly T[], count: number, random: Random): T[] {
  return shuffled(
    Array.from({ length: count }, (_, i) => items[i % items.length]).filter((item) => item !== undefined),
    random,
  );
}
