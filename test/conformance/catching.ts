import { cases, type Feature, features, runVirtual } from "@chargepact/conformance";
import { buildMutant } from "../mutants/build.js";
import type { MutantAgent } from "./mutants.js";
import type { ownAgents } from "./subjects.js";

/** What the kit says of an agent with one bug. */
export interface Caught {
  /** Ids that it says are broken, each once. */
  readonly ids: readonly string[];
  /** Picture of the first run that says so. */
  readonly picture: string;
}

export const everything: ReadonlySet<Feature> = new Set(features);

/** Runs the cases about the rules that a mutant breaks. */
export async function catchMutant(mutant: MutantAgent): Promise<Caught> {
  const { ownAgents: agents } = await buildMutant<{ readonly ownAgents: typeof ownAgents }>(
    mutant,
    "test/conformance/subjects.ts",
  );
  const { role } = mutant;
  const ids = new Set<string>();
  let picture = "";
  for (const test of cases) {
    if (!test.roles.includes(role) || !test.ids.some((id) => mutant.breaks.includes(id))) continue;
    const outcome = await runVirtual(test, { role, create: agents[role] as never, supports: everything });
    if (outcome.kind !== "fail") continue;
    if (ids.size === 0) picture = outcome.picture;
    ids.add(outcome.id);
  }
  return { ids: [...ids], picture };
}
