import { sha256 } from "@chargepact/agent";
import {
  BatteryCore,
  type Body,
  type Commit,
  type CoreInput,
  decodeEnvelope,
  embedTerms,
  encodeEnvelope,
  type Envelope,
  type Hello,
} from "@chargepact/protocol";
import { battery, stepS, varied } from "../wire/site.js";

const grantor = "cs000001";
const startT = 1_700_000_100_000;
const fallback = { importW: 0, exportW: 0, rampWPerS: 1_000 };

const hello: Hello = {
  kind: "hello",
  role: "charger",
  versions: [{ major: 1, minor: 0 }],
  features: [],
  criticalFeatures: [],
  nonce: new Uint8Array(16),
  sessionKey: new Uint8Array(32),
  fallback,
  powerMaxW: 0,
  exportMaxW: 0,
  connectors: [],
  stepsMax: 1_000,
  scheduleMs: startT,
};

/** As many as fill a window with whatever is not forgotten. */
const renewals = 70;

type Lease = Pick<Commit, "version" | "ttlMs" | "terms">;

/** The grantor's end of one link, by hand: greets, offers, commits, confirms. */
class Script {
  private seq = 0;
  private mono = 1_000;
  private sent: Envelope[] = [];
  constructor(private readonly core: BatteryCore) {}

  /** Brings a battery to where it has had a lease of 96 steps for a while and nothing is pending. */
  play(turn: number): void {
    this.give({ kind: "start", facts: {}, lost: false });
    this.give({ kind: "transportUp" });
    this.give({ kind: "plugged", connector: 1, peer: grantor });
    this.give({ kind: "trip", trip: { departureS: startT / 1_000 + 86_400, energyWh: 30_000 } });
    const telemetry = { soc: 0.3, soh: 0.97, temperatureC: 22, ambientC: 20, powerW: 0, deliveredWh: 0 };
    this.give({ kind: "batteryTelemetry", telemetry });
    this.answer("hello", hello);
    this.answer("status", { kind: "statusAck" });
    const need = this.find("need").body;
    const needVersions = need.kind === "need" ? need.parts.map(({ version }) => version) : [];
    const asks = { plan: 1, round: 1, roundsMax: 1, deadlineMs: 30_000, scheduleMs: startT, needVersions };
    this.answer("need", { kind: "offer", ...asks, reasons: [], proposals: [] });
    const terms = embedTerms(varied(Math.floor(startT / 1_000 / stepS) * stepS, turn), sha256);
    this.say({ kind: "offer", ...asks, reservedMs: 30_000, reasons: ["CAPACITY"], proposals: [terms] });
    const accept = this.find("accept");
    const lease = { version: { epoch: 1, counter: 1 }, ttlMs: 60_000, graceMs: 10_000, terms, needVersions };
    const echo = { epoch: accept.epoch, seq: accept.seq };
    this.say({ kind: "commit", plan: 1, ...lease, echo, scheduleMs: startT, fallback, reasons: ["CAPACITY"] }, accept);
    const ack = this.find("commitAck").body;
    if (ack.kind !== "commitAck" || !ack.taken) throw new Error(`the lease was not taken: ${JSON.stringify(ack)}`);
    for (let i = 0; i < renewals; i++) this.renew(lease);
  }

  /** A third of the lease later: what an idle battery does all day. */
  private renew({ version, ttlMs, terms }: Lease): void {
    this.mono += ttlMs / 3;
    this.sent = [];
    this.give({ kind: "timer" });
    const renew = this.find("renew");
    const echo = { epoch: renew.epoch, seq: renew.seq };
    const scheduleMs = startT + this.mono;
    this.say({ kind: "renewAck", version, hash: terms.hash, ttlMs, echo, scheduleMs }, renew);
  }

  private answer(kind: Body["kind"], body: Body): void {
    this.say(body, this.find(kind));
  }
  private find(kind: Body["kind"]): Envelope {
    const found = this.sent.findLast((envelope) => envelope.body.kind === kind);
    if (found === undefined) throw new Error(`the battery sent no ${kind}`);
    return found;
  }
  private say(body: Body, to?: Envelope): void {
    const envelope: Envelope = {
      major: 1,
      minor: 0,
      sender: grantor,
      recipient: this.core.id,
      epoch: 1,
      seq: ++this.seq,
      sessionId: "",
      ttlMs: 30_000,
      body,
      ...(to === undefined ? {} : { inReplyTo: { epoch: to.epoch, seq: to.seq } }),
    };
    // As from the network: nothing is shared with another agent.
    this.give({ kind: "message", envelope: decodeEnvelope(encodeEnvelope(envelope), sha256) });
  }
  private give(input: CoreInput): void {
    this.mono += 10;
    const now = { mono: this.mono, t: startT + this.mono };
    for (const effect of this.core.handle({ ...input, now })) {
      if (effect.kind === "send") this.sent.push(effect.envelope);
    }
  }
}

/** Heap bytes of one battery that holds a lease and waits. */
export function idleBytes(count: number): number {
  const agents: BatteryCore[] = [];
  const create = (index: number): void => {
    const id = `ev${String(index).padStart(6, "0")}`;
    const core = new BatteryCore({ id, epoch: 1, seed: index, hash: sha256 }, battery);
    new Script(core).play(index);
    agents.push(core);
  };
  // Code and shapes are made with the first ones.
  for (let i = 0; i < 200; i++) create(i);
  const before = heap();
  for (let i = 0; i < count; i++) create(200 + i);
  const bytes = (heap() - before) / count;
  if (agents.length !== count + 200) throw new Error("agents are missing");
  return bytes;
}

function heap(): number {
  for (let i = 0; i < 4; i++) globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}
