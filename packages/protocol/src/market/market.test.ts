import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { NeedPart } from "../messages.js";
import { energyWh } from "../schedule.js";
import { type ChildNeed, type ClearingInput, edf, equalShare, llf, partKey, type Room } from "./index.js";

const strategies = [llf, edf, equalShare];
const startS = 1_700_000_100;
/** The first step has 10 of its 15 minutes left. */
const nowS = startS + 300;

const needOf = (need: Partial<NeedPart>): NeedPart => ({
  connector: 1,
  version: 1,
  departureS: nowS + 8 * 3600,
  energyWh: 20_000,
  powerMaxW: 11_000,
  powerMinW: 0,
  exportMaxW: 0,
  phases: [1, 2, 3],
  blendable: true,
  ...need,
});
const childNeed = (id: string, need: Partial<NeedPart> = {}, more: Partial<ChildNeed> = {}): ChildNeed => ({
  id,
  need: needOf(need),
  ratedW: 11_000,
  fallbackImportW: 0,
  ...more,
});
const flat = (watts: number, steps = 24): Room => ({
  startS,
  stepS: 900,
  steps,
  site: Array<number>(steps).fill(watts),
});

const aChild = fc.record({
  departureS: fc.integer({ min: nowS - 600, max: nowS + 5 * 3600 }),
  energyWh: fc.integer({ min: 0, max: 30_000 }),
  powerMaxW: fc.integer({ min: 0, max: 11_000 }),
  powerMinW: fc.constantFrom(0, 1380, 4140),
  phases: fc.constantFrom<NeedPart["phases"]>([1, 2, 3], [1], [2], [3], [1, 2], []),
  ratedW: fc.constantFrom(3680, 7200, 11_000),
  fallbackImportW: fc.constantFrom(0, 0, 1380),
  group: fc.constantFrom("east", "west", undefined),
});
const anInput: fc.Arbitrary<ClearingInput> = fc
  .record({
    children: fc.array(aChild, { minLength: 1, maxLength: 8 }),
    site: fc.array(fc.integer({ min: 12_000, max: 60_000 }), { minLength: 8, maxLength: 8 }),
    phase: fc.option(fc.integer({ min: 12_000, max: 25_000 })),
    east: fc.option(fc.integer({ min: 12_000, max: 25_000 })),
  })
  .map(({ children, site, phase, east }) => {
    const row = (watts: number): number[] => Array<number>(8).fill(watts);
    const room: Room = {
      ...{ startS, stepS: 900, steps: 8, site },
      ...(phase === null ? {} : { phases: [row(phase), row(phase + 500), row(phase)] }),
      ...(east === null ? {} : { groups: new Map([["east", row(east)]]) }),
    };
    const needs = children.map(({ ratedW, fallbackImportW, group, ...need }, index) =>
      childNeed(`c${index}`, need, { ratedW, fallbackImportW, ...(group === undefined ? {} : { group }) }),
    );
    return { nowS, room, children: needs };
  });

/** Rows of a step: what each has, and how much of a child's watt loads it. */
function rowsAt({ room }: ClearingInput, step: number) {
  const share = (child: ChildNeed, phase: 1 | 2 | 3) =>
    child.need.phases.length === 0 ? 1 : child.need.phases.includes(phase) ? 1 / child.need.phases.length : 0;
  return [
    { roomW: room.site[step] ?? 0, share: (_: ChildNeed) => 1 },
    ...([1, 2, 3] as const).map((phase) => ({
      roomW: room.phases?.[phase - 1]?.[step] ?? Number.POSITIVE_INFINITY,
      share: (child: ChildNeed) => share(child, phase),
    })),
    ...[...(room.groups ?? [])].map(([key, row]) => ({
      roomW: row[step] ?? 0,
      share: (child: ChildNeed) => (child.group === key ? 1 : 0),
    })),
  ];
}

/** W that a child may be at without more room: its fallback, or its part of a row that does not hold all of them. */
function floorOf(input: ClearingInput, of: ChildNeed, step: number): number {
  const fits = rowsAt(input, step).map(({ roomW, share }) => {
    const bookedW = input.children.reduce((sum, child) => sum + child.fallbackImportW * share(child), 0);
    return share(of) > 0 && bookedW > Math.max(0, roomW) ? Math.max(0, roomW) / bookedW : 1;
  });
  return of.fallbackImportW * Math.min(1, ...fits);
}

/** W left for `child` in `step` on its tightest row, fallbacks booked. */
function leftFor(
  input: ClearingInput,
  plans: ReadonlyMap<string, { max: readonly number[] }>,
  of: ChildNeed,
  step: number,
) {
  const watts = (child: ChildNeed) =>
    Math.max(plans.get(partKey(child.id, child.need.connector))?.max[step] ?? 0, child.fallbackImportW);
  const rows = rowsAt(input, step).map(({ roomW, share }) => ({
    left: roomW - input.children.reduce((sum, child) => sum + watts(child) * share(child), 0),
    share: share(of),
  }));
  return Math.min(...rows.filter((row) => row.share > 0).map((row) => row.left / row.share));
}

describe.each(strategies)("$name", (strategy) => {
  test("never loads a row beyond its room, nor a child beyond its own limits", () => {
    fc.assert(
      fc.property(anInput, (input) => {
        const plans = strategy.clear(input);
        for (const child of input.children) {
          const { need } = child;
          const plan = plans.get(partKey(child.id, 1))!;
          expect(plan.max).toHaveLength(8);
          plan.max.forEach((watts, step) => {
            expect(Number.isInteger(watts)).toBe(true);
            expect(watts === 0 || watts >= need.powerMinW).toBe(true);
            expect(watts).toBeLessThanOrEqual(Math.min(need.powerMaxW, child.ratedW));
            if (startS + step * 900 >= need.departureS || need.energyWh === 0) expect(watts).toBe(0);
            const isFree = watts <= floorOf(input, child, step) + 1e-6;
            if (!isFree) expect(leftFor(input, plans, child, step)).toBeGreaterThanOrEqual(-1e-6);
          });
          expect(plan.min).toEqual(plan.max.map(() => 0));
        }
      }),
    );
  });

  test("CP-LEDGER-8 gives no more on a row than it has where it holds less than all fallbacks", () => {
    fc.assert(
      fc.property(anInput, (input) => {
        const plans = strategy.clear(input);
        for (let step = 0; step < 8; step += 1) {
          for (const { roomW, share } of rowsAt(input, step)) {
            const sum = (watts: (child: ChildNeed) => number): number =>
              input.children.reduce((total, child) => total + watts(child) * share(child), 0);
            if (sum((child) => child.fallbackImportW) <= roomW) continue;
            const givenW = sum((child) => plans.get(partKey(child.id, child.need.connector))?.max[step] ?? 0);
            expect(givenW).toBeLessThanOrEqual(Math.max(0, roomW) + 1e-6);
          }
        }
      }),
    );
  });

  test("leaves no room unused that an unfinished child could take", () => {
    fc.assert(
      fc.property(anInput, (input) => {
        const plans = strategy.clear(input);
        for (const child of input.children) {
          const { need } = child;
          const plan = plans.get(partKey(child.id, 1))!;
          const capW = Math.floor(Math.min(need.powerMaxW, child.ratedW) / 10) * 10;
          for (let step = 0; step < 8; step += 1) {
            const from = Math.max(nowS, startS + step * 900);
            if (from >= need.departureS || energyWh(plan, nowS, from) >= need.energyWh - 1e-6) continue;
            const heldW = plan.max[step]!;
            const couldW = Math.min(
              capW,
              Math.max(heldW, floorOf(input, child, step)) + Math.max(0, leftFor(input, plans, child, step)),
            );
            if (heldW === 0) expect(couldW < Math.max(10, need.powerMinW) + 1e-6 || capW < need.powerMinW).toBe(true);
            // Thirds of phases add up to a hair less than they are.
            else expect(couldW - heldW).toBeLessThan(10 + 1e-6);
          }
        }
      }),
    );
  });

  test("what squeezing in a minimum leaves over goes back to who gave it", () => {
    const c = (
      id: string,
      energyWh: number,
      phases: readonly (1 | 2 | 3)[],
      [powerMaxW, powerMinW, fallbackImportW]: readonly [number, number, number],
    ): ChildNeed => ({
      ...{ id, ratedW: 11_000, fallbackImportW, group: id },
      need: {
        ...{
          connector: 1,
          version: 1,
          departureS: 1_700_000_401,
          energyWh,
          powerMaxW,
          powerMinW,
          exportMaxW: 0,
          phases,
        },
        blendable: true,
      },
    });
    const children = [
      c("c0", 0, [1], [0, 0, 1380]),
      c("c1", 3, [1], [9250, 0, 0]),
      c("c2", 1, [1, 2, 3], [4140, 4140, 0]),
    ];
    const phases = [[12_000], [12_500], [12_000]] as const;
    const room: Room = { startS: 1_700_000_100, stepS: 900, steps: 1, site: [14_771], phases };
    const plans = strategy.clear({ nowS: 1_700_000_400, room, children });
    const given = ["c1", "c2"].map((id) => plans.get(partKey(id, 1))?.max[0]);
    expect(given).toEqual(strategy === edf ? [9250, 0] : [9240, 4140]);
  });

  test("delivers every need by its departure where there is room for all at full power", () => {
    fc.assert(
      fc.property(fc.array(aChild, { minLength: 1, maxLength: 8 }), (all) => {
        const children = all.map((need, index) => {
          const departureS = Math.max(need.departureS, nowS + 1200);
          const capW = Math.max(4200, Math.min(need.powerMaxW, need.ratedW));
          const most = ((capW - 10) * (departureS - nowS)) / 3600;
          const energy = Math.floor(Math.min(need.energyWh, most));
          return childNeed(`c${index}`, { departureS, powerMaxW: capW, powerMinW: need.powerMinW, energyWh: energy });
        });
        const plans = strategy.clear({ nowS, room: flat(90_000), children });
        for (const { id, need } of children) {
          expect(energyWh(plans.get(partKey(id, 1))!, nowS, need.departureS)).toBeGreaterThanOrEqual(
            need.energyWh - 1e-6,
          );
        }
      }),
    );
  });

  test("gives the same answer in whatever order the children come", () => {
    fc.assert(
      fc.property(anInput, fc.integer(), (input, seed) => {
        const shuffled = input.children.map((child, index) => ({ child, at: (index * 7 + Math.abs(seed)) % 11 }));
        const children = shuffled.sort((a, b) => a.at - b.at).map(({ child }) => child);
        expect(new Map(strategy.clear({ ...input, children }))).toEqual(strategy.clear(input));
      }),
      { numRuns: 30 },
    );
  });

  test("gives a lone vehicle its full power at once, also in the step that finishes it", () => {
    const plans = strategy.clear({ nowS, room: flat(50_000), children: [childNeed("a", { energyWh: 5000 })] });
    expect(plans.get("a/1")?.max.slice(0, 4)).toEqual([11_000, 11_000, 11_000, 0]);
  });
});

test("least laxity serves who has the least time to spare, earliest deadline who leaves first", () => {
  const soon = childNeed("soon", { departureS: nowS + 4 * 3600, energyWh: 2000 });
  const tight = childNeed("tight", { departureS: nowS + 5 * 3600, energyWh: 50_000 });
  const first = (strategy: typeof llf): string | undefined =>
    [...strategy.clear({ nowS, room: flat(11_000), children: [soon, tight] })].find(
      ([, plan]) => plan.max[0] !== 0,
    )?.[0];
  expect(first(llf)).toBe("tight/1");
  expect(first(edf)).toBe("soon/1");
});

test("least laxity meets all deadlines of a case in which equal shares cannot", () => {
  const children = [
    childNeed("a", { departureS: startS + 2 * 3600, energyWh: 19_000 }),
    childNeed("b", { departureS: startS + 6 * 3600, energyWh: 19_000 }),
  ];
  const missed = (strategy: typeof llf): number => {
    const plans = strategy.clear({ nowS, room: flat(11_000), children });
    return children.filter(({ id, need }) => energyWh(plans.get(`${id}/1`)!, nowS, need.departureS) < need.energyWh - 1)
      .length;
  };
  expect(missed(llf)).toBe(0);
  expect(missed(edf)).toBe(0);
  expect(missed(equalShare)).toBe(1);
});

test("equal share is max-min fair: nobody can have more without taking from somebody with less", () => {
  fc.assert(
    fc.property(anInput, (input) => {
      const endless = (child: ChildNeed): ChildNeed => ({
        ...child,
        fallbackImportW: 0,
        need: { ...child.need, energyWh: 1e6, powerMinW: 0, departureS: nowS + 1e6 },
      });
      const children = input.children.map(endless);
      const even = { ...input, children };
      const plans = equalShare.clear(even);
      const watts = (child: ChildNeed): number => plans.get(`${child.id}/1`)!.max[3]!;
      for (const child of children) {
        const capW = Math.min(child.need.powerMaxW, child.ratedW);
        if (watts(child) > capW - 10) continue;
        // Some full row of the child holds nobody with more: taking a bit from all with more must not help it.
        const poorer = children.filter((other) => other.id === child.id || watts(other) <= watts(child) + 40);
        const without = new Map([...plans].map(([key, plan]) => [key, { ...plan, max: plan.max.slice() }] as const));
        for (const other of children) {
          if (!poorer.includes(other)) without.get(`${other.id}/1`)!.max[3] = watts(other) - 200;
        }
        expect(leftFor(even, without, child, 3)).toBeLessThan(100);
      }
    }),
  );
});
