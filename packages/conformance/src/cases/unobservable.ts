import type { Role } from "@chargepact/protocol";
import type { RequirementId } from "../requirements.js";

const rounds = "shows only where an operator clears by option rounds, which the kit does not ask for";
const nested = "shows only at an operator under another, or over one, which the kit does not set up";
const trading = "an operator proposes trades of its own accord; the kit cannot make it";
const disobedient =
  "needs equipment that disobeys its port, or a meter at the operator's connection: the kit has neither";
const sealed = "what breaks it carries a MAC that only an honest encoder computes here";

/** Why nobody outside can see whether a requirement is kept, by id. */
const inside: Partial<Record<RequirementId, string>> = {
  "CP-SEAL-5": "the order of work on a message shows only in how long it takes",
  "CP-SEAL-7": "the audit log is the agent's own file",
  "CP-STORE-4": "what is written, and how often, is between an agent and its disk",
  "CP-STORE-8": "the slots of a store are the agent's own files",
  "CP-LEASE-5": "an increase is preceded by an accept, which is a request: only options of long ago could show it",
  "CP-TOPIC-2": "the kit's own topics keep these limits",
  "CP-TOPIC-5": "what an agent subscribes to is between it and its broker",
  "CP-WIRE-16": sealed,
  "CP-TIME-3": "how old a decision is when it reaches the port is inside the agent",
  "CP-TIME-4": "what is known of the time shows only where it is answered ever more slowly, over many leases",
  "CP-TIME-5": nested,
  "CP-TIME-7": "nobody can suspend the machine of an agent from outside of it",
  "CP-NEG-10": rounds,
  "CP-NEG-11": rounds,
  "CP-NEG-12": "the equipment of the kit takes whatever it may, and gives nothing back of its own accord",
  "CP-NEG-13": rounds,
  "CP-PLAN-1": rounds,
  "CP-SUM-1": nested,
  "CP-PRICE-1": rounds,
  "CP-PRICE-2": "bills are made outside the protocol",
  "CP-PRICE-3": "whether a price is as promised is an alarm inside the agent",
  "CP-PRICE-4": nested,
  "CP-PRICE-5": nested,
  "CP-FORECAST-1": nested,
  "CP-FALL-9": nested,
  "CP-TRADE-1": trading,
  "CP-TRADE-2": trading,
  "CP-TRADE-5": trading,
  "CP-TRADE-6": trading,
  "CP-TRADE-7": "bills are made outside the protocol",
  "CP-LEDGER-2":
    "a holder that acknowledges an older version has taken the newer one, too, before anybody could see a difference",
  "CP-LEDGER-3": "no holder of the kit exports",
  "CP-LEDGER-5": "the kit states no load that nobody controls",
  "CP-LEDGER-6": "the kit limits no phases",
  "CP-LEDGER-7": disobedient,
  "CP-STORAGE-1": "the kit asks for no reserve",
  "CP-STORAGE-2": "no export of the kit's storage site is firm",
  "CP-STORAGE-3": "what is worth while depends on wear and losses that a storage site does not say",
};

const granting = "what it rules is a grantor's, and a ROLE has nobody below it here";
const holding = "what it rules is a holder's, and a ROLE asks nobody here";
const charging = "it is about chargers";
const shared = "what it rules shows where two share: a charger has one connector here";
const greeting = "it is about what a grantor makes of a Hello";
const holders: readonly Role[] = ["battery", "storage"];

/** Requirements of one role or one side, by their ids or how they begin. */
const areas: readonly { readonly ids: readonly string[]; readonly roles: readonly Role[]; readonly why: string }[] = [
  { ids: ["CP-LEDGER-", "CP-LEASE-4", "CP-LEASE-7", "CP-LEASE-11", "CP-NEG-4"], roles: holders, why: granting },
  {
    ids: ["CP-STORE-6", "CP-STORE-7", "CP-FALL-2", "CP-FALL-4", "CP-FALL-7", "CP-NEG-8"],
    roles: holders,
    why: granting,
  },
  {
    ids: ["CP-TOPIC-3"],
    roles: holders,
    why: "a grantor's Hello that the broker kept asks for what a start does anyway",
  },
  { ids: ["CP-SESSION-2", "CP-SESSION-3"], roles: holders, why: greeting },
  { ids: ["CP-WINDOW-5"], roles: holders, why: "it has one partner here" },
  {
    ids: ["CP-SESSION-5", "CP-NEG-9", "CP-TRADE-8", "CP-LEASE-7", "CP-LEASE-11"],
    roles: ["battery", "storage", "grid"],
    why: charging,
  },
  { ids: ["CP-SESSION-4"], roles: ["storage", "grid"], why: "nothing is plugged in at a ROLE" },
  { ids: ["CP-NEG-4", "CP-LEASE-4", "CP-LEDGER-", "CP-FALL-4", "CP-STORE-6"], roles: ["charger"], why: shared },
  { ids: ["CP-FORECAST-"], roles: ["battery", "charger", "storage"], why: "only operators forecast" },
  { ids: ["CP-SUM-"], roles: ["battery", "charger", "storage"], why: "only operators share by sums" },
  { ids: ["CP-STORAGE-"], roles: ["battery", "charger", "grid"], why: "it is about storage sites" },
  {
    ids: ["CP-FALL-3", "CP-FALL-5", "CP-FALL-6", "CP-FALL-8", "CP-TIME-1", "CP-TIME-2", "CP-TIME-3", "CP-TIME-4"],
    roles: ["grid"],
    why: holding,
  },
  {
    ids: ["CP-LEASE-1", "CP-LEASE-2", "CP-LEASE-3", "CP-LEASE-8", "CP-LEASE-9", "CP-LEASE-10", "CP-TIME-6"],
    roles: ["grid"],
    why: holding,
  },
  {
    ids: ["CP-TRADE-3", "CP-TRADE-4", "CP-STORE-5", "CP-NEG-5", "CP-NEG-7"],
    roles: ["grid"],
    why: holding,
  },
  { ids: ["CP-EMERG-", "CP-WINDOW-7", "CP-WIRE-12", "CP-WIRE-13", "CP-WIRE-15"], roles: ["grid"], why: holding },
];

/** Why there is no case of a requirement for a role. */
export function unobservable(id: RequirementId, role: Role): string {
  const area = areas.find(({ ids, roles }) => roles.includes(role) && ids.some((each) => isOf(id, each)));
  return area?.why.replace("ROLE", role) ?? inside[id] ?? "the kit has no case of it for this role";
}

/** An id that ends in a hyphen stands for all that begin with it. */
const isOf = (id: RequirementId, each: string): boolean => (each.endsWith("-") ? id.startsWith(each) : id === each);
