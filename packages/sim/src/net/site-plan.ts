import type { AgentId, DurationMs, Fallback, Watts } from "@chargepact/protocol";
import type { Draw } from "./draw.js";

export interface OperatorPlan {
  readonly id: AgentId;
  readonly parent: AgentId | undefined;
  /** W; what its own connection or its operator's limits carry, and what of it nobody controls. */
  readonly importW: Watts;
  readonly exportW: Watts;
  readonly baseW: Watts;
  /** W that no fault takes away: all fallbacks below fit it. */
  readonly guaranteedW: Watts;
  readonly ttlMs: DurationMs;
  readonly phased: boolean;
}
export interface StationPlan {
  readonly id: AgentId;
  readonly operator: AgentId;
  readonly connectors: readonly {
    readonly connector: number;
    readonly phases: readonly (1 | 2 | 3)[];
    readonly powerMaxW: Watts;
    readonly powerMinW: Watts;
    readonly exportMaxW: Watts;
  }[];
  readonly fallback: Fallback;
}
export interface VehiclePlan {
  readonly id: AgentId;
  readonly chemistry: "NMC" | "LFP";
  readonly capacityWh: number;
  readonly soc: number;
  readonly powerMaxW: Watts;
  readonly powerMinW: Watts;
  readonly exportMaxW: Watts;
  readonly phases: readonly (1 | 2 | 3)[];
}
export interface StoragePlan {
  readonly id: AgentId;
  readonly operator: AgentId;
  readonly powerW: Watts;
  readonly energyWh: number;
}
/** Everybody in one simulated world. */
export interface SitePlan {
  readonly operators: readonly OperatorPlan[];
  readonly stations: readonly StationPlan[];
  readonly vehicles: readonly VehiclePlan[];
  readonly storages: readonly StoragePlan[];
}

export interface SiteShape {
  /** Operators under one feeder; 0: one operator without any above. */
  readonly sites: number;
  readonly stationsEach: number;
  readonly connectorsEach: number;
  readonly storage: boolean;
  readonly phased: boolean;
  readonly twoWay: boolean;
}

const perPhaseW = 1380;
const batteryTtlMs = 60_000;
export const ttls = { battery: batteryTtlMs, station: 180_000, site: 900_000 } as const;

/** A site's members, all sizes drawn: capacity is scarce, and always enough for every vehicle's least power at once. */
export function drawSite(draw: Draw, shape: SiteShape): SitePlan {
  const sites = shape.sites === 0 ? ["grid"] : Array.from({ length: shape.sites }, (_, at) => `s${at + 1}`);
  const members = sites.map((site) => drawMembers(draw, site, shape));
  const operators = members.map(({ operator }) => operator);
  return {
    operators: shape.sites === 0 ? operators : [feederOf(members), ...operators],
    stations: members.flatMap(({ stations }) => stations),
    vehicles: members.flatMap(({ vehicles }) => vehicles),
    storages: members.flatMap(({ storages }) => storages),
  };
}

type Members = ReturnType<typeof drawMembers>;

/** Less than its sites could draw together; what it has beyond their fallbacks, shared equally, is enough for the least of each. */
function feederOf(members: readonly Members[]): OperatorPlan {
  const sites = members.map(({ operator }) => operator);
  const guaranteedW = sum(sites.map((site) => site.guaranteedW));
  const scarceW = Math.floor(sum(sites.map((site) => site.importW)) * 0.8);
  const beyondW = Math.max(0, ...members.map(({ operator, leastW }) => leastW - operator.guaranteedW));
  const importW = Math.max(scarceW, guaranteedW + members.length * beyondW);
  const base = { id: "feeder", parent: undefined, exportW: importW, baseW: 0, phased: false };
  return { ...base, importW, guaranteedW, ttlMs: ttls.site };
}

function drawMembers(draw: Draw, site: AgentId, shape: SiteShape) {
  const stations = Array.from({ length: shape.stationsEach }, (_, at) =>
    drawStation(draw, `${site}-c${at + 1}`, site, shape),
  );
  const vehicles = stations.flatMap(({ id, connectors }) =>
    connectors.map(({ connector }) => drawVehicle(draw, `${id}-v${connector}`, shape)),
  );
  const storages = shape.storage
    ? [{ id: `${site}-store`, operator: site, powerW: draw.pick([5000, 10_000]), energyWh: 20_000 }]
    : [];
  const baseW = draw.pick([0, 2000, 4000]);
  const connectors = stations.flatMap((station) => station.connectors);
  const [leastW, mostW] = [
    sum(connectors.map((each) => each.powerMinW)),
    sum(connectors.map((each) => each.powerMaxW)),
  ];
  const fallbackW = sum(stations.map(({ fallback }) => fallback.importW));
  const importW = baseW + Math.floor(leastW * 1.2 + draw.between(0.1, 0.6) * (mostW - leastW));
  const parent = shape.sites === 0 ? undefined : "feeder";
  const operator: OperatorPlan = {
    ...{ id: site, parent, importW, exportW: importW, baseW, phased: shape.phased },
    guaranteedW: parent === undefined ? fallbackW : fallbackW + baseW,
    ttlMs: ttls.station,
  };
  return { operator, stations, vehicles, storages, leastW: baseW + Math.ceil(leastW * 1.2) };
}

function drawStation(draw: Draw, id: AgentId, operator: AgentId, shape: SiteShape): StationPlan {
  const connectors = Array.from({ length: shape.connectorsEach }, (_, at) => ({
    ...{ connector: at + 1, phases: [1, 2, 3] as const, powerMinW: 3 * perPhaseW },
    powerMaxW: draw.pick([11_000, 22_000]),
    exportMaxW: shape.twoWay ? 5000 : 0,
  }));
  const importW = draw.flip(0.7) ? 3 * perPhaseW : 0;
  return { id, operator, connectors, fallback: { importW, exportW: 0, rampWPerS: draw.pick([2000, 22_000]) } };
}

function drawVehicle(draw: Draw, id: AgentId, shape: SiteShape): VehiclePlan {
  const phases = draw.flip(0.25) ? ([1] as const) : ([1, 2, 3] as const);
  return {
    ...{ id, phases, chemistry: draw.flip(0.5) ? "NMC" : "LFP", capacityWh: draw.pick([40_000, 60_000, 80_000]) },
    soc: draw.between(0.1, 0.6),
    powerMaxW: phases.length === 1 ? 7400 : 11_000,
    powerMinW: perPhaseW * phases.length,
    exportMaxW: shape.twoWay && phases.length === 3 ? 5000 : 0,
  };
}

const sum = (list: readonly number[]): number => list.reduce((total, each) => total + each, 0);
