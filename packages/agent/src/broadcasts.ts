import type { Envelope, Sealed, Topic } from "@chargepact/protocol";
import type { DoorOptions } from "./door.js";
import { openSeal } from "./open.js";
import { isRefused, openEnvelope, type Refused, refused } from "./refusal.js";

const topicsKept = 10_000;
const noResidents = new Map<string, never>();

/** Judges presence, roster and market messages: signed by the node's own agent, in no session, newer than the last. */
export class Broadcasts {
  private readonly newest = new Map<
    string,
    { readonly epoch: number; readonly seq: number; readonly sealed: Sealed }
  >();

  constructor(private readonly options: DoorOptions) {}

  /** Delivers one message to the sender's holders here, or says why it changes nothing. */
  receive(name: string, topic: Topic, from: string, sealed: Sealed): Refused | undefined {
    const { registry, insecure, residents } = this.options;
    if (sameSealed(this.newest.get(name)?.sealed, sealed)) return undefined;
    const opened = openSeal({ topic: name, from, registry, insecure, residents: noResidents }, sealed);
    if (opened === undefined) return refused("seal", name);
    if (isRefused(opened)) return opened;
    const envelope = openEnvelope(from, sealed);
    if (isRefused(envelope)) return envelope;
    const { sender } = envelope;
    const signer = opened.signer ?? sender;
    // CP-TOPIC-4
    if (sender !== signer || registry.agent(sender)?.node !== from || !fitsTopic(topic, envelope)) {
      return refused("identity", `${envelope.body.kind} of ${sender} on ${name}`);
    }
    if (!this.isNewer(name, envelope, sealed)) return refused("stale", name);
    for (const resident of residents.values()) {
      if (registry.isHolder(resident.id, sender)) resident.deliver({ kind: "message", envelope });
    }
    return undefined;
  }

  /** CP-WINDOW-3: remembers the newest of a topic; false for one that is not newer. */
  private isNewer(name: string, { epoch, seq }: Envelope, sealed: Sealed): boolean {
    const seen = this.newest.get(name);
    if (seen !== undefined && (epoch < seen.epoch || (epoch === seen.epoch && seq <= seen.seq))) return false;
    if (seen === undefined && this.newest.size >= topicsKept) return false;
    this.newest.set(name, { epoch, seq, sealed: { ...sealed, envelope: new Uint8Array(sealed.envelope) } });
    return true;
  }
}

/** The newest message of a topic said again, byte by byte: it was checked before and says nothing new. */
function sameSealed(a: Sealed | undefined, b: Sealed): boolean {
  if (a === undefined || a.keyId !== b.keyId || a.proof.kind !== b.proof.kind) return false;
  if (Buffer.compare(a.envelope, b.envelope) !== 0) return false;
  return a.proof.kind === "none" || b.proof.kind === "none" || Buffer.compare(a.proof.bytes, b.proof.bytes) === 0;
}

function fitsTopic(topic: Topic, { body, sender, sessionId, recipient }: Envelope): boolean {
  if (sessionId !== "" || recipient !== "") return false;
  if (topic.kind !== "market") return body.kind === topic.kind;
  return topic.grantor === sender && (body.kind === "offer" || body.kind === "planNotice");
}
