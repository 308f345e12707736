import type { AgentId, DurationMs, Watts } from "@chargepact/protocol";

/** What an agent under test can do or be made to do, beside talking. A case that needs more than there is is not run. */
export const features = [
  /** Its messages are sealed. */
  "seals",
  /** Its power can be read. */
  "meter",
  /** Vehicles can be plugged in and taken away. */
  "plug",
  /** The capacity that a grid operator has can be set, and an emergency declared. */
  "capacity",
  /** It can be killed and started again, with its store. */
  "restart",
  /** Its store can be lost. */
  "lost-store",
  /** A person can set a limit at the equipment. */
  "person-limit",
  /** It asks for a fallback above 0 W. */
  "fallback",
  /** A charger: it grants leases to agents of the batteries plugged in. One that does not states itself what a vehicle needs. */
  "batteries",
  /** Messages can be made slow. */
  "delay",
  /** The wall clock can be moved. */
  "wall-clock",
  /** Its store can be made slow, and to fail. */
  "store-faults",
] as const;
export type Feature = (typeof features)[number];

/** The agent under test as its owner sees it: equipment, power switch, disk. */
export interface Equipment {
  /** Metered W, + import, all connectors together; undefined where nothing is metered. */
  readonly meterW: Watts | undefined;
  /** Grid operator: W that it has to give, and W that no fault takes away; undefined where nobody knows. */
  readonly capacityW: Watts | undefined;
  readonly guaranteedW: Watts | undefined;
  /** Reads the meter now. */
  sample(): Promise<void>;
  plug(connector: number, holder: AgentId | undefined): Promise<void>;
  personLimit(maxW: Watts | undefined): Promise<void>;
  /** Grid operator: what it has to give, W, from now on; an emergency. */
  capacity(importW: Watts): Promise<void>;
  emergency(importMaxW: Watts, durationMs: DurationMs): Promise<void>;
  /** Kills it and starts it again after `afterMs`. */
  restart(how: { readonly afterMs: DurationMs; readonly lost?: boolean }): Promise<void>;
  /** Ends or starts it. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** Each message takes this long. */
  delayMessages(ms: DurationMs): void;
  moveWallClock(byMs: DurationMs): void;
  /** Each write takes this long from now on. */
  slowStore(ms: DurationMs): void;
  /** The next write fails. */
  failStore(): void;
}
