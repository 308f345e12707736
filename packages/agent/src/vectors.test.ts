import { readFileSync } from "node:fs";
import { encodeTerms } from "@chargepact/protocol";
import { describe, expect, test } from "vitest";
import { createKeys, createSessionKeys, publicKeyOf, sha256 } from "./keys.js";
import { openRegistry, signRegistry, type RegistryDocument } from "./registry.js";
import { MacKey, sealContext, sealInput, sealMac, signatureFits } from "./seal.js";
import { PeerSessions } from "./session.js";

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString("hex");
const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, "hex"));

/** docs/wire.md: what other languages check themselves against. */
const vectors = JSON.parse(readFileSync(new URL("../../../proto/vectors.json", import.meta.url), "utf8")) as {
  readonly key: { readonly seed: string; readonly publicKey: string; readonly keyId: string };
  readonly registry: {
    readonly siteSeed: string;
    readonly siteKey: string;
    readonly signed: { readonly document: string; readonly signature: string };
  };
  readonly seal: {
    readonly topic: string;
    readonly envelope: string;
    readonly sessionId: string;
    readonly input: string;
    readonly signature: string;
    readonly macKey: string;
    readonly mac: string;
  };
  readonly terms: {
    readonly connector: number;
    readonly startS: number;
    readonly stepS: number;
    readonly max: readonly number[];
    readonly bytes: string;
    readonly hash: string;
  };
  readonly session: {
    readonly holderPrivate: string;
    readonly holderPublic: string;
    readonly grantorPrivate: string;
    readonly grantorPublic: string;
    readonly holderHello: string;
    readonly grantorHello: string;
    readonly sessionId: string;
    readonly sessionKey: string;
  };
};

describe("the examples in proto/vectors.json are what this package computes", () => {
  const keys = createKeys(() => bytes(vectors.key.seed));

  test("keys and their ids", () => {
    expect(hex(keys.publicKey)).toBe(vectors.key.publicKey);
    expect(keys.keyId).toBe(vectors.key.keyId);
  });

  test("CP-SEAL-6 the signed registry", () => {
    const site = createKeys(() => bytes(vectors.registry.siteSeed));
    const { signed, siteKey } = vectors.registry;
    expect(hex(site.publicKey)).toBe(siteKey);
    expect(signRegistry(JSON.parse(signed.document) as RegistryDocument, site)).toEqual(signed);
    expect(openRegistry(signed, bytes(siteKey)).agent("post-1")?.keys).toEqual([vectors.key.publicKey]);
  });

  test("CP-SEAL-1, CP-SEAL-2 the input of a seal, its signature and its MAC", () => {
    const { topic, envelope, sessionId, input, signature, macKey, mac } = vectors.seal;
    expect(hex(sealInput(topic, bytes(envelope), sessionId))).toBe(input);
    expect(hex(keys.sign(bytes(input)))).toBe(signature);
    expect(signatureFits(publicKeyOf("ed25519", keys.publicKey), bytes(input), bytes(signature))).toBe(true);
    expect(hex(sealMac(new MacKey(bytes(macKey)), topic, bytes(envelope), sessionId))).toBe(mac);
  });

  test("CP-WIRE-12, CP-WIRE-13 terms and their hash", () => {
    const { connector, bytes: encoded, hash, ...schedule } = vectors.terms;
    expect(hex(encodeTerms({ parts: [{ connector, schedule }] }))).toBe(encoded);
    expect(hex(sha256(bytes(encoded)).subarray(0, 16))).toBe(hash);
  });

  test("CP-SEAL-3 the id and the key of a session, at both ends", () => {
    const { session } = vectors;
    const holder = createSessionKeys(() => bytes(session.holderPrivate));
    const grantor = createSessionKeys(() => bytes(session.grantorPrivate));
    expect([hex(holder.publicKey), hex(grantor.publicKey)]).toEqual([session.holderPublic, session.grantorPublic]);
    const digest = sha256(Buffer.concat([bytes(session.holderHello), bytes(session.grantorHello)]));
    expect(hex(digest.subarray(0, 8))).toBe(session.sessionId);
    for (const [own, peer] of [
      [holder, grantor],
      [grantor, holder],
    ] as const) {
      expect(hex(own.derive(peer.publicKey, bytes(session.sessionId), sealContext))).toBe(session.sessionKey);
    }

    const ref = { epoch: 1, seq: 1 };
    const peer = new PeerSessions("grid");
    peer.greeted({ ref, bytes: bytes(session.holderHello), ownKeys: holder });
    const made = peer.wasAnswered(ref, { ref, bytes: bytes(session.grantorHello), peerKey: grantor.publicKey });
    expect(made?.id).toBe(session.sessionId);
    expect(made?.key).toEqual(new MacKey(bytes(session.sessionKey)));
  });
});
