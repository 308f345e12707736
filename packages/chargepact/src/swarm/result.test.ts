import { beforeAll, describe, expect, it } from "vitest";
import { endTable } from "./table.js";
import { runTiny, tinyDay, type TinyRun } from "./tiny.fixture.js";

const keys = [
  "scenario date currency seed broker durationS speed agents sessions energyRequestedWh energyDeliverableWh",
  "energyDeliveredWh vehiclesExportWh storageExportWh tier1MetFraction capacityW peakImportW limitViolations overLimitMaxW negotiations leases",
  "optionRounds trades messages bytes costMicro demandMicro wearMicro unservedMicro faults uncontrolled equalShare wallMs",
]
  .join(" ")
  .split(" ");
const compared = [
  "energyDeliveredWh",
  "vehiclesExportWh",
  "storageExportWh",
  "peakImportW",
  "limitViolations",
  "costMicro",
  "demandMicro",
  "wearMicro",
  "unservedMicro",
];

let tiny: TinyRun;
beforeAll(async () => {
  tiny = await runTiny();
});

describe("the result document", () => {
  it("has exactly the published keys, in their order", () => {
    const { result } = tiny;
    expect(Object.keys(result)).toEqual(keys);
    expect(Object.keys(result.agents)).toEqual(["battery", "charger", "storage", "grid"]);
    expect(Object.keys(result.negotiations)).toEqual(["agreed", "countered", "rejected", "revoked"]);
    expect(Object.keys(result.leases)).toEqual(["granted", "renewed", "expired", "fallbacks"]);
    expect(Object.keys(result.uncontrolled)).toEqual(compared);
    expect(Object.keys(result.equalShare)).toEqual(compared);
  });

  it("has whole numbers for energy, power and money", () => {
    for (const [key, value] of Object.entries({ ...tiny.result, ...tiny.result.uncontrolled })) {
      if (typeof value === "number" && key !== "tier1MetFraction") expect(value, key).toBe(Math.round(value));
    }
  });

  it("agrees with the plants' meters and the day", () => {
    const { result, run } = tiny;
    const outcome = run.swarm.world.outcome();
    expect(result).toMatchObject({ scenario: "tiny", date: "2025-06-17", seed: 3, durationS: 5400, speed: null });
    expect(result).toMatchObject({ sessions: 4, energyRequestedWh: 16_500, capacityW: 16_000 });
    expect(result.agents).toEqual({ battery: 4, charger: 2, storage: 1, grid: 1 });
    expect(result.energyDeliveredWh).toBe(Math.round(outcome.energyDeliveredWh));
    expect(result.energyDeliveredWh).toBeLessThanOrEqual(result.energyDeliverableWh);
    expect(result.peakImportW).toBe(outcome.peakImportW);
    expect(result.uncontrolled.peakImportW).toBeGreaterThan(result.capacityW);
    expect(result.uncontrolled.limitViolations).toBeGreaterThan(0);
    expect(result.equalShare.limitViolations).toBe(0);
    expect(result.messages).toBeGreaterThan(result.leases.renewed);
    expect(result.bytes).toBeGreaterThan(10 * result.messages);
  });

  it("counts each lease once, at its holder: every battery and charger has one, an idle storage site may have none", () => {
    expect([4 + 2, 4 + 2 + 1]).toContain(tiny.result.leases.granted);
    expect(tiny.result.negotiations.countered).toBeGreaterThan(0);
  });

  it("of a run that was stopped counts only what had begun by then, for the baselines too", async () => {
    const stop = new AbortController();
    const stopped = await runTiny(tinyDay(), {
      signal: stop.signal,
      onProgress: ({ world }) => {
        if (world.nowMs >= (world.day.fromS + 1800) * 1000) stop.abort();
      },
    });
    expect(stopped.reckoning.stopped).toBe(true);
    expect(stopped.result.durationS).toBe(1800);
    expect(stopped.result.sessions).toBe(3);
    expect(stopped.result.energyRequestedWh).toBe(14_000);
    expect(stopped.result.uncontrolled.energyDeliveredWh).toBeLessThan(tiny.result.uncontrolled.energyDeliveredWh);
    expect(endTable(stopped.result, stopped.reckoning)).toContain("stopped after 30 min of the day");
  });
});

describe("the end table", () => {
  it("fits 80 columns, also with long names and large numbers", () => {
    const long = "x".repeat(200);
    const result = {
      ...tiny.result,
      scenario: long,
      broker: `mqtt://${long}`,
      messages: 123_456_789,
      faults: [{ fault: `kill:${long}`, atS: 1, recoveredAfterS: 12 }],
    };
    for (const line of endTable(result, tiny.reckoning).split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  it("stands beside both baselines, without any colour", () => {
    const text = endTable(tiny.result, tiny.reckoning);
    expect(text).toMatch(/negotiated +uncontrolled +equal share/);
    expect(text).toMatch(/energy delivered +[\d.]+ kWh +[\d.]+ kWh +[\d.]+ kWh/);
    expect(text).toMatch(/limit violations +0 +[1-9]\d* +0/);
    expect(text).not.toContain("\u001b");
  });
});
