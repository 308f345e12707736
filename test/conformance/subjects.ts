import type { ChargerContext, Subject } from "@chargepact/conformance";
import { createChargerAgent } from "chargepact";

/** The project's own agents as the kit starts them. */
export const ownCharger = (context: ChargerContext): Promise<Subject> => {
  const { transport, connectors, fallbackW, rampWPerS, batteryTtlMs, grantor, ...common } = context;
  return createChargerAgent({
    ...common,
    broker: transport,
    config: { connectors, fallbackW, rampWPerS, batteryTtlMs, grantor },
  });
};
