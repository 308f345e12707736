import type { Role } from "@chargepact/protocol";
import type { Case } from "../cases/case.js";
import type { Feature } from "../equipment/equipment.js";

export interface Selection {
  readonly role: Role;
  readonly supports: ReadonlySet<Feature>;
  /** Only cases about one of these requirements. */
  readonly only?: ReadonlySet<string>;
}

/** A case, or why it is not run. */
export interface Selected {
  readonly test: Case;
  /** Undefined: it is run. */
  readonly missing: readonly Feature[] | undefined;
}

/** The cases of a role, in their order. */
export function select(cases: readonly Case[], { role, supports, only }: Selection): readonly Selected[] {
  return cases
    .filter((test) => test.roles.includes(role) && (only === undefined || test.ids.some((id) => only.has(id))))
    .map((test) => {
      const needs = test.grants === true && role === "charger" ? [...test.needs, "batteries" as const] : test.needs;
      const missing = needs.filter((feature) => !supports.has(feature));
      return { test, missing: missing.length === 0 ? undefined : missing };
    });
}
