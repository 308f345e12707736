export type { CoreOptions } from "./base.js";
export { BatteryCore, type BatteryAgentConfig } from "./battery.js";
export type { BatteryConfig } from "./battery-decide.js";
export { ChargerCore } from "./charger/charger.js";
export type { ChargerConfig } from "./charger/station.js";
export { GridCore } from "./grid/grid.js";
export type { GridConfig } from "./grid/site.js";
export { StorageCore, type StorageConfig } from "./storage.js";
export { shareOut, type Claim } from "./share-out.js";
