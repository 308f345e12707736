import { execFile } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, test } from "vitest";
import { brokerKinds } from "./brokers.js";

const cli = fileURLToPath(new URL("../../packages/chargepact/src/cli.ts", import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "chargepact-swarm-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Ninety minutes, four vehicles, too little capacity for all at once. */
const scenario = join(folder, "day.yaml");
writeFileSync(
  scenario,
  `version: 1
seed: 3
day: { date: "2025-06-17", from: "10:00", to: "11:30", stepS: 300 }
site: { capacityW: 16000, guaranteedW: 9000, baseLoad: { peakW: 6000, shape: office } }
stations:
  - { id: post, count: 2, connectors: 2, powerMaxW: 11000, phases: 3 }
sessions:
  - { id: s-1, vehicle: ev-1, model: id3-58, soh: 1, station: post-1, arrive: "10:05", depart: "11:20", energyWh: 5000, soc: 0.3 }
  - { id: s-2, vehicle: ev-2, model: id3-58, soh: 0.9, station: post-1, arrive: "10:02", depart: "11:25", energyWh: 3000, soc: 0.3 }
  - { id: s-3, vehicle: ev-3, model: leaf-38, soh: 0.75, station: post-2, arrive: "10:10", depart: "11:15", energyWh: 2000, soc: 0.4 }
  - { id: s-4, vehicle: ev-4, model: spring-27, soh: 0.9, station: post-2, arrive: "10:40", depart: "11:20", energyWh: 1500, soc: 0.5 }
`,
);
const agents = ["grid", "post-1", "post-2", "ev-1", "ev-2", "ev-3", "ev-4"];
const password = "one for all";

/** The document of a run as the command line prints it; the process must end by itself. */
async function swarm(...options: readonly string[]): Promise<Record<string, unknown>> {
  const words = ["--import", "tsx", "--conditions=chargepact-source", cli, "swarm", scenario, "--json", "--quiet"];
  const { stdout } = await promisify(execFile)(process.execPath, [...words, ...options], { timeout: 60_000 });
  return JSON.parse(stdout) as Record<string, unknown>;
}

describe("chargepact swarm runs a day in scaled time", () => {
  for (const kind of brokerKinds) {
    const name = kind.missing === undefined ? kind.name : `${kind.name} (not run: ${kind.missing})`;
    test.skipIf(kind.missing !== undefined)(`on a broker that it is given: ${name}`, async () => {
      const broker = await kind.start(agents, () => password);
      try {
        const { port } = new URL(broker.url);
        const url = `mqtt://:${encodeURIComponent(password)}@127.0.0.1:${port}`;
        const result = await swarm("--speed", "900", "--broker", url);
        expect(result).toMatchObject({ broker: broker.url, speed: 900, sessions: 4, limitViolations: 0 });
        const { energyDeliveredWh, energyDeliverableWh } = result;
        expect(Number(energyDeliveredWh) / Number(energyDeliverableWh)).toBeGreaterThan(0.7);
      } finally {
        await broker.close();
      }
    });
  }

  test("on its own broker, which restarts within it", async () => {
    const fault = "broker-restart@10:30";
    const result = await swarm("--speed", "900", "--fault", fault);
    expect(result).toMatchObject({ broker: "aedes", limitViolations: 0, faults: [{ fault }] });
    const [{ recoveredAfterS }] = result["faults"] as [{ recoveredAfterS: number }];
    expect(recoveredAfterS).toBeGreaterThan(0);
    expect(recoveredAfterS).toBeLessThan(3600);
  });
});
