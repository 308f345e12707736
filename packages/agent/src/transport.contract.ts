import assert from "node:assert/strict";
import type { ContractCase } from "./contract.js";
import type { Transport, Will } from "./transport.js";

/** One network on which the transports of one contract test meet. */
export interface TransportHarness {
  /** A transport of this client id, not yet open. Ids match `[a-z0-9-]{1,32}`. */
  readonly create: (id: string) => Transport;
  /** Lets the network work until `condition` holds; rejects where it never does. */
  readonly until: (condition: () => boolean) => Promise<void>;
  /** Lets the network work for as long as a delivery may take. */
  readonly settle: () => Promise<void>;
  /** Ends every connection from the network's side and lets them come back; absent where that cannot be done. */
  readonly interrupt?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

interface Received {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly retained: boolean;
}

const space = "chargepact/1/contract";
const inbox = (to: string, from: string): string => `${space}/inbox/${to}/${from}`;
const presence = (node: string): string => `${space}/node/${node}/presence`;
const bytes = (text: string): Uint8Array => Buffer.from(text);

/** A participant: a transport with a record of what it was told. */
class Peer {
  readonly received: Received[] = [];
  ups = 0;
  downs = 0;

  constructor(
    readonly id: string,
    readonly transport: Transport,
    private readonly harness: TransportHarness,
  ) {}

  async join(filters: readonly string[], will?: Will): Promise<this> {
    const before = this.ups;
    this.transport.open({
      filters,
      handlers: {
        up: () => {
          this.ups++;
        },
        down: () => {
          this.downs++;
        },
        message: (topic, payload, retained) => {
          this.received.push({ topic, payload, retained });
        },
      },
      ...(will === undefined ? {} : { will: () => will }),
    });
    assert.equal(this.ups, before, "open must return before up is called");
    await this.harness.until(() => this.ups > before);
    return this;
  }
}

type Rule = (peer: (id: string) => Peer, harness: TransportHarness) => Promise<void>;

const rules: Readonly<Record<string, Rule>> = {
  "a message reaches who subscribed to it, byte for byte, and nobody else": async (peer, { until, settle }) => {
    const a = await peer("a").join([inbox("a", "+")]);
    const b = await peer("b").join([inbox("b", "+")]);
    const c = await peer("c").join([inbox("c", "+")]);
    const payload = Uint8Array.from({ length: 65_536 }, (_, index) => (index * 7) & 255);
    assert.equal(a.transport.publish(inbox("b", "a"), payload), true);
    await until(() => b.received.length > 0);
    await settle();
    assert.deepEqual(
      b.received.map(({ topic, retained }) => [topic, retained]),
      [[inbox("b", "a"), false]],
    );
    assert.ok(b.received[0] && Buffer.from(payload).equals(b.received[0].payload), "the payload arrived changed");
    assert.equal(a.received.length + c.received.length, 0);
  },

  "at QoS 1 a message arrives at least once": async (peer, { until }) => {
    const a = await peer("a").join([inbox("a", "+")]);
    const b = await peer("b").join([inbox("b", "+")]);
    for (let i = 0; i < 50; i++) a.transport.publish(inbox("b", "a"), bytes(String(i)), { qos: 1 });
    await until(() => new Set(b.received.map(({ payload }) => Buffer.from(payload).toString())).size === 50);
  },

  "a retained message is given to later subscribers as retained, and to present ones as not": async (
    peer,
    { until },
  ) => {
    const early = await peer("b").join([presence("a")]);
    const a = await peer("a").join([inbox("a", "+")]);
    a.transport.publish(presence("a"), bytes("one"), { retain: true });
    await until(() => early.received.length > 0);
    assert.equal(early.received[0]?.retained, false);
    const late = await peer("c").join([presence("a")]);
    await until(() => late.received.length > 0);
    assert.deepEqual(Buffer.from(late.received[0]?.payload ?? []).toString(), "one");
    assert.equal(late.received[0]?.retained, true);
  },

  "an empty retained message clears what was kept": async (peer, { until, settle }) => {
    const watcher = await peer("b").join([presence("a")]);
    const a = await peer("a").join([inbox("a", "+")]);
    a.transport.publish(presence("a"), bytes("one"), { retain: true });
    a.transport.publish(presence("a"), new Uint8Array(0), { retain: true });
    await until(() => watcher.received.length > 1);
    const late = await peer("c").join([presence("a")]);
    await settle();
    assert.equal(late.received.length, 0);
  },

  "a connection that ends without a goodbye leaves its will, retained; one that says goodbye leaves none": async (
    peer,
    { until, settle },
  ) => {
    const watcher = await peer("b").join([presence("+")]);
    const quiet = await peer("c").join([inbox("c", "+")], { topic: presence("c"), payload: bytes("gone") });
    await quiet.transport.close(true);
    const dying = await peer("a").join([inbox("a", "+")], { topic: presence("a"), payload: bytes("gone") });
    await dying.transport.close(false);
    await until(() => watcher.received.length > 0);
    await settle();
    assert.deepEqual(
      watcher.received.map(({ topic }) => topic),
      [presence("a")],
    );
    const late = await peer("d").join([presence("+")]);
    await until(() => late.received.length > 0);
    assert.deepEqual(
      late.received.map(({ topic, retained }) => [topic, retained]),
      [[presence("a"), true]],
    );
  },

  "after close nothing is sent and no handler is called": async (peer, { settle }) => {
    const a = await peer("a").join([inbox("a", "+")]);
    const b = await peer("b").join([inbox("b", "+")]);
    b.transport.publish(inbox("a", "b"), bytes("late"));
    await a.transport.close(true);
    const heard = a.received.length;
    b.transport.publish(inbox("a", "b"), bytes("later"));
    await settle();
    assert.equal(a.received.length, heard);
    assert.equal(a.transport.publish(inbox("b", "a"), bytes("x")), false);
    assert.equal(a.downs, 0);
  },

  "a closed transport may be opened again": async (peer, { until }) => {
    const b = await peer("b").join([inbox("b", "+")]);
    const a = await peer("a").join([inbox("a", "+")]);
    await a.transport.close(true);
    await a.join([inbox("a", "+")]);
    b.transport.publish(inbox("a", "b"), bytes("again"));
    await until(() => a.received.length > 0);
    assert.equal(a.ups, 2);
  },
};

const interruption: Rule = async (peer, { until, interrupt }) => {
  const a = await peer("a").join([inbox("a", "+")]);
  const b = await peer("b").join([inbox("b", "+")]);
  await interrupt?.();
  await until(() => a.downs === 1 && b.downs === 1 && a.ups === 2 && b.ups === 2);
  a.transport.publish(inbox("b", "a"), bytes("back"));
  await until(() => b.received.length > 0);
};

/** What every transport must do. `open` gives each case a network of its own. */
export function transportContract(open: () => Promise<TransportHarness>): readonly ContractCase[] {
  const all = {
    ...rules,
    "an interrupted connection tells down, comes back by itself and is subscribed": interruption,
  };
  return Object.entries(all).map(([title, rule]) => ({
    title,
    run: async () => {
      const harness = await open();
      const peers: Peer[] = [];
      try {
        if (rule === interruption && harness.interrupt === undefined) return;
        const join = (id: string): Peer => {
          const made = new Peer(id, harness.create(id), harness);
          peers.push(made);
          return made;
        };
        await rule(join, harness);
      } finally {
        for (const { transport } of peers) await transport.close(true);
        await harness.close();
      }
    },
  }));
}
