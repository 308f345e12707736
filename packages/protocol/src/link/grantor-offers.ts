import type { Embedded, Envelope, MessageRef, Offer, Reason, Terms } from "../messages.js";
import type { DurationMs } from "../units.js";
import type { GrantorLink } from "./grantor.js";
import type { AnswerTo, GrantorDesk } from "./grantor-desk.js";

const pastOffersKept = 16;

/** One round's question. */
export type RoundQuestion = Pick<
  Offer,
  "plan" | "round" | "roundsMax" | "deadlineMs" | "proposals" | "prices" | "partPrices" | "sum"
>;

/** The offers and questions of one link: one is open at a time. */
export class GrantorOffers {
  /** A reserved offer or a question of ours waits for its answer. */
  open = false;
  private ref: MessageRef | undefined;
  private readonly past: number[] = [];

  constructor(
    private readonly link: GrantorLink,
    private readonly desk: GrantorDesk,
    private readonly tell: (event: "offerSent" | "offerEnded") => void,
  ) {}

  /** Sends one proposal; `reservedMs`: for how long it is booked, or undefined where it only asks. */
  propose(terms: Embedded<Terms>, plan: number, reasons: readonly Reason[], reservedMs: DurationMs | undefined): void {
    this.withdraw();
    const { timings } = this.link.context;
    const offer: Offer = {
      kind: "offer",
      plan,
      round: 1,
      roundsMax: 1,
      deadlineMs: timings.offerMs,
      scheduleMs: this.desk.scheduleMs(),
      proposals: [terms],
      needVersions: this.link.needVersions(),
      reasons,
      ...(reservedMs === undefined ? {} : { reservedMs }),
    };
    this.send(offer, timings.offerMs);
  }

  askRound(question: RoundQuestion): void {
    this.withdraw();
    const offer: Offer = {
      kind: "offer",
      scheduleMs: this.desk.scheduleMs(),
      needVersions: this.link.needVersions(),
      reasons: [],
      ...question,
    };
    this.send(offer, question.deadlineMs);
  }

  private send(offer: Offer, ttlMs: DurationMs): void {
    this.ref = this.link.channel.request(offer, { ttlMs });
    this.tell("offerSent");
    if (this.past.push(this.ref.seq) > pastOffersKept) this.past.shift();
  }

  /** Forgets an open offer: a later accept of it is refused. */
  withdraw(): void {
    if (this.ref !== undefined) this.link.channel.cancel(this.ref);
    this.ref = undefined;
    if (this.open) this.tell("offerEnded");
  }

  /** Nobody answered in time. */
  expired(): void {
    this.ref = undefined;
  }

  /** What a message answers. */
  answerTo({ inReplyTo }: Envelope): AnswerTo {
    if (inReplyTo === undefined) return "none";
    if (inReplyTo.seq === this.ref?.seq) return "open";
    return this.past.includes(inReplyTo.seq) ? "past" : "none";
  }

  /** True for an answer to the open offer, and for an answer to nothing while none is open. */
  concerns({ inReplyTo }: Envelope): boolean {
    return inReplyTo?.seq === this.ref?.seq;
  }

  /** The offer that this message concerns is over. */
  close(envelope: Envelope): void {
    if (!this.concerns(envelope)) return;
    this.ref = undefined;
    if (this.open) this.tell("offerEnded");
    this.open = false;
  }
}
