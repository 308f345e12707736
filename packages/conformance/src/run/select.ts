import type { Role } from "@chargepact/protocol";
import type { Case } from "../cases/case.js";
import type { Feature } from "../equipment/equipment.js";

export interface Selection {
  readonly role: Role;
  readonly supports: ReadonlySet<Feature>;
  /** Only cases about one of these requirements. */
  readonly only?: ReadonlySet<string>;
  /** Every `of`-th of what is left, from `number` (1 to `of`) on. */
  readonly part?: Part;
}
/** One of several runs, each against an agent of its own, that together are a whole one. */
export interface Part {
  readonly number: number;
  readonly of: number;
}

/** A case, or why it is not run. */
export interface Selected {
  readonly test: Case;
  /** Undefined: it is run. */
  readonly missing: readonly Feature[] | undefined;
}

/** The cases of a role, in their order. */
export function select(cases: readonly Case[], selection: Selection): readonly Selected[] {
  const { role, supports, only, part = { number: 1, of: 1 } } = selection;
  return cases
    .filter((test) => test.roles.includes(role) && (only === undefined || test.ids.some((id) => only.has(id))))
    .filter((_, index) => index % part.of === part.number - 1)
    .map((test) => {
      const needs = test.grants === true && role === "charger" ? [...test.needs, "batteries" as const] : test.needs;
      const missing = needs.filter((feature) => !supports.has(feature));
      return { test, missing: missing.length === 0 ? undefined : missing };
    });
}
