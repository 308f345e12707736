import { expect, test } from "vitest";
import { mqttTransport } from "./mqtt.js";
import { clientOptions, isLoopback } from "./mqtt-options.js";
import { Reconnect } from "./reconnect.js";

test("CP-TOPIC-5 a connection has a clean session, and nothing reconnects or queues behind our back", () => {
  expect(clientOptions({ url: "mqtt://h", id: "ev" })).toMatchObject({
    clean: true,
    clientId: "ev",
    protocolVersion: 4,
    queueQoSZero: false,
    reconnectPeriod: 0,
    resubscribe: false,
  });
});

test("the node's id is the user name unless another is given, and TLS files are read at each connect", () => {
  expect(clientOptions({ url: "mqtt://h", id: "ev", password: "p" })).toMatchObject({ username: "ev", password: "p" });
  expect(clientOptions({ url: "mqtt://h", id: "ev", username: "u", password: "p" }).username).toBe("u");
  expect(() => clientOptions({ url: "mqtts://h", id: "ev", tls: { caFile: "/nowhere/ca.pem" } })).toThrow(/ca\.pem/);
});

test("only this machine's own addresses are loopback", () => {
  for (const host of ["localhost", "127.0.0.1", "127.9.9.9", "[::1]"])
    expect(isLoopback(`mqtt://${host}:1`)).toBe(true);
  for (const host of ["broker", "10.0.0.1", "127.0.0.1.example", "[::2]"])
    expect(isLoopback(`mqtt://${host}:1`)).toBe(false);
});

test("an address that is none is refused before anything is started", () => {
  for (const url of ["", "broker:1883", "http://broker", "mqtt//x"]) {
    expect(() => mqttTransport({ url, id: "ev" })).toThrow(/mqtt:\/\/host:port/);
  }
});

test("waits have full jitter below a bound that doubles up to its cap, and begin anew after a stable session", () => {
  const reconnect = new Reconnect({}, () => 1);
  const waits = Array.from({ length: 7 }, () => reconnect.afterFailure().waitMs);
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]);
  expect(reconnect.afterSession(1_000).waitMs).toBe(10_000);
  expect(reconnect.afterSession(5_000).waitMs).toBe(500);
  expect(new Reconnect({}, () => 0.25).afterFailure().waitMs).toBe(125);
});

test("three sessions in a row that end right after they began are a clash, and a stable one forgets them", () => {
  const reconnect = new Reconnect({}, () => 0);
  expect([1, 2, 3, 4].map(() => reconnect.afterSession(100).clash)).toEqual([false, false, true, true]);
  expect(reconnect.afterSession(100).waitMs).toBe(60_000);
  expect(reconnect.afterSession(9_000)).toEqual({ waitMs: 0, clash: false });
  expect(reconnect.afterSession(100).clash).toBe(false);
});
