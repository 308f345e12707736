import type { LedgerRow } from "../link/booking.js";
import type { Desk } from "../link/desk.js";
import type { LinkTimings } from "../link/context.js";
import type { HolderLink } from "../link/holder.js";
import type { BodyKind, BodyOf, Envelope, NeedPart, Terms } from "../messages.js";
import type { HashFunction } from "../wire/index.js";
import { baseT, Host, type Life } from "./host.test-helper.js";
import { Network, Timeline } from "./network.test-helper.js";
import {
  flat,
  ScriptedGrantor,
  ScriptedHolder,
  type GrantorScript,
  type HolderScript,
} from "./scripted.test-helper.js";

export interface PairOptions {
  readonly holders?: readonly string[];
  readonly capacityW?: number;
  readonly guaranteedW?: number;
  readonly ttlMs?: number;
  readonly fallbackW?: number;
  readonly powerMaxW?: number;
  readonly rampWPerS?: number;
  readonly timings?: Partial<LinkTimings>;
  readonly seed?: number;
}

export const need = (energyWh: number, version = 1, powerMaxW = 10_000): NeedPart => ({
  connector: 1,
  version,
  departureS: baseT / 1000 + 36_000,
  energyWh,
  powerMaxW,
  powerMinW: 0,
  exportMaxW: 0,
  phases: [1, 2, 3],
  blendable: true,
});

const site: LedgerRow = { id: "site", share: () => 1 };

/** One grantor `grid` and its holders, at link level: every rule can be provoked by hand. Calm, 5 ms each way. */
export class Pair {
  readonly timeline = new Timeline();
  readonly network: Network;
  readonly hosts = new Map<string, Host>();
  readonly grantorScript: GrantorScript;
  readonly holderScript: HolderScript;

  constructor(
    readonly hash: HashFunction,
    options: PairOptions = {},
  ) {
    const { holders = ["west"], powerMaxW = 10_000, fallbackW = 0, rampWPerS = 1000, timings = {} } = options;
    this.network = new Network(this.timeline, hash, options.seed);
    this.grantorScript = {
      ttlMs: options.ttlMs ?? 60_000,
      holders: new Map(holders.map((id) => [id, powerMaxW])),
      rows: [site],
      capacityW: options.capacityW ?? 10_000,
      guaranteedW: options.guaranteedW ?? options.capacityW ?? 10_000,
      deadline: undefined,
    };
    this.holderScript = {
      fallback: { importW: fallbackW, exportW: 0, rampWPerS },
      powerMaxW,
      answer: "accept",
      need: [need(20_000)],
    };
    const core = (life: Life) => ({ ...life, hash, timings });
    this.hosts.set(
      "grid",
      new Host("grid", this.network, (life) => new ScriptedGrantor(core(life), this.grantorScript)),
    );
    for (const id of holders) {
      this.hosts.set(
        id,
        new Host(id, this.network, (life) => new ScriptedHolder(core(life), this.holderScript, "grid")),
      );
    }
  }

  /** Starts everybody and lets them greet each other. */
  up(): this {
    for (const host of this.hosts.values()) host.start();
    return this.wait(100);
  }
  wait(ms: number): this {
    this.timeline.run(this.timeline.now + ms);
    return this;
  }

  host(id: string): Host {
    const host = this.hosts.get(id);
    if (host === undefined) throw new Error(`no host ${id}`);
    return host;
  }
  get grantor(): ScriptedGrantor {
    return this.host("grid").core as ScriptedGrantor;
  }
  get desk(): Desk {
    return this.grantor.desk;
  }
  holder(id = "west"): ScriptedHolder {
    return this.host(id).core as ScriptedHolder;
  }
  link(id = "west"): HolderLink {
    return this.holder(id).link;
  }
  get nowS(): number {
    return (baseT + this.timeline.now) / 1000;
  }
  flat(maxW: number, steps = 96): Terms {
    return flat(this.nowS, maxW, steps);
  }

  /** Does something as part of an event of the grantor. */
  grant(does: (grantor: ScriptedGrantor) => void): this {
    const { grantor } = this;
    grantor.todo.push(() => {
      does(grantor);
    });
    this.host("grid").deliver({ kind: "timer" });
    return this;
  }
  hold(does: (holder: ScriptedHolder) => void, id = "west"): this {
    const holder = this.holder(id);
    holder.todo.push(() => {
      does(holder);
    });
    this.host(id).deliver({ kind: "timer" });
    return this;
  }

  /** A plan that gives each of these holders a constant power, and time to settle. */
  give(targets: Readonly<Record<string, number>>, ms = 200): this {
    const terms = Object.fromEntries(Object.entries(targets).map(([id, w]) => [id, this.flat(w)]));
    return this.grant((grantor) => {
      grantor.execute(terms);
    }).wait(ms);
  }

  /** W that a holder's port may draw now: what it was last told, or its failsafe when that has run out. */
  drawn(id = "west"): number {
    const host = this.host(id);
    const applied = host.applied.get(1);
    return applied !== undefined && applied.until > this.timeline.now ? applied.maxW : host.failsafe.importW;
  }
  booked(id = "west"): number {
    return this.desk.ledger.importAt(id, this.nowS);
  }
  /** Messages of a kind that an agent sent, repeats included. */
  sent<K extends BodyKind>(from: string, kind: K): readonly Envelope<BodyOf<K>>[] {
    return this.host(from).sentEnvelopes.filter((each): each is Envelope<BodyOf<K>> => each.body.kind === kind);
  }
}
