import type { Role } from "@chargepact/protocol";
import type { RequirementId } from "../requirements.js";

/** Why nobody outside can see whether a requirement is kept, by id. */
const inside: Partial<Record<RequirementId, string>> = {
  "CP-SEAL-5": "the order of work on a message shows only in how long it takes",
  "CP-SEAL-7": "the audit log is the agent's own file",
  "CP-STORE-4": "what is written, and how often, is between an agent and its disk",
  "CP-STORE-8": "the slots of a store are the agent's own files",
  "CP-LEASE-5": "an increase is preceded by an accept, which is a request: only options of long ago could show it",
  "CP-TOPIC-2": "the kit's own topics keep these limits",
  "CP-TIME-5": "shows only at an operator under another, which the kit does not set up",
};

const granting = "what it rules is a grantor's, and a ROLE has nobody below it here";
const holding = "what it rules is a holder's, and a ROLE asks nobody here";

/** Requirements of one role or one side, by the beginning of their ids. */
const areas: readonly { readonly prefix: string; readonly roles: readonly Role[]; readonly why: string }[] = [
  { prefix: "CP-LEDGER", roles: ["battery", "storage"], why: granting },
  { prefix: "CP-FORECAST", roles: ["battery", "charger", "storage"], why: "only operators forecast" },
  { prefix: "CP-SUM", roles: ["battery", "charger", "storage"], why: "only operators share by sums" },
  { prefix: "CP-STORAGE", roles: ["battery", "charger", "grid"], why: "it is about storage sites" },
  { prefix: "CP-FALL", roles: ["grid"], why: holding },
  { prefix: "CP-TIME", roles: ["grid"], why: holding },
];

/** Why there is no case of a requirement for a role. */
export function unobservable(id: RequirementId, role: Role): string {
  const area = areas.find(({ prefix, roles }) => id.startsWith(`${prefix}-`) && roles.includes(role));
  return inside[id] ?? area?.why.replace("ROLE", role) ?? "the kit has no case of it for this role";
}
