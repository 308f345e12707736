import type { Clock } from "@chargepact/agent";
import type { PriceVector, ScheduleMs } from "@chargepact/protocol";
import { SimulatedBattery } from "../equipment/battery.js";
import { SimulatedNetwork } from "../equipment/network.js";
import { SimulatedStorage } from "../equipment/storage.js";
import type { Rig } from "./rigs.js";

const vehicle = { powerMaxW: 11_040, fallbackW: 4_140, rampWPerS: 14_000 } as const;
const site = { powerMaxW: 20_000, fallbackW: 2_000, rampWPerS: 40_000 } as const;
/** W of import that a grid operator under test has to give; less than its holders want together. */
const gridCapacityW = 16_000;
const guaranteedW = 8_280;

/** A vehicle's battery under a charger. */
export function batteryRig(clock: Clock): Rig<"battery"> {
  const battery = new SimulatedBattery(clock, vehicle.rampWPerS);
  const [subject, grantor] = ["car", "charger"];
  return {
    ...{ subject, grantor, holders: [], equipment: battery },
    plan: [
      { id: grantor, role: "charger", grantors: [], powerCapW: 22_000 },
      { id: subject, role: "battery", grantors: [grantor], powerCapW: vehicle.powerMaxW },
    ],
    context: (given) => ({ ...given, ...vehicle, grantor, port: battery, capacityWh: 60_000 }),
    prepare: () => undefined,
  };
}

/** A storage site under a grid operator. */
export function storageRig(clock: Clock): Rig<"storage"> {
  const storage = new SimulatedStorage(clock, site.rampWPerS);
  const [subject, grantor] = ["store", "grid"];
  return {
    ...{ subject, grantor, holders: [], equipment: storage },
    plan: [
      { id: grantor, role: "grid", grantors: [], powerCapW: 100_000 },
      { id: subject, role: "storage", grantors: [grantor], powerCapW: site.powerMaxW },
    ],
    context: (given) => ({ ...given, ...site, grantor, port: storage, capacityWh: 400_000 }),
    prepare: () => undefined,
  };
}

/** A grid operator over two chargers that want more than there is. */
export function gridRig(): Rig<"grid"> {
  const network = new SimulatedNetwork(gridCapacityW);
  const [subject, holders] = ["grid", ["charger-1", "charger-2"]];
  return {
    ...{ subject, grantor: undefined, holders, equipment: network, guaranteedW },
    plan: [
      { id: subject, role: "grid", grantors: [], powerCapW: 100_000 },
      ...holders.map((id) => ({ id, role: "charger" as const, grantors: [subject], powerCapW: 11_040 })),
    ],
    context: (given) => ({ ...given, grantor: "", port: network, guaranteedW, leaseTtlMs: 180_000 }),
    prepare: (peer) => {
      peer.role = "charger";
      peer.settings = { powerMaxW: 11_040, powerMinW: 0, fallbackW: 4_140, rampWPerS: 7_000, energyWh: 30_000 };
    },
  };
}

/** Prices that make it worth while to charge for the next hours: cheap now, dear later; µ per kWh. */
export function cheapNow(scheduleMs: ScheduleMs): PriceVector {
  const startS = Math.floor(scheduleMs / 3_600_000) * 3600;
  return { startS, stepS: 3600, microPerKwh: Array.from({ length: 24 }, (_, hour) => (hour < 8 ? 50_000 : 400_000)) };
}
