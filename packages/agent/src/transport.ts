import type { ChargepactError } from "@chargepact/protocol";

/** What a transport tells its owner. Nothing is called before `open` returns. */
export interface TransportHandlers {
  /** Connected and subscribed; everything published from now on is on its way. */
  up(): void;
  /** The connection is gone; the transport is already trying to get it back. */
  down(): void;
  /** `retained`: the broker's stored copy, not a delivery of now. The payload is only valid during the call. */
  message(topic: string, payload: Uint8Array, retained: boolean): void;
  /** Something a person should know: `BROKER_UNREACHABLE`, `IDENTITY_CLASH`. The transport goes on by itself. */
  problem?(error: ChargepactError): void;
}

/** What the broker publishes, retained, when this connection ends without a goodbye. */
export interface Will {
  readonly topic: string;
  readonly payload: Uint8Array;
}

export interface TransportSession {
  readonly handlers: TransportHandlers;
  /** Topic filters, subscribed anew at each connect. */
  readonly filters: readonly string[];
  /** Asked before each connect, since a will has to be newer than what was said before. */
  readonly will?: () => Will;
}

export interface PublishOptions {
  /** The broker keeps it for later subscribers; an empty payload clears it. */
  readonly retain?: boolean;
  /** 1 = at least once to the broker, which proves nothing about the receiver. Default 0. */
  readonly qos?: 0 | 1;
}

/** The least a message network has to do. Delivery is not promised: order, loss and duplicates are the protocol's. */
export interface Transport {
  /** True where no other machine can take part; unsealed messages are allowed only there. */
  readonly loopback: boolean;
  /** Connects and stays connected until `close`. May be called again after `close`. */
  open(session: TransportSession): void;
  /** False when the message was dropped here (not connected, or too much waiting). */
  publish(topic: string, payload: Uint8Array, options?: PublishOptions): boolean;
  /** Graceful: says goodbye, so no will. Otherwise as if the process had died. No handler is called afterwards. */
  close(graceful: boolean): void | Promise<void>;
}

/** True where an MQTT filter with `+` and `#` covers a topic. */
export function matches(filter: string, topic: string): boolean {
  const wanted = filter.split("/");
  const levels = topic.split("/");
  for (let i = 0; i < wanted.length; i++) {
    if (wanted[i] === "#") return true;
    if (i >= levels.length || (wanted[i] !== "+" && wanted[i] !== levels[i])) return false;
  }
  return wanted.length === levels.length;
}
