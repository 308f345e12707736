export { type Clock, SystemClock, type TimerHandle } from "./clock.js";
export * from "./clock.scaled.js";
export * from "./clock.virtual.js";
export * from "./entropy.js";
export * from "./transport.js";
export * from "./memory.js";
export { counterOf, type Loaded, MemoryStore, nextEpoch, type Store, type StoreEntry } from "./store.js";
export { type AgentKeys, createKeys, keyIdOf, loadKeys, saveKeys, seededKeys, sha256 } from "./keys.js";
export {
  makeRegistry,
  type MadeRegistry,
  openRegistry,
  Registry,
  type RegistryDocument,
  type RegistryEntry,
  type RegistryPlan,
  type SignedRegistry,
  signRegistry,
} from "./registry.js";
export { isSignedKind, sealInput } from "./seal.js";
export type { Rate } from "./bucket.js";
export { type AuditEntry, AuditLog, type AuditSink, FileAuditSink, firstBreak, MemoryAuditSink } from "./audit.js";
export * from "./ports.js";
export { MemoryPowerPort } from "./memory-port.js";
export { portContract, type PortHarness } from "./port.contract.js";
export { batteryPortContract, type BatteryPortHarness } from "./battery-port.contract.js";
export { chargerPortContract, type ChargerPortHarness } from "./charger-port.contract.js";
export {
  gridPortContract,
  type GridPortHarness,
  storagePortContract,
  type StoragePortHarness,
} from "./site-port.contract.js";
export { clearingContract } from "./clearing.contract.js";
export type { PredictorOptions } from "./predictor-questions.js";
export { shortHorizonContract } from "./short-horizon.contract.js";
export { wearContract } from "./wear.contract.js";
export type { DrawOptions } from "./contract-draw.js";
export { isSecurityEvent, type Refusal, refusals, type Stats } from "./stats.js";
export type { AgentAlarm, AgentSpec, Life, SolveNow } from "./agent-spec.js";
export { AgentNode } from "./node.js";
export type { NodeAgent, NodeOptions } from "./node-options.js";
export { type AgentHandle, launchAgent, runAgent, type RunAgentOptions, type StartedAgent } from "./run-agent.js";
export { mqttTransport } from "./mqtt.js";
export { isLoopback, type MqttOptions } from "./mqtt-options.js";
export type { WrappedMqttOptions } from "./mqtt-wrapped.js";
export type { ReconnectOptions } from "./reconnect.js";
export { Acl, aclPatterns } from "./acl.js";
export { mosquittoAcl, passwordEntry } from "./mosquitto.js";
export type { ContractCase } from "./contract.js";
export { transportContract, type TransportHarness } from "./transport.contract.js";
export { FileStore } from "./store.file.js";
export { storeContract, type StoreHarness } from "./store.contract.js";
export * from "./solver/index.js";
