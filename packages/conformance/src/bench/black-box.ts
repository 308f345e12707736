import {
  type AgentKeys,
  type Clock,
  type Entropy,
  type Registry,
  SystemClock,
  systemEntropy,
  type Transport,
} from "@chargepact/agent";
import type { AgentId, DurationMs, Role } from "@chargepact/protocol";
import type { Equipment, Feature } from "../equipment/equipment.js";
import { Log } from "../log.js";
import { RealPace } from "../pace.js";
import { GrantorPeer } from "../probe/grantor-peer.js";
import { HolderPeer } from "../probe/holder-peer.js";
import type { Peer, PeerOptions } from "../probe/peer.js";
import { Probe } from "../probe/probe.js";
import { cheapNow } from "./other-rigs.js";

export interface BlackBoxOptions {
  readonly role: Role;
  readonly subject: AgentId;
  readonly registry: Registry;
  /** Keys of the partners; undefined: unsealed. */
  readonly keys: ((id: AgentId) => AgentKeys) | undefined;
  readonly transport: (id: AgentId) => Transport;
  readonly root: string;
  readonly grantor: AgentId | undefined;
  readonly holders: readonly AgentId[];
  readonly equipment: Equipment;
  readonly supports: ReadonlySet<Feature>;
  readonly ttlMs: DurationMs;
  readonly graceMs: DurationMs;
  /** Epoch of the partners' first life; above that of every earlier run. */
  readonly epoch: number;
}

const answerMs = 4_000;
const upMs = 20_000;
const setupMs = 15_000;
const settleMs = 400;

/** An agent in another process and its partners: a real broker, real time. The partners stay from case to case. */
export class BlackBox {
  readonly log = new Log();
  private readonly clock: Clock = new SystemClock();
  private readonly entropy: Entropy = systemEntropy;
  private readonly grantor: GrantorPeer | undefined;
  private readonly holders: readonly HolderPeer[];

  constructor(private readonly options: BlackBoxOptions) {
    const { role, registry, ttlMs, graceMs } = options;
    const grantor = options.grantor === undefined ? undefined : new GrantorPeer(this.peerOptions(options.grantor));
    this.holders = options.holders.map((id) => new HolderPeer(this.peerOptions(id)));
    if (grantor !== undefined) [grantor.ttlMs, grantor.graceMs] = [ttlMs, graceMs];
    if (grantor !== undefined && role === "storage") grantor.prices = cheapNow;
    this.grantor = grantor;
    for (const holder of this.holders) {
      const { role: own = "battery", powerCapW: powerMaxW = 11_040 } = registry.agent(holder.id) ?? {};
      holder.role = own;
      holder.settings = { powerMaxW, powerMinW: 0, fallbackW: 0, rampWPerS: 2 * powerMaxW, energyWh: 30_000 };
    }
  }

  /** What a case has in its hands; its log begins here. */
  probe(): Probe {
    const { role, subject, supports, equipment, ttlMs, graceMs } = this.options;
    const times = { ttlMs, graceMs, answerMs, setupMs, slack: { meterMs: 500, reactionMs: 1_200, timeMs: 300 } };
    const { grantor, holders, log } = this;
    log.clear();
    return new Probe({
      ...{ role, subject, pace: new RealPace(this.clock), log, times, features: supports, equipment, grantor, holders },
    });
  }

  private get peers(): readonly Peer[] {
    return [...(this.grantor === undefined ? [] : [this.grantor]), ...this.holders];
  }

  /** The partners connect. False where the broker does not let them in. */
  begin(): Promise<boolean> {
    for (const peer of this.peers) peer.start();
    return new RealPace(this.clock).until(() => this.peers.every(({ online }) => online), upMs);
  }

  /** Leaves the agent under test as a case finds it: nothing leased, nothing capped, nothing plugged in. */
  async tidy(anew: boolean): Promise<void> {
    const { role, supports, equipment } = this.options;
    const { grantor } = this;
    for (const peer of this.peers) peer.relax();
    if (supports.has("restart")) await equipment.start();
    if (anew) {
      for (const peer of this.peers) await peer.restart();
      await new RealPace(this.clock).until(() => this.peers.every(({ online }) => online), upMs);
    }
    if (supports.has("plug") && role !== "grid") await equipment.plug(1, undefined);
    if (supports.has("person-limit")) await equipment.personLimit(undefined);
    if (grantor?.online !== true) return;
    if (grantor.emergencies > 0) grantor.emergency(0, 0);
    if (grantor.issued !== undefined) grantor.revoke(grantor.issued);
    await this.settled();
    grantor.relax();
    grantor.need = undefined;
    // An unplugged battery has no link any more.
    if (role === "battery") grantor.hello = undefined;
  }

  /** The partners leave. */
  async end(): Promise<void> {
    for (const peer of this.peers) await peer.end(true);
  }

  /** The equipment is down before the next case begins. */
  private async settled(): Promise<void> {
    const { equipment, ttlMs, supports } = this.options;
    const pace = new RealPace(this.clock);
    await pace.until(() => false, settleMs);
    if (!supports.has("meter")) return;
    await equipment.sample();
    const fallbackW = this.grantor?.admitted.importW ?? 0;
    await pace.until(() => (equipment.meterW ?? 0) <= fallbackW + 60, ttlMs + settleMs);
  }

  private peerOptions(id: AgentId): PeerOptions {
    const { subject, registry, keys, transport, root, epoch } = this.options;
    return {
      ...{ id, subject, registry, keys: keys?.(id), transport: transport(id), clock: this.clock, log: this.log, root },
      ...{ entropy: this.entropy, epoch, logsArrivals: true },
    };
  }
}
