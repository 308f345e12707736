import { readFileSync } from "node:fs";
import { ChargepactError, type DurationMs } from "@chargepact/protocol";
import type { IClientOptions } from "mqtt";
import type { ReconnectOptions } from "./reconnect.js";

export interface MqttOptions {
  /** `mqtt://host:port` or `mqtts://host:port`. */
  readonly url: string;
  /** The node's id: client id, and the user name where none is given. */
  readonly id: string;
  readonly username?: string;
  readonly password?: string;
  /** PEM files, read anew at each connect, so that a renewed certificate is used without a restart. */
  readonly tls?: { readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string };
  /** 4 = MQTT 3.1.1 (default), 5. */
  readonly protocolVersion?: 4 | 5;
  /** Of subscriptions; deliveries have the lower of this and the publisher's. Default 0. */
  readonly qos?: 0 | 1;
  readonly keepaliveS?: number;
  readonly connectTimeoutMs?: DurationMs;
  readonly reconnect?: ReconnectOptions;
  /** What waits while there is no connection: at most so many messages, each for so long. Default 100, 1000 ms. */
  readonly outbox?: { readonly max?: number; readonly deadlineMs?: DurationMs };
  /** Bytes that may wait in the socket before messages are dropped. Default 1 MiB. */
  readonly backlogMax?: number;
  /** In [0, 1); spreads reconnects. Default `Math.random`. */
  readonly random?: () => number;
}

/** True where a broker's address is this machine's own. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === "localhost" || hostname === "[::1]" || /^127(\.\d{1,3}){3}$/.test(hostname);
}

/** Throws `BAD_CONFIG` for an address that is none. */
export function requireUrl(url: string): void {
  const usable = URL.canParse(url) && /^mqtts?:$/.test(new URL(url).protocol);
  if (!usable)
    throw new ChargepactError("BAD_CONFIG", `broker address "${url}" is not mqtt://host:port or mqtts://host:port`);
}

/** Options of one connection. CP-TOPIC-5: a clean session; and no reconnecting or queueing behind our back. */
export function clientOptions(options: MqttOptions): IClientOptions {
  const { id, username, password, tls } = options;
  const read = (file: string | undefined): Buffer | undefined => (file === undefined ? undefined : readFileSync(file));
  const files = { ca: read(tls?.caFile), cert: read(tls?.certFile), key: read(tls?.keyFile) };
  const certificates = Object.fromEntries(Object.entries(files).filter(([, bytes]) => bytes !== undefined));
  return {
    ...certificates,
    clientId: id,
    clean: true,
    reconnectPeriod: 0,
    resubscribe: false,
    queueQoSZero: false,
    protocolVersion: options.protocolVersion ?? 4,
    keepalive: options.keepaliveS ?? 30,
    connectTimeout: options.connectTimeoutMs ?? 10_000,
    ...(password === undefined ? {} : { username: username ?? id, password }),
    ...(username === undefined ? {} : { username }),
  };
}
