import assert from "node:assert/strict";
import type { Band, DurationMs, Watts } from "@chargepact/protocol";
import type { ContractCase } from "./contract.js";
import type { PortHarness } from "./port.contract.js";

/** What the contracts of the roles' ports share. */

/** Equipment of a test of its own. */
export interface Closing {
  /** Lets this much time pass for it. */
  readonly wait: (ms: DurationMs) => void | Promise<void>;
  readonly responseMs: DurationMs;
  readonly close: () => void | Promise<void>;
}
/** Title → rule. */
export type Rules<H> = Readonly<Record<string, (harness: H) => Promise<void>>>;

/** Reports may be this far from the meter, as a share of what the load wants: they are a moment old. */
const reportShare = 0.1;

export function isPower(powerW: Watts, what: string): void {
  assert.ok(Number.isFinite(powerW), `${what} is ${powerW} W`);
}
export function isShare(value: number, what: string): void {
  assert.ok(value >= 0 && value <= 1, `${what} is ${value}: a fraction from 0 to 1`);
}
export function isCelsius(value: number, what: string): void {
  assert.ok(value >= -60 && value <= 120, `${what} is ${value}: in °C, not in K or °F`);
}

/** Whoever listened before hears nothing more; whoever listens now hears at once what is so. */
export async function expectTakenOver<E>(
  harness: Closing & { readonly port: { listen(events: E): void } },
  heard: { readonly events: E; readonly count: number }[],
): Promise<void> {
  const [first, second] = heard;
  if (first === undefined || second === undefined) return;
  harness.port.listen(first.events);
  await harness.wait(harness.responseMs);
  assert.ok(first.count > 0, "a listener is told what is so now");
  harness.port.listen(second.events);
  const before = first.count;
  await harness.wait(5 * harness.responseMs);
  assert.ok(second.count > 0, "the next listener is told what is so now");
  assert.equal(first.count, before, "reports to a listener that was replaced");
}

/** Listens, lets power through and reads the meter beside what is reported last. */
export async function expectMetered(
  harness: PortHarness,
  heard: { readonly powerW: Watts | undefined },
  band: Band = { minW: 0, maxW: harness.wantsW / 2 },
): Promise<void> {
  for (let turn = 0; turn < 4; turn++) {
    harness.port.apply(1, band, 10 * harness.responseMs);
    await harness.wait(2 * harness.responseMs);
  }
  const meterW = harness.meterW();
  const [inward, outward] = [band.maxW > 0, band.maxW < 0];
  assert.ok(!inward || meterW > 0, `the band lets import through, the meter has ${meterW} W`);
  assert.ok(!outward || meterW < 0, `the band orders export, the meter has ${meterW} W`);
  assert.ok(heard.powerW !== undefined, "power is reported while it flows");
  const far = Math.abs(heard.powerW - meterW);
  const limitW = reportShare * harness.wantsW;
  assert.ok(far <= limitW, `reported are ${heard.powerW} W, the meter has ${meterW} W (+ import, − export)`);
}

/** Each with a harness of its own. */
export function casesOf<H extends Closing>(rules: Rules<H>, create: () => H | Promise<H>): readonly ContractCase[] {
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
