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
