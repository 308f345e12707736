import { execFileSync } from "node:child_process";
import { type Mark, marks, type RunResult } from "@chargepact/sim";

export type SeedRun = RunResult & { readonly cpuMs: number };

/** What many seeds came to. */
export class Tally {
  readonly runs: SeedRun[] = [];

  add(run: SeedRun): void {
    this.runs.push(run);
  }
  private sum(of: (run: SeedRun) => number): number {
    return this.runs.reduce((total, run) => total + of(run), 0);
  }
  get agentHours(): number {
    return this.sum(({ agents, hours }) => agents * hours);
  }
  get events(): number {
    return this.sum(({ events }) => events);
  }
  get violations(): number {
    return this.sum(({ violations }) => violations.length);
  }
  /** Events a second of one core. */
  get eventsPerS(): number {
    return (1000 * this.events) / this.sum(({ cpuMs }) => cpuMs);
  }
  get deeds(): number {
    return this.sum(({ deeds }) => Object.values(deeds).reduce((total, count) => total + count, 0));
  }
  markCounts(): ReadonlyMap<Mark, number> {
    return new Map(marks.map((mark) => [mark, this.sum(({ marks: counts }) => counts[mark] ?? 0)]));
  }
  /** Marks that no run met: a run without them is a weak one. */
  missed(): readonly Mark[] {
    return [...this.markCounts()].filter(([, count]) => count === 0).map(([mark]) => mark);
  }
}

/** How to see a violation again, with what was said last between the two. */
export function described(run: SeedRun, hours: number): string {
  // The first tell what is wrong; a picture each of all that follows from it would bury them.
  return run.violations
    .slice(0, 3)
    .map(({ id, atMs, detail, picture }) => {
      const head = `${id} broken in seed ${run.seed} at ${(atMs / 1000).toFixed(3)} s: ${detail}`;
      return [
        head,
        `replay: npm run soak -- --replay ${run.seed} --each ${hours}   (commit ${commit()})`,
        picture ?? "",
      ].join("\n");
    })
    .join("\n\n");
}

function commit(): string {
  try {
    return execFileSync("git", ["rev-parse", "--short", "HEAD"], { encoding: "utf8" }).trim();
  } catch {
    return "unknown: no git here";
  }
}
