import { type Session, type Station, type Vehicle, type VehicleModel } from "@chargepact/sim";
import { drawMaxW } from "./models.js";
import { counted, problemError, refuse, type Problem } from "./problems.js";
import { hashOf } from "./random.js";
import { clockOf } from "./time.js";

/** A stay as an input says it, before a connector and a vehicle model are chosen. */
export interface Stay {
  readonly file: string;
  readonly line?: number;
  readonly id: string;
  readonly vehicle: string;
  readonly station: string;
  readonly arriveS: number;
  readonly departS: number;
  readonly energyWh: number;
  /** State of charge at arrival, fraction. */
  readonly soc?: number;
  /** Name of a model. */
  readonly model?: string;
  /** State of health, fraction. */
  readonly soh?: number;
  /** State of charge below which nothing is exported, fraction. */
  readonly reserveSoc?: number;
  /** Where a scenario that lists its sessions says this of it; undefined = at the column of that name. */
  readonly at?: (key: StayKey) => { readonly file: string; readonly line?: number; readonly key: string };
}

/** What of a stay may be refused when the day is made. */
type StayKey = "station" | "model";

/** A charging point of which nothing else is known. */
export interface Evse {
  readonly powerMaxW: number;
  readonly phases: 1 | 3;
  readonly sitePhases: 1 | 3;
  readonly fallbackW: number;
}

/** The stays in order, none of a vehicle overlapping another of it. */
export interface Untangled {
  readonly stays: readonly Stay[];
  readonly notes: readonly string[];
}

/** A stay shorter than this after another of the same vehicle is moved out of the way is dropped, s. */
const stayMinS = 60;
/** No driver arrives emptier than this, and none of the energy asked for is meant to fill the last part, fractions. */
const socMin = 0.05;
const socFullMax = 0.9;

const byArrival = (a: Stay, b: Stay) => a.arriveS - b.arriveS || (a.id < b.id ? -1 : 1);

/** A vehicle is in one place: a stay that begins during another of the same vehicle begins when that one ended. */
export function untangle(stays: readonly Stay[]): Untangled {
  const freeS = new Map<string, number>();
  const kept: Stay[] = [];
  let moved = 0;
  for (const stay of stays.toSorted(byArrival)) {
    const arriveS = Math.max(stay.arriveS, freeS.get(stay.vehicle) ?? stay.arriveS);
    if (arriveS > stay.arriveS && stay.departS - arriveS < stayMinS) continue;
    if (arriveS > stay.arriveS) moved += 1;
    freeS.set(stay.vehicle, Math.max(stay.departS, freeS.get(stay.vehicle) ?? 0));
    kept.push({ ...stay, arriveS });
  }
  const dropped = stays.length - kept.length;
  return {
    stays: kept.sort(byArrival),
    notes: [
      ...(moved > 0
        ? [`${counted(moved, "session")} moved to begin when an overlapping one of the same vehicle ended`]
        : []),
      ...(dropped > 0 ? [`${counted(dropped, "session")} within another of the same vehicle left out`] : []),
    ],
  };
}

/** The connector of each stay, from 1: the lowest that is free at its station. */
export function connectorsOf(stays: readonly Stay[]): ReadonlyMap<Stay, number> {
  const busyUntilS = new Map<string, number[]>();
  const chosen = new Map<Stay, number>();
  for (const stay of stays) {
    const busy = busyUntilS.get(stay.station) ?? [];
    const free = busy.findIndex((untilS) => untilS <= stay.arriveS);
    const index = free < 0 ? busy.length : free;
    busy[index] = stay.departS;
    busyUntilS.set(stay.station, busy);
    chosen.set(stay, index + 1);
  }
  return chosen;
}

/** The stations that the stays name, each with as many connectors as its overlaps need; one-phase ones take turns. */
export function stationsOf(stays: readonly Stay[], evse: Evse): { stations: readonly Station[]; notes: string[] } {
  const connectors = connectorsOf(stays);
  const counts = new Map<string, number>();
  for (const [stay, connector] of connectors) {
    counts.set(stay.station, Math.max(connector, counts.get(stay.station) ?? 0));
  }
  let turn = 0;
  const stations = [...counts.keys()].sort().map((id) => {
    const count = counts.get(id) ?? 1;
    const phases = Array.from({ length: count }, () => wiring(turn++, evse.phases, evse.sitePhases));
    return { id, connectors: count, powerMaxW: evse.powerMaxW, phases, fallbackW: evse.fallbackW };
  });
  const shared = stations.filter((station) => station.connectors > 1).length;
  return {
    stations,
    notes: shared > 0 ? [`${counted(shared, "station")} with overlapping sessions given a connector for each`] : [],
  };
}

/**
 * The site phases of the `turn`-th connector: connectors take turns, so that one-phase load spreads. A site of one phase
 * has that one only.
 */
export function wiring(turn: number, phases: 1 | 3, sitePhases: 1 | 3): readonly (1 | 2 | 3)[] {
  if (sitePhases === 1) return [1];
  const order = ([1, 2, 3] as const).map((phase) => (((phase - 1 + turn) % 3) + 1) as 1 | 2 | 3);
  return order.slice(0, phases);
}

/** What the sessions are made of. */
interface Parts {
  readonly stations: readonly Station[];
  /** Models to choose from where none is named. */
  readonly models: readonly VehicleModel[];
  /** Further models, for stays that name them. */
  readonly named?: readonly VehicleModel[];
  readonly health: readonly number[];
}

/** Sessions at connectors, with vehicles: a model that is not named is chosen by the vehicle's id among those that fit. */
export function sessionsOf(stays: readonly Stay[], parts: Parts): Session[] {
  const byId = new Map(parts.stations.map((station) => [station.id, station]));
  refuse(
    "BAD_INPUT",
    stays.flatMap((stay) => stayProblems(stay, byId, parts)),
  );
  const connectors = connectorsOf(stays);
  const vehicles = vehiclesOf(stays, byId, parts);
  return stays.map((stay) => {
    const vehicle = vehicles.get(stay.vehicle);
    const connector = connectors.get(stay) ?? 1;
    const station = byId.get(stay.station);
    if (!vehicle || !station) throw new Error(`${stay.id} has no vehicle or station`);
    if (connector > station.connectors) throw problemError("BAD_INPUT", [crowded(stay, station)]);
    const { id, arriveS, departS, energyWh, reserveSoc } = stay;
    const soc = stay.soc ?? socOf(energyWh, vehicle);
    const session = { id, vehicle, station: station.id, connector, arriveS, departS, energyWh, soc };
    return reserveSoc === undefined ? session : { ...session, reserveSoc };
  });
}

const crowded = (stay: Stay, station: Station): Problem => ({
  ...placeOf(stay, "station"),
  value: stay.station,
  allowed: `a station with a free connector at ${clockOf(stay.arriveS)} (${station.id} has ${station.connectors})`,
  next: "move the session or give the station more connectors",
});

const placeOf = ({ at, file, line }: Stay, key: StayKey) =>
  at === undefined ? { file, ...(line === undefined ? {} : { line }), key } : at(key);

function stayProblems(stay: Stay, stations: ReadonlyMap<string, Station>, parts: Parts): Problem[] {
  const problems: Problem[] = [];
  if (!stations.has(stay.station)) {
    const allowed = `one of ${[...stations.keys()].slice(0, 8).join(", ")}${stations.size > 8 ? ", …" : ""}`;
    const next = "name a station of the scenario, or add this one";
    problems.push({ ...placeOf(stay, "station"), value: stay.station, allowed, next });
  }
  const names = [...parts.models, ...(parts.named ?? [])].map((model) => model.name);
  if (stay.model !== undefined && !names.includes(stay.model)) {
    const next = "name one of these, or leave it empty";
    problems.push({ ...placeOf(stay, "model"), value: stay.model, allowed: names.join(", "), next });
  }
  return problems;
}

/** One vehicle for each id; what its first stay says of model and health holds for the day. */
function vehiclesOf(
  stays: readonly Stay[],
  stations: ReadonlyMap<string, Station>,
  parts: Parts,
): Map<string, Vehicle> {
  const groups = new Map<string, Stay[]>();
  for (const stay of stays) groups.set(stay.vehicle, [...(groups.get(stay.vehicle) ?? []), stay]);
  const vehicles = [...groups].map(([id, own]) => {
    const named = own.find((stay) => stay.model !== undefined)?.model;
    const soh = own.find((stay) => stay.soh !== undefined)?.soh;
    const wired = Math.min(...own.map((stay) => stations.get(stay.station)?.phases[0]?.length ?? 3));
    const choices = [...parts.models, ...(named === undefined ? [] : (parts.named ?? []))]
      .filter((model) => named === undefined || model.name === named)
      .flatMap((model) => (soh === undefined ? parts.health : [soh]).map((health) => ({ model, soh: health })));
    const energyWh = Math.max(...own.map((stay) => stay.energyWh));
    return [id, { id, ...chooseVehicle(id, choices, { energyWh, wired }) }] as const;
  });
  return new Map(vehicles);
}

interface Choice {
  readonly model: VehicleModel;
  readonly soh: number;
}

/**
 * The choice for a vehicle whose model is not known: among those whose battery has room for its largest stay and whose
 * charger fits the wiring, by a hash of its id; where none has room, the one with the most.
 */
function chooseVehicle(id: string, choices: readonly Choice[], need: { energyWh: number; wired: number }): Choice {
  const room = ({ model, soh }: Choice) => (socFullMax - socMin) * model.capacityWh * soh;
  const roomy = choices.filter((choice) => room(choice) >= need.energyWh);
  const wired = roomy.filter(({ model }) => model.phases <= need.wired);
  const fitting = wired.length > 0 ? wired : roomy;
  const largest = choices.toSorted((a, b) => room(b) - room(a))[0];
  const chosen = fitting[hashOf(id) % Math.max(1, fitting.length)] ?? largest;
  if (!chosen) throw new Error(`${id} has no model to choose from`);
  return chosen;
}

/** State of charge at arrival such that the energy asked for ends at 90 %: room for it, and clear of the taper. */
function socOf(energyWh: number, vehicle: Vehicle): number {
  const share = energyWh / (vehicle.model.capacityWh * vehicle.soh);
  return Math.round(1000 * Math.max(socMin, socFullMax - share)) / 1000;
}

/** What a session can draw, W: its connector's and its vehicle's limit. */
export function sessionDrawMaxW(session: Session, stations: readonly Station[]): number {
  const station = stations.find(({ id }) => id === session.station);
  const phases = station?.phases[session.connector - 1]?.length ?? 0;
  return drawMaxW(session.vehicle.model, { powerMaxW: station?.powerMaxW ?? 0, phases: Math.max(1, phases) });
}
