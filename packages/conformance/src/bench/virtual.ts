import { makeRegistry, type MadeRegistry, MemoryNetwork, seededEntropy, VirtualClock } from "@chargepact/agent";
import type { AgentId, DurationMs, Role, Watts } from "@chargepact/protocol";
import type { Equipment, Feature } from "../equipment/equipment.js";
import { CannotRun } from "../failure.js";
import { Log } from "../log.js";
import { VirtualPace } from "../pace.js";
import { GrantorPeer } from "../probe/grantor-peer.js";
import { HolderPeer } from "../probe/holder-peer.js";
import type { PeerOptions } from "../probe/peer.js";
import { Probe, type Times } from "../probe/probe.js";
import { Tap } from "../probe/tap.js";
import { type Fault, faultyHook } from "./faults.js";
import { FaultyStore } from "./faulty-store.js";
import { cheapNow } from "./other-rigs.js";
import { rigOf, type Rig } from "./rigs.js";
import type { CreateSubject, Subject } from "./subject.js";
import { WallClock } from "./wall-clock.js";

export interface VirtualBenchOptions<R extends Role> {
  readonly role: R;
  readonly create: CreateSubject<R>;
  readonly supports: ReadonlySet<Feature>;
  readonly faults?: readonly Fault[];
  readonly seed?: number;
}

const startT = 1_800_000_000_000;
const root = "chargepact";
const startMaxMs = 60_000;
const restMs = 1;

/** Times of a run in virtual time: the published leases; longer waits where the network is bad. */
const timesOf = (bad: boolean): Times => ({
  ttlMs: 180_000,
  graceMs: 10_000,
  answerMs: bad ? 25_000 : 4_000,
  setupMs: 60_000,
  slack: { meterMs: 50, reactionMs: 300, timeMs: 50 },
});

/** One run in virtual time: the agent under test, its partners, its equipment and a network with planned faults. */
export class VirtualBench<R extends Role> implements Equipment {
  readonly log = new Log();
  readonly probe: Probe;
  private readonly clock: VirtualClock;
  private readonly wall: WallClock;
  private readonly pace: VirtualPace;
  private readonly net: MemoryNetwork;
  private readonly made: MadeRegistry;
  private readonly store: FaultyStore;
  private readonly rig: Rig<R>;
  private subject: Subject | undefined;
  private life = 0;
  private readonly lag = { ms: 0 };

  constructor(private readonly options: VirtualBenchOptions<R>) {
    const { role, supports, faults = [], seed = 1 } = options;
    this.clock = new VirtualClock(startT, { boot: "virtual", mono: 1_000_000 });
    this.pace = new VirtualPace(this.clock);
    this.wall = new WallClock(this.clock);
    this.store = new FaultyStore(this.clock);
    this.net = new MemoryNetwork(this.clock, { hook: faultyHook(faults, this.log, this.lag) });
    this.rig = rigOf(role, this.clock);
    const { plan, subject } = this.rig;
    this.made = makeRegistry({ site: "site", seed: `kit/${seed}`, agents: plan });
    const grantor = this.rig.grantor === undefined ? undefined : new GrantorPeer(this.peerOptions(this.rig.grantor));
    const holders = this.rig.holders.map((id) => new HolderPeer(this.peerOptions(id)));
    const times = timesOf(faults.length > 0);
    if (grantor !== undefined) [grantor.ttlMs, grantor.graceMs] = [times.ttlMs, times.graceMs];
    if (grantor !== undefined && role === "storage") grantor.prices = cheapNow;
    for (const holder of holders) {
      this.rig.prepare(holder);
      holder.countsOffers = faults.length === 0;
    }
    this.probe = new Probe({
      ...{
        role,
        subject,
        pace: this.pace,
        log: this.log,
        times,
        features: supports,
        equipment: this,
        grantor,
        holders,
      },
    });
  }

  /** Everybody connects. Throws where the agent under test does not start. */
  async begin(): Promise<void> {
    const { grantor, holders } = this.probe.parts;
    for (const peer of [...(grantor === undefined ? [] : [grantor]), ...holders]) peer.start();
    await this.start();
  }

  async end(): Promise<void> {
    this.probe.stop();
    const { grantor, holders } = this.probe.parts;
    await this.subject?.kill();
    for (const peer of [...(grantor === undefined ? [] : [grantor]), ...holders]) await peer.end(false);
  }

  get meterW(): Watts | undefined {
    return this.options.supports.has("meter") ? this.rig.equipment.meterW : undefined;
  }

  get capacityW(): Watts | undefined {
    return this.rig.equipment.capacityW;
  }

  get guaranteedW(): Watts | undefined {
    return this.rig.guaranteedW;
  }

  sample(): Promise<void> {
    return Promise.resolve();
  }

  plug(connector: number, holder: AgentId | undefined): Promise<void> {
    this.probe.note(
      holder === undefined ? `connector ${connector} is unplugged` : `${holder} is plugged in at ${connector}`,
    );
    this.rig.equipment.plug(connector, holder);
    return Promise.resolve();
  }

  personLimit(maxW: Watts | undefined): Promise<void> {
    this.probe.note(maxW === undefined ? "a person lifts the limit" : `a person sets ${maxW} W`);
    this.rig.equipment.personLimit(maxW);
    return Promise.resolve();
  }

  capacity(importW: Watts): Promise<void> {
    this.probe.note(`the capacity is ${importW} W`);
    this.rig.equipment.capacity?.(importW);
    return Promise.resolve();
  }

  emergency(importMaxW: Watts, durationMs: DurationMs): Promise<void> {
    this.probe.note(`an emergency of ${importMaxW} W for ${durationMs / 1000} s is declared`);
    this.rig.equipment.emergency?.(importMaxW, durationMs);
    return Promise.resolve();
  }

  async kill(): Promise<void> {
    this.probe.note(`${this.rig.subject} is killed`);
    this.life++;
    this.rig.equipment.forget();
    await this.subject?.kill();
    this.subject = undefined;
  }

  async restart({ afterMs, lost = false }: { readonly afterMs: DurationMs; readonly lost?: boolean }): Promise<void> {
    await this.kill();
    if (lost) {
      this.store.lose();
      this.probe.note("its store is lost");
    }
    await this.probe.wait(afterMs);
    await this.start();
  }

  async start(): Promise<void> {
    const { options, made, rig } = this;
    const id = rig.subject;
    const life = ++this.life;
    const keys = made.keys.get(id);
    if (keys === undefined) throw new CannotRun(`the registry has no ${id}`);
    const transport = new Tap(this.net.transport(id), {
      leaving: (to, _topic, payload) => {
        this.log.message({ at: this.clock.now().mono, from: id, to, payload });
        return life === this.life;
      },
    });
    const given = { id, registry: made.registry, keys, transport, clock: this.wall, store: this.store, root };
    const entropy = seededEntropy(`subject/${options.seed ?? 1}/${life}`);
    const created = Promise.resolve(options.create(rig.context({ ...given, entropy })));
    let done = false;
    void created.then(
      () => (done = true),
      () => (done = true),
    );
    this.probe.note(`${id} starts`);
    if (!(await this.pace.promised(() => done, startMaxMs))) {
      throw new CannotRun(`${id} has not started within ${startMaxMs / 1000} s of its clock`);
    }
    this.subject = await created;
    await this.probe.wait(restMs);
  }

  delayMessages(ms: DurationMs): void {
    this.probe.note(`every message takes ${ms} ms from now on`);
    this.lag.ms = ms;
  }

  moveWallClock(byMs: DurationMs): void {
    this.probe.note(`the wall clock of ${this.rig.subject} moves by ${byMs / 1000} s`);
    this.wall.move(byMs);
  }

  slowStore(ms: DurationMs): void {
    this.store.slowMs = ms;
  }

  failStore(): void {
    this.store.failOnce();
  }

  private peerOptions(id: AgentId): PeerOptions {
    const { made, clock, log, rig } = this;
    const keys = made.keys.get(id);
    if (keys === undefined) throw new CannotRun(`the registry has no ${id}`);
    return {
      ...{
        id,
        subject: rig.subject,
        registry: made.registry,
        keys,
        transport: this.net.transport(id),
        clock,
        log,
        root,
      },
      ...{ entropy: seededEntropy(`peer/${id}/${this.options.seed ?? 1}`), epoch: 7 },
    };
  }
}
