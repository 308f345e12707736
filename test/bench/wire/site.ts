import { makeRegistry, mqttTransport, type RegistryPlan, SystemClock, type Transport } from "@chargepact/agent";
import type { BatteryAgentConfig, Schedule, Terms } from "@chargepact/protocol";
import proposal from "../proposal.json" with { type: "json" };

/** A grantor and its holders, each on a connection of its own. */
export interface Pair {
  readonly grantor: string;
  readonly holders: readonly string[];
  readonly qos: 0 | 1;
  /** Who answers: `machine` takes no thought, `battery` decides as a real one, `counter` counts what it opens. */
  readonly answers: "machine" | "battery" | "counter";
  /** Facts are on disk before anything is sent. */
  readonly durable?: true;
}

const many = Array.from({ length: 64 }, (_, index) => `ev-w-${String(index).padStart(3, "0")}`);
/** What is measured, each with ids of eight characters. */
export const pairs = {
  qos0: { grantor: "grid-qs0", holders: ["cs---qs0"], qos: 0, answers: "machine" },
  qos1: { grantor: "grid-qs1", holders: ["cs---qs1"], qos: 1, answers: "machine" },
  window: { grantor: "grid-win", holders: many, qos: 0, answers: "machine" },
  battery: { grantor: "grid-bat", holders: ["ev---bat"], qos: 0, answers: "battery" },
  lease: { grantor: "grid-lea", holders: ["ev---lea"], qos: 0, answers: "battery", durable: true },
  bundle: { grantor: "grid-bun", holders: ["cs---bun"], qos: 0, answers: "counter" },
} as const satisfies Readonly<Record<string, Pair>>;
export type PairName = keyof typeof pairs;
export const eachPair: readonly (readonly [PairName, Pair])[] = Object.entries(pairs) as [PairName, Pair][];

const agents = eachPair.flatMap(([, { grantor, holders, answers }]): RegistryPlan[] => [
  { id: grantor, role: "grid", grantors: [], powerCapW: 1_000_000 },
  ...holders.map((id) => {
    const role = answers === "battery" ? ("battery" as const) : ("charger" as const);
    return { id, role, grantors: [grantor], powerCapW: 22_000 };
  }),
]);

export const rawAsker = "raw-asks";
export const rawAnswerer = "raw-says";
/** Every client id that the broker has to know. */
export const clientIds: readonly string[] = [...agents.map(({ id }) => id), rawAsker, rawAnswerer];
export const passwordOf = (id: string): string => `secret of ${id}`;

/** The same registry and keys in every process. */
export const site = makeRegistry({ site: "bench", seed: "bench", agents });
export const clock = new SystemClock();
/** Nobody is slowed down by the rate limit, which is not what is measured. */
export const rate = { perS: 1e9, burst: 1e9 };

export const transportOf = (url: string, id: string, qos: 0 | 1): Transport =>
  mqttTransport({ url, id, password: passwordOf(id), qos });

/** 15 minutes, 96 steps: a day. */
export const stepS = 900;
export const steps = 96;

/** The checked-in proposal from `startS` on, lowered by some units: another content each time. */
export function varied(startS: number, turn: number): Terms {
  const { unitW, max } = proposal;
  const less = (turn % 16) * unitW;
  const schedule: Schedule = { startS, stepS, max: max.map((powerW) => Math.max(0, powerW - less)) };
  return { parts: [{ connector: 1, schedule }] };
}

/** A battery in good health that has all day. */
export const battery: BatteryAgentConfig = {
  chemistry: "NMC",
  capacityWh: 60_000,
  acPowerMaxW: 22_000,
  powerMinW: 0,
  phases: [1, 2, 3],
  chargeEfficiency: 0.92,
  socMax: 0.9,
  valueMicroPerKwh: 500_000,
  priceMicroPerAge: 6_000_000_000,
  fallback: { importW: 0, exportW: 0, rampWPerS: 1_000 },
};
