import type {
  BatteryContext,
  ChargerContext,
  CreateSubject,
  GridContext,
  StorageContext,
  Subject,
} from "@chargepact/conformance";
import { createBatteryAgent, createChargerAgent, createGridAgent, createStorageAgent } from "chargepact";

/** The project's own agents as the kit starts them. */

const charger = (context: ChargerContext): Promise<Subject> => {
  const { transport, connectors, fallbackW, rampWPerS, batteryTtlMs, grantor, ...common } = context;
  const config = { connectors, fallbackW, rampWPerS, batteryTtlMs, grantor };
  return createChargerAgent({ ...common, broker: transport, config });
};

const battery = (context: BatteryContext): Promise<Subject> => {
  const { transport, capacityWh, powerMaxW, fallbackW, rampWPerS, grantor: _, ...common } = context;
  const config = { chemistry: "LFP", capacityWh, acPowerMaxW: powerMaxW, fallbackW, rampWPerS } as const;
  return createBatteryAgent({ ...common, broker: transport, config });
};

const storage = (context: StorageContext): Promise<Subject> => {
  const { transport, capacityWh, powerMaxW, fallbackW, rampWPerS, grantor, ...common } = context;
  const config = { packs: 1, energyWh: capacityWh, powerW: powerMaxW, fallbackW, rampWPerS, grantor };
  return createStorageAgent({ ...common, broker: transport, config });
};

const grid = (context: GridContext): Promise<Subject> => {
  const { transport, guaranteedW, leaseTtlMs, grantor: _, ...common } = context;
  return createGridAgent({ ...common, broker: transport, config: { guaranteedW, leaseTtlMs } });
};

export const ownAgents: {
  readonly charger: CreateSubject<"charger">;
  readonly battery: CreateSubject<"battery">;
  readonly storage: CreateSubject<"storage">;
  readonly grid: CreateSubject<"grid">;
} = { charger, battery, storage, grid };
