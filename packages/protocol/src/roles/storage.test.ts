import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { llf } from "../market/index.js";
import type { CoreInput } from "../core.js";
import { baseT, Host } from "../testing/host.test-helper.js";
import { Network, Timeline } from "../testing/network.test-helper.js";
import { GridCore } from "./grid/grid.js";
import { StorageCore } from "./storage.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const startS = baseT / 1000;
const hourMs = 3_600_000;

/** A storage site under an operator that tells it three hours' prices, µ/kWh; its band at the middle of each hour, W. */
function bandsOf(microPerKwh: readonly number[], wearMicroPerKwh: number) {
  const timeline = new Timeline();
  const network = new Network(timeline, hash);
  const told: readonly CoreInput[] = [
    { kind: "limits", limits: { importW: 20_000, exportW: 20_000 }, reasons: [] },
    { kind: "prices", prices: { startS, stepS: 3600, microPerKwh } },
  ];
  const settings = { wiring: new Map(), phased: false, strategy: llf, guaranteedW: 0, ttlMs: 180_000 };
  const times = { stepS: 900, stepsMax: 12, debounceMs: 100, planIntervalMs: 5000, settleMs: 4000 };
  const grid = new Host(
    "grid",
    network,
    (life) => new GridCore({ ...life, hash }, { ...settings, ...times, children: new Map([["store", 5000]]) }),
    () => told,
  );
  const packs = { packs: 1, energyWh: 20_000, powerW: 5000, socMin: 0.1, socMax: 0.9, replanSoc: 0.2 };
  const store = new Host(
    "store",
    network,
    (life) =>
      new StorageCore(
        { ...life, hash },
        {
          ...{ ...packs, chargeEfficiency: 0.95, dischargeEfficiency: 0.95, wearMicroPerKwh, grantor: "grid" },
          fallback: { importW: 0, exportW: 0, rampWPerS: 5000 },
        },
      ),
    () => [{ kind: "packs", packs: [{ soc: 0.3, temperatureC: 20, powerW: 0 }] }],
  );
  grid.start();
  store.start();
  const bands = microPerKwh.map((_, hour) => {
    timeline.run((hour + 0.5) * hourMs);
    const { minW, maxW } = store.applied.get(1) ?? { minW: 0, maxW: 0 };
    return minW < 0 ? minW : maxW;
  });
  const costs = store.sentEnvelopes.flatMap(({ body }) =>
    body.kind === "counterOffer" ? body.options.map(({ costMicro }) => costMicro) : [],
  );
  return { bands, costs };
}

describe("a storage site under an operator that tells prices", () => {
  it("CP-STORAGE-3 charges in the cheap hour and gives in the dear one, and rests between", () => {
    const { bands } = bandsOf([50_000, 200_000, 400_000], 10_000);
    expect(bands[0]).toBeGreaterThan(4000);
    expect(bands[1]).toBe(0);
    expect(bands[2]).toBeLessThan(-4000);
  });

  it("CP-STORAGE-3 leaves alone what earns less than its packs wear", () => {
    expect(bandsOf([50_000, 200_000, 400_000], 200_000).bands).toEqual([0, 0, 0]);
  });

  it("CP-STORAGE-3 declares its wear as the cost of its plan", () => {
    const [some, twice] = [10_000, 20_000].map((wear) => bandsOf([50_000, 200_000, 400_000], wear).costs[0] ?? 0);
    // At least an hour each way at 4 kW, and the same plan at twice the wear costs twice as much.
    expect(some).toBeGreaterThan(8 * 10_000);
    expect(twice).toBe(2 * (some ?? 0));
  });
});
