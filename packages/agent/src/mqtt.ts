import { Socket } from "node:net";
import { performance } from "node:perf_hooks";
import { ChargepactError } from "@chargepact/protocol";
import { connect, type IClientOptions, type MqttClient } from "mqtt";
import { Gather, publishFrame } from "./mqtt-frame.js";
import { clientOptions, isLoopback, type MqttOptions, requireUrl } from "./mqtt-options.js";
import { subscribeAll } from "./mqtt-subscribe.js";
import { WrappedMqtt, type WrappedMqttOptions } from "./mqtt-wrapped.js";
import { type NextAttempt, Reconnect } from "./reconnect.js";
import type { PublishOptions, Transport, TransportSession } from "./transport.js";

interface Waiting {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly options: PublishOptions;
  readonly deadline: number;
}

/** MQTT over a connection of our own, or over a client that the program already has. Throws `BAD_CONFIG`. */
export function mqttTransport(options: MqttOptions | WrappedMqttOptions): Transport {
  return "client" in options ? new WrappedMqtt(options) : new MqttTransport(options);
}

/** One connection at a time; a new client for each attempt, so that certificates and will are fresh. */
class MqttTransport implements Transport {
  readonly loopback: boolean;
  private session: TransportSession | undefined;
  private client: MqttClient | undefined;
  private up = false;
  private acceptedAt: number | undefined;
  private retry: NodeJS.Timeout | undefined;
  private waiting: Waiting[] = [];
  private readonly reconnect: Reconnect;
  private readonly gather = new Gather();

  constructor(private readonly options: MqttOptions) {
    requireUrl(options.url);
    this.loopback = isLoopback(options.url);
    this.reconnect = new Reconnect(options.reconnect ?? {}, options.random ?? Math.random);
  }

  open(session: TransportSession): void {
    if (this.session !== undefined) throw new ChargepactError("INTERNAL", `${this.options.id} is open already`);
    this.session = session;
    // Not within the call: its owner may not be ready to hear of a failure.
    this.retry = setTimeout(() => {
      this.attempt(session);
    }, 0);
  }

  publish(topic: string, payload: Uint8Array, options: PublishOptions = {}): boolean {
    const { client, session } = this;
    if (session === undefined) return false;
    if (!this.up || client === undefined) return this.wait(topic, payload, options);
    if (client.stream.writableLength > (this.options.backlogMax ?? 1_048_576)) return false;
    const { qos = 0, retain = false } = options;
    const { protocolVersion = 4 } = this.options;
    if (qos === 0) this.gather.write(client.stream, publishFrame(topic, payload, { retain, protocolVersion }));
    else client.publish(topic, asBuffer(payload), { qos, retain });
    return true;
  }

  async close(graceful: boolean): Promise<void> {
    const { client } = this;
    this.session = undefined;
    this.client = undefined;
    this.up = false;
    this.waiting = [];
    clearTimeout(this.retry);
    if (client === undefined) return;
    if (!graceful) client.stream.destroy();
    await new Promise<void>((resolve) => {
      client.end(!graceful || !client.connected, () => {
        resolve();
      });
    });
  }

  /** Bounded in number and time: what waits longer has been repeated by its sender meanwhile. */
  private wait(topic: string, payload: Uint8Array, options: PublishOptions): boolean {
    const { max = 100, deadlineMs = 1_000 } = this.options.outbox ?? {};
    const now = performance.now();
    this.waiting = this.waiting.filter(({ deadline }) => deadline > now);
    if (options.retain === true || this.waiting.length >= max) return false;
    this.waiting.push({ topic, payload, options, deadline: now + deadlineMs });
    return true;
  }

  private attempt(session: TransportSession): void {
    if (this.session !== session) return;
    let client: MqttClient;
    try {
      client = connect(this.options.url, { ...clientOptions(this.options), ...willOf(session) });
    } catch (cause) {
      this.report("BAD_CONFIG", "cannot be read", cause);
      this.later(session, this.reconnect.afterFailure());
      return;
    }
    this.client = client;
    this.acceptedAt = undefined;
    let reason: unknown;
    client.on("error", (error) => {
      reason = error;
    });
    client.on("connect", () => {
      this.accepted(session, client);
    });
    client.on("message", (topic, payload, { retain }) => {
      if (this.client === client) session.handlers.message(topic, payload, retain);
    });
    client.on("close", () => {
      this.closed(session, client, reason);
    });
  }

  private accepted(session: TransportSession, client: MqttClient): void {
    if (this.client !== client) return;
    this.acceptedAt = performance.now();
    // Without this a QoS 1 exchange costs tens of milliseconds instead of a fraction of one.
    const { stream } = client;
    if (stream instanceof Socket) stream.setNoDelay(true);
    subscribeAll(client, session.filters, this.options.qos ?? 0, (refused) => {
      if (this.client !== client || !client.connected) return;
      if (refused.length > 0) this.report("BAD_CONFIG", `refuses to subscribe ${refused.join(", ")}`, undefined);
      this.up = true;
      session.handlers.up();
      this.sendWaiting();
    });
  }

  private sendWaiting(): void {
    const due = this.waiting;
    this.waiting = [];
    for (const { topic, payload, options, deadline } of due) {
      if (deadline > performance.now()) this.publish(topic, payload, options);
    }
  }

  private closed(session: TransportSession, client: MqttClient, reason: unknown): void {
    if (this.client !== client) return;
    this.client = undefined;
    const { up, acceptedAt } = this;
    this.up = false;
    client.removeAllListeners("message");
    client.end(true);
    if (acceptedAt === undefined) this.report("BROKER_UNREACHABLE", "cannot be reached", reason);
    if (up) session.handlers.down();
    const failed = acceptedAt === undefined;
    this.later(
      session,
      failed ? this.reconnect.afterFailure() : this.reconnect.afterSession(performance.now() - acceptedAt),
    );
  }

  private later(session: TransportSession, { waitMs, clash }: NextAttempt): void {
    if (this.session !== session) return;
    if (clash) {
      const message = `another client seems to connect as ${this.options.id}: waiting ${Math.round(waitMs / 1_000)} s`;
      session.handlers.problem?.(new ChargepactError("IDENTITY_CLASH", message, { side: "remote" }));
    }
    this.retry = setTimeout(() => {
      this.attempt(session);
    }, waitMs);
  }

  private report(code: "BAD_CONFIG" | "BROKER_UNREACHABLE", what: string, cause: unknown): void {
    const side = code === "BAD_CONFIG" ? "local" : "remote";
    const why = cause instanceof Error && cause.message !== "" ? `: ${cause.message}` : "";
    const message = `broker ${this.options.url} ${what} by ${this.options.id}${why}`;
    this.session?.handlers.problem?.(new ChargepactError(code, message, { side, cause }));
  }
}

function willOf(session: TransportSession): Pick<IClientOptions, "will"> {
  const will = session.will?.();
  if (will === undefined) return {};
  return { will: { topic: will.topic, payload: asBuffer(will.payload), qos: 0, retain: true } };
}

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
