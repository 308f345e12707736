import { LinearBuilder, type MasterProblem } from "@chargepact/protocol";
import { afterAll, describe, expect, test } from "vitest";
import { InProcessSolver, SolverError, ThreadSolver } from "./index.js";

/** min −x − 2y where x + y ≤ 4 and both within 0–3. */
function small(): MasterProblem {
  const builder = new LinearBuilder();
  const row = builder.row(Number.NEGATIVE_INFINITY, 4);
  builder.column(-1, { lower: 0, upper: 3 }, [[row, 1]]);
  builder.column(-2, { lower: 0, upper: 3 }, [[row, 1]]);
  return builder.build();
}

/** Takes far longer than a millisecond. */
function large(): MasterProblem {
  const builder = new LinearBuilder();
  const rows = Array.from({ length: 250 }, (_, row) => builder.row(Number.NEGATIVE_INFINITY, 100 + (row % 7)));
  for (let column = 0; column < 1_000; column += 1) {
    const entries = rows.map((row): [number, number] => [row, 1 + ((column * 31 + row * 17) % 101) / 10]);
    builder.column(-1 - ((column * 37) % 97) / 10, { lower: 0, upper: 1 }, entries);
  }
  return builder.build();
}

function impossible(): MasterProblem {
  const builder = new LinearBuilder();
  builder.column(1, { lower: 0, upper: 1 }, [[builder.row(2, 3), 1]]);
  return builder.build();
}

/** Twelve things of different worth and weight, whole or not at all, in a bag that holds 30. */
function bag(gap: number): MasterProblem {
  const builder = new LinearBuilder();
  const weight = builder.row(Number.NEGATIVE_INFINITY, 30);
  const things = Array.from({ length: 12 }, (_, thing) =>
    builder.column(-(3 + ((thing * 7) % 11)), { lower: 0, upper: 1 }, [[weight, 2 + ((thing * 5) % 13)]]),
  );
  return builder.build({ columns: Int32Array.from(things), gap });
}

/** The most that fits, by trying all. */
function bestOfBag({ cost, values }: MasterProblem): number {
  let least = 0;
  for (let code = 0; code < 2 ** cost.length; code += 1) {
    const inside = (thing: number): number => (code >> thing) & 1;
    const weight = values.reduce((sum, each, thing) => sum + inside(thing) * each, 0);
    if (weight <= 30)
      least = Math.min(
        least,
        cost.reduce((sum, each, thing) => sum + inside(thing) * each, 0),
      );
  }
  return least;
}

/** Of three at most one, and at least one: without whole numbers each is a half, and neither up nor down fits. */
function oneOfThree(): MasterProblem {
  const builder = new LinearBuilder();
  const pairs = [0, 1, 2].map(() => builder.row(Number.NEGATIVE_INFINITY, 1));
  const all = builder.row(1, Number.POSITIVE_INFINITY);
  const columns = pairs.map((row, index) =>
    builder.column(-1, { lower: 0, upper: 1 }, [
      [row, 1],
      [pairs[(index + 1) % 3] ?? 0, 1],
      [all, 1],
    ]),
  );
  return builder.build({ columns: Int32Array.from(columns), gap: 0 });
}

const solvers = [new InProcessSolver(), new ThreadSolver()];
afterAll(async () => {
  for (const solver of solvers) await solver.close();
});

describe.each(solvers.map((solver) => ({ name: solver.constructor.name, solver })))("$name", ({ solver }) => {
  test("gives the optimum, its point and its duals", async () => {
    const { objective, values, duals } = await solver.solve(small(), 5_000);
    expect(objective).toBeCloseTo(-7);
    expect([...values]).toEqual([1, 3]);
    expect([...duals]).toEqual([-1]);
  });

  test("gives the same answer to the same problem, whatever came between", async () => {
    const first = await solver.solve(large(), 20_000);
    await solver.solve(small(), 5_000);
    expect(await solver.solve(large(), 20_000)).toEqual(first);
  });

  test("finds whole columns, within the gap of what is possible without whole numbers where that can be", async () => {
    const { objective, values, basis } = await solver.solve(bag(2), 5_000);
    expect([...values].every((value) => value === 0 || value === 1)).toBe(true);
    expect(objective).toBeLessThanOrEqual(bestOfBag(bag(2)) + 2);
    expect(objective).toBeCloseTo(bag(2).cost.reduce((sum, each, thing) => sum + each * (values[thing] ?? 0), 0));
    expect(basis).toBeUndefined();
  });

  test("finds whole columns where the nearest ones fit in no way", async () => {
    const { objective, values } = await solver.solve(oneOfThree(), 5_000);
    expect(objective).toBeCloseTo(-1);
    expect([...values].map(Math.round).sort()).toEqual([0, 0, 1]);
  });

  test("says that a problem has no solution, and solves the next", async () => {
    await expect(solver.solve(impossible(), 5_000)).rejects.toMatchObject({ fault: "infeasible" });
    expect((await solver.solve(small(), 5_000)).objective).toBeCloseTo(-7);
  });

  test("is late rather than long", async () => {
    await expect(solver.solve(large(), 1)).rejects.toMatchObject({ fault: "late" });
    expect((await solver.solve(small(), 5_000)).objective).toBeCloseTo(-7);
  });
});

test("a thread that hangs is ended at the deadline, and the next solve starts another", async () => {
  const hanging = new URL(
    "data:text/javascript,import { parentPort } from 'node:worker_threads'; parentPort.on('message', () => { for (;;); });",
  );
  const solver = new ThreadSolver({ module: hanging, patienceMs: 20 });
  await expect(solver.solve(small(), 100)).rejects.toThrow(SolverError);
  await expect(solver.solve(small(), 100)).rejects.toMatchObject({ fault: "late" });
  await solver.close();
});

test("a thread that cannot start fails its solves", async () => {
  const solver = new ThreadSolver({ module: new URL("data:text/javascript,throw new Error('no')") });
  await expect(solver.solve(small(), 5_000)).rejects.toMatchObject({ fault: "failed" });
});
