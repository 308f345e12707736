import type { AlarmCode } from "../core.js";
import type { Body, BodyKind, Conversation, Envelope, MessageRef, Reject } from "../messages.js";
import type { AgentId, DurationMs, MonoMs } from "../units.js";
import type { CoreContext, PeerOrder } from "./context.js";
import { Outgoing } from "./outgoing.js";
import { Refusals } from "./refusals.js";
import type { TimerHandle } from "./timers.js";
import type { Window } from "./window.js";

export interface RequestOptions {
  readonly ttlMs?: DurationMs;
  /** Retransmit at the fast pace: emergencies, revokes, lowering commits. */
  readonly fast?: boolean;
  readonly inReplyTo?: MessageRef;
  /** Called when the ttl has passed without an answer. */
  readonly onExpired?: () => void;
}
interface Pending {
  readonly envelope: Envelope;
  readonly firstSentMono: MonoMs;
  readonly expiresAt: MonoMs;
  readonly options: RequestOptions;
  attempts: number;
  slowed: boolean;
  timer: TimerHandle | undefined;
}

/** What the owner of a channel does with what comes out of it. */
export interface ChannelOwner {
  /** A message in order, at most once. */
  deliver(envelope: Envelope): void;
  /** True for a message that must not wait for a gap. */
  bypasses(envelope: Envelope): boolean;
  /** A gap was given up: the peer must be asked for the facts. */
  gapSkipped(): void;
  /** A message of a life of the peer that has not greeted. */
  unknownLife(): void;
  /** Two greet as this life of the peer: one is a copy. */
  clashed?(epoch: number): void;
}

/** When a request was first sent, and how long it was meant to live. */
export interface SentRequest {
  readonly sentMono: MonoMs;
  readonly ttlMs: DurationMs;
}

const echoed: ReadonlySet<BodyKind> = new Set(["hello", "need", "counterOffer", "accept", "renew", "tradeAccept"]);
/** How many of one's own requests stay known for echoes, which name the newest that arrived; bounds memory. */
const sentKept = 8;

/**
 * One direction pair with one peer: numbers what goes out, repeats requests until they are answered, orders and
 * de-duplicates what comes in, and gives a stored answer to a repeated request.
 */
export class Channel {
  private readonly order: PeerOrder;
  /** Absent while nothing waits for an answer: a site has thousands of channels, and most are quiet. */
  private pending: Map<number, Pending> | undefined;
  /** Oldest first. */
  private sent: readonly (SentRequest & { readonly seq: number })[] = [];
  /** The newest Status that is a request: its answer says the time; apart, so that it pushes out nothing that may be echoed. */
  private status: (SentRequest & { readonly seq: number }) | undefined;
  private gapTimer: TimerHandle | undefined;
  /** Absent until a message is refused, which an honest peer's is not. */
  private refusals: Refusals | undefined;

  constructor(
    private readonly context: CoreContext,
    readonly peer: AgentId,
    private readonly owner: ChannelOwner,
  ) {
    this.order = context.orderOf(peer);
  }

  private get window(): Window {
    return this.order.window;
  }

  /** Nothing of this link goes on; what the peer sent so far stays known. */
  stop(): void {
    this.cancel();
    this.context.timers.clear(this.gapTimer);
    this.gapTimer = undefined;
    this.window.forget();
  }

  /** The peer has had this life, as was written down. */
  knows(epoch: number): void {
    this.window.knows(epoch);
  }

  /** Sends a message that wants an answer and repeats it until one comes or its ttl has passed. */
  request(body: Body, options: RequestOptions = {}, conversation?: Conversation): MessageRef {
    const ttlMs = options.ttlMs ?? this.context.timings.requestTtlMs;
    const envelope = this.post(body, ttlMs, options.inReplyTo, conversation);
    const entry: Pending = {
      envelope,
      firstSentMono: this.context.now.mono,
      expiresAt: this.context.now.mono + ttlMs,
      options,
      attempts: 0,
      slowed: false,
      timer: undefined,
    };
    (this.pending ??= new Map()).set(envelope.seq, entry);
    this.noteSent(envelope);
    this.arm(entry);
    if (options.inReplyTo !== undefined) this.window.answered(options.inReplyTo.seq, envelope);
    return { epoch: envelope.epoch, seq: envelope.seq };
  }

  /** Sends an answer and keeps it for repeats of the request (CP-WINDOW). */
  answer(to: Envelope, body: Body): MessageRef {
    const envelope = this.post(body, this.context.timings.requestTtlMs, refOf(to), flip(to.conversation));
    this.window.answered(to.seq, envelope);
    this.noteSent(envelope);
    return refOf(envelope);
  }

  /** What a grantor may echo: when it first went out is remembered (CP-LEASE-2). */
  private noteSent(envelope: Envelope): void {
    const { now } = this.context;
    const { seq, ttlMs, body, inReplyTo } = envelope;
    if (body.kind === "status" && inReplyTo === undefined) this.status = { seq, sentMono: now.mono, ttlMs };
    if (!echoed.has(body.kind)) return;
    this.sent = this.sent.slice(1 - sentKept).concat({ seq, sentMono: now.mono, ttlMs });
  }

  /** When one's own request `ref` was first sent; undefined when it is not known in this life. */
  sentAt(ref: MessageRef): SentRequest | undefined {
    return ref.epoch === this.context.epoch
      ? [this.status, ...this.sent].find((sent) => sent?.seq === ref.seq)
      : undefined;
  }

  /** Stops repeating one request, or all of them. */
  cancel(ref?: MessageRef): void {
    for (const [seq, entry] of this.pending ?? []) {
      if (ref !== undefined && ref.seq !== seq) continue;
      this.context.timers.clear(entry.timer);
      this.done(seq);
    }
  }

  /** A message whose seal was checked. */
  receive(envelope: Envelope): void {
    const verdict = this.window.receive(envelope, this.owner.bypasses(envelope), this.context.now.mono);
    switch (verdict.kind) {
      case "deliver":
        for (const each of verdict.envelopes) this.handle(each);
        break;
      case "duplicate":
        if (verdict.answer !== undefined) this.send(verdict.answer);
        break;
      case "conflict":
        // CP-WINDOW-2: same identity, other content.
        this.refuse(envelope, `${this.peer} sent seq ${String(envelope.seq)} twice with other content`, {
          kind: "reject",
          reason: "DUPLICATE_ID",
          detail: `seq ${String(envelope.seq)} was used before`,
        });
        if (verdict.greeting) this.owner.clashed?.(envelope.epoch);
        break;
      case "stale":
        if (verdict.epochSeen === envelope.epoch && this.awaits(envelope)) this.handle(envelope);
        else this.refuseStale(envelope, verdict.epochSeen);
        break;
      case "hold":
        break;
    }
    this.watchGap();
  }

  /**
   * CP-WINDOW-3: the one thing older than a gap that was given up which still counts is the answer, lost with the gap
   * and sent again, to a request that is open. An interim answer tells how things were, and is not waited for.
   */
  private awaits({ inReplyTo, body }: Envelope): boolean {
    return (
      inReplyTo?.epoch === this.context.epoch && this.pending?.has(inReplyTo.seq) === true && body.kind !== "status"
    );
  }

  private refuseStale(envelope: Envelope, epochSeen: number): void {
    if (envelope.epoch > epochSeen) this.owner.unknownLife();
    if (envelope.body.kind !== "hello" || envelope.epoch >= epochSeen) return;
    // CP-WINDOW-8: a Hello from an earlier life is told which epoch was seen; its shell starts again above it.
    const detail = `epoch ${String(envelope.epoch)} is below ${String(epochSeen)}; restart above it`;
    this.refuse(envelope, `${this.peer} greets with epoch ${String(envelope.epoch)}, seen ${String(epochSeen)}`, {
      kind: "reject",
      reason: "EPOCH_STALE",
      detail,
      value: epochSeen,
    });
  }

  /** Alarmed once; a copy gets the same refusal again. */
  private refuse(envelope: Envelope, alarm: string, body: Reject & { readonly reason: AlarmCode }): void {
    const known = this.refusals?.of(envelope, body);
    if (known !== undefined) {
      this.send(known);
      return;
    }
    this.context.alarm(body.reason, alarm, this.peer);
    const refusal = this.post(body, this.context.timings.requestTtlMs, refOf(envelope));
    (this.refusals ??= new Refusals()).add(refusal);
  }

  private handle(envelope: Envelope): void {
    const answered = envelope.inReplyTo;
    if (answered?.epoch === this.context.epoch) this.settle(answered.seq, envelope.body.kind === "status");
    this.owner.deliver(envelope);
  }

  /** An interim answer only slows the repeats down; a final one ends them. */
  private settle(seq: number, interim: boolean): void {
    const entry = this.pending?.get(seq);
    if (entry === undefined) return;
    if (interim) {
      entry.slowed = true;
      return;
    }
    this.context.timers.clear(entry.timer);
    this.done(seq);
  }

  private done(seq: number): void {
    this.pending?.delete(seq);
    if (this.pending?.size === 0) this.pending = undefined;
  }

  private arm(entry: Pending): void {
    const { timings, timers, now } = this.context;
    const last = timings.retransmitMs.length - 1;
    const paced = timings.retransmitMs[Math.min(entry.attempts, last)] ?? timings.fastRetransmitMs;
    const slow = timings.retransmitMs[last] ?? paced;
    const wait = entry.slowed ? slow : entry.options.fast === true ? timings.fastRetransmitMs : paced;
    entry.timer = timers.set(Math.min(now.mono + wait, entry.expiresAt), () => {
      this.repeat(entry);
    });
  }

  /** CP-WINDOW-6: the same message again, until its ttl. */
  private repeat(entry: Pending): void {
    if (this.context.timers.now >= entry.expiresAt) {
      this.done(entry.envelope.seq);
      entry.options.onExpired?.();
      return;
    }
    entry.attempts++;
    this.send(entry.envelope);
    this.arm(entry);
  }

  private watchGap(): void {
    const { timers, timings, now } = this.context;
    if (!this.window.gapped) {
      timers.clear(this.gapTimer);
      this.gapTimer = undefined;
      return;
    }
    this.gapTimer ??= timers.set(now.mono + timings.reorderMs, () => {
      this.gapTimer = undefined;
      const ready = this.window.skipGap();
      this.owner.gapSkipped();
      for (const each of ready) this.handle(each);
      this.watchGap();
    });
  }

  private post(body: Body, ttlMs: DurationMs, inReplyTo?: MessageRef, conversation?: Conversation): Envelope {
    const envelope = new Outgoing(this.context, this.peer, ++this.order.seq, body, Math.max(1, Math.ceil(ttlMs)));
    if (inReplyTo !== undefined) envelope.inReplyTo = inReplyTo;
    if (conversation !== undefined) envelope.conversation = conversation;
    this.send(envelope);
    return envelope;
  }

  private send(envelope: Envelope): void {
    this.context.emit({ kind: "send", to: this.peer, envelope });
  }
}

export function refOf(envelope: Envelope): MessageRef {
  return { epoch: envelope.epoch, seq: envelope.seq };
}

function flip(conversation: Conversation | undefined): Conversation | undefined {
  return conversation === undefined ? undefined : { ...conversation, byRecipient: !conversation.byRecipient };
}
