import {
  type AgentPort,
  type DeliveryHook,
  launchAgent,
  loadHighs,
  makeRegistry,
  MemoryNetwork,
  MemoryStore,
  type RegistryPlan,
  seededEntropy,
  sha256,
  type SolveNow,
  solveWith,
  VirtualClock,
} from "@chargepact/agent";
import {
  type AgentCore,
  BatteryCore,
  ChargerCore,
  type CoreInput,
  type CoreOptions,
  decodeBundle,
  decodeEnvelope,
  type Envelope,
  GridCore,
  llf,
} from "@chargepact/protocol";
import { battery } from "../wire/site.js";

/** What passed the broker for the rounds of a site. */
export interface Counted {
  /** Most offers to one child in one round, and most answers of a child to a plan for each offer of that plan. */
  readonly offersMost: number;
  readonly answersMost: number;
  /** All rounds of all plans, once for each child. */
  readonly rounds: number;
}

const startT = 1_700_000_100_000;
const stepS = 900;
const lengthMs = 2_700_000;
const stations = Array.from({ length: 4 }, (_, index) => `cs-${index}`);
const vehicles = stations.flatMap((station, index) =>
  [1, 2].map((connector) => ({ id: `ev-${2 * index + connector}`, station, connector })),
);

/** Three quarters of an hour of a site that is short of power, whose operator plans by option rounds, all in virtual time. */
export async function countMessages(): Promise<Counted> {
  const highs = await loadHighs();
  const clock = new VirtualClock(startT);
  const seen: Envelope[] = [];
  const hook: DeliveryHook = (_, __, ___, payload) => {
    seen.push(...decodeBundle(payload).flatMap(({ envelope }) => opened(envelope)));
    return undefined;
  };
  const net = new MemoryNetwork(clock, { delayMs: 5, hook });
  const { registry } = makeRegistry({ site: "bench", seed: "bench", agents: plans() });
  const solve: SolveNow = (problem) => solveWith(highs, problem, 60_000);
  const start = (id: string, create: (options: CoreOptions) => AgentCore, inputs: readonly CoreInput[]): void => {
    launchAgent({
      ...{ id, store: new MemoryStore(), port: portOf(inputs), clock, registry, transport: net.transport(id), solve },
      ...{ entropy: seededEntropy(id), insecure: true, createCore: (life) => create({ ...life, hash: sha256 }) },
    });
  };
  start("grid", gridCore, gridInputs());
  for (const station of stations) {
    const own = vehicles.filter((vehicle) => vehicle.station === station);
    start(
      station,
      chargerCore,
      own.map(({ id, connector }) => ({ kind: "plugged", connector, peer: id })),
    );
  }
  for (const [index, { id, station }] of vehicles.entries()) {
    start(id, (options) => new BatteryCore(options, battery), batteryInputs(index, station));
  }
  clock.run(lengthMs);
  return counted(seen);
}

/** Broadcasts are not unicasts, and are not counted. */
function opened(envelope: Uint8Array): readonly Envelope[] {
  try {
    return [decodeEnvelope(envelope, sha256)];
  } catch {
    return [];
  }
}

function plans(): readonly RegistryPlan[] {
  return [
    { id: "grid", role: "grid", grantors: [], powerCapW: 1_000_000 },
    ...stations.map((id): RegistryPlan => ({ id, role: "charger", grantors: ["grid"], powerCapW: 44_000 })),
    ...vehicles.map(({ id }): RegistryPlan => ({ id, role: "battery", grantors: stations, powerCapW: 22_000 })),
  ];
}

/** Equipment that does what it is told and states its inputs once. */
const portOf = (inputs: readonly CoreInput[]): AgentPort => ({
  power: { apply: () => undefined, setFallback: (fallback) => fallback },
  listen: (input) => {
    for (const each of inputs) input(each);
  },
});

const gridInputs = (): readonly CoreInput[] => [
  {
    kind: "prices",
    prices: {
      ...{ startS: startT / 1000, stepS },
      microPerKwh: Array.from({ length: 96 }, (_, step) => 60_000 + 1000 * (step % 20)),
    },
  },
  { kind: "limits", limits: { importW: 44_000, exportW: 0 }, reasons: [] },
];

const batteryInputs = (index: number, station: string): readonly CoreInput[] => [
  { kind: "plugged", connector: 1, peer: station },
  { kind: "trip", trip: { departureS: startT / 1000 + (6 + index) * 3600, energyWh: 15_000 + 2_000 * index } },
  {
    kind: "batteryTelemetry",
    telemetry: { soc: 0.3, soh: 0.97, temperatureC: 24, ambientC: 20, powerW: 0, deliveredWh: 0 },
  },
];

function gridCore(options: CoreOptions): GridCore {
  return new GridCore(options, {
    ...{ children: new Map(stations.map((id) => [id, 44_000])), wiring: new Map(), phased: false, strategy: llf },
    ...{ stepS, stepsMax: 96, guaranteedW: 0, ttlMs: 180_000, debounceMs: 2_000, planIntervalMs: 10_000 },
    settleMs: 10_000,
    rounds: {
      ...{ valueMicroPerKwh: 500_000, demandMicroPerKw: 500_000, roundsMax: 8, gapStop: 0.001 },
      ...{ deadlineMs: 16_000, replyMs: 2_000 },
    },
  });
}

function chargerCore(options: CoreOptions): ChargerCore {
  const connectors = [1, 2].map((connector) => ({
    ...{ connector, phases: [1, 2, 3] as const, powerMaxW: 22_000, powerMinW: 0 },
  }));
  const fallback = { importW: 0, exportW: 0, rampWPerS: 5_000 };
  return new ChargerCore(options, { grantor: "grid", connectors, fallback, batteryTtlMs: 60_000 });
}

/** A child is asked once in a round; answers name their plan, not their round. */
function counted(seen: readonly Envelope[]): Counted {
  const [asked, answered, rounds] = [new Map<string, number>(), new Map<string, number>(), new Map<string, number>()];
  const count = (into: Map<string, number>, key: string): void => void into.set(key, (into.get(key) ?? 0) + 1);
  for (const { sender, recipient, body } of seen) {
    if (body.kind === "offer" && body.plan > 0 && body.prices !== undefined) {
      count(rounds, `${recipient} ${body.plan} ${body.round}`);
      count(asked, `${recipient} ${body.plan}`);
    }
    if (body.kind === "counterOffer" && body.plan > 0) count(answered, `${sender} ${body.plan}`);
  }
  const shares = [...answered].map(([key, answers]) => answers / (asked.get(key) ?? 0));
  return {
    offersMost: Math.max(0, ...rounds.values()),
    answersMost: Math.max(0, ...shares),
    rounds: rounds.size,
  };
}
