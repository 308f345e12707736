/**
 * Batteries, chargers, storage sites and grid operators that agree on charge rates.
 *
 * Start with `createBatteryAgent`, `createChargerAgent`, `createStorageAgent` or `createGridAgent`, give each a port to
 * its equipment, and a broker. Power is in watts at the grid side of the agent, + import (charging), − export.
 */

// Agents, and help for trials.
export * from "./library.js";
export { type EmbeddedBroker, type EmbeddedBrokerOptions, startEmbeddedBroker } from "./broker.js";

// Ports: what an integrator implements.
export {
  type BatteryEvents,
  type BatteryPort,
  type ChargerEvents,
  type ChargerPort,
  type GridEvents,
  type GridPort,
  type Listening,
  MemoryPowerPort,
  type PowerPort,
  type StorageEvents,
  type StoragePort,
} from "@chargepact/agent";
export type { Band, BatteryTelemetry, Drive, GridLimits, PackTelemetry, Trip } from "@chargepact/protocol";

// Transports.
export {
  MemoryNetwork,
  type MemoryNetworkOptions,
  type MqttOptions,
  mqttTransport,
  type ReconnectOptions,
  type Transport,
  type WrappedMqttOptions,
} from "@chargepact/agent";
export { mosquittoAcl, passwordEntry } from "@chargepact/agent";

// Identity and trust.
export {
  type AgentKeys,
  createKeys,
  type Entropy,
  loadKeys,
  openRegistry,
  Registry,
  type RegistryDocument,
  type RegistryEntry,
  saveKeys,
  type SignedRegistry,
  signRegistry,
  systemEntropy,
} from "@chargepact/agent";
export {
  type AuditEntry,
  AuditLog,
  type AuditSink,
  FileAuditSink,
  firstBreak,
  MemoryAuditSink,
} from "@chargepact/agent";

// Stores and clocks.
export { FileStore, type Loaded, MemoryStore, type Store, type StoreEntry } from "@chargepact/agent";
export { type Clock, ScaledClock, SystemClock, VirtualClock } from "@chargepact/agent";

// Decisions that can be replaced.
export {
  ageOf,
  type Chemistry,
  type ChildNeed,
  type ClearingInput,
  type ClearingStrategy,
  edf,
  equalShare,
  llf,
  partKey,
  physicsShortHorizon,
  physicsWear,
  type PredictionTrace,
  type Predictors,
  type Room,
  type ShortHorizonPrediction,
  type ShortHorizonPredictor,
  type ShortHorizonQuery,
  staticWear,
  wearCost,
  type WearPrediction,
  type WearPredictor,
  type WearPredictorNow,
  type WearQuery,
} from "@chargepact/protocol";

// What commits of option rounds are settled at.
export {
  type LeaseTariff,
  type MeteredStretch,
  settle,
  type Settled,
  type Settlement,
  type SettlementPrice,
  settlementPrice,
  type SettlementRow,
  type Statement,
  type StatementLine,
  statementOf,
  type StatementSlot,
  type TariffPrice,
  tariffOf,
  tariffPrice,
  type TierReached,
  withRentReturned,
} from "@chargepact/protocol";

// Units, schedules, errors.
export {
  type AgentId,
  ampsFromWatts,
  type DurationMs,
  type Micro,
  type MicroPerKwh,
  type UnixS,
  type WattHours,
  type Watts,
  wattsFromAmps,
} from "@chargepact/protocol";
export { constantSchedule, energyWh, maxAt } from "@chargepact/protocol";
export { ChargepactError, type ErrorCode, errorCodes, type ErrorSide, isChargepactError } from "@chargepact/protocol";

// What agents say to each other, for those who listen.
export type {
  Accept,
  Body,
  BodyKind,
  BodyOf,
  Commit,
  CommitAck,
  CounterOffer,
  Embedded,
  Emergency,
  EmergencyAck,
  Envelope,
  Fallback,
  Hello,
  HolderOption,
  LeaseState,
  LeaseVersion,
  LinkTimings,
  Need,
  NeedPart,
  Offer,
  PriceVector,
  Reason,
  Reject,
  RejectReason,
  Role,
  Schedule,
  Terms,
  TermsPart,
  Trace,
} from "@chargepact/protocol";
export type { AlarmCode } from "@chargepact/protocol";
export type { AgentAlarm, Refusal, Stats } from "@chargepact/agent";
export { defaultTimings } from "@chargepact/protocol";

// Tests for what an integrator writes, in any test runner.
export {
  batteryPortContract,
  type BatteryPortHarness,
  chargerPortContract,
  type ChargerPortHarness,
  clearingContract,
  type ContractCase,
  type DrawOptions,
  gridPortContract,
  type GridPortHarness,
  portContract,
  type PortHarness,
  type PredictorOptions,
  shortHorizonContract,
  storagePortContract,
  type StoragePortHarness,
  storeContract,
  type StoreHarness,
  transportContract,
  type TransportHarness,
  wearContract,
} from "@chargepact/agent";
