import type { CoreInput } from "@chargepact/protocol";
import { expect, test } from "vitest";
import { VirtualClock } from "./clock.virtual.js";
import { MemoryPowerPort } from "./memory-port.js";
import { portContract } from "./port.contract.js";
import {
  batteryPort,
  type BatteryEvents,
  chargerPort,
  type ChargerEvents,
  gridPort,
  type GridEvents,
  storagePort,
  type StorageEvents,
} from "./ports.js";
import { launchAgent } from "./run-agent.js";
import { world } from "./testing/world.js";

const wantsW = 8_000;
const inMemory = () => {
  const clock = new VirtualClock(0);
  const port = new MemoryPowerPort(clock, () => wantsW);
  return {
    port,
    meterW: () => port.powerW(1),
    wait: (ms: number) => clock.run(clock.now().mono + ms),
    wantsW,
    responseMs: 1_000,
    close: () => undefined,
  };
};
for (const { title, run } of portContract(inMemory)) test(`in memory: ${title}`, run);

test("CP-FALL-8 a killed agent's equipment runs out its validity and then goes to its fallback by itself", () => {
  const w = world();
  const power = new MemoryPowerPort(w.clock, () => wantsW);
  const { handle } = launchAgent({
    ...w.options("ev", (event, core) => {
      if (event.kind !== "start") return;
      core.emit({ kind: "setFallback", fallback: { importW: 1_000, exportW: 0, rampWPerS: 7_000 } });
      core.emit({
        kind: "apply",
        connector: 1,
        band: { minW: 0, maxW: 8_000 },
        validForMs: 60_000,
        decidedAt: event.now.mono,
      });
    }),
    port: { power, listen: () => undefined },
  });
  w.clock.run(1_000);
  expect(w.coreOf("ev").seen).toContainEqual(expect.objectContaining({ kind: "fallbackWritten" }));
  void handle.kill();
  w.clock.run(59_000);
  expect(power.powerW(1)).toBe(8_000);
  w.clock.run(60_500);
  expect(power.powerW(1)).toBe(4_500);
  w.clock.run(62_000);
  expect(power.powerW(1)).toBe(1_000);
});

test("each role's port reports as the inputs of its core", () => {
  const inputs: CoreInput[] = [];
  const input = (event: CoreInput): void => void inputs.push(event);
  const power = { apply: () => undefined, setFallback: (fallback: never) => fallback };
  const listening = <Events>() => {
    const holder: { events?: Events } = {};
    return { listen: (events: Events) => void (holder.events = events), get: () => holder.events! };
  };
  const battery = listening<BatteryEvents>();
  batteryPort({ ...power, listen: battery.listen }).listen(input);
  battery.get().plugged("cs");
  battery.get().personLimit(0);
  const charger = listening<ChargerEvents>();
  chargerPort({ ...power, listen: charger.listen }).listen(input);
  charger.get().plugged(2, "ev", [1]);
  charger.get().plugged(2);
  charger.get().meter(2, 5);
  const storage = listening<StorageEvents>();
  storagePort({ ...power, listen: storage.listen }).listen(input);
  storage.get().meter(-7);
  const grid = listening<GridEvents>();
  gridPort({ listen: grid.listen }).listen(input);
  grid.get().emergency(10, 20);
  expect(inputs).toEqual([
    { kind: "plugged", connector: 1, peer: "cs" },
    { kind: "personLimit", connector: 1, maxW: 0 },
    { kind: "plugged", connector: 2, peer: "ev", phases: [1] },
    { kind: "plugged", connector: 2 },
    { kind: "meter", connector: 2, powerW: 5 },
    { kind: "meter", connector: 1, powerW: -7 },
    { kind: "emergency", importMaxW: 10, durationMs: 20 },
  ]);
});
