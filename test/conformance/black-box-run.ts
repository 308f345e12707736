import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { type BlackBoxRun, partnersIn, type Report, runBlackBox, TestPort } from "@chargepact/conformance";
import { loadKeys, mqttTransport, openRegistry, type SignedRegistry, startEmbeddedBroker } from "chargepact";
import { serveCharger } from "./served-charger.js";

const id = "wallbox-7";
const cli = ["--import", "tsx", "--conditions=chargepact-source", "packages/chargepact/src/cli.ts", "conformance"];

/** Tests our own charger over a broker of its own, with keys that the command line prepared. */
export async function blackBoxRun(asked: Pick<BlackBoxRun, "only" | "part" | "onCase">): Promise<Report> {
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
    return await runBlackBox({
      ...{ role: "charger", subject: id, registry, keys: keysOf, root: "chargepact", seed: 1 },
      ...partnersIn(registry, "charger", id),
      transport: (partner) => mqttTransport({ url: broker.url, id: partner }),
      ...{ equipment: port, supports: new Set(await port.begin()), ttlMs: 6_000, graceMs: 500 },
      ...asked,
    });
  } finally {
    port.end();
    await served.close();
    await broker.close();
    rmSync(folder, { recursive: true });
  }
}
