import type { RequirementId } from "./requirements.js";

/** A rule that an agent under test has broken. */
export class Violation extends Error {
  override readonly name = "Violation";

  constructor(
    readonly id: RequirementId,
    readonly detail: string,
  ) {
    super(`${id}: ${detail}`);
  }
}

/** The kit could not do what a case needs: it says nothing about the agent's rules. */
export class CannotRun extends Error {
  override readonly name = "CannotRun";
}
