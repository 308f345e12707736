import { ChargepactError } from "@chargepact/protocol";
import type { IPublishPacket, MqttClient } from "mqtt";
import { subscribeAll } from "./mqtt-subscribe.js";
import { matches, type PublishOptions, type Transport, type TransportSession } from "./transport.js";

export interface WrappedMqttOptions {
  /** A client that the program already has; its connection, reconnects and will stay the program's. */
  readonly client: MqttClient;
  /** True where its broker is this machine's own; default false, so that unsealed messages are refused. */
  readonly loopback?: boolean;
  readonly qos?: 0 | 1;
}

/**
 * A transport over somebody else's client. It cannot set a will, so presence stays as it was when the connection
 * breaks; `close` ends the subscriptions, never the connection.
 */
export class WrappedMqtt implements Transport {
  readonly loopback: boolean;
  private session: TransportSession | undefined;
  private up = false;

  constructor(private readonly options: WrappedMqttOptions) {
    this.loopback = options.loopback ?? false;
  }

  open(session: TransportSession): void {
    if (this.session !== undefined) throw new ChargepactError("INTERNAL", "this transport is open already");
    this.session = session;
    const { client } = this.options;
    client.on("connect", this.onConnect);
    client.on("close", this.onClose);
    client.on("message", this.onMessage);
    if (client.connected) setImmediate(this.onConnect);
  }

  publish(topic: string, payload: Uint8Array, { retain = false, qos = 0 }: PublishOptions = {}): boolean {
    if (!this.up) return false;
    this.options.client.publish(topic, Buffer.from(payload), { qos, retain });
    return true;
  }

  close(_graceful: boolean): void {
    const { client } = this.options;
    const { session, up } = this;
    this.session = undefined;
    this.up = false;
    client.off("connect", this.onConnect);
    client.off("close", this.onClose);
    client.off("message", this.onMessage);
    if (session !== undefined && up) client.unsubscribe([...session.filters]);
  }

  private readonly onConnect = (): void => {
    const { session } = this;
    const { client, qos = 0 } = this.options;
    if (session === undefined || !client.connected) return;
    subscribeAll(client, session.filters, qos, (refused) => {
      if (this.session !== session || !client.connected) return;
      if (refused.length > 0) {
        const message = `the broker refuses to subscribe ${refused.join(", ")}`;
        session.handlers.problem?.(new ChargepactError("BAD_CONFIG", message));
      }
      this.up = true;
      session.handlers.up();
    });
  };

  private readonly onClose = (): void => {
    if (!this.up) return;
    this.up = false;
    this.session?.handlers.down();
  };

  private readonly onMessage = (topic: string, payload: Buffer, { retain }: IPublishPacket): void => {
    const { session } = this;
    if (session?.filters.some((filter) => matches(filter, topic)) === true) {
      session.handlers.message(topic, payload, retain);
    }
  };
}
