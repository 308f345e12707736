import {
  type ChildNeed,
  type ClearingInput,
  type ClearingStrategy,
  edf,
  equalShare,
  llf,
  type Schedule,
} from "@chargepact/protocol";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { clearingContract } from "./clearing.contract.js";
import { failures } from "./testing/failures.js";

for (const strategy of [llf, edf, equalShare]) {
  for (const { title, run } of clearingContract(() => strategy)) test(`${strategy.name}: ${title}`, run);

  test(`${strategy.name}: keeps the contract whatever the seed`, async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1e9 }), async (seed) => {
        expect(await failures(clearingContract(() => strategy, { seed, runs: 5 }))).toEqual([]);
      }),
      { numRuns: 20 },
    );
  });
}

/** Least laxity first, with every power changed. */
const changed = (change: (watts: number, input: ClearingInput, key: string) => number): ClearingStrategy => ({
  name: "broken",
  clear: (input) =>
    new Map(
      [...llf.clear(input)].map(([key, plan]) => [
        key,
        { ...plan, max: plan.max.map((watts) => change(watts, input, key)) },
      ]),
    ),
});
const capOf = (input: ClearingInput, key: string): number => {
  const child = input.children.find(({ id, need }) => key === `${id}/${need.connector}`);
  return child === undefined ? 0 : Math.min(child.need.powerMaxW, child.ratedW);
};
const altered = (plans: ReadonlyMap<string, Schedule>, change: (plan: Schedule) => Schedule) =>
  new Map([...plans].map(([key, plan]) => [key, change(plan)]));

describe("a broken strategy is found", () => {
  let asked = 0;
  const broken: Readonly<Record<string, { strategy: ClearingStrategy; by: RegExp }>> = {
    "that forgets a connector": {
      strategy: { name: "broken", clear: (input) => new Map([...llf.clear(input)].slice(1)) },
      by: /has a schedule/,
    },
    "that plans on a grid of its own": {
      strategy: { name: "broken", clear: (input) => altered(llf.clear(input), (plan) => ({ ...plan, startS: 0 })) },
      by: /has a schedule/,
    },
    "that makes an order of a permission": {
      strategy: { name: "broken", clear: (input) => altered(llf.clear(input), (plan) => ({ ...plan, min: plan.max })) },
      by: /has a schedule/,
    },
    "that gives parts of a watt": { strategy: changed((watts) => watts * 0.999), by: /whole watts/ },
    "that goes below a minimum": { strategy: changed((watts) => Math.round(watts / 3)), by: /whole watts/ },
    "that gives all what they can take": {
      strategy: changed((watts, input, key) => (watts > 0 ? capOf(input, key) : 0)),
      by: /no row is loaded/,
    },
    "that does not know phases": {
      strategy: {
        name: "broken",
        clear: ({ room, ...input }) =>
          llf.clear({ ...input, room: { startS: room.startS, stepS: room.stepS, steps: room.steps, site: room.site } }),
      },
      by: /no row is loaded/,
    },
    "that forgets the fallbacks of those who get nothing": {
      strategy: {
        name: "broken",
        clear: (input) =>
          llf.clear({ ...input, children: input.children.map((child) => ({ ...child, fallbackImportW: 0 })) }),
      },
      by: /no row is loaded/,
    },
    "that goes on after departure": {
      strategy: {
        name: "broken",
        clear: (input) =>
          llf.clear({
            ...input,
            children: input.children.map((child) => ({
              ...child,
              need: { ...child.need, departureS: child.need.departureS + 3_600 },
            })),
          }),
      },
      by: /who has left/,
    },
    "that charges who is full": {
      strategy: {
        name: "broken",
        clear: (input) =>
          llf.clear({
            ...input,
            children: input.children.map((child) => ({ ...child, need: { ...child.need, energyWh: 9_000 } })),
          }),
      },
      by: /who has left/,
    },
    "that answers otherwise each time": {
      strategy: changed((watts) => (watts >= 4_140 ? Math.max(4_140, watts - 10 * (asked++ % 2)) : watts)),
      by: /same question/,
    },
    "that serves in the order in which they come": {
      strategy: {
        name: "broken",
        clear: (input) => {
          const ids = new Map(input.children.map(({ id }, index) => [id, `z${index}`]));
          const back = new Map([...ids].map(([id, other]) => [other, id]));
          const children = input.children.map((child) => ({
            ...child,
            id: ids.get(child.id) ?? child.id,
            need: { ...child.need, departureS: Math.min(child.need.departureS, input.nowS + 7_000) },
          }));
          const plans = edf.clear({ ...input, children });
          return new Map(
            [...plans].map(([key, plan]) => [key.replace(/^[^/]+/, (id) => back.get(id) ?? id), plan] as const),
          );
        },
      },
      by: /same question/,
    },
    "that writes into the question": {
      strategy: {
        name: "broken",
        clear: (input) => {
          (input.children as ChildNeed[]).reverse();
          return llf.clear(input);
        },
      },
      by: /./,
    },
    "that lowers for no need": { strategy: changed((watts) => (watts > 8_300 ? watts - 4_000 : watts)), by: /lowered/ },
    "that stops everybody in the step that runs": {
      strategy: {
        name: "broken",
        clear: (input) =>
          altered(llf.clear(input), (plan) => ({
            ...plan,
            max: plan.max.map((watts, step) => (step === 0 ? 0 : watts)),
          })),
      },
      by: /lowered/,
    },
    "that gives half": {
      strategy: changed((watts) => (watts >= 8_280 ? Math.floor(watts / 2) : watts)),
      by: /met by its departure/,
    },
  };
  test.each(Object.entries(broken))("%s", async (_, { strategy, by }) => {
    const found = await failures(clearingContract(() => strategy));
    expect(found.filter((title) => by.test(title))).not.toEqual([]);
  });
});
