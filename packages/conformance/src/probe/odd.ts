import type { AgentKeys } from "@chargepact/agent";
import { type Body, type Emergency, encodeEnvelope, type Envelope } from "@chargepact/protocol";
import type { RequirementId } from "../requirements.js";
import type { Peer, SayOptions } from "./peer.js";
import type { Probe } from "./probe.js";

export interface OddOptions extends SayOptions {
  /** In this session instead of the one that stands. */
  readonly sessionId?: string;
  /** Signed by these keys instead of its own. */
  readonly keys?: AgentKeys;
  /** Said of somebody else. */
  readonly sender?: string;
  readonly change?: (envelope: Uint8Array) => Uint8Array;
}

/** Publishes a signed message that is not as it should be in one respect; `what` says in which. */
export function sayOddly(peer: Peer, body: Body, what: string, options: OddOptions = {}): Envelope {
  const { sessionId = peer.session ?? "", keys, sender = peer.id, change = (bytes: Uint8Array) => bytes } = options;
  const envelope: Envelope = { ...peer.envelope(body, options), sender, sessionId };
  peer.forge.publishSealed(peer.forge.signed(change(encodeEnvelope(envelope)), sessionId, keys), what);
  return envelope;
}

/** An emergency that takes everything away: whoever believes it is soon seen to. */
export const darkness = (number: number): Emergency => ({
  ...{ kind: "emergency", number, importMaxW: 0, exportMaxW: 0, durationMs: 60_000, reasons: ["EMERGENCY"] },
});

const watchMs = 3_000;

/** What `action` says, an emergency with this number, is not believed: nobody answers it and no power goes. */
export async function disbelieved(
  probe: Probe,
  id: RequirementId,
  what: string,
  number: number,
  action: () => void,
): Promise<void> {
  const { grantor } = probe;
  const from = grantor.heard.length;
  await probe.sample();
  const beforeW = probe.has("meter") ? probe.meterW : 0;
  action();
  const believed = (): boolean =>
    grantor.since(from, "emergencyAck").some(({ body }) => body.number === number) ||
    (probe.has("meter") && beforeW > 500 && probe.meterW < beforeW / 2);
  await probe.never(id, `${what} is believed`, believed, watchMs);
}
