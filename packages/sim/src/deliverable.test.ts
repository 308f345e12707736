import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mostShared, type SharingProblem } from "./deliverable.js";
import { FlowNetwork } from "./flow.js";

/** Least cut over all ways to part the nodes: equal to the maximum flow, found without looking for any flow. */
function leastCut(nodes: number, edges: readonly (readonly [from: number, to: number, capacity: number])[]): number {
  let least = Infinity;
  for (let side = 0; side < 2 ** nodes; side += 1) {
    const near = (node: number): boolean => (side & (1 << node)) !== 0;
    if (!near(0) || near(1)) continue;
    const cut = edges.reduce((sum, [from, to, capacity]) => sum + (near(from) && !near(to) ? capacity : 0), 0);
    least = Math.min(least, cut);
  }
  return least;
}

describe("maximum flow", () => {
  it("equals the least cut of any small network", () => {
    const node = fc.integer({ min: 0, max: 6 });
    const edges = fc.array(fc.tuple(node, node, fc.integer({ min: 0, max: 9 })), { maxLength: 20 });
    fc.assert(
      fc.property(edges, (drawn) => {
        const network = new FlowNetwork();
        for (const [from, to, capacity] of drawn) network.edge(from, to, capacity);
        expect(network.maxFlow(0, 1)).toBe(leastCut(7, drawn));
      }),
      { numRuns: 400, seed: 11 },
    );
  });
});

interface Piece {
  readonly session: number;
  readonly interval: number;
  /** 0 where phases are not limited. */
  readonly phase: number;
  readonly mostWh: number;
}

/** Best sum over every whole-numbered way to fill the edges, phase by phase. */
function bestByTrying(problem: SharingProblem): number {
  const pieces = problem.edges.flatMap(({ session, interval, mostWh, phases }): readonly Piece[] =>
    problem.intervals[interval]?.phaseWh === undefined
      ? [{ session, interval, phase: 0, mostWh }]
      : phases.map((phase) => ({ session, interval, phase, mostWh: mostWh / phases.length })),
  );
  const sessions = [...problem.sessionsWh];
  const rooms = problem.intervals.map(({ siteWh, phaseWh }) =>
    [siteWh, phaseWh, phaseWh, phaseWh].map((x) => x ?? Infinity),
  );
  const best = (index: number): number => {
    const piece = pieces[index];
    if (piece === undefined) return 0;
    const room = rooms[piece.interval] ?? [];
    const most = Math.min(piece.mostWh, sessions[piece.session]!, room[0]!, room[piece.phase]!);
    let found = 0;
    for (let taken = 0; taken <= most; taken += 1) {
      const take = (amount: number): void => {
        sessions[piece.session]! -= amount;
        room[0]! -= amount;
        if (piece.phase > 0) room[piece.phase]! -= amount;
      };
      take(taken);
      found = Math.max(found, taken + best(index + 1));
      take(-taken);
    }
    return found;
  };
  return best(0);
}

describe("sharing", () => {
  const small = fc.integer({ min: 0, max: 4 });
  const phases = fc.constantFrom<readonly (1 | 2 | 3)[]>([1], [2], [1, 2, 3]);

  it("finds what trying every way finds, without and with phases", () => {
    const problems = fc
      .record({
        sessions: fc.integer({ min: 1, max: 3 }),
        intervals: fc.integer({ min: 1, max: 2 }),
        phased: fc.boolean(),
      })
      .chain(({ sessions, intervals, phased }) =>
        fc.record({
          sessionsWh: fc.array(small, { minLength: sessions, maxLength: sessions }),
          intervals: fc.array(
            phased
              ? fc.record({ siteWh: small, phaseWh: fc.integer({ min: 0, max: 2 }) })
              : fc.record({ siteWh: small }),
            { minLength: intervals, maxLength: intervals },
          ),
          edges: fc.array(
            fc
              .record({
                session: fc.integer({ min: 0, max: sessions - 1 }),
                interval: fc.integer({ min: 0, max: intervals - 1 }),
                mostWh: fc.integer({ min: 0, max: 2 }),
                phases,
              })
              .map((edge) => ({ ...edge, mostWh: edge.mostWh * edge.phases.length })),
            { maxLength: 3 },
          ),
        }),
      );
    fc.assert(
      fc.property(problems, (problem) => {
        expect(mostShared(problem)).toBe(bestByTrying(problem));
      }),
      { numRuns: 300, seed: 12 },
    );
  });

  it("does better than earliest deadline first where rates are capped", () => {
    const one = { session: 0, mostWh: 2, phases: [1] as const };
    const other = { session: 1, mostWh: 2, phases: [1] as const };
    const problem: SharingProblem = {
      sessionsWh: [2, 4],
      intervals: [{ siteWh: 2 }, { siteWh: 4 }],
      edges: [
        { ...one, interval: 0 },
        { ...one, interval: 1 },
        { ...other, interval: 0 },
        { ...other, interval: 1 },
      ],
    };
    // Deadlines tie: serving session 0 first leaves session 1 only two of its four.
    expect(mostShared(problem)).toBe(6);
  });
});
