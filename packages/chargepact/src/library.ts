/** The library's own part: agents that a program starts with one call each, and what helps while developing. */
export { type BatterySettings, createBatteryAgent } from "./library/battery.js";
export { type ChargerSettings, createChargerAgent } from "./library/charger.js";
export { describeMessage, describeSchedule } from "@chargepact/protocol";
export { type DevAgent, type DevRegistry, devRegistry } from "./library/dev-registry.js";
export { createGridAgent, fixedGrid, type GridSettings } from "./library/grid.js";
export type {
  Agent,
  AgentEvents,
  AgentMessage,
  AgentOptions,
  ExistingMqttClient,
  RefusedMessage,
} from "./library/options.js";
export type { ParentSettings } from "./library/parent.js";
export type { ConnectorSettings, FallbackSettings } from "./library/settings.js";
export { createStorageAgent, type StorageSettings } from "./library/storage.js";
