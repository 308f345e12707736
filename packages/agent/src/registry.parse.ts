import { ChargepactError, idPattern, type Role } from "@chargepact/protocol";
import type { RegistryDocument, RegistryEntry } from "./registry.js";

const roles: readonly Role[] = ["battery", "charger", "storage", "grid"];
const keyPattern = /^[0-9a-f]{64}$/;
const powerCapMaxW = 2 ** 31 - 1;
const grantorsMax = 1_000;
const agentsMax = 100_000;

function requireThat(condition: boolean, where: string, rule: string): asserts condition {
  if (!condition) throw new ChargepactError("REGISTRY", `registry: ${where} ${rule}`, { side: "remote" });
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isId = (value: unknown): value is string => typeof value === "string" && idPattern.test(value);
const isCount = (value: unknown, max: number): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= max;

function isListOf<T>(value: unknown, max: number, isItem: (item: unknown) => item is T): value is readonly T[] {
  return Array.isArray(value) && value.length <= max && value.every(isItem) && new Set(value).size === value.length;
}

const isGrantor = (value: unknown): value is string => value === "*" || isId(value);
const isKey = (value: unknown): value is string => typeof value === "string" && keyPattern.test(value);
const isRole = (value: unknown): value is Role => (roles as readonly unknown[]).includes(value);

function entryOf(value: unknown, index: number): RegistryEntry {
  const where = `agents[${index}]`;
  requireThat(isRecord(value), where, "is not an object");
  const { id, role, node, grantors, keys, powerCapW } = value;
  requireThat(isId(id), `${where}.id`, "does not match [a-z0-9-]{1,32}");
  requireThat(isRole(role), `${where}.role`, `is none of ${roles.join(", ")}`);
  requireThat(isId(node), `${where}.node`, "does not match [a-z0-9-]{1,32}");
  requireThat(
    isListOf(grantors, grantorsMax, isGrantor),
    `${where}.grantors`,
    `is no list of at most ${grantorsMax} ids`,
  );
  requireThat(isListOf(keys, 2, isKey), `${where}.keys`, "is no list of at most 2 keys of 64 hex digits");
  requireThat(isCount(powerCapW, powerCapMaxW), `${where}.powerCapW`, `is no whole number 0 to ${powerCapMaxW}`);
  return { id, role, node, grantors, keys, powerCapW };
}

function requireUnique(values: readonly string[], what: string): void {
  const seen = new Set<string>();
  for (const value of values) {
    requireThat(!seen.has(value), `${what} ${value}`, "occurs twice");
    seen.add(value);
  }
}

/** A registry document from its JSON text; throws `REGISTRY` (remote) naming the place and the rule. */
export function parseRegistry(text: string): RegistryDocument {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ChargepactError("REGISTRY", "registry: not JSON", { side: "remote", cause });
  }
  requireThat(isRecord(value), "document", "is not an object");
  const { version, site, agents } = value;
  requireThat(isCount(version, Number.MAX_SAFE_INTEGER), "version", "is no whole number ≥ 0");
  requireThat(isId(site), "site", "does not match [a-z0-9-]{1,32}");
  requireThat(Array.isArray(agents) && agents.length <= agentsMax, "agents", `is no list of at most ${agentsMax}`);
  const entries = agents.map(entryOf);
  requireUnique(
    entries.map(({ id }) => id),
    "agent",
  );
  requireUnique(
    entries.flatMap(({ keys }) => keys),
    "key",
  );
  return { version, site, agents: entries };
}
