import fc from "fast-check";
import { expect, it } from "vitest";
import { stepFromSchedule, stepMinAhead, stepValueAt } from "./step-function.js";

it("stepMinAhead is nowhere above what follows within the time ahead, and somewhere as high", () => {
  const watts = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 12 });
  fc.assert(
    fc.property(watts, fc.integer({ min: 0, max: 40 }), fc.integer({ min: -20, max: 140 }), (max, aheadS, fromS) => {
      const f = stepFromSchedule({ startS: 0, stepS: 10, max }, { beforeW: 7, afterW: 3 });
      const next = Array.from({ length: 2 * aheadS + 1 }, (_, half) => stepValueAt(f, fromS + half / 2));
      expect(stepValueAt(stepMinAhead(f, aheadS), fromS)).toBe(Math.min(...next));
    }),
    { numRuns: 500 },
  );
});
