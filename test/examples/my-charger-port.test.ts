import { chargerPortContract } from "chargepact";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { SimulatedCharger } from "../../examples/my-charger/simulated-charger.js";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval", "performance"] });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Draws whatever it may, and comes down at 1 kW/s where no fallback has said otherwise. */
const station = () => {
  const port = new SimulatedCharger({ currentMinA: 6, log: () => undefined });
  return {
    port,
    connectors: 1,
    plug: (_connector: number, holder: string | undefined) => port.plug(holder),
    meterW: () => port.meterW,
    wantsW: 22_080,
    wait: (ms: number) => void vi.advanceTimersByTime(ms),
    responseMs: 23_000,
    close: () => port.close(),
  };
};

for (const { title, run } of chargerPortContract(station)) test(`the example's charger: ${title}`, run);

test("the contract is asked of it in virtual time", () => {
  const before = performance.now();
  const { wait, close } = station();
  wait(60_000);
  close();
  expect(performance.now() - before).toBe(60_000);
});
