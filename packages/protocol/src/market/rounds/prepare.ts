import { loadW } from "./room.js";
import type { RoundsProblem } from "./types.js";

/** The same with its children by id: whoever wins a tie does not depend on who was heard of first. */
export function inOrder(problem: RoundsProblem): RoundsProblem {
  return { ...problem, children: [...problem.children].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)) };
}

/** Children by id; rows never below what is booked on them whatever is granted. */
export function prepared(given: RoundsProblem): RoundsProblem {
  const problem = inOrder(given);
  const rows = problem.rows.map((row) => {
    const load = (sign: 1 | -1, step: number): number =>
      problem.children.reduce(
        (sum, child) => sum + (row.shares[child.id] ?? 0) * loadW(child, sign, child.fallback.powerW[step] ?? 0),
        0,
      );
    return {
      ...row,
      importW: row.importW.map((watts, step) => Math.max(watts, load(1, step))),
      exportW: row.exportW.map((watts, step) => Math.max(watts, load(-1, step))),
    };
  });
  return { ...problem, rows };
}
