import fc from "fast-check";
import { expect, test } from "vitest";
import { SumMembers } from "./index.js";

const power = fc.integer({ min: -3000, max: 5000 });
const members = [0, 1, 2].map((index) => ({
  id: `m${index}`,
  ...{ importMaxW: [5000, 5000], exportMaxW: [3000, 3000], fallbackW: [100, 0] },
}));

test("a grantor says no more of its members than their sums, and refuses for itself what does not count", () => {
  const own = new SumMembers(members, 2);
  expect(own.child("company", "row")).toEqual({
    ...{ id: "company", group: "row", importMaxW: [15_000, 15_000], exportMaxW: [9000, 9000], fallbackW: [300, 0] },
  });
  own.ask();
  expect(own.take("m0", { powerW: [5000, 0], bestValueMicro: -7 })).toBeUndefined();
  expect(own.take("m1", { powerW: [5002, 0], bestValueMicro: -7 })).toBe("step 0: 5002 W, declared 5000 W");
  expect(own.take("stranger", { powerW: [0, 0] })).toBe("no member stranger");
  expect(own.answer()).toEqual({ powerW: [5200, 0] });
  own.take("m1", { powerW: [1, 2], bestValueMicro: -7 });
  own.take("m2", { powerW: [1, 2], bestValueMicro: -7 });
  expect(own.answer()).toEqual({ powerW: [5002, 4], bestValueMicro: -21 });
});

test("the parts of a grant add up to no more than it, and nobody gets more than it answered", () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(power, power), { minLength: 3, maxLength: 3 }),
      fc.double({ min: 0, max: 1, noNaN: true }),
      (profiles, share) => {
        const own = new SumMembers(members, 2);
        for (const [index, powerW] of profiles.entries()) own.take(`m${index}`, { powerW });
        const grantW = own.answer().powerW.map((watts) => Math.trunc(share * watts));
        const parts = own.share(grantW, 1).map(({ powerW }) => powerW);
        for (const [step, grant] of grantW.entries()) {
          const sum = parts.reduce((all, part) => all + (part[step] ?? 0), 0);
          expect(Math.abs(sum)).toBeLessThanOrEqual(Math.abs(grant) + (grant === 0 ? 6 : 0));
          for (const [index, part] of parts.entries())
            expect(Math.abs(part[step] ?? 0)).toBeLessThanOrEqual(Math.abs(profiles[index]?.[step] ?? 0));
        }
      },
    ),
    { numRuns: 200 },
  );
});
