import { createServer, type AddressInfo } from "node:net";
import { physicsWear, type Trace, type WearQuery } from "@chargepact/protocol";
import type { Day } from "@chargepact/sim";
import { afterEach, expect, it } from "vitest";
import { resolveScenario } from "../scenario/index.js";
import { checkScenario } from "../scenario/load.js";
import { runScaled } from "./run-scaled.js";
import { tinyScenario } from "./tiny.fixture.js";

/** Ninety minutes in six seconds. */
const common = { strategy: "llf", insecure: false, speed: 900 } as const;
const dayWith = (...faults: readonly string[]): Day =>
  resolveScenario(checkScenario(`${tinyScenario}faults: ${JSON.stringify(faults)}\n`, "tiny.yaml")).day;

/** Sockets and servers of this process; those of a closed broker need a turn or two to be gone. */
async function expectNothingOpen(): Promise<void> {
  const open = () => process.getActiveResourcesInfo().filter((name) => name.startsWith("TCP"));
  for (let i = 0; i < 100 && open().length > 0; i++) await new Promise((next) => setTimeout(next, 20));
  expect(open()).toEqual([]);
}
afterEach(expectNothingOpen);

it("a day on the embedded broker goes through its restart, two deaths, an emergency and loss within every limit", async () => {
  const faults = ["broker-restart@10:20", "kill:post-1@10:35", "kill:grid@10:50", "emergency:0.6@11:05/5m", "drop:0.1"];
  const shown: number[] = [];
  const day = dayWith(...faults);
  const run = await runScaled(day, { ...common, onProgress: ({ world }) => shown.push(world.nowMs) });
  const { swarm } = run;
  const outcome = swarm.world.outcome();
  expect(outcome.violations).toEqual([]);
  expect(outcome.energyDeliveredWh).toBeGreaterThan(3000);
  expect(run).toMatchObject({ speed: 900, stopped: false });
  expect(run.broker).toMatch(/^mqtt:\/\/127\.0\.0\.1:\d+$/);
  expect(swarm.world.nowMs).toBe(day.toS * 1000);
  expect(run.faults.map(({ fault }) => fault)).toEqual(faults);
  for (const { fault, recoveredAfterS } of run.faults) {
    if (fault.startsWith("drop")) expect(recoveredAfterS).toBeNull();
    else expect(recoveredAfterS, fault).toBeLessThan(5400);
  }
  for (const id of ["post-1", "grid"]) expect(swarm.handles.get(id)?.epoch).toBe(2);
  const stats = swarm.allHandles().map((handle) => handle.stats);
  expect(stats.reduce((sum, each) => sum + each.refused.seal + each.refused.malformed + each.restarts, 0)).toBe(0);
  expect(shown.length).toBeGreaterThan(5);
  expect(shown).toEqual([...shown].sort((a, b) => a - b));
}, 60_000);

it("batteries ask their predictors on a broker, too, and hear answers that take a while", async () => {
  const asked: string[] = [];
  const wear = {
    predict: async (query: WearQuery) => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      const prediction = physicsWear.predict(query);
      asked.push(query.pack.chemistry);
      return prediction && { ...prediction, provenance: { ...prediction.provenance, modelId: "own-1" } };
    },
  };
  const heard: (string | undefined)[] = [];
  const trace = (said: Trace): void => {
    if (said.what === "predicted") heard.push(said.wear?.modelId);
  };
  await runScaled(dayWith(), {
    ...{ ...common, speed: 1800 },
    observer: { trace },
    predictors: { names: ["own-1"], of: () => ({ wear }) },
  });
  expect(asked.length).toBeGreaterThan(3);
  expect(heard.filter((id) => id === "own-1").length).toBeGreaterThan(3);
});

it("a run ends at once where it is stopped, with what has happened by then", async () => {
  const stop = new AbortController();
  const run = await runScaled(dayWith(), { ...common, signal: stop.signal, onProgress: () => stop.abort() });
  expect(run.stopped).toBe(true);
  expect(run.swarm.world.nowMs).toBeLessThan(run.swarm.day.toS * 1000);
});

it("a run is given up where the broker stays away: the error names it and who could not reach it, not its password", async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  const broker = `mqtt://:secret@127.0.0.1:${port}`;
  const failed = runScaled(dayWith(), { ...common, broker, unreachableMs: 300 });
  await expect(failed).rejects.toMatchObject({ code: "BROKER_UNREACHABLE", side: "remote" });
  const message = await failed.then(
    () => "",
    (error: unknown) => (error as Error).message,
  );
  expect(message).toContain(`broker mqtt://127.0.0.1:${port} was not reachable for 0.3 s by grid, post-1, post-2, …`);
  expect(message).toContain("(8 of 8 agents): broker");
  expect(message).not.toContain("secret");
});

it("a restart of a broker that is not ours is refused before anything starts", async () => {
  const broker = "mqtt://127.0.0.1:1";
  await expect(runScaled(dayWith("broker-restart@10:20"), { ...common, broker })).rejects.toMatchObject({
    code: "BAD_INPUT",
  });
});
