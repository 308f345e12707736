import { brokerKinds } from "../integration/brokers.js";
import { bundle } from "./bundle.js";
import { type Child, startChild } from "./child.js";
import type { Figure } from "./report.js";
import { sizes } from "./size.js";
import { median } from "./statistics.js";
import type { Flow } from "./wire/bundles.js";
import type { Exchanges } from "./wire/course.js";
import type { Errand } from "./wire/grantor.js";
import { clientIds, type PairName } from "./wire/site.js";

export interface WireOptions {
  readonly broker: string | undefined;
  readonly rounds: number;
  readonly profile: string | undefined;
  readonly say: (line: string) => void;
}

const roundMs = 700;
const turnsARound = 6;
const turnMs = 120;
const warmMs = 8_000;

/** Both ends in one process, the broker in another, and what the ends are told to do. */
class Bench {
  constructor(readonly ends: Child) {}

  raw(qos: 0 | 1, window = 1, lengthMs = roundMs): Promise<Exchanges> {
    return this.ends.tell("raw", { qos, window, lengthMs });
  }
  ours(name: PairName, errand: Errand = "ask", lengthMs = roundMs): Promise<Exchanges> {
    return this.ends.tell("exchange", { name, errand, lengthMs });
  }
  flow(size: number, opened: boolean, lengthMs = roundMs): Promise<Flow> {
    return this.ends.tell("flow", { size, opened, lengthMs });
  }
}

const perSecond = (count: number, elapsedMs: number): number => (count / elapsedMs) * 1_000;
const rateOf = ({ count, elapsedMs }: Exchanges): number => perSecond(count, elapsedMs);
const p50Of = ({ latencyUs }: Exchanges): number => median(latencyUs);

/** Every measured value by its name, one of each round. */
type Runs = Map<string, number[]>;

/** Slices of one round as if they were one run. */
function pooled(slices: readonly Exchanges[]): Exchanges {
  const sum = (of: (slice: Exchanges) => number): number => slices.reduce((total, slice) => total + of(slice), 0);
  return {
    count: sum(({ count }) => count),
    elapsedMs: sum(({ elapsedMs }) => elapsedMs),
    latencyUs: slices.flatMap(({ latencyUs }) => latencyUs),
  };
}

/** In short turns, so that whatever else the machine does meets all four alike. */
async function exchangeRound(bench: Bench): Promise<Readonly<Record<string, number>>> {
  const turns = { raw0: [], our0: [], raw1: [], our1: [] } as Record<"raw0" | "our0" | "raw1" | "our1", Exchanges[]>;
  for (let turn = 0; turn < turnsARound; turn++) {
    turns.raw0.push(await bench.raw(0, 1, turnMs));
    turns.our0.push(await bench.ours("qos0", "ask", turnMs));
    turns.raw1.push(await bench.raw(1, 1, turnMs));
    turns.our1.push(await bench.ours("qos1", "ask", turnMs));
  }
  const [raw0, our0, raw1, our1] = [pooled(turns.raw0), pooled(turns.our0), pooled(turns.raw1), pooled(turns.our1)];
  return {
    rate: rateOf(our0) / rateOf(raw0),
    p50: p50Of(our0) / p50Of(raw0),
    qos: p50Of(our1) / p50Of(our0) / (p50Of(raw1) / p50Of(raw0)),
    rawPerS: rateOf(raw0),
    ourPerS: rateOf(our0),
    rawUs: p50Of(raw0),
    ourUs: p50Of(our0),
  };
}

async function bundleRound(bench: Bench): Promise<Readonly<Record<string, number>>> {
  const kinds = { lone: [1, false], opaque: [16, false], loneOpened: [1, true], opened: [16, true] } as const;
  const flows = new Map<string, Flow[]>();
  for (let turn = 0; turn < turnsARound; turn++) {
    for (const [name, [size, opened]] of Object.entries(kinds)) {
      flows.set(name, [...(flows.get(name) ?? []), await bench.flow(size, opened, turnMs)]);
    }
  }
  const perS = (name: keyof typeof kinds): number => {
    const all = flows.get(name) ?? [];
    const sum = (of: (flow: Flow) => number): number => all.reduce((total, flow) => total + of(flow), 0);
    return perSecond(
      sum(({ envelopes }) => envelopes),
      sum(({ elapsedMs }) => elapsedMs),
    );
  };
  const [opaque, opened] = [perS("opaque"), perS("opened")];
  return {
    opaque: opaque / perS("lone"),
    opened: opened / perS("loneOpened"),
    openedPerS: opened,
    opaquePerS: opaque,
  };
}

async function extraRound(bench: Bench): Promise<Readonly<Record<string, number>>> {
  const rawMany = await bench.raw(0, 64);
  const ourMany = await bench.ours("window");
  const battery = await bench.ours("battery");
  const lease = await bench.ours("lease", "grant");
  return {
    rawMany: rateOf(rawMany),
    many: rateOf(ourMany),
    batteryUs: p50Of(battery),
    leaseUs: p50Of(lease),
  };
}

async function warm(bench: Bench): Promise<void> {
  await bench.raw(0, 1, warmMs / 2);
  await bench.ours("qos0", "ask", warmMs);
  await bench.raw(1);
  await bench.ours("qos1");
  await bench.flow(1, true);
  await bench.flow(16, true);
}

async function rounds(
  count: number,
  round: () => Promise<Readonly<Record<string, number>>>,
  into: Runs,
): Promise<void> {
  for (let i = 0; i < count; i++) {
    for (const [name, value] of Object.entries(await round())) into.set(name, [...(into.get(name) ?? []), value]);
  }
}

/** The broker that was asked for; else mosquitto where it is installed, else aedes. */
function brokerOf(wanted: string | undefined): (typeof brokerKinds)[number] {
  const usable = brokerKinds.filter(({ missing }) => missing === undefined);
  const found =
    wanted === undefined
      ? (usable.find(({ name }) => name === "mosquitto") ?? usable[0])
      : usable.find(({ name }) => name === wanted);
  if (found === undefined) throw new Error(`no broker ${wanted ?? ""}: ${usable.map(({ name }) => name).join(", ")}`);
  return found;
}

async function untilReady(ends: Child): Promise<void> {
  for (let tries = 0; !(await ends.tell<boolean>("ready")); tries++) {
    if (tries > 300) throw new Error("the agents did not greet each other within 30 s");
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** What one broker carries, raw and ours. */
export async function wire(options: WireOptions): Promise<readonly Figure[]> {
  const kind = brokerOf(options.broker);
  const path = await bundle({ ends: "wire/ends.ts" });
  const broker = await kind.start(clientIds);
  const flags = options.profile === undefined ? [] : ["--cpu-prof", `--cpu-prof-dir=${options.profile}`];
  const bench = new Bench(startChild(path("ends"), { execArgv: flags }));
  const runs: Runs = new Map();
  try {
    await bench.ends.tell("connect", { url: broker.url });
    await untilReady(bench.ends);
    options.say(`wire: ${kind.name}, warming up`);
    await warm(bench);
    options.say(`wire: ${options.rounds} rounds`);
    await rounds(options.rounds, () => exchangeRound(bench), runs);
    await rounds(options.rounds, () => bundleRound(bench), runs);
    await rounds(Math.min(3, options.rounds), () => extraRound(bench), runs);
  } finally {
    await bench.ends.stop();
    await broker.close();
  }
  return [...figures(runs, kind.name), ...sizes()];
}

function figures(runs: Runs, broker: string): readonly Figure[] {
  const of = (name: string): readonly number[] => runs.get(name) ?? [];
  const middle = (name: string): string => String(Math.round(median(of(name))));
  const figure = (id: string, name: string, unit: string, bar: string, reference: string): Figure => ({
    id,
    value: median(of(name)),
    unit,
    bar,
    reference,
    runs: of(name),
  });
  const raw = `raw MQTT.js 200 B on ${broker}`;
  return [
    figure("wire.rate", "rate", "× raw", ">= 0.6", `${raw}: ${middle("rawPerS")}/s, ours ${middle("ourPerS")}/s`),
    figure("wire.p50", "p50", "× raw", "<= 1.6", `${raw}: ${middle("rawUs")} µs, ours ${middle("ourUs")} µs`),
    figure("wire.qos1", "qos", "× raw", "<= 1.2", "QoS 1 / QoS 0 p50, ours over raw"),
    figure("wire.bundle.opaque", "opaque", "× lone", ">= 8", `unopened, ${middle("opaquePerS")} envelopes/s`),
    figure("wire.bundle.opened", "opened", "× lone", ">= 2", `opened, ${middle("openedPerS")} envelopes/s`),
    figure("wire.window64", "many", "/s", "", `64 holders at once; raw window 64: ${middle("rawMany")}/s`),
    figure("wire.battery", "batteryUs", "µs p50", "", "the same question, a battery decides the answer"),
    figure("wire.lease", "leaseUs", "µs p50", "", "Offer, Accept, Commit, CommitAck: signed, both ends on disk"),
  ];
}
