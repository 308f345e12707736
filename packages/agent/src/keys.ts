import {
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hash,
  hkdfSync,
  type KeyObject,
  sign,
} from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { ChargepactError } from "@chargepact/protocol";
import type { Entropy } from "./entropy.js";

/** SHA-256, 32 bytes. As text and back: a buffer of the runtime's takes longer to make than the hash. */
export const sha256 = (bytes: Uint8Array): Uint8Array => bytesOf(hash("sha256", bytes, "binary"), 32);

/** The first bytes of text in which each character is one byte; in memory of their own, not in a pool. */
export function bytesOf(latin1: string, length: number): Uint8Array {
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) bytes[i] = latin1.charCodeAt(i);
  return bytes;
}

/** An agent's Ed25519 key pair, parsed once: parsing per call costs fifteen times a signature. */
export interface AgentKeys {
  /** First 8 bytes of SHA-256 over the public key, hex. */
  readonly keyId: string;
  /** The raw public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** Ed25519 signature, 64 bytes. */
  sign(bytes: Uint8Array): Uint8Array;
  /** PKCS #8 PEM, for a file that only the agent can read. */
  toPem(): string;
}

// The fixed head of PKCS #8 and SPKI encodings of these curves (RFC 8410): only the 32 key bytes differ.
const pkcs8Head = { ed25519: "302e020100300506032b657004220420", x25519: "302e020100300506032b656e04220420" } as const;
const spkiHead = { ed25519: "302a300506032b6570032100", x25519: "302a300506032b656e032100" } as const;
type Curve = keyof typeof pkcs8Head;

function privateKeyOf(curve: Curve, seed: Uint8Array): KeyObject {
  const key = Buffer.concat([Buffer.from(pkcs8Head[curve], "hex"), seed]);
  return createPrivateKey({ key, format: "der", type: "pkcs8" });
}

/** A raw public key (32 bytes) as a key object. Throws `BAD_INPUT` (remote) for another length. */
export function publicKeyOf(curve: Curve, raw: Uint8Array): KeyObject {
  if (raw.length !== 32) {
    throw new ChargepactError("BAD_INPUT", `a public key has 32 bytes, not ${raw.length}`, { side: "remote" });
  }
  const key = Buffer.concat([Buffer.from(spkiHead[curve], "hex"), raw]);
  return createPublicKey({ key, format: "der", type: "spki" });
}

const rawPublicKey = (key: KeyObject): Uint8Array =>
  createPublicKey(key).export({ format: "der", type: "spki" }).subarray(-32);

/** The id of a raw public key: first 8 bytes of its SHA-256, hex. */
export const keyIdOf = (publicKey: Uint8Array): string => Buffer.from(sha256(publicKey)).toString("hex", 0, 8);

function keysOf(privateKey: KeyObject): AgentKeys {
  const publicKey = rawPublicKey(privateKey);
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (bytes) => sign(null, bytes, privateKey),
    toPem: () => privateKey.export({ format: "pem", type: "pkcs8" }) as string,
  };
}

/** A new key pair from 32 bytes of entropy. */
export const createKeys = (entropy: Entropy): AgentKeys => keysOf(privateKeyOf("ed25519", entropy(32)));

/** The same key pair for the same seed and id, for virtual runs: whoever knows the seed has the key. */
export function seededKeys(seed: string, id: string): AgentKeys {
  return keysOf(privateKeyOf("ed25519", createHash("sha256").update(`${seed}/${id}`).digest()));
}

/** Reads a key pair from a PKCS #8 PEM file. Throws `BAD_CONFIG` naming the file. */
export function loadKeys(path: string): AgentKeys {
  try {
    const key = createPrivateKey(readFileSync(path));
    if (key.asymmetricKeyType !== "ed25519") throw new Error(`it holds a key of type ${key.asymmetricKeyType ?? "?"}`);
    return keysOf(key);
  } catch (cause) {
    throw new ChargepactError("BAD_CONFIG", `${path} is no Ed25519 private key in PKCS #8 PEM`, { cause });
  }
}

/** Writes a key pair to a file that only its owner can read. */
export function saveKeys(path: string, keys: AgentKeys): void {
  writeFileSync(path, keys.toPem(), { mode: 0o600 });
}

/** An X25519 key pair that lives for one session. */
export interface SessionKeys {
  /** The raw public key, 32 bytes. */
  readonly publicKey: Uint8Array;
  /** MAC key (32 bytes) by HKDF-SHA-256 from the shared secret. Throws for a peer key that gives no secret. */
  derive(peerPublicKey: Uint8Array, salt: Uint8Array, info: string): Uint8Array;
}

/** A new session key pair from 32 bytes of entropy. */
export function createSessionKeys(entropy: Entropy): SessionKeys {
  const privateKey = privateKeyOf("x25519", entropy(32));
  return {
    publicKey: rawPublicKey(privateKey),
    derive: (peerPublicKey, salt, info) => {
      const secret = diffieHellman({ privateKey, publicKey: publicKeyOf("x25519", peerPublicKey) });
      return new Uint8Array(hkdfSync("sha256", secret, salt, info, 32));
    },
  };
}
