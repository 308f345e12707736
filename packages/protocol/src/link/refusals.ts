import type { Envelope, Reject } from "../messages.js";

/** As many as a window remembers messages. */
const kept = 64;

/**
 * Refusals of messages that no window takes. A copy of the same message gets the same refusal again, with its number: a
 * network that doubles in bursts makes nothing new of one message (CP-WINDOW-1, L1). Bounded: the oldest makes room.
 */
export class Refusals {
  private readonly sent: Envelope[] = [];

  /** What was answered to a message of this identity for the same reason; undefined: nothing yet. */
  of({ epoch, seq }: Envelope, { reason, value }: Reject): Envelope | undefined {
    return this.sent.find(({ inReplyTo, body }) => {
      if (inReplyTo?.epoch !== epoch || inReplyTo.seq !== seq || body.kind !== "reject") return false;
      return body.reason === reason && body.value === value;
    });
  }

  add(refusal: Envelope): void {
    this.sent.push(refusal);
    if (this.sent.length > kept) this.sent.shift();
  }
}
