export type { CoreOptions } from "./base.js";
export { BatteryCore, type BatteryAgentConfig } from "./battery.js";
export type { BatteryConfig } from "./battery-decide.js";
export { ChargerCore, type ChargerConfig } from "./charger.js";
export { GridCore, type GridConfig } from "./grid.js";
export { StorageCore, type StorageConfig } from "./storage.js";
export { shareOut, type Claim } from "./share-out.js";
