import type { Draw } from "./draw.js";
import type { Deed } from "./mischief.js";
import { pluggedInto, tripOf, type Vehicle } from "./plant.js";
import type { World } from "./world.js";

const vehicleOf = (world: World, draw: Draw): Vehicle => draw.pick([...world.vehicles.values()]);

/** A vehicle that is not here takes a free connector, empty again. */
export function arrive(world: World, draw: Draw, vehicle: Vehicle): void {
  const free = [...world.stations.values()].flatMap((station) =>
    station.plan.connectors
      .filter(({ connector }) => !station.plugged.has(connector))
      .map(({ connector }) => ({ station, connector })),
  );
  if (free.length === 0) return;
  const { station, connector } = draw.pick(free);
  renew(world, draw, vehicle);
  world.plug(vehicle, station, connector);
}

/** Another trip, with a battery that has room for it. */
export function renew(world: World, draw: Draw, vehicle: Vehicle): void {
  vehicle.soc = draw.between(0.1, 0.5);
  vehicle.deliveredWh = 0;
  const roomWh = (0.97 - vehicle.soc) * vehicle.plan.capacityWh;
  vehicle.trip = tripOf(world.base.now().t / 1000, draw.between(2, 10), draw.between(0.5, 1) * roomWh);
}

/** Who is plugged in has another trip, and says so. */
export function stayOn(world: World, draw: Draw, vehicle: Vehicle): void {
  renew(world, draw, vehicle);
  for (const input of vehicle.stated()) if (input.kind !== "plugged") world.host(vehicle.plan.id).input(input);
}

export const peopleFaults = {
  leave: (world, draw) => {
    const vehicle = vehicleOf(world, draw);
    if (vehicle.at === undefined) arrive(world, draw, vehicle);
    else world.unplug(vehicle);
  },
  lessTime: (world, draw) => {
    const vehicle = vehicleOf(world, draw);
    if (vehicle.at !== undefined) stayOn(world, draw, vehicle);
  },
  personStops: (world, draw) => {
    const vehicle = vehicleOf(world, draw);
    const maxW = draw.pick([undefined, 0, 0, 5000]);
    vehicle.personW = maxW;
    world.host(vehicle.plan.id).input({ kind: "personLimit", connector: 1, ...(maxW === undefined ? {} : { maxW }) });
  },
  heat: (world, draw) => {
    const vehicle = vehicleOf(world, draw);
    vehicle.temperatureC = draw.pick([22, 22, 47, 56, -12, Number.NaN]);
    world.host(vehicle.plan.id).input({ kind: "batteryTelemetry", telemetry: vehicle.telemetry() });
  },
  looseContact: (world, draw) => {
    const vehicle = vehicleOf(world, draw);
    const { at } = vehicle;
    if (at === undefined) return;
    world.host(vehicle.plan.id).input(pluggedInto());
    world.host(vehicle.plan.id).input(pluggedInto(at.station.plan.id));
  },
  emergency: (world, draw) => {
    const operator = draw.pick(world.options.site.operators);
    const { importW } = world.limits.get(operator.id) ?? operator;
    const durationMs = draw.pick([0, 5000, 60_000, 600_000]);
    world
      .host(operator.id)
      .input({ kind: "emergency", importMaxW: Math.floor(importW * draw.between(0, 1)), durationMs });
  },
  lessCapacity: (world, draw) => {
    const operator = draw.pick(world.options.site.operators);
    const share = draw.pick([1, draw.between(0.3, 1)]);
    const guaranteedW = operator.parent === undefined ? operator.baseW + operator.guaranteedW : operator.guaranteedW;
    const importW = Math.max(guaranteedW, Math.floor(operator.importW * share));
    world.limit(operator, { importW, exportW: operator.exportW });
  },
  wildPlans: (world, draw) => {
    world.beWild(draw.flip(0.6));
  },
} satisfies Record<string, Deed>;
