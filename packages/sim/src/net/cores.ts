import { sha256, type Life } from "@chargepact/agent";
import {
  type AgentCore,
  type AgentId,
  BatteryCore,
  ChargerCore,
  type ClearingStrategy,
  GridCore,
  StorageCore,
  type Watts,
} from "@chargepact/protocol";
import {
  type OperatorPlan,
  type SitePlan,
  type StationPlan,
  type StoragePlan,
  ttls,
  type VehiclePlan,
} from "./site-plan.js";

const times = { debounceMs: 200, planIntervalMs: 5000, settleMs: 4000 } as const;
const price = { valueMicroPerKwh: 500_000, priceMicroPerAge: 6_000_000_000 } as const;

/** Cores of each life of an operator. */
export function operatorCore(
  plan: OperatorPlan,
  site: SitePlan,
  strategy: ClearingStrategy,
): (life: Life) => AgentCore {
  const { guaranteedW, ttlMs, phased, parent, importW, exportW } = plan;
  const children = new Map(capsBelow(plan.id, site));
  const above =
    parent === undefined
      ? {}
      : {
          parent: {
            grantor: parent,
            powerMaxW: importW,
            exportMaxW: exportW,
            fallback: { importW: guaranteedW, exportW: 0, rampWPerS: importW },
          },
        };
  return (life) =>
    new GridCore(
      { ...life, hash: sha256 },
      {
        ...times,
        ...above,
        children,
        wiring: new Map(),
        phased,
        strategy,
        stepS: 300,
        stepsMax: 24,
        guaranteedW,
        ttlMs,
      },
    );
}

/** Who may ask an operator for power, with the most that each can import, W. */
export function capsBelow(operator: AgentId, site: SitePlan): readonly (readonly [AgentId, Watts])[] {
  return [
    ...site.operators.filter(({ parent }) => parent === operator).map(({ id, importW }) => [id, importW] as const),
    ...site.stations
      .filter((each) => each.operator === operator)
      .map(({ id, connectors }) => [id, connectors.reduce((sum, { powerMaxW }) => sum + powerMaxW, 0)] as const),
    ...site.storages.filter((each) => each.operator === operator).map(({ id, powerW }) => [id, powerW] as const),
  ];
}

export function stationCore(plan: StationPlan): (life: Life) => AgentCore {
  const { operator, connectors, fallback } = plan;
  const config = { grantor: operator, connectors, fallback, batteryTtlMs: ttls.battery };
  return (life) => new ChargerCore({ ...life, hash: sha256 }, config);
}

export function vehicleCore(plan: VehiclePlan): (life: Life) => AgentCore {
  const { chemistry, capacityWh, powerMaxW, powerMinW, exportMaxW, phases } = plan;
  const equipment = { acPowerMaxW: powerMaxW, powerMinW, phases, chargeEfficiency: 0.9, socMax: 1 };
  const fallback = { importW: 0, exportW: 0, rampWPerS: powerMaxW };
  const twoWay = exportMaxW === 0 ? {} : { exportMaxW };
  return (life) =>
    new BatteryCore({ ...life, hash: sha256 }, { chemistry, capacityWh, ...equipment, ...twoWay, ...price, fallback });
}

export function storageCore(plan: StoragePlan): (life: Life) => AgentCore {
  const { operator, powerW, energyWh } = plan;
  return (life) =>
    new StorageCore(
      { ...life, hash: sha256 },
      {
        ...{ grantor: operator, packs: 1, energyWh, powerW, chargeEfficiency: 0.93, dischargeEfficiency: 0.93 },
        ...{ socMin: 0.1, socMax: 0.9, wearMicroPerKwh: 40_000, replanSoc: 0.05 },
        fallback: { importW: 0, exportW: 0, rampWPerS: 10_000 },
      },
    );
}
