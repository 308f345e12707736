import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Depot } from "../testing/depot.test-helper.js";
import { encodeEnvelope } from "../wire/index.js";
import type { BatteryCore } from "./battery.js";

test("a battery whose power sensor says no number can still say where it stands", () => {
  const depot = new Depot((bytes) => createHash("sha256").update(bytes).digest(), 5, {}, {});
  depot.network.recording = true;
  depot.start();
  depot.timeline.run(60_000);
  const host = depot.host(depot.batteries[0]!.id);
  const [said] = host.sentEnvelopes;
  const cells = { soc: 0.4, soh: 1, temperatureC: 20, ambientC: 20 };
  host.deliver({ kind: "batteryTelemetry", telemetry: { ...cells, powerW: 3000 } });
  host.deliver({ kind: "batteryTelemetry", telemetry: { ...cells, powerW: Number.NaN } });
  const powerW = (host.core as BatteryCore).meteredW();
  expect(powerW).toBe(3000);
  expect(() => encodeEnvelope({ ...said!, body: { kind: "status", powerW, state: "ACTIVE" } })).not.toThrow();
});
