import type { Mutant } from "./patch.js";

const link = (name: string): string => `packages/protocol/src/link/${name}.ts`;

/** Rules of the protocol, each broken once in the real source of the link. */
export const mutants: readonly Mutant[] = [
  {
    id: "renewed-by-another-version",
    file: link("holder-lease"),
    find: "if (this.current === undefined || compareVersions(ack.version, this.current.version) !== 0) return;",
    replace: "if (this.current === undefined) return;",
    breaks: ["CP-LEASE-6"],
    what: "A holder takes the confirmation of any version for that of its own.",
  },
];

export function mutantOf(id: string): Mutant {
  const mutant = mutants.find((each) => each.id === id);
  if (mutant !== undefined) return mutant;
  throw new Error(`no mutant ${id}; there are ${mutants.map((each) => each.id).join(", ")}`);
}
