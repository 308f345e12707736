import type {
  Blend,
  Commit,
  CommitAck,
  Fallback,
  LeaseTariff,
  LeaseVersion,
  MessageRef,
  RenewAck,
  Revoke,
  Snapshot,
  Terms,
} from "../messages.js";
import { tariffOf } from "../tariff.js";
import type { DurationMs, MonoMs, ScheduleMs } from "../units.js";
import { compareVersions } from "./booking.js";
import { judgeCommit, loweredTerms, type CommitVerdict } from "./commit-judge.js";
import { Consents } from "./consents.js";
import type { HolderLink } from "./holder.js";
import { leaseFacts, type HolderFacts, type RestoredHolder } from "./holder-facts.js";
import type { HolderTime } from "./holder-time.js";
import { termsOnlyLower, type HolderLease } from "./lease.js";

/** Who is told what happens to a lease. */
export interface LeaseOwner {
  /** It must be durable as it is now. */
  save(): void;
  /** A commit states the fallback, too. */
  admit(fallback: Fallback): void;
  taken(): void;
  /** Only its end moved, to `deadline`. */
  extended(deadline: MonoMs, ttlMs: DurationMs): void;
}

/** The lease that a holder holds, and what commits, renewals and revokes make of it. */
export class HeldLease {
  current: HolderLease | undefined;
  /** What was agreed to and may be committed. */
  readonly consents = new Consents();
  /** Where an untaken commit lowered the terms in force. */
  private lowered: Terms | undefined;
  /** Newest version seen, taken or not. */
  private newest: LeaseVersion | undefined;

  constructor(
    private readonly link: HolderLink,
    private readonly time: HolderTime,
    private readonly owner: LeaseOwner,
  ) {}

  /** True where there is a lease. */
  restore({ newest, lease, lowered }: RestoredHolder, sameBoot: boolean): boolean {
    this.newest = newest;
    // CP-STORE-5: any doubt about the clock means no lease.
    if (!sameBoot || lease === undefined || lease.deadline <= this.link.context.now.mono) return false;
    this.current = lease;
    this.lowered = lowered;
    this.time.fix = lease.fix;
    return true;
  }

  inForce(): Terms | undefined {
    return this.lowered ?? this.current?.terms.value;
  }

  /** How the terms in force are mixed from own options. */
  blends(): readonly Blend[] {
    return this.lowered === undefined ? (this.current?.blends ?? []) : [];
  }

  /** What metered energy costs under the lease; undefined where it is not settled by price. */
  tariff(): LeaseTariff | undefined {
    return this.current?.tariff;
  }

  onlyLowers(terms: Terms): boolean {
    return termsOnlyLower(this.inForce(), terms, this.link.terms.fallbackHeld, this.nowS());
  }

  /** Takes, lowers by or ignores a commit, and says what to answer. */
  commit(commit: Commit, needVersions: readonly number[]): CommitAck {
    const ack = { kind: "commitAck", version: commit.version, hash: commit.terms.hash } as const;
    if (this.current !== undefined && compareVersions(this.current.version, commit.version) === 0)
      return this.again(commit, this.current, ack);
    const verdict = this.judge(commit, needVersions);
    if (verdict.kind === "stale") return { ...ack, taken: false, reject: "STALE_LEASE" };
    this.newest = commit.version;
    if (verdict.kind === "lowerOnly") return this.lowerBy(commit, { ...ack, taken: false, reject: verdict.reason });
    return this.take(commit, verdict.extends, ack);
  }

  private judge(commit: Commit, needVersions: readonly number[]): CommitVerdict {
    const { channel, context, terms } = this.link;
    const sent = channel.sentAt(commit.echo);
    const now = context.now.mono;
    const facts = { inForce: this.inForce(), fallback: terms.fallbackHeld, nowS: this.nowS() };
    return judgeCommit(commit, {
      ...facts,
      newest: this.newest,
      echoFresh: sent !== undefined && sent.sentMono + commit.ttlMs > now,
      needCurrent: sameNumbers(commit.needVersions, needVersions),
      consent: this.consents.judge({ ...facts, terms: commit.terms, blends: commit.blends ?? [], now }),
    });
  }

  /** The version that is held, committed once more, as an answer to a renewal. */
  private again(commit: Commit, held: HolderLease, ack: Omit<CommitAck, "taken">): CommitAck {
    // CP-LEASE-1: one version, one content; and a later version that was refused has lowered what is held.
    const other = held.terms.hash !== commit.terms.hash;
    if (other) {
      const { grantor } = this.link.config;
      const { epoch, counter } = commit.version;
      const detail = `version ${String(epoch)}.${String(counter)} came with other terms`;
      this.link.context.alarm("PEER_MISBEHAVES", detail, grantor);
    }
    if (other || this.lowered !== undefined) return { ...ack, taken: false, reject: "STALE_LEASE" };
    this.extend(commit.echo, commit.ttlMs, commit.scheduleMs);
    return { ...ack, taken: true };
  }

  private take(commit: Commit, extend: boolean, ack: Omit<CommitAck, "taken">): CommitAck {
    const sent = this.link.channel.sentAt(commit.echo);
    const deadline = extend && sent !== undefined ? sent.sentMono + commit.ttlMs : this.current?.deadline;
    if (deadline === undefined) {
      // Nothing was in force and the echo is too old: there is nothing to lower.
      this.owner.save();
      return { ...ack, taken: false, reject: "NOT_NOW" };
    }
    this.time.take(commit.scheduleMs, commit.echo);
    const fix = this.time.fix ?? { scheduleMs: commit.scheduleMs, sentMono: 0, receivedMono: 0 };
    const first = this.current === undefined;
    const ttlMs = extend ? commit.ttlMs : (this.current?.ttlMs ?? commit.ttlMs);
    const { version, terms, blends } = commit;
    const tariff = tariffOf(commit);
    this.current = {
      ...{ version, terms, ttlMs, deadline, fix },
      ...(blends === undefined ? {} : { blends }),
      ...(tariff === undefined ? {} : { tariff }),
    };
    this.lowered = undefined;
    this.owner.admit(commit.fallback);
    this.owner.save();
    this.owner.taken();
    this.link.prices.judge(commit);
    const step = first ? "granted" : "changed";
    this.link.context.trace({ what: "lease", peer: this.link.config.grantor, step });
    return { ...ack, taken: true };
  }

  private lowerBy(commit: Commit, ack: CommitAck): CommitAck {
    const inForce = this.inForce();
    if (inForce !== undefined) this.lowered = loweredTerms(inForce, commit.terms.value);
    this.owner.save();
    return ack;
  }

  /** CP-LEASE-6: only a confirmation of the version held counts. */
  renewed(ack: RenewAck): void {
    if (this.current === undefined || compareVersions(ack.version, this.current.version) !== 0) return;
    if (ack.hash !== this.current.terms.hash || this.lowered !== undefined) return;
    this.extend(ack.echo, ack.ttlMs, ack.scheduleMs);
  }

  /** CP-LEASE-2: the ttl counts from the first sending of the echoed request. */
  private extend(echo: MessageRef, ttlMs: DurationMs, scheduleMs: ScheduleMs): void {
    const { channel, config, context, phase } = this.link;
    const sent = channel.sentAt(echo);
    const { current } = this;
    if (sent === undefined || current === undefined) return;
    this.time.take(scheduleMs, echo);
    const deadline = sent.sentMono + ttlMs;
    if (deadline <= current.deadline || deadline <= context.now.mono) return;
    if (phase === "fallback" || phase === "none") return;
    this.current = { ...current, ttlMs, deadline, fix: this.time.fix ?? current.fix };
    this.consents.forget(context.now.mono);
    context.trace({ what: "lease", peer: config.grantor, step: "renewed" });
    this.owner.extended(deadline, ttlMs);
  }

  /** True where it ends the lease; one that was revoked before a later commit was taken is over already. */
  revoked(revoke: Revoke): boolean {
    if (this.newest !== undefined && compareVersions(revoke.version, this.newest) < 0) return false;
    // CP-NEG-6: what was accepted before counts no more.
    this.consents.clear();
    this.newest = revoke.version;
    this.drop();
    return true;
  }

  drop(): void {
    this.current = undefined;
    this.lowered = undefined;
    this.owner.save();
  }

  snapshot(needVersions: readonly number[]): Snapshot {
    if (this.current === undefined) return { kind: "snapshot", needVersions };
    const { version, terms } = this.current;
    return { kind: "snapshot", version, hash: terms.hash, needVersions };
  }

  newestFacts(): Pick<HolderFacts, "newest"> {
    return this.newest === undefined ? {} : { newest: this.newest };
  }
  leaseFacts(): Pick<HolderFacts, "lease"> {
    if (this.current === undefined) return {};
    const at = { interval: this.time.interval(), now: this.link.context.now };
    return { lease: leaseFacts(this.current, this.lowered, at) };
  }

  /** Smallest estimate of schedule time, s. */
  private nowS(): number {
    return this.time.interval()[0] / 1000;
  }
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
