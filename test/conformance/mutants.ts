import type { Role } from "@chargepact/protocol";
import { mutantOf } from "../mutants/list.js";
import type { Mutant } from "../mutants/patch.js";

/** An agent with one bug, and as which role the kit is to catch it. */
export interface MutantAgent extends Mutant {
  readonly role: Role;
}

const link = (name: string): string => `packages/protocol/src/link/${name}.ts`;
const shell = (name: string): string => `packages/agent/src/${name}.ts`;
const roles = (name: string): string => `packages/protocol/src/roles/${name}.ts`;

/** Rules of the link that show from outside, by the role where they do. */
const ofTheLink: readonly (readonly [id: string, role: Role, breaks?: readonly string[]])[] = [
  ["older-commit-taken", "charger"],
  ["ttl-from-receipt", "battery"],
  ["old-echo-raises", "storage"],
  ["no-grace", "grid"],
  ["reclaims-early", "grid"],
  ["older-version-confirmed", "grid"],
  ["outlives-own-lease", "charger"],
  ["ramps-too-late", "battery"],
  ["acknowledges-before-down", "charger"],
  ["revoke-acknowledged-before-down", "battery"],
  ["last-step-kept", "charger"],
  ["wall-clock-schedules", "battery"],
  ["falls-by-the-late-estimate", "storage"],
  ["only-the-newest-booked", "grid"],
  ["reservation-not-booked", "grid"],
  ["fallback-before-admission", "battery"],
  ["fallback-always-admitted", "grid", ["CP-FALL-1", "CP-FALL-4"]],
  ["fallback-lowered-unread", "charger"],
  ["fallbacks-unguaranteed", "grid"],
  ["last-limit-kept", "battery", ["CP-FALL-5", "CP-LEASE-8"]],
  ["heartbeat-ends-fallback", "charger"],
  ["port-told-for-ever", "charger"],
  ["port-told-past-a-step", "battery"],
  ["emergency-forgotten", "charger"],
  ["emergency-not-durable", "battery"],
  ["older-emergency-taken", "charger"],
  ["repeats-acted-on", "charger"],
  ["older-life-heard", "grid", ["CP-WINDOW-3", "CP-WINDOW-8"]],
  ["effects-before-commit", "charger"],
  ["restart-reclaims", "grid"],
  ["lost-ledger-grants", "grid"],
  ["stale-need-answered", "charger"],
];

/** Bugs of the shell, of roles, and such of the link as only an outside tester looks for. */
const own: readonly MutantAgent[] = [
  {
    id: "signature-unchecked",
    role: "charger",
    file: shell("seal"),
    find: "return signature.length === 64 && verify(null, input, key, signature);",
    replace: "return signature.length === 64 && verify !== undefined && input.length > 0 && key !== undefined;",
    breaks: ["CP-SEAL-1"],
    what: "An agent does not check signatures.",
  },
  {
    id: "unsealed-taken",
    role: "battery",
    file: shell("open"),
    find: 'return source.insecure ? { signer: undefined } : refused("unsealed", source.from);',
    replace: "return { signer: undefined };",
    also: [
      {
        file: shell("admission"),
        find: "if (!insecure && !proofFits(sealed, envelope)) {",
        replace: 'if (!insecure && !proofFits(sealed, envelope) && sealed.proof.kind !== "none") {',
      },
    ],
    breaks: ["CP-SEAL-6"],
    what: "An agent takes messages without a seal.",
  },
  {
    id: "any-proof-will-do",
    role: "charger",
    file: shell("admission"),
    find: "if (!insecure && !proofFits(sealed, envelope)) {",
    replace: "if (!insecure && !proofFits(sealed, envelope) && sealed.envelope.length === 0) {",
    breaks: ["CP-SEAL-2"],
    what: "An agent takes a signature where a MAC belongs.",
  },
  {
    id: "greets-without-end",
    role: "storage",
    file: link("holder-greeting"),
    find: "if (now.mono - last < timings.unexplainedMs) return;",
    replace: "if (now.mono - last < timings.unexplainedMs / 100) return;",
    breaks: ["CP-SEAL-4"],
    what: "A holder answers each message that it cannot explain with a Hello.",
  },
  {
    id: "never-repeats",
    role: "charger",
    file: link("channel"),
    find: "    entry.attempts++;\n    this.send(entry.envelope);",
    replace: "    entry.attempts++;",
    breaks: ["CP-WINDOW-6"],
    what: "An agent says each request once.",
  },
  {
    id: "gap-forgotten",
    role: "battery",
    file: link("holder"),
    find: 'if (this.up) this.channel.request({ kind: "resync" });',
    replace: "",
    breaks: ["CP-WINDOW-4"],
    what: "A holder skips what is missing without asking where things stand.",
  },
  {
    id: "emergency-waits-its-turn",
    role: "charger",
    file: link("holder-terms"),
    find: 'if (body.kind === "emergency" || body.kind === "revoke") return true;',
    replace: 'if (body.kind === "revoke") return true;',
    breaks: ["CP-WINDOW-7"],
    what: "An emergency waits for messages that are missing before it.",
  },
  {
    id: "stays-in-a-stale-life",
    role: "storage",
    file: shell("stale-epoch"),
    find: "return seen < epoch || seen - epoch > epochJumpMax ? undefined : seen;",
    replace: "return seen < epoch || seen - epoch > -epochJumpMax ? undefined : seen;",
    breaks: ["CP-WINDOW-8"],
    what: "An agent whose Hello is refused as stale goes on with the same epoch.",
  },
  {
    id: "epoch-does-not-grow",
    role: "battery",
    file: shell("store"),
    find: "const epoch = Math.max(counterOf(facts, name) + 1, atLeast);",
    replace: "const epoch = Math.max(counterOf(facts, name), atLeast);",
    breaks: ["CP-STORE-3"],
    what: "Two lives of an agent have the same epoch.",
  },
  {
    id: "goes-on-without-a-store",
    role: "charger",
    file: shell("runner"),
    find: "    this.restart(1, wait);\n",
    replace: "    this.busy = wait < 0;\n",
    breaks: ["CP-STORE-2"],
    what: "An agent whose store has failed goes on in the same life.",
  },
  {
    id: "unagreed-taken",
    role: "charger",
    file: link("commit-judge"),
    find: 'if (facts.consent === "none") return { kind: "lowerOnly", reason: "UNKNOWN_PROPOSAL" };',
    replace: "",
    breaks: ["CP-NEG-3"],
    what: "A holder takes an increase that it never agreed to.",
  },
  {
    id: "emergency-keeps-agreements",
    role: "battery",
    file: link("holder-terms"),
    find: "    this.lease.consents.clear();\n    this.save();\n    return true;",
    replace: "    this.save();\n    return true;",
    breaks: ["CP-EMERG-2"],
    what: "What was agreed to before an emergency may still be committed.",
  },
  {
    id: "revoke-keeps-agreements",
    role: "charger",
    file: link("holder-lease"),
    find: "    this.consents.clear();\n    this.newest = revoke.version;",
    replace: "    this.newest = revoke.version;",
    breaks: ["CP-NEG-6"],
    what: "What was agreed to before a revoke may still be committed.",
  },
  {
    id: "vehicle-unbounded",
    role: "charger",
    file: roles("charger/connectors"),
    find: "    band = tighter(band, child.band);\n",
    replace: "",
    breaks: ["CP-LEASE-11"],
    what: "A charger enforces its own lease at the port and forgets the vehicle's.",
  },
  {
    id: "accepts-unasked",
    role: "charger",
    file: roles("charger/relay"),
    find: "    if (option === undefined) {\n",
    replace:
      "    if (option === undefined && this.asking === undefined) return part;\n    if (option === undefined) {\n",
    breaks: ["CP-NEG-9"],
    what: "A charger accepts for a vehicle that has refused.",
  },
  {
    id: "any-version",
    role: "grid",
    file: link("hello-judge"),
    find: "if (!hello.versions.some((version) => version.major === protocolVersion.major)) {",
    replace: "if (hello.versions.length === 0) {",
    breaks: ["CP-SESSION-2"],
    what: "A grantor greets whoever speaks another version.",
  },
  {
    id: "any-ramp",
    role: "charger",
    file: link("hello-judge"),
    find: "if (rampMs > ttlMs / 2) {",
    replace: "if (rampMs > 1e6 * ttlMs) {",
    breaks: ["CP-SESSION-3"],
    what: "A grantor admits a holder that needs longer than its lease to come down.",
  },
  {
    id: "rarely-renews",
    role: "charger",
    file: link("holder-deadlines"),
    find: "return Math.min(sentAt + ttlMs / 3, this.rampAt);",
    replace: "return Math.min(sentAt + (ttlMs * 2.5) / 3, this.rampAt);",
    breaks: ["CP-LEASE-6"],
    what: "A holder renews just before its deadline.",
  },
];

export const mutantAgents: readonly MutantAgent[] = [
  ...ofTheLink.map(([id, role, breaks]) => {
    const mutant = mutantOf(id);
    return { ...mutant, role, breaks: breaks ?? mutant.breaks };
  }),
  ...own,
];
