import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { reportJunit, TestPort, partnersIn, runBlackBox } from "@chargepact/conformance";
import { loadKeys, mqttTransport, openRegistry, type SignedRegistry, startEmbeddedBroker } from "chargepact";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { serveCharger } from "../conformance/served-charger.js";

const id = "wallbox-7";
const cli = ["--import", "tsx", "--conditions=chargepact-source", "packages/chargepact/src/cli.ts", "conformance"];

test("a charger behind a broker is tested as a black box, with keys that the command line prepared", async () => {
  const folder = mkdtempSync(join(tmpdir(), "chargepact-box-"));
  const broker = await startEmbeddedBroker();
  await promisify(execFile)(process.execPath, [...cli, "--role", "charger", "--id", id, "--prepare", folder]);
  const signed = JSON.parse(readFileSync(join(folder, "registry.json"), "utf8")) as SignedRegistry;
  const siteKey = Buffer.from(readFileSync(join(folder, "site-key.txt"), "utf8").trim(), "hex");
  const registry = openRegistry(signed, siteKey);
  const keysOf = (agent: string) => loadKeys(join(folder, "keys", `${agent}.pem`));
  const served = await serveCharger({ id, registry, keys: keysOf(id), broker: broker.url });
  const port = new TestPort(served.url);
  try {
    const report = await runBlackBox({
      ...{ role: "charger", subject: id, registry, keys: keysOf, root: "chargepact", seed: 1 },
      ...partnersIn(registry, "charger", id),
      transport: (partner) => mqttTransport({ url: broker.url, id: partner }),
      ...{ equipment: port, supports: new Set(await port.begin()), ttlMs: 6_000, graceMs: 500 },
      only: new Set(["CP-FALL-8", "CP-LEASE-9", "CP-SEAL-1", "CP-STORE-3"]),
    });
    const failed = report.results.filter(({ outcome }) => outcome.kind === "fail" || outcome.kind === "stuck");
    expect(failed.map(({ test: each, outcome }) => [each.name, outcome])).toEqual([]);
    const statusOf = (rule: string) => report.verdicts.find((verdict) => verdict.id === rule)?.status;
    expect(["CP-FALL-8", "CP-LEASE-9", "CP-SEAL-1", "CP-STORE-3"].map(statusOf)).toEqual(Array(4).fill("PASS"));
    expect(statusOf("CP-SEAL-5")).toBe("NOT APPLICABLE");
    expect(reportJunit(report)).toContain('<testcase name="CP-FALL-8" classname="chargepact.charger"/>');
  } finally {
    port.end();
    await served.close();
    await broker.close();
    rmSync(folder, { recursive: true });
  }
});
