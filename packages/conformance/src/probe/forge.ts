import { type AgentKeys, sealInput } from "@chargepact/agent";
import { encodeBundle, type Sealed, topicName } from "@chargepact/protocol";
import type { PeerOptions } from "./peer.js";

/** What a partner of the agent under test can put on the wire that no honest one would. */
export class Forge {
  constructor(private readonly options: PeerOptions) {}

  /** Where messages to the agent under test go. */
  get topic(): string {
    const { registry, root, subject, id } = this.options;
    const nodeOf = (agent: string): string => registry.agent(agent)?.node ?? agent;
    return topicName({ root, site: registry.document.site }, { kind: "inbox", to: nodeOf(subject), from: nodeOf(id) });
  }

  /** Publishes bytes as they are. `note` says in the picture what is odd about them. */
  publish(payload: Uint8Array, note: string, how: { readonly topic?: string; readonly retain?: boolean } = {}): void {
    const { transport, log, id, subject, clock } = this.options;
    log.message({ at: clock.now().mono, from: id, to: subject, payload, note });
    transport.publish(how.topic ?? this.topic, payload, { retain: how.retain ?? false });
  }

  /** An envelope's bytes with a signature; `keys`: whose, if not its own. Without keys it goes unsealed. */
  signed(envelope: Uint8Array, sessionId: string, keys: AgentKeys | undefined = this.options.keys): Sealed {
    if (keys === undefined) return { envelope, keyId: "", proof: { kind: "none" } };
    const bytes = keys.sign(sealInput(this.topic, envelope, sessionId));
    return { envelope, keyId: keys.keyId, proof: { kind: "signature", bytes } };
  }

  /** Publishes one sealed envelope. */
  publishSealed(sealed: Sealed, note: string): void {
    this.publish(encodeBundle([sealed]), note);
  }
}
