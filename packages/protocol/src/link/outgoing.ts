import type { Body, Conversation, Envelope, MessageRef } from "../messages.js";
import { protocolVersion } from "../messages.js";
import type { AgentId, DurationMs } from "../units.js";
import type { CoreContext } from "./context.js";

/** An envelope of ours. Kept as long as it may be repeated, and so no literal: see ARCHITECTURE.md, "What is kept". */
export class Outgoing implements Envelope {
  readonly major = protocolVersion.major;
  readonly minor = protocolVersion.minor;
  readonly sender: AgentId;
  readonly epoch: number;
  readonly sessionId = "";
  declare inReplyTo?: MessageRef;
  declare conversation?: Conversation;
  constructor(
    { self, epoch }: CoreContext,
    readonly recipient: AgentId,
    readonly seq: number,
    readonly body: Body,
    readonly ttlMs: DurationMs,
  ) {
    this.sender = self;
    this.epoch = epoch;
  }
}
