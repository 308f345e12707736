import type {
  Blend,
  Commit,
  CommitAck,
  Embedded,
  Emergency,
  Envelope,
  Fallback,
  Hello,
  LeaseVersion,
  MessageRef,
  RenewAck,
  Revoke,
  Snapshot,
  Terms,
} from "../messages.js";
import type { DurationMs, MonoMs, ScheduleMs, Watts } from "../units.js";
import { compareVersions } from "./booking.js";
import { judgeCommit, loweredTerms } from "./commit-judge.js";
import type { HolderLink, Limit } from "./holder.js";
import type { LeasePhase } from "./holder-machine.js";
import {
  bandAt,
  fallbackBand,
  fallsInMs,
  partWithin,
  scheduleInterval,
  termsOnlyLower,
  type HolderLease,
  type TimeFix,
} from "./lease.js";
import { Consents } from "./consents.js";
import { restoreHolderFacts, type HolderFacts } from "./holder-facts.js";

type Told = "granted" | "confirmed" | "renewDue" | "holdDue" | "rampDue" | "deadline";

interface Cap {
  readonly number: number;
  readonly importW: Watts;
  readonly exportW: Watts;
  readonly until: MonoMs;
}

/** How long a constant fallback may be relied on by a port, ms; the equipment's own failsafe is the same power. */
const fallbackValidMs = 3_600_000;

/** What a holder has been granted: terms, deadline, schedule time, emergency, fallback. */
export class HolderTerms {
  phase: LeasePhase = "none";
  fallbackHeld: Fallback;
  private lease: HolderLease | undefined;
  /** Where an untaken commit lowered the terms in force. */
  private lowered: Terms | undefined;
  /** A commit was taken since the table last moved. */
  private taken = false;
  private newest: LeaseVersion | undefined;
  private fix: TimeFix | undefined;
  private cap: Cap | undefined;
  private emergencyNumber = 0;
  private emergencyEpoch = 0;
  private pendingFallback: Fallback | undefined;
  /** False after a lost store, until the equipment was read back: the grantor keeps what it has booked. */
  private fallbackKnown = true;
  private readonly consents = new Consents();
  private timers: object[] = [];
  private capTimer: object | undefined;
  private deadlineSaved: MonoMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly link: HolderLink,
    private readonly tell: (event: Told) => void,
  ) {
    const { rampWPerS } = link.config.fallback;
    // CP-FALL-1: before first admission the fallback is 0 W.
    this.fallbackHeld = { importW: 0, exportW: 0, rampWPerS };
  }

  get version(): LeaseVersion | undefined {
    return this.lease?.version;
  }
  get hash(): string | undefined {
    return this.lease?.terms.hash;
  }

  /** The largest fallback that the equipment may obey now; undefined where nobody knows (CP-FALL-3). */
  get fallbackReported(): Fallback | undefined {
    if (!this.fallbackKnown) return undefined;
    const { fallbackHeld: held, pendingFallback: pending } = this;
    if (pending === undefined) return held;
    const { importW, exportW } = pending;
    return { ...held, importW: Math.max(held.importW, importW), exportW: Math.max(held.exportW, exportW) };
  }

  restore(facts: Readonly<Record<string, unknown>>, sameBoot: boolean, lost = false): void {
    if (lost) {
      // CP-STORE-5: 0 W, once the equipment says so too.
      this.fallbackKnown = false;
      this.writeFallback(this.fallbackHeld);
      return;
    }
    const restored = restoreHolderFacts(facts[this.key()], this.link.context.now, this.link.context.speed);
    if (restored === undefined) return;
    this.fallbackHeld = restored.fallback;
    if (restored.pendingFallback !== undefined) this.writeFallback(restored.pendingFallback);
    this.newest = restored.newest;
    this.emergencyNumber = restored.emergencyNumber;
    this.emergencyEpoch = restored.emergencyEpoch;
    const { now } = this.link.context;
    if (restored.cap !== undefined) {
      // CP-EMERG-1: an emergency outlives a restart; after another boot it runs its whole duration again.
      const until = sameBoot ? restored.cap.until : now.mono + restored.cap.durationMs;
      this.setCap({ ...restored.cap, number: restored.emergencyNumber, until });
    }
    // CP-STORE-5: any doubt about the clock means no lease.
    if (sameBoot && restored.lease !== undefined && restored.lease.deadline > now.mono) {
      this.lease = restored.lease;
      this.lowered = restored.lowered;
      this.fix = restored.lease.fix;
      this.tell("granted");
    }
  }

  stop(): void {
    for (const timer of this.timers) this.link.context.timers.clear(timer);
    this.timers = [];
    this.link.context.timers.clear(this.capTimer);
    this.lease = undefined;
    this.link.context.persist(this.key(), undefined);
  }

  greeted(hello: Hello, ref: MessageRef): void {
    this.takeFix(hello.scheduleMs, ref);
    this.takeFallback(hello.fallback);
  }

  /** These terms were accepted or offered by ourselves: they, or less, may be committed until `until`. */
  consent(terms: Embedded<Terms>, until: MonoMs): void {
    this.consents.add(terms, until);
  }

  /** CP-WINDOW-7: what only lowers does not wait for a gap. */
  bypasses(envelope: Envelope): boolean {
    const { body } = envelope;
    if (body.kind === "emergency" || body.kind === "revoke") return true;
    return body.kind === "commit" && this.onlyLowers(body.terms.value);
  }

  private onlyLowers(terms: Terms): boolean {
    return termsOnlyLower(this.inForce(), terms, this.fallbackHeld, this.scheduleInterval()[0] / 1000);
  }

  inForce(): Terms | undefined {
    return this.lowered ?? this.lease?.terms.value;
  }

  /** How the terms in force are mixed from own options. */
  blends(): readonly Blend[] {
    return this.lowered === undefined ? (this.lease?.blends ?? []) : [];
  }

  scheduleInterval(): readonly [ScheduleMs, ScheduleMs] {
    const { now, speed } = this.link.context;
    const fix = this.fix ?? { scheduleMs: now.t, sentMono: now.mono, receivedMono: now.mono };
    return scheduleInterval(fix, now, { slackMs: this.link.config.scheduleSlackMs, speed });
  }

  /** Takes, lowers by or ignores a commit, and says what to answer; undefined = no answer is due. */
  commit(envelope: Envelope, needVersions: readonly number[]): CommitAck | undefined {
    const { body } = envelope;
    if (body.kind !== "commit") return undefined;
    const ack = { kind: "commitAck", version: body.version, hash: body.terms.hash } as const;
    if (this.lease !== undefined && compareVersions(this.lease.version, body.version) === 0)
      return this.again(body, this.lease, ack);
    const sent = this.link.channel.sentAt(body.echo);
    const now = this.link.context.now.mono;
    const verdict = judgeCommit(body, {
      newest: this.newest,
      inForce: this.inForce(),
      fallback: this.fallbackHeld,
      echoFresh: sent !== undefined && sent.sentMono + body.ttlMs > now,
      needCurrent: sameNumbers(body.needVersions, needVersions),
      consent: this.consents.judge({
        terms: body.terms,
        blends: body.blends ?? [],
        inForce: this.inForce(),
        fallback: this.fallbackHeld,
        nowS: this.scheduleInterval()[0] / 1000,
        now,
      }),
      nowS: this.scheduleInterval()[0] / 1000,
    });
    if (verdict.kind === "stale") return { ...ack, taken: false, reject: "STALE_LEASE" };
    this.newest = body.version;
    if (verdict.kind === "lowerOnly") return this.lowerBy(body, { ...ack, taken: false, reject: verdict.reason });
    return this.take(body, verdict.extends, ack);
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
    const deadline = extend && sent !== undefined ? sent.sentMono + commit.ttlMs : this.lease?.deadline;
    if (deadline === undefined) {
      // Nothing was in force and the echo is too old: there is nothing to lower.
      this.save();
      return { ...ack, taken: false, reject: "NOT_NOW" };
    }
    this.takeFix(commit.scheduleMs, commit.echo);
    const fix = this.fix ?? { scheduleMs: commit.scheduleMs, sentMono: 0, receivedMono: 0 };
    const first = this.lease === undefined;
    const ttlMs = extend ? commit.ttlMs : (this.lease?.ttlMs ?? commit.ttlMs);
    const { version, terms, blends } = commit;
    this.lease = { version, terms, ttlMs, deadline, fix, ...(blends === undefined ? {} : { blends }) };
    this.lowered = undefined;
    this.takeFallback(commit.fallback);
    this.save();
    this.phase = "active";
    this.taken = true;
    this.tell("granted");
    const step = first ? "granted" : "changed";
    this.link.context.trace({ what: "lease", peer: this.link.config.grantor, step });
    return { ...ack, taken: true };
  }

  private lowerBy(commit: Commit, ack: CommitAck): CommitAck {
    const inForce = this.inForce();
    if (inForce !== undefined) this.lowered = loweredTerms(inForce, commit.terms.value);
    this.save();
    return ack;
  }

  /** CP-LEASE-6: only a confirmation of the version held counts. */
  renewed(ack: RenewAck): void {
    if (this.lease === undefined || compareVersions(ack.version, this.lease.version) !== 0) return;
    if (ack.hash !== this.lease.terms.hash || this.lowered !== undefined) return;
    this.extend(ack.echo, ack.ttlMs, ack.scheduleMs);
  }

  /** CP-LEASE-2: the ttl counts from the first sending of the echoed request. */
  private extend(echo: MessageRef, ttlMs: DurationMs, scheduleMs: ScheduleMs): void {
    const sent = this.link.channel.sentAt(echo);
    const { lease } = this;
    if (sent === undefined || lease === undefined) return;
    this.takeFix(scheduleMs, echo);
    const deadline = sent.sentMono + ttlMs;
    if (deadline <= lease.deadline || deadline <= this.link.context.now.mono) return;
    if (this.phase === "fallback" || this.phase === "none") return;
    this.lease = { ...lease, ttlMs, deadline, fix: this.fix ?? lease.fix };
    this.consents.forget(this.link.context.now.mono);
    this.link.context.trace({ what: "lease", peer: this.link.config.grantor, step: "renewed" });
    // CP-STORE-4: at most once per half ttl.
    if (deadline - this.deadlineSaved > ttlMs / 2) this.save();
    this.tell("confirmed");
  }

  /** True where it ends the lease; one that was revoked before a later commit was taken is over already. */
  revoked(revoke: Revoke): boolean {
    if (this.newest !== undefined && compareVersions(revoke.version, this.newest) < 0) return false;
    // CP-NEG-6: what was accepted before counts no more.
    this.consents.clear();
    this.newest = revoke.version;
    this.dropLease();
    return true;
  }

  private dropLease(): void {
    this.lease = undefined;
    this.lowered = undefined;
    this.save();
  }

  /** The machine entered a phase: arm its deadlines, or drop what has run out. True where the limits may differ. */
  entered(phase: LeasePhase): boolean {
    const before = this.phase;
    const news = before !== phase || this.taken;
    this.taken = false;
    this.phase = phase;
    const { context } = this.link;
    if (phase === "active") this.arm();
    if (phase === "fallback") {
      for (const timer of this.timers) context.timers.clear(timer);
      this.timers = [];
      context.trace({
        what: "lease",
        peer: this.link.config.grantor,
        step: this.lease === undefined ? "released" : "expired",
      });
      context.trace({ what: "lease", peer: this.link.config.grantor, step: "fallback" });
      context.alarm(
        "FALLBACK_ENTERED",
        `from ${before}: no lease of ${this.link.config.grantor} is in force`,
        this.link.config.grantor,
      );
      this.dropLease();
    }
    return news;
  }

  private arm(): void {
    const { context } = this.link;
    const { lease } = this;
    for (const timer of this.timers) context.timers.clear(timer);
    this.timers = [];
    if (lease === undefined) return;
    const rampAt = lease.deadline - this.rampLeadMs();
    const sentAt = lease.deadline - lease.ttlMs;
    const at = (time: MonoMs, event: Told): void => {
      this.timers.push(
        context.timers.set(time, () => {
          this.tell(event);
        }),
      );
    };
    for (const third of [1, 2]) at(Math.min(sentAt + (lease.ttlMs * third) / 3, rampAt), "renewDue");
    at(Math.min(sentAt + (lease.ttlMs * 2) / 3, rampAt), "holdDue");
    at(rampAt, "rampDue");
    at(lease.deadline, "deadline");
  }

  /** Mono ms before the deadline at which ramping begins (CP-LEASE-8). */
  private rampLeadMs(): DurationMs {
    return this.rampMs() / this.link.context.speed;
  }

  /** Schedule ms that the longest ramp to the fallback takes. */
  rampMs(): DurationMs {
    const { powerMaxW, exportMaxW } = this.link.config;
    const span = Math.max(powerMaxW - this.fallbackHeld.importW, exportMaxW - this.fallbackHeld.exportW, 0);
    return (1000 * span) / this.fallbackHeld.rampWPerS;
  }

  /** True where it is news; CP-EMERG-5: a later number replaces an earlier one; a new life of the grantor counts anew. */
  emergency(emergency: Emergency, epoch: number): boolean {
    if (epoch === this.emergencyEpoch && emergency.number < this.emergencyNumber) return false;
    const { context, config } = this.link;
    this.emergencyNumber = emergency.number;
    this.emergencyEpoch = epoch;
    // CP-EMERG-2: what was agreed but not yet committed is void.
    this.consents.clear();
    if (emergency.importMaxW < this.fallbackHeld.importW && emergency.durationMs > 0) {
      // CP-EMERG-4.
      context.alarm(
        "EMERGENCY_SHORT",
        `${String(emergency.importMaxW)} W is below the fallback of ${String(this.fallbackHeld.importW)} W`,
        config.grantor,
      );
    }
    this.setCap(
      emergency.durationMs === 0
        ? undefined
        : {
            number: emergency.number,
            importW: emergency.importMaxW,
            exportW: emergency.exportMaxW,
            until: context.now.mono + emergency.durationMs / context.speed,
          },
    );
    this.save();
    return true;
  }

  private setCap(cap: Cap | undefined): void {
    const { timers } = this.link.context;
    timers.clear(this.capTimer);
    this.cap = cap;
    this.capTimer =
      cap === undefined
        ? undefined
        : timers.set(cap.until, () => {
            this.cap = undefined;
            this.save();
            this.link.limitsChanged();
          });
  }

  /** Import and export that an emergency leaves, W; undefined without one. */
  emergencyCap(): { readonly importW: Watts; readonly exportW: Watts; readonly until: MonoMs } | undefined {
    return this.cap;
  }

  /** Mono instant until which the lease holds, less the ramp; undefined without one. */
  leaseEnd(): MonoMs | undefined {
    return this.lease?.deadline;
  }

  limit(connector: number, share: Pick<Fallback, "importW" | "exportW">): Limit {
    const { context } = this.link;
    const held = this.phase === "active" || this.phase === "hold";
    if (!held || this.lease === undefined) {
      return { band: fallbackBand(share), validForMs: fallbackValidMs, reasons: ["FALLBACK"], nextInMs: undefined };
    }
    const schedule = partWithin(this.lowered ?? this.lease.terms.value, connector);
    const outside = { ...share, rampWPerS: this.fallbackHeld.rampWPerS };
    const view = bandAt(schedule, outside, this.scheduleInterval());
    const leaseMs = Math.max(0, this.lease.deadline - this.rampLeadMs() - context.now.mono);
    const highMs = this.scheduleInterval()[1];
    const ahead = { band: view.band, highMs, horizonMs: leaseMs * context.speed };
    const validForMs = Math.min(leaseMs, fallsInMs(schedule, outside, ahead) / context.speed);
    const nextInMs = view.nextInMs === undefined ? undefined : view.nextInMs / context.speed;
    return { band: view.band, validForMs, reasons: [], nextInMs };
  }

  snapshot(needVersions: readonly number[]): Snapshot {
    const { lease } = this;
    if (lease === undefined) return { kind: "snapshot", needVersions };
    return { kind: "snapshot", version: lease.version, hash: lease.terms.hash, needVersions };
  }

  private takeFix(scheduleMs: ScheduleMs | undefined, ref: MessageRef): void {
    const sent = this.link.channel.sentAt(ref);
    if (scheduleMs === undefined || sent === undefined) return;
    this.fix = { scheduleMs, sentMono: sent.sentMono, receivedMono: this.link.context.now.mono };
  }

  /** CP-FALL-2, CP-FALL-3: a higher one is used once admitted; a lower one is said only after it was read back. */
  private takeFallback(admitted: Fallback): void {
    if (samePower(admitted, this.pendingFallback ?? this.fallbackHeld)) return;
    this.writeFallback({ ...admitted, rampWPerS: this.link.config.fallback.rampWPerS });
    this.save();
  }

  private writeFallback(fallback: Fallback): void {
    this.pendingFallback = fallback;
    this.link.context.emit({ kind: "setFallback", fallback });
  }

  /** True where the grantor must be told: something was lowered. */
  fallbackWritten(fallback: Fallback): boolean {
    const before = this.fallbackReported;
    // One that was overtaken by a later write is in force only until that is done.
    if (this.pendingFallback === undefined || samePower(fallback, this.pendingFallback)) {
      this.pendingFallback = undefined;
      this.fallbackKnown = true;
    }
    this.fallbackHeld = { ...fallback, rampWPerS: this.link.config.fallback.rampWPerS };
    this.save();
    this.link.limitsChanged();
    const now = this.fallbackReported;
    if (now === undefined) return false;
    return before === undefined || now.importW < before.importW || now.exportW < before.exportW;
  }

  private key(): string {
    return `holder/${this.link.config.grantor}`;
  }

  private save(): void {
    this.deadlineSaved = this.lease?.deadline ?? Number.NEGATIVE_INFINITY;
    const facts: HolderFacts = {
      fallback: this.fallbackHeld,
      ...(this.pendingFallback === undefined ? {} : { pendingFallback: this.pendingFallback }),
      emergencyNumber: this.emergencyNumber,
      emergencyEpoch: this.emergencyEpoch,
      ...(this.newest === undefined ? {} : { newest: this.newest }),
      ...(this.cap === undefined
        ? {}
        : {
            cap: {
              importW: this.cap.importW,
              exportW: this.cap.exportW,
              until: this.cap.until,
              durationMs: this.cap.until - this.link.context.now.mono,
            },
          }),
      ...(this.lease === undefined ? {} : { lease: this.leaseFacts(this.lease) }),
    };
    this.link.context.persist(this.key(), facts);
  }

  private leaseFacts(lease: HolderLease): NonNullable<HolderFacts["lease"]> {
    const [lowMs, highMs] = this.scheduleInterval();
    return {
      version: lease.version,
      terms: lease.terms.value,
      hash: lease.terms.hash,
      ...(this.lowered === undefined ? {} : { lowered: this.lowered }),
      ttlMs: lease.ttlMs,
      deadline: lease.deadline,
      lowMs,
      highMs,
      atMono: this.link.context.now.mono,
    };
  }
}

function samePower(a: Pick<Fallback, "importW" | "exportW">, b: Pick<Fallback, "importW" | "exportW">): boolean {
  return a.importW === b.importW && a.exportW === b.exportW;
}

function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
