import type { DurationMs } from "@chargepact/protocol";
import type { Clock } from "./clock.js";
import { matches, type PublishOptions, type Transport, type TransportSession, type Will } from "./transport.js";

/** What happens to one delivery; absent fields mean: as usual. */
export interface DeliveryFate {
  readonly drop?: boolean;
  readonly delayMs?: DurationMs;
  /** How many copies arrive; default 1. */
  readonly copies?: number;
  /** One way of each copy, ms; instead of `delayMs` and `copies`. */
  readonly delaysMs?: readonly DurationMs[];
}
export type DeliveryHook = (from: string, to: string, topic: string, payload: Uint8Array) => DeliveryFate | undefined;

export interface MemoryNetworkOptions {
  /** One way, ms. Default 1. */
  readonly delayMs?: DurationMs;
  /** From the broker's return to the first clients' reconnect, ms. Default 1000; each further client 1 ms later. */
  readonly reconnectMs?: DurationMs;
  /** Decides the fate of each delivery; faults of a simulated network. */
  readonly hook?: DeliveryHook;
  /** Most deliveries under way to one client; more are dropped. Default 10 000. */
  readonly inFlightMax?: number;
  /** Most retained topics. Default 10 000. */
  readonly retainedMax?: number;
}

interface Client {
  readonly id: string;
  session: TransportSession | undefined;
  up: boolean;
  /** Grows at each connect and end: what was under way for an earlier connection is not delivered. */
  life: number;
  will: Will | undefined;
  inFlight: number;
}

/** A broker within one process: topics, wildcards, retained messages, wills. Deterministic on a virtual clock. */
export class MemoryNetwork {
  readonly counts = { published: 0, delivered: 0, dropped: 0, bytes: 0 };
  private readonly clients = new Map<string, Client>();
  private readonly retained = new Map<string, Uint8Array>();
  /** What was retained before each that is now. */
  private readonly older = new Map<string, Uint8Array>();
  /** Topic → who gets it, in order of connecting. */
  private readonly routes = new Map<string, Client[]>();
  private running = true;
  private readonly delayMs: DurationMs;

  constructor(
    private readonly clock: Clock,
    private readonly options: MemoryNetworkOptions = {},
  ) {
    this.delayMs = options.delayMs ?? 1;
  }

  /** A transport for this client id. */
  transport(id: string): Transport {
    const client: Client = { id, session: undefined, up: false, life: 0, will: undefined, inFlight: 0 };
    return {
      loopback: true,
      open: (session) => this.open(client, session),
      publish: (topic, payload, options) => this.publish(client, topic, payload, options),
      close: (graceful) => this.close(client, graceful),
    };
  }

  /** Fault: the broker stops; every connection is lost. With `amnesia` its retained messages are lost too. */
  stop(amnesia = true): void {
    if (!this.running) return;
    this.running = false;
    if (amnesia) this.retained.clear();
    for (const client of [...this.clients.values()]) this.disconnect(client, false);
  }

  /** Fault: of each topic the retained message before the last is there again, as after a crash without a sync. */
  rollBack(): void {
    for (const [topic, payload] of this.older) this.retained.set(topic, payload);
  }

  /** Ends the fault: clients come back one by one. */
  start(): void {
    if (this.running) return;
    this.running = true;
    let wait = this.options.reconnectMs ?? 1_000;
    for (const client of this.clients.values()) this.connectAfter(client, wait++);
  }

  /** Fault: one client's connection breaks (its will is published) and comes back after `reconnectMs`. */
  breakConnection(id: string): void {
    const client = this.clients.get(id);
    if (client === undefined || !client.up) return;
    this.disconnect(client, true);
    this.connectAfter(client, this.options.reconnectMs ?? 1_000);
  }

  private open(client: Client, session: TransportSession): void {
    const other = this.clients.get(client.id);
    // As a broker does: the newer connection of an id ends the older one, which here does not fight back.
    if (other !== undefined && other !== client) this.close(other, false);
    this.clients.set(client.id, client);
    client.session = session;
    if (this.running) this.connectAfter(client, this.delayMs);
  }

  private close(client: Client, graceful: boolean): void {
    if (client.session === undefined) return;
    if (this.clients.get(client.id) === client) this.clients.delete(client.id);
    client.session = undefined;
    this.leave(client, !graceful);
  }

  private connectAfter(client: Client, delayMs: DurationMs): void {
    const life = ++client.life;
    this.clock.setTimer(this.clock.now().mono + delayMs, () => {
      const { session } = client;
      if (session === undefined || client.life !== life || !this.running) return;
      client.up = true;
      client.will = session.will?.();
      for (const [topic, receivers] of this.routes) {
        if (session.filters.some((filter) => matches(filter, topic))) receivers.push(client);
      }
      session.handlers.up();
      this.sendRetained(client, session.filters);
    });
  }

  private sendRetained(client: Client, filters: readonly string[]): void {
    for (const [topic, payload] of this.retained) {
      if (client.up && filters.some((filter) => matches(filter, topic))) {
        this.deliver("", client, topic, payload, true);
      }
    }
  }

  private disconnect(client: Client, publishWill: boolean): void {
    const wasUp = client.up;
    this.leave(client, publishWill);
    if (wasUp) client.session?.handlers.down();
  }

  private leave(client: Client, publishWill: boolean): void {
    client.life++;
    client.inFlight = 0;
    if (!client.up) return;
    client.up = false;
    for (const receivers of this.routes.values()) {
      const at = receivers.indexOf(client);
      if (at >= 0) receivers.splice(at, 1);
    }
    const { will } = client;
    client.will = undefined;
    if (publishWill && will !== undefined) this.route(client.id, will.topic, will.payload, true);
  }

  private publish(client: Client, topic: string, payload: Uint8Array, options?: PublishOptions): boolean {
    if (!client.up) return false;
    this.route(client.id, topic, payload, options?.retain ?? false);
    return true;
  }

  private route(from: string, topic: string, payload: Uint8Array, retain: boolean): void {
    this.counts.published++;
    this.counts.bytes += payload.length;
    if (retain) this.retain(topic, payload);
    for (const client of this.receivers(topic)) this.deliver(from, client, topic, payload, false);
  }

  private retain(topic: string, payload: Uint8Array): void {
    const before = this.retained.get(topic);
    if (before !== undefined) this.older.set(topic, before);
    if (payload.length === 0) this.retained.delete(topic);
    else if (this.retained.has(topic) || this.retained.size < (this.options.retainedMax ?? 10_000)) {
      this.retained.set(topic, payload);
    }
  }

  private receivers(topic: string): readonly Client[] {
    const known = this.routes.get(topic);
    if (known !== undefined) return known;
    const found = [...this.clients.values()].filter(
      (client) => client.up && client.session?.filters.some((filter) => matches(filter, topic)),
    );
    if (this.routes.size >= 100_000) this.routes.clear();
    this.routes.set(topic, found);
    return found;
  }

  private deliver(from: string, client: Client, topic: string, payload: Uint8Array, retained: boolean): void {
    const fate = this.options.hook?.(from, client.id, topic, payload);
    const { mono } = this.clock.now();
    if (fate?.delaysMs !== undefined) {
      if (fate.delaysMs.length === 0) this.counts.dropped++;
      for (const delayMs of fate.delaysMs) this.deliverAt(mono + delayMs, client, topic, payload, retained);
      return;
    }
    const copies = fate?.drop === true ? 0 : (fate?.copies ?? 1);
    if (copies === 0) this.counts.dropped++;
    const at = mono + (fate?.delayMs ?? this.delayMs);
    for (let copy = 0; copy < copies; copy++) this.deliverAt(at, client, topic, payload, retained);
  }

  private deliverAt(at: number, client: Client, topic: string, payload: Uint8Array, retained: boolean): void {
    if (client.inFlight >= (this.options.inFlightMax ?? 10_000)) {
      this.counts.dropped++;
      return;
    }
    client.inFlight++;
    const { life } = client;
    this.clock.setTimer(at, () => {
      if (client.life !== life) return;
      client.inFlight--;
      this.counts.delivered++;
      client.session?.handlers.message(topic, payload, retained);
    });
  }
}
