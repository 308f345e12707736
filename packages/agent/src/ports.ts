import type {
  AgentId,
  Band,
  BatteryTelemetry,
  CoreInput,
  DurationMs,
  Fallback,
  GridLimits,
  PackTelemetry,
  PriceVector,
  Reason,
  Schedule,
  Trip,
  Watts,
} from "@chargepact/protocol";

/**
 * Equipment that holds a power within bounds. What every implementation promises, and `portContract` checks:
 *
 * - `apply` holds until `validForMs` after the call. When that passes without a new `apply`, the equipment goes to its
 *   fallback by itself, at the fallback's ramp: also when this process is dead (CP-FALL-8).
 * - `setFallback` writes the equipment's own failsafe and answers what it then reads back from it.
 * - Before the first `setFallback` the fallback is 0 W.
 *
 * Powers in W at the grid side, + import, − export.
 */
export interface PowerPort {
  /** `connector` counts from 1; a battery and a storage site have only 1. `band.minW` ≤ `band.maxW`. */
  apply(connector: number, band: Band, validForMs: DurationMs): void;
  /** The fallback read back from the equipment. Throws or rejects where it could not be written. */
  setFallback(fallback: Fallback): Fallback | Promise<Fallback>;
}

/** Where a port reports to. Each life of an agent listens anew: the port then states at once what is so now. */
export interface Listening<Events> {
  listen(events: Events): void;
}

export interface BatteryEvents {
  telemetry(telemetry: BatteryTelemetry): void;
  trip(trip: Trip): void;
  /** The grantor it is plugged into; undefined = contactor open. */
  plugged(grantor?: AgentId): void;
  /** A person's own limit, W; undefined lifts it, 0 stops. */
  personLimit(maxW?: Watts): void;
}
/** A battery's management system. */
export interface BatteryPort extends PowerPort, Listening<BatteryEvents> {}

export interface ChargerEvents {
  /** `holder` is plugged into `connector`, loading these phases where they are known; undefined = contactor open. */
  plugged(connector: number, holder?: AgentId, phases?: readonly (1 | 2 | 3)[]): void;
  /** Metered W of a connector, + import; whenever it changes, or every few seconds. */
  meter(connector: number, powerW: Watts): void;
  personLimit(connector: number, maxW?: Watts): void;
}
/** A charging station. */
export interface ChargerPort extends PowerPort, Listening<ChargerEvents> {}

export interface StorageEvents {
  packs(packs: readonly PackTelemetry[]): void;
  /** Metered W of the site, + import; whenever it changes, or every few seconds. */
  meter(powerW: Watts): void;
  personLimit(maxW?: Watts): void;
}
/** A storage site of one or more packs behind one meter. */
export interface StoragePort extends PowerPort, Listening<StorageEvents> {}

export interface GridEvents {
  limits(limits: GridLimits, reasons: readonly Reason[]): void;
  prices(prices: PriceVector): void;
  /** Upper bound of the uncontrolled load, W ≥ 0. */
  baseLoad(bound: Schedule): void;
  /** Import may not exceed this for so long; a duration of 0 lifts it. */
  emergency(importMaxW: Watts, durationMs: DurationMs): void;
  /** Metered W at the connection point, + import; whenever it changes, or every few seconds. */
  meter(powerW: Watts): void;
}
/** What a grid operator knows of its network. It holds no power. */
export type GridPort = Listening<GridEvents>;

/** What the shell needs of any port: inputs come out, powers go in. */
export interface AgentPort {
  /** Sends inputs to `input` from now on, instead of to whoever listened before. */
  listen(input: (input: CoreInput) => void): void;
  /** Absent where nothing can be commanded. */
  readonly power?: PowerPort;
}

/** A battery's port as an agent's. */
export const batteryPort = (port: BatteryPort): AgentPort => ({
  power: port,
  listen: (input) =>
    port.listen({
      telemetry: (telemetry) => input({ kind: "batteryTelemetry", telemetry }),
      trip: (trip) => input({ kind: "trip", trip }),
      plugged: (peer) => input({ kind: "plugged", connector: 1, ...(peer === undefined ? {} : { peer }) }),
      personLimit: (maxW) => input({ kind: "personLimit", connector: 1, ...(maxW === undefined ? {} : { maxW }) }),
    }),
});

/** A charger's port as an agent's. */
export const chargerPort = (port: ChargerPort): AgentPort => ({
  power: port,
  listen: (input) =>
    port.listen({
      plugged: (connector, peer, phases) =>
        input({
          kind: "plugged",
          connector,
          ...(peer === undefined ? {} : { peer }),
          ...(phases === undefined ? {} : { phases }),
        }),
      meter: (connector, powerW) => input({ kind: "meter", connector, powerW }),
      personLimit: (connector, maxW) =>
        input({ kind: "personLimit", connector, ...(maxW === undefined ? {} : { maxW }) }),
    }),
});

/** A storage site's port as an agent's. */
export const storagePort = (port: StoragePort): AgentPort => ({
  power: port,
  listen: (input) =>
    port.listen({
      packs: (packs) => input({ kind: "packs", packs }),
      meter: (powerW) => input({ kind: "meter", connector: 1, powerW }),
      personLimit: (maxW) => input({ kind: "personLimit", connector: 1, ...(maxW === undefined ? {} : { maxW }) }),
    }),
});

/** A grid operator's port as an agent's. */
export const gridPort = (port: GridPort): AgentPort => ({
  listen: (input) =>
    port.listen({
      limits: (limits, reasons) => input({ kind: "limits", limits, reasons }),
      prices: (prices) => input({ kind: "prices", prices }),
      baseLoad: (bound) => input({ kind: "baseLoad", bound }),
      emergency: (importMaxW, durationMs) => input({ kind: "emergency", importMaxW, durationMs }),
      meter: (powerW) => input({ kind: "meter", connector: 1, powerW }),
    }),
});
