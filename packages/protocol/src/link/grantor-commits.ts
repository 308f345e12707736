import type { Blend, Commit, CommitAck, Envelope, LeaseVersion, MessageRef, Reason, Renew } from "../messages.js";
import type { DurationMs, MonoMs } from "../units.js";
import { compareVersions } from "./booking.js";
import { refOf } from "./channel.js";
import type { GrantorLink } from "./grantor.js";
import { clashedBody, recoveringBody } from "./grantor-bodies.js";
import type { BookedLease, GrantorDesk } from "./grantor-desk.js";

/** A lease to be sent. */
export interface CommitIssue extends BookedLease {
  readonly ttlMs: DurationMs;
  readonly plan: number;
  readonly reasons: readonly Reason[];
  readonly blends?: readonly Blend[];
}

export interface CommitOptions {
  readonly lowering: boolean;
  /** The accept that it answers. */
  readonly inReplyTo?: MessageRef;
  readonly needVersions?: readonly number[];
}

/** The leases of one link: their commits, their renewals and their end. */
export class GrantorCommits {
  private newestRequest: { ref: MessageRef; at: MonoMs } | undefined;
  /** The newest commit that was sent as a request, and the newest that answered a renew of an older version. */
  private commitRef: MessageRef | undefined;
  private answerRef: MessageRef | undefined;
  private revokeRef: MessageRef | undefined;
  private unackedVersion: LeaseVersion | undefined;
  /** Which needs the last commit answered. */
  private committed: { readonly version: LeaseVersion; readonly needVersions: readonly number[] } | undefined;

  constructor(
    private readonly link: GrantorLink,
    private readonly desk: GrantorDesk,
    private readonly graceMs: DurationMs,
  ) {}

  /** A commit waits for its acknowledgement. */
  get open(): boolean {
    return this.unackedVersion !== undefined;
  }
  /** When the newest request of this session came, or undefined. */
  get requestedAt(): MonoMs | undefined {
    return this.newestRequest?.at;
  }

  /** The holder asked for something: commits echo that. */
  requested(envelope: Envelope): void {
    this.newestRequest = { ref: refOf(envelope), at: this.link.context.now.mono };
  }

  /** A session begins: nothing of the one before is echoed. */
  restart(): void {
    this.newestRequest = undefined;
  }
  /** Nothing waits for its acknowledgement any more. */
  forget(): void {
    this.unackedVersion = undefined;
  }

  commit(issue: CommitIssue, options: CommitOptions): void {
    const { channel, context } = this.link;
    if (this.commitRef !== undefined) channel.cancel(this.commitRef);
    const echo = this.newestRequest?.ref;
    if (echo === undefined) return;
    this.unackedVersion = issue.version;
    this.committed = { version: issue.version, needVersions: options.needVersions ?? this.link.needVersions() };
    this.commitRef = channel.request(this.body(issue, echo, options.needVersions), {
      fast: options.lowering,
      ttlMs: Math.max(issue.ttlMs, context.timings.requestTtlMs),
      onExpired: () => {
        if (this.unackedVersion !== issue.version) return;
        this.unackedVersion = undefined;
        this.desk.commitExpired(this.link);
      },
      ...(options.inReplyTo === undefined ? {} : { inReplyTo: options.inReplyTo }),
    });
  }

  private body(
    issue: CommitIssue,
    echo: MessageRef,
    needVersions: readonly number[] = this.link.needVersions(),
  ): Commit {
    return {
      kind: "commit",
      plan: issue.plan,
      version: issue.version,
      ttlMs: issue.ttlMs,
      graceMs: this.graceMs,
      terms: issue.terms,
      needVersions,
      echo,
      scheduleMs: this.desk.scheduleMs(),
      fallback: this.link.admitted,
      reasons: issue.reasons,
      ...issue.tariff,
      ...(issue.blends === undefined || issue.blends.length === 0 ? {} : { blends: issue.blends }),
    };
  }

  /** True for a message that refuses the newest commit, which then waits for nothing more. */
  refused({ inReplyTo }: Envelope): boolean {
    const seqs = [this.commitRef?.seq, this.answerRef?.seq];
    if (inReplyTo === undefined || !seqs.includes(inReplyTo.seq)) return false;
    this.unackedVersion = undefined;
    return true;
  }

  acknowledged(ack: CommitAck): void {
    if (this.unackedVersion !== undefined && compareVersions(ack.version, this.unackedVersion) >= 0) {
      this.unackedVersion = undefined;
      // It may have acknowledged the same commit as the answer to a renew: then nothing answers the request any more.
      if (this.commitRef !== undefined) this.link.channel.cancel(this.commitRef);
    }
    if (ack.taken) this.link.lapsed = false;
    this.desk.acknowledged(this.link, ack);
  }

  revoke(version: LeaseVersion, reasons: readonly Reason[]): void {
    const { channel } = this.link;
    if (this.commitRef !== undefined) channel.cancel(this.commitRef);
    this.unackedVersion = undefined;
    if (this.revokeRef !== undefined) channel.cancel(this.revokeRef);
    this.revokeRef = channel.request({ kind: "revoke", version, reasons }, { fast: true });
  }

  /** CP-LEASE-6: confirms the newest version only. */
  renew(envelope: Envelope, renew: Renew): void {
    const { channel } = this.link;
    if (this.link.clashed) {
      channel.answer(envelope, clashedBody(envelope.epoch));
      return;
    }
    const newest = this.desk.newest(this.link);
    // CP-STORE-7.
    if (newest === undefined && this.desk.recoveringMs() > 0) {
      channel.answer(envelope, recoveringBody(this.desk.recoveringMs()));
      return;
    }
    // CP-NEG-6: what was revoked is confirmed by nothing.
    const revoked = newest !== undefined && this.link.isRevoked(newest.version);
    if (revoked) this.link.revoke(newest.version, []);
    if (newest === undefined || revoked) {
      const detail = "no lease of yours is booked here; state your need";
      channel.answer(envelope, { kind: "reject", reason: "NO_LEASE", detail });
      return;
    }
    const ttlMs = this.desk.ttlMs();
    if (ttlMs <= 0) {
      const detail = "the grantor's own lease ends too soon to confirm yours";
      channel.answer(envelope, { kind: "reject", reason: "NOT_NOW", detail });
      return;
    }
    if (compareVersions(newest.version, renew.version) !== 0 || newest.terms.hash !== renew.hash) {
      this.commitAgain(envelope, newest, ttlMs);
      return;
    }
    this.confirm(envelope, newest, ttlMs);
  }

  /** The holder renews something else than what it was given last. */
  private commitAgain(envelope: Envelope, newest: BookedLease, ttlMs: DurationMs): void {
    const issue = { ...newest, ttlMs, plan: 0, reasons: [] };
    this.desk.confirmed(this.link, ttlMs);
    const { committed } = this;
    const same = committed !== undefined && compareVersions(committed.version, newest.version) === 0;
    const body = this.body(issue, refOf(envelope), same ? committed.needVersions : undefined);
    this.answerRef = this.link.channel.answer(envelope, body);
  }

  private confirm(envelope: Envelope, { version, terms }: BookedLease, ttlMs: DurationMs): void {
    const { channel, context, holder } = this.link;
    this.link.lapsed = false;
    this.desk.confirmed(this.link, ttlMs);
    const [echo, scheduleMs] = [refOf(envelope), this.desk.scheduleMs()];
    channel.answer(envelope, { kind: "renewAck", version, hash: terms.hash, ttlMs, echo, scheduleMs });
    context.trace({ what: "lease", peer: holder, step: "renewed" });
    this.desk.requested(this.link);
  }
}
