import { describe, expect, test } from "vitest";
import { catchMutant } from "./catching.js";
import { mutantAgents } from "./mutants.js";

describe("the kit catches an agent with one bug by the rule that it breaks", () => {
  test.each(mutantAgents)("$role $id", async (mutant) => {
    const { ids } = await catchMutant(mutant);
    expect(mutant.breaks.some((id) => ids.includes(id))).toBe(true);
  });

  test("there are enough of them, each once", () => {
    expect(new Set(mutantAgents.map(({ id }) => id)).size).toBe(mutantAgents.length);
    expect(mutantAgents.length).toBeGreaterThanOrEqual(25);
  });
});
