import type { Fallback, LeaseTariff, LeaseVersion, Terms } from "../messages.js";
import type { DurationMs } from "../units.js";
import { embedTerms } from "../wire/index.js";
import type { IssuedVersion } from "./booking.js";
import type { Hash } from "./context.js";

interface StoredGrant {
  readonly fallback: Pick<Fallback, "importW" | "exportW">;
  readonly connectors: readonly number[];
  readonly versions: readonly {
    readonly version: LeaseVersion;
    readonly terms: Terms;
    readonly tariff?: LeaseTariff;
  }[];
  readonly ttlMs: DurationMs;
  /** Newest version that was revoked and may still be held. */
  readonly revoked?: LeaseVersion;
}

/** What a grantor writes down about one holder; plain JSON, no deadlines (CP-STORE-4). */
export function grantFacts(
  fallback: Pick<Fallback, "importW" | "exportW">,
  connectors: readonly number[],
  versions: readonly IssuedVersion[],
  { ttlMs, revoked }: { readonly ttlMs: DurationMs; readonly revoked: LeaseVersion | undefined },
): StoredGrant {
  return {
    fallback,
    connectors,
    versions: versions.map(({ version, terms, tariff }) => ({
      version,
      terms: terms.value,
      ...(tariff === undefined ? {} : { tariff }),
    })),
    ttlMs,
    ...(revoked === undefined ? {} : { revoked }),
  };
}

/** Reads it back; the store's checksum vouches for its shape. */
export function restoreGrant(
  value: unknown,
  hash: Hash,
): Pick<StoredGrant, "fallback" | "connectors"> & {
  readonly revoked: LeaseVersion | undefined;
  readonly versions: readonly (Omit<IssuedVersion, "power" | "expiresAt"> & { readonly ttlMs: DurationMs })[];
} {
  const stored = value as StoredGrant;
  return {
    fallback: stored.fallback,
    connectors: stored.connectors,
    revoked: stored.revoked,
    versions: stored.versions.map((each) => ({
      ...each,
      terms: embedTerms(each.terms, hash),
      ttlMs: stored.ttlMs,
    })),
  };
}
