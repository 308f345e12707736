import assert from "node:assert/strict";
import type { DurationMs, Fallback, Watts } from "@chargepact/protocol";
import type { ContractCase } from "./contract.js";
import type { PowerPort } from "./ports.js";

/** Equipment under test, with something on it that would import as much as it may. */
export interface PortHarness {
  readonly port: PowerPort;
  /** Metered W of connector 1, + import. */
  readonly meterW: () => Watts;
  /** Lets this much time pass for the equipment. */
  readonly wait: (ms: DurationMs) => void | Promise<void>;
  /** W; what the load would import without a limit. */
  readonly wantsW: Watts;
  /** ms until a new limit is fully obeyed. */
  readonly responseMs: DurationMs;
  readonly close: () => void | Promise<void>;
}

type Rule = (harness: PortHarness) => Promise<void>;

const toleranceW = 1;
const fallbackOf = (harness: PortHarness, importW: Watts): Fallback => ({
  importW,
  exportW: 0,
  // Down within the time that any limit may take.
  rampWPerS: (harness.wantsW * 1_000) / harness.responseMs,
});

function atMost(harness: PortHarness, limitW: Watts, when: string): void {
  const powerW = harness.meterW();
  assert.ok(powerW <= limitW + toleranceW, `${powerW} W at the meter ${when}, allowed: ${limitW} W`);
}

const rules: Readonly<Record<string, Rule>> = {
  "before anything was applied the power is 0 W": async (harness) => {
    await harness.wait(harness.responseMs);
    atMost(harness, 0, "before the first limit");
  },

  "an applied band is obeyed, and 0 W is 0 W": async (harness) => {
    const { port, wait, responseMs, wantsW } = harness;
    for (const maxW of [wantsW / 2, 0, wantsW / 4]) {
      port.apply(1, { minW: 0, maxW }, 10 * responseMs);
      await wait(responseMs);
      atMost(harness, maxW, `under a limit of ${maxW} W`);
    }
    assert.ok(harness.meterW() > 0, "a limit above 0 W lets power through");
  },

  "when the validity ends without a new band the equipment goes to its fallback by itself": async (harness) => {
    const { port, wait, responseMs, wantsW } = harness;
    await port.setFallback(fallbackOf(harness, wantsW / 4));
    port.apply(1, { minW: 0, maxW: wantsW }, 2 * responseMs);
    await wait(3 * responseMs);
    atMost(harness, wantsW / 4, "after the validity");
  },

  "without a fallback the equipment goes to 0 W when the validity ends": async (harness) => {
    const { port, wait, responseMs, wantsW } = harness;
    port.apply(1, { minW: 0, maxW: wantsW }, 2 * responseMs);
    await wait(responseMs);
    assert.ok(harness.meterW() > 0, "the band lets power through");
    // The ramp is the equipment's own here.
    await wait(10 * responseMs);
    atMost(harness, 0, "after the validity");
  },

  "a new band within the validity replaces the one before, with its own validity": async (harness) => {
    const { port, wait, responseMs, wantsW } = harness;
    for (let i = 0; i < 3; i++) {
      port.apply(1, { minW: 0, maxW: wantsW / 2 }, 2 * responseMs);
      await wait(responseMs);
    }
    assert.ok(harness.meterW() > 0, "the band still holds");
    port.apply(1, { minW: 0, maxW: wantsW / 8 }, 4 * responseMs);
    await wait(responseMs);
    atMost(harness, wantsW / 8, "under the newest band");
  },

  "a fallback is read back as it was written": async (harness) => {
    const { port, wantsW } = harness;
    for (const importW of [wantsW / 4, 0]) {
      const fallback = fallbackOf(harness, importW);
      assert.deepEqual(await port.setFallback(fallback), fallback);
    }
  },
};

/** What the equipment side of every port must do. `create` gives each case equipment of its own. */
export function portContract(create: () => PortHarness | Promise<PortHarness>): readonly ContractCase[] {
  return Object.entries(rules).map(([title, rule]) => ({
    title,
    run: async () => {
      const harness = await create();
      try {
        await rule(harness);
      } finally {
        await harness.close();
      }
    },
  }));
}
