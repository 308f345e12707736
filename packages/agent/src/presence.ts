import { type Envelope, type Presence, protocolVersion, type Roster } from "@chargepact/protocol";
import type { Clock } from "./clock.js";
import { Waker } from "./waker.js";

const blockSize = 65_536;
const everyMs = 300_000;

export interface VoiceOptions {
  /** The agent that speaks for the node. */
  readonly sender: string;
  readonly nodeEpoch: number;
  readonly clock: Clock;
  /** Hash of the newest audit record, hex; empty where there is none. */
  readonly auditHead: () => string;
  /** Publishes a broadcast of the node, retained. */
  readonly publish: (what: "presence" | "roster", envelope: Envelope) => void;
}

/**
 * What a node says of itself. A will is written before the connection that it ends, yet has to be newer than all that is
 * said on it and older than what the next connection says: so each connection has a block of numbers, and its will has
 * the last of the block.
 */
export class Voice {
  private block = 0;
  private inBlock = 0;
  private rosterSeq = 0;
  private said: { readonly head: string; readonly envelope: Envelope } | undefined;
  private readonly waker: Waker;

  constructor(private readonly options: VoiceOptions) {
    this.waker = new Waker(options.clock, () => {
      this.sayOnline();
    });
  }

  /** A connection came up: says presence now and every 5 minutes. */
  connected(): void {
    this.block = Math.min(this.block + 1, blockSize - 2);
    this.inBlock = 0;
    this.sayOnline();
  }

  /** The connection is gone, or nothing more is to be said. */
  disconnected(): void {
    this.waker.forget();
  }

  /** The last word on the connection that is up now. */
  sayOffline(): void {
    this.options.publish("presence", this.presence(this.block, blockSize - 1, false));
  }

  /** The will of the connection that is about to be made. */
  will(): Envelope {
    return this.presence(Math.min(this.block + 1, blockSize - 2), blockSize - 1, false);
  }

  sayRoster(agents: Roster["agents"]): void {
    this.options.publish("roster", this.envelope(++this.rosterSeq, { kind: "roster", agents }));
  }

  /** Where nothing is new the same message goes out again: it costs no new seal, and nobody checks it twice. */
  private sayOnline(): void {
    const { clock, publish, auditHead } = this.options;
    const head = `${String(this.block)}/${auditHead()}`;
    if (this.said?.head !== head) {
      this.inBlock = Math.min(this.inBlock + 1, blockSize - 2);
      this.said = { head, envelope: this.presence(this.block, this.inBlock, true) };
    }
    publish("presence", this.said.envelope);
    this.waker.wakeAt(clock.now().mono + everyMs);
  }

  private presence(block: number, inBlock: number, online: boolean): Envelope {
    const { nodeEpoch, auditHead } = this.options;
    return this.envelope(block * blockSize + inBlock, { kind: "presence", online, nodeEpoch, auditHead: auditHead() });
  }

  private envelope(seq: number, body: Presence | Roster): Envelope {
    const { sender, nodeEpoch } = this.options;
    return { ...protocolVersion, sender, recipient: "", epoch: nodeEpoch, seq, sessionId: "", ttlMs: 86_400_000, body };
  }
}
