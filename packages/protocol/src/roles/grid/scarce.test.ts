import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import type { CoreInput } from "../../core.js";
import { equalShare } from "../../market/index.js";
import { baseT, Host } from "../../testing/host.test-helper.js";
import { Network, Timeline } from "../../testing/network.test-helper.js";
import { BatteryCore } from "../battery.js";
import { ChargerCore } from "../charger/charger.js";
import { GridCore } from "./grid.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const [fallbackW, powerMaxW, powerMinW] = [4140, 11_000, 1380];
const phases = [1, 2, 3] as const;
const fallback = { importW: fallbackW, exportW: 0, rampWPerS: powerMaxW };
const posts = ["post-a", "post-b"];

/** Two stations under a grid that clears by option rounds; both have a fallback. */
function yard(): { readonly hosts: ReadonlyMap<string, Host>; readonly timeline: Timeline } {
  const timeline = new Timeline();
  const network = new Network(timeline, hash, 3);
  const hosts = new Map<string, Host>();
  const add = (id: string, make: ConstructorParameters<typeof Host>[2], told: readonly CoreInput[]): void => {
    hosts.set(id, new Host(id, network, make, () => told));
  };
  const rounds = { valueMicroPerKwh: 500_000, demandMicroPerKw: 0, roundsMax: 4, gapStop: 0.01 };
  const times = { ttlMs: 180_000, debounceMs: 200, planIntervalMs: 5000, settleMs: 4000 };
  const size = { stepS: 900, stepsMax: 8, guaranteedW: 2 * fallbackW, wiring: new Map(), phased: false };
  const children = new Map(posts.map((id) => [id, powerMaxW]));
  const microPerKwh = Array<number>(96).fill(200_000);
  add(
    "grid",
    (life) =>
      new GridCore(
        { ...life, hash },
        { children, strategy: equalShare, ...times, ...size, rounds: { ...rounds, deadlineMs: 3000, replyMs: 500 } },
      ),
    [
      { kind: "prices", prices: { startS: baseT / 1000, stepS: 900, microPerKwh } },
      { kind: "limits", limits: { importW: 22_000, exportW: 0 }, reasons: [] },
    ],
  );
  for (const [index, post] of posts.entries()) {
    const car = `car-${index}`;
    const connectors = [{ connector: 1, phases, powerMaxW, powerMinW }];
    const battery = { chemistry: "LFP", capacityWh: 250_000, acPowerMaxW: powerMaxW, powerMinW, phases } as const;
    const worth = { chargeEfficiency: 0.9, socMax: 1, valueMicroPerKwh: 500_000, priceMicroPerAge: 6_000_000_000 };
    add(
      post,
      (life) => new ChargerCore({ ...life, hash }, { grantor: "grid", connectors, batteryTtlMs: 60_000, fallback }),
      [{ kind: "plugged", connector: 1, peer: car, phases }],
    );
    add(car, (life) => new BatteryCore({ ...life, hash }, { ...battery, ...worth, fallback }), [
      { kind: "batteryTelemetry", telemetry: { soc: 0.2, soh: 1, temperatureC: 22, ambientC: 20, powerW: 0 } },
      { kind: "trip", trip: { departureS: baseT / 1000 + 14_400, energyWh: 40_000 } },
      { kind: "plugged", connector: 1, peer: post },
    ]);
  }
  return { hosts, timeline };
}

it.each([1000, 60_000])(
  "CP-LEDGER-8 leases fit a capacity that falls below all fallbacks after %s ms, by option rounds too",
  (afterMs) => {
    const { hosts, timeline } = yard();
    for (const host of hosts.values()) host.start();
    const appliedW = (): number => posts.reduce((sum, id) => sum + (hosts.get(id)?.applied.get(1)?.maxW ?? 0), 0);
    timeline.run(afterMs);
    hosts.get("grid")?.deliver({ kind: "limits", limits: { importW: 4000, exportW: 0 }, reasons: [] });
    timeline.run(timeline.now + 60_000);
    expect(appliedW()).toBeGreaterThan(2700);
    expect(appliedW()).toBeLessThanOrEqual(4000);
  },
);
