import type { Clock } from "@chargepact/agent";
import { SimulatedStation } from "../equipment/station.js";
import type { Rig } from "./rigs.js";

const powerMaxW = 11_040;
const powerMinW = 4_140;
const fallbackW = 4_140;
const rampWPerS = 14_000;

/** A charger of one connector between a grid operator and a car. */
export function chargerRig(clock: Clock): Rig<"charger"> {
  const station = new SimulatedStation(clock, 1, rampWPerS);
  const [subject, grantor, holder] = ["wallbox-7", "grid", "car"];
  return {
    subject,
    grantor,
    holders: [holder],
    plan: [
      { id: grantor, role: "grid", grantors: [], powerCapW: 100_000 },
      { id: subject, role: "charger", grantors: [grantor], powerCapW: powerMaxW },
      { id: holder, role: "battery", grantors: [subject], powerCapW: powerMaxW },
    ],
    equipment: station,
    context: (given) => ({
      ...given,
      ...{
        grantor,
        port: station,
        connectors: [{ powerMaxW, powerMinW }],
        fallbackW,
        rampWPerS,
        batteryTtlMs: 60_000,
      },
    }),
    prepare: (peer) => {
      peer.settings = { powerMaxW, powerMinW, fallbackW, energyWh: 30_000 };
    },
  };
}
