import type { Role } from "@chargepact/protocol";
import { VirtualBench, type VirtualBenchOptions } from "../bench/virtual.js";
import type { Case } from "../cases/case.js";
import { CannotRun, Violation } from "../failure.js";
import { picture } from "../report/picture.js";
import type { RequirementId } from "../requirements.js";

/** How one run of one case ended. */
export type Outcome =
  | { readonly kind: "pass" }
  | { readonly kind: "fail"; readonly id: RequirementId; readonly detail: string; readonly picture: string }
  /** The case could not be set up: the agent needs nothing, say. */
  | { readonly kind: "stuck"; readonly detail: string; readonly picture: string };

/** Runs one case once in virtual time. */
export async function runVirtual<R extends Role>(
  test: Pick<Case, "run">,
  options: VirtualBenchOptions<R>,
): Promise<Outcome> {
  const bench = new VirtualBench(options);
  const run = async (): Promise<void> => {
    await bench.begin();
    await test.run(bench.probe);
  };
  try {
    return await outcomeOf(run, () => picture(bench.log.entries, bench.probe.lanes));
  } finally {
    await bench.end();
  }
}

/** How a run ends; what is no rule broken is thrown on. */
export async function outcomeOf(run: () => Promise<void>, drawn: () => string): Promise<Outcome> {
  try {
    await run();
    return { kind: "pass" };
  } catch (error) {
    if (error instanceof Violation) return { kind: "fail", id: error.id, detail: error.detail, picture: drawn() };
    if (error instanceof CannotRun) return { kind: "stuck", detail: error.message, picture: drawn() };
    throw error;
  }
}
