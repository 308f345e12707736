import type { KeyObject } from "node:crypto";
import { type AgentId, ChargepactError, type Role, type Watts } from "@chargepact/protocol";
import { type AgentKeys, keyIdOf, publicKeyOf, seededKeys } from "./keys.js";
import { parseRegistry } from "./registry.parse.js";
import { signatureFits } from "./seal.js";

/** One agent that the site trusts. */
export interface RegistryEntry {
  readonly id: AgentId;
  readonly role: Role;
  /** The connection it lives on; for a device with one agent its own id. */
  readonly node: string;
  /** Whom it may ask for power; `"*"` = every charger and storage site (roaming). */
  readonly grantors: readonly AgentId[];
  /** Raw Ed25519 public keys, hex; two while one is being replaced, none where messages go unsealed. */
  readonly keys: readonly string[];
  /** Most it may import, W. */
  readonly powerCapW: Watts;
}

export interface RegistryDocument {
  /** Grows with every change and never goes back. */
  readonly version: number;
  readonly site: string;
  readonly agents: readonly RegistryEntry[];
}

/** A registry as it is stored and handed out: the exact text that was signed. */
export interface SignedRegistry {
  /** JSON of a {@link RegistryDocument}. */
  readonly document: string;
  /** Ed25519 signature over `document` as UTF-8 by the site's key, hex. */
  readonly signature: string;
}

const signedText = (document: string): Uint8Array => Buffer.from(`chargepact/1 registry\n${document}`, "utf8");

/** Signs a registry with the site's key. */
export function signRegistry(document: RegistryDocument, siteKeys: AgentKeys): SignedRegistry {
  const text = JSON.stringify(document);
  return { document: text, signature: Buffer.from(siteKeys.sign(signedText(text))).toString("hex") };
}

/**
 * Opens a signed registry. Throws `REGISTRY` (remote) where the signature is not the site key's (raw, 32 bytes) or the
 * document breaks a rule.
 */
export function openRegistry(signed: SignedRegistry, siteKey: Uint8Array): Registry {
  const { document, signature } = signed;
  // CP-SEAL-6: nothing of a registry is read before its signature fits.
  if (!signatureFits(publicKeyOf("ed25519", siteKey), signedText(document), Buffer.from(signature, "hex"))) {
    throw new ChargepactError("REGISTRY", `the registry is not signed by site key ${keyIdOf(siteKey)}`, {
      side: "remote",
    });
  }
  return new Registry(parseRegistry(document));
}

const storesPower = (role: Role): boolean => role === "charger" || role === "storage";

/** Who is who on a site. Key objects are parsed once and shared by all agents of a process. */
export class Registry {
  private readonly agents = new Map<AgentId, RegistryEntry>();
  private readonly nodes = new Map<string, RegistryEntry[]>();
  private readonly keys = new Map<string, { readonly agent: AgentId; readonly raw: Uint8Array; parsed?: KeyObject }>();

  constructor(readonly document: RegistryDocument) {
    for (const entry of document.agents) {
      this.agents.set(entry.id, entry);
      this.nodes.set(entry.node, [...(this.nodes.get(entry.node) ?? []), entry]);
      for (const key of entry.keys) {
        const raw = Buffer.from(key, "hex");
        this.keys.set(keyIdOf(raw), { agent: entry.id, raw });
      }
    }
  }

  agent(id: AgentId): RegistryEntry | undefined {
    return this.agents.get(id);
  }

  /** The agents of a node; none for a node that nobody knows. */
  agentsOf(node: string): readonly RegistryEntry[] {
    return this.nodes.get(node) ?? [];
  }

  /** Whose key this is, with the key. */
  key(keyId: string): { readonly agent: AgentId; readonly key: KeyObject } | undefined {
    const known = this.keys.get(keyId);
    if (known === undefined) return undefined;
    known.parsed ??= publicKeyOf("ed25519", known.raw);
    return { agent: known.agent, key: known.parsed };
  }

  /** True where `holder` may ask `grantor` for power (CP-SESSION-4). */
  isHolder(holder: AgentId, grantor: AgentId): boolean {
    const asks = this.agents.get(holder);
    const gives = this.agents.get(grantor);
    if (asks === undefined || gives === undefined) return false;
    return asks.grantors.includes(grantor) || (asks.grantors.includes("*") && storesPower(gives.role));
  }

  /** Throws `REGISTRY` where this registry is older than one seen before (CP-SEAL-6). */
  requireNotOlder(versionSeen: number): void {
    const { version } = this.document;
    if (version < versionSeen) {
      const message = `registry version ${version} is older than ${versionSeen}, which was seen before`;
      throw new ChargepactError("REGISTRY", message, { side: "remote" });
    }
  }
}

/** An agent of a generated registry: what is left out is as for a device with one agent. */
export type RegistryPlan = Pick<RegistryEntry, "id" | "role" | "grantors" | "powerCapW"> & { readonly node?: string };

export interface MadeRegistry {
  readonly registry: Registry;
  readonly signed: SignedRegistry;
  readonly keys: ReadonlyMap<AgentId, AgentKeys>;
  readonly siteKeys: AgentKeys;
}

/** A signed registry with every agent's keys, all from one seed: for swarms and tests, never for a real site. */
export function makeRegistry(options: {
  readonly site: string;
  readonly seed: string;
  readonly agents: readonly RegistryPlan[];
  readonly version?: number;
}): MadeRegistry {
  const { site, seed } = options;
  const keys = new Map(options.agents.map(({ id }) => [id, seededKeys(seed, `agent/${id}`)]));
  const agents = options.agents.map((plan) => ({
    ...plan,
    node: plan.node ?? plan.id,
    keys: [Buffer.from(keys.get(plan.id)?.publicKey ?? []).toString("hex")],
  }));
  const siteKeys = seededKeys(seed, `site/${site}`);
  const signed = signRegistry({ version: options.version ?? 1, site, agents }, siteKeys);
  return { registry: openRegistry(signed, siteKeys.publicKey), signed, keys, siteKeys };
}
