/** Why a received message changed nothing; each is counted, and audited where somebody may mean harm. */
export const refusals = [
  /** More bytes than a bundle may have. */
  "size",
  /** Not one of our topics, or not ours to read. */
  "topic",
  /** A stored copy in an inbox. */
  "retained",
  /** From a node that the registry does not know. */
  "unknownNode",
  /** Faster than this peer may be. */
  "rate",
  /** No proof, and unsealed messages are not allowed. */
  "unsealed",
  /** The other kind of proof than this body must carry. */
  "proof",
  /** A seal that does not fit, or of a key that is not this node's. */
  "seal",
  /** Sender, recipient, node, key and session do not agree. */
  "identity",
  /** No link between these two in the registry. */
  "notLinked",
  /** Not decodable. */
  "malformed",
  /** Of a session that is over, or a broadcast older than one seen. Normal on a slow network. */
  "stale",
  /** No session explains it: after a restart, say. */
  "unexplained",
] as const;
export type Refusal = (typeof refusals)[number];

const harmless: ReadonlySet<Refusal> = new Set(["retained", "stale", "unexplained"]);

/** True for what goes into the audit log. */
export const isSecurityEvent = (refusal: Refusal): boolean => !harmless.has(refusal);

/** What one connection did since it was started. Counts of messages are of envelopes, not of bundles. */
export interface Stats {
  sent: number;
  received: number;
  /** Bytes of bundles, payload only. */
  bytesSent: number;
  bytesReceived: number;
  bundlesSent: number;
  bundlesReceived: number;
  signed: number;
  maced: number;
  /** Bundles that the transport did not take. */
  sendsDropped: number;
  /** Messages for which there was no session. */
  sendsWithoutSession: number;
  /** `apply` effects whose decision was too old. */
  appliesLate: number;
  /** Lives after the first, because something failed. */
  restarts: number;
  readonly refused: Record<Refusal, number>;
}

export function createStats(): Stats {
  return {
    sent: 0,
    received: 0,
    bytesSent: 0,
    bytesReceived: 0,
    bundlesSent: 0,
    bundlesReceived: 0,
    signed: 0,
    maced: 0,
    sendsDropped: 0,
    sendsWithoutSession: 0,
    appliesLate: 0,
    restarts: 0,
    refused: Object.fromEntries(refusals.map((refusal) => [refusal, 0])) as Record<Refusal, number>,
  };
}
