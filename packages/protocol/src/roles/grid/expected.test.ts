import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { refusalOf } from "../../market/rounds/judge.js";
import type { RoundsProblem } from "../../market/rounds/index.js";
import { Expected, isExpected, type ExpectedNeed } from "./expected.js";

const grid = { startS: 0, stepS: 900, steps: 16 };
const need: ExpectedNeed = {
  arriveS: 3600,
  departureS: 10_800,
  energyWh: 6000,
  powerMaxW: 8000,
  wearMicroPerKwh: 50_000,
};
const about = { grid, nowS: 0, valueMicroPerKwh: 300_000 };
const asked = (expected: Expected, price: readonly number[], proposals: readonly (readonly number[])[] = []) => {
  const child = expected.children[0];
  if (child === undefined) throw new Error("nobody is expected");
  const prices = { importPrice: price, exportPrice: price };
  const reply = expected.answer({ child: child.id, prices, proposals, wantsBest: true, waitedFor: true });
  return { child, prices, reply };
};

describe("vehicles that are expected", () => {
  it("are those that have not come yet and come within the plan", () => {
    const needs = [need, { ...need, arriveS: 0 }, { ...need, arriveS: 20_000 }];
    const { children } = new Expected(needs, about);
    expect(children).toHaveLength(1);
    expect(children.every(({ id }) => isExpected(id))).toBe(true);
  });

  it("charge between arrival and departure, in the cheapest steps", () => {
    const price = Array.from({ length: 16 }, (_, step) =>
      step === 9 || step === 10 || step === 11 ? 80_000 : 120_000,
    );
    const { reply } = asked(new Expected([need], about), price);
    expect(reply.options[0]?.powerW).toEqual([0, 0, 0, 0, 0, 0, 0, 0, 0, 8000, 8000, 8000, 0, 0, 0, 0]);
    expect(reply.options[0]?.costMicro).toBe(300_000);
  });

  it("ask for as much less as of their stay lies beyond the plan", () => {
    const [child] = new Expected([{ ...need, departureS: 3600 + 2 * 10_800 }], about).children;
    expect(child?.energyMaxWh).toBe(3000);
  });

  it("give answers that are taken as any other's", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -50_000, max: 2_000_000 }), { minLength: 16, maxLength: 16 }),
        fc.array(fc.integer({ min: 0, max: 8000 }), { minLength: 16, maxLength: 16 }),
        (price, proposal) => {
          const expected = new Expected([need], about);
          const { child, prices, reply } = asked(expected, price, [proposal, proposal.map(() => 0), proposal]);
          const problem: RoundsProblem = {
            grid: { startS: 0, stepS: 900, usable: price.map(() => 1) },
            importPrice: price,
            exportPrice: price,
            demandMicroPerKw: 0,
            peakSoFarW: 0,
            baseW: price.map(() => 0),
            rows: [],
            children: expected.children,
          };
          expect(refusalOf(problem, child, { reply, told: prices, columns: [] })).toBeUndefined();
        },
      ),
    );
  });
});
