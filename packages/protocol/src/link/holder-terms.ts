import type {
  Blend,
  CommitAck,
  Embedded,
  Emergency,
  Envelope,
  Fallback,
  Hello,
  LeaseTariff,
  LeaseVersion,
  MessageRef,
  RenewAck,
  Revoke,
  Snapshot,
  Terms,
} from "../messages.js";
import type { DurationMs, MonoMs, ScheduleMs } from "../units.js";
import type { HolderLink } from "./holder.js";
import { HolderCap, type Cap } from "./holder-cap.js";
import { HolderDeadlines, type Deadline } from "./holder-deadlines.js";
import { restoreHolderFacts, type HolderFacts } from "./holder-facts.js";
import { HolderFallback } from "./holder-fallback.js";
import { HeldLease } from "./holder-lease.js";
import { fallbackLimit, leaseLimit } from "./holder-limit.js";
import type { LeasePhase } from "./holder-machine.js";
import type { Limit } from "./holder-role.js";
import { HolderTime } from "./holder-time.js";
import { partWithin } from "./lease.js";

type Told = "granted" | "confirmed" | Deadline;

/** What a holder has been granted: terms, deadline, schedule time, emergency, fallback. */
export class HolderTerms {
  phase: LeasePhase = "none";
  /** A commit was taken since the table last moved. */
  private taken = false;
  private readonly time: HolderTime;
  private readonly lease: HeldLease;
  private readonly fallback: HolderFallback;
  private readonly cap: HolderCap;
  private readonly deadlines: HolderDeadlines;
  private deadlineSaved: MonoMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly link: HolderLink,
    private readonly tell: (event: Told) => void,
  ) {
    this.time = new HolderTime(link);
    this.lease = new HeldLease(link, this.time, {
      save: () => this.save(),
      admit: (fallback) => this.admit(fallback),
      taken: () => {
        this.phase = "active";
        this.taken = true;
        tell("granted");
      },
      extended: (deadline, ttlMs) => {
        // CP-STORE-4: at most once per half ttl.
        if (deadline - this.deadlineSaved > ttlMs / 2) this.save();
        tell("confirmed");
      },
    });
    this.fallback = new HolderFallback(link);
    this.cap = new HolderCap(link, () => {
      this.save();
      link.limitsChanged();
    });
    this.deadlines = new HolderDeadlines(link.context, tell);
  }

  get version(): LeaseVersion | undefined {
    return this.lease.current?.version;
  }
  get hash(): string | undefined {
    return this.lease.current?.terms.hash;
  }

  /** What the equipment was last read back to obey. */
  get fallbackHeld(): Fallback {
    return this.fallback.held;
  }
  /** The largest fallback that the equipment may obey now; undefined where nobody knows (CP-FALL-3). */
  get fallbackReported(): Fallback | undefined {
    return this.fallback.reported;
  }

  restore(facts: Readonly<Record<string, unknown>>, sameBoot: boolean, lost = false): void {
    if (lost) {
      this.fallback.forget();
      return;
    }
    const { now, speed } = this.link.context;
    const restored = restoreHolderFacts(facts[this.key()], now, speed);
    if (restored === undefined) return;
    this.fallback.restore(restored.fallback, restored.pendingFallback);
    this.cap.restore(restored, sameBoot);
    this.link.channel.knows(Math.max(restored.newest?.epoch ?? 0, restored.emergencyEpoch));
    if (this.lease.restore(restored, sameBoot)) this.tell("granted");
  }

  /** CP-FALL-1: what the equipment kept of an earlier link is taken back; until it was read back it counts. */
  takeBack(kept: Fallback): void {
    this.fallback.restore(kept, { ...kept, importW: 0, exportW: 0 });
  }

  stop(): void {
    this.deadlines.clear();
    this.time.stop();
    this.cap.stop();
    this.lease.current = undefined;
    this.link.context.persist(this.key(), undefined);
  }

  greeted(hello: Hello, ref: MessageRef): void {
    this.time.take(hello.scheduleMs, ref, true);
    this.admit(hello.fallback);
  }

  /** These terms were accepted or offered by ourselves: they, or less, may be committed until `until`. */
  consent(terms: Embedded<Terms>, until: MonoMs): void {
    this.lease.consents.add(terms, until);
  }

  /** CP-WINDOW-7: what only lowers does not wait for a gap. */
  bypasses(envelope: Envelope): boolean {
    const { body } = envelope;
    if (body.kind === "emergency" || body.kind === "revoke") return true;
    return body.kind === "commit" && this.lease.onlyLowers(body.terms.value);
  }

  inForce(): Terms | undefined {
    return this.lease.inForce();
  }
  /** How the terms in force are mixed from own options. */
  blends(): readonly Blend[] {
    return this.lease.blends();
  }
  /** What metered energy costs under the lease; undefined where it is not settled by price. */
  tariff(): LeaseTariff | undefined {
    return this.lease.tariff();
  }
  /** CP-TIME-6: our request was noted at this time. */
  timeSaid(scheduleMs: ScheduleMs | undefined, ref: MessageRef): void {
    this.time.take(scheduleMs, ref);
  }
  scheduleInterval(): readonly [ScheduleMs, ScheduleMs] {
    return this.time.interval();
  }

  /** Takes, lowers by or ignores a commit, and says what to answer; undefined = no answer is due. */
  commit({ body }: Envelope, needVersions: readonly number[]): CommitAck | undefined {
    return body.kind === "commit" ? this.lease.commit(body, needVersions) : undefined;
  }
  renewed(ack: RenewAck): void {
    this.lease.renewed(ack);
  }
  /** True where it ends the lease. */
  revoked(revoke: Revoke): boolean {
    return this.lease.revoked(revoke);
  }

  /** The machine entered a phase: arm its deadlines, or drop what has run out. True where the limits may differ. */
  entered(phase: LeasePhase): boolean {
    const before = this.phase;
    const news = before !== phase || this.taken;
    this.taken = false;
    this.phase = phase;
    if (phase === "active") this.arm();
    if (phase === "fallback") this.lapse(before);
    return news;
  }

  private arm(): void {
    const { current } = this.lease;
    if (current === undefined) this.deadlines.clear();
    else this.deadlines.arm(current, current.deadline - this.rampLeadMs());
  }

  private lapse(before: LeasePhase): void {
    const { context, config } = this.link;
    const peer = config.grantor;
    this.deadlines.clear();
    context.trace({ what: "lease", peer, step: this.lease.current === undefined ? "released" : "expired" });
    context.trace({ what: "lease", peer, step: "fallback" });
    context.alarm("FALLBACK_ENTERED", `from ${before}: no lease of ${peer} is in force`, peer);
    this.lease.drop();
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

  /** True where it is news. */
  emergency(emergency: Emergency, epoch: number): boolean {
    if (!this.cap.take(emergency, epoch)) return false;
    // CP-EMERG-2: what was agreed but not yet committed is void.
    this.lease.consents.clear();
    this.save();
    return true;
  }

  /** Import and export that an emergency leaves, W; undefined without one. */
  emergencyCap(): Cap | undefined {
    return this.cap.now;
  }

  /** Mono instant until which the lease holds, less the ramp; undefined without one. */
  leaseEnd(): MonoMs | undefined {
    return this.lease.current?.deadline;
  }

  limit(connector: number, share: Pick<Fallback, "importW" | "exportW">): Limit {
    const { context } = this.link;
    const { current } = this.lease;
    const held = this.phase === "active" || this.phase === "hold";
    if (!held || current === undefined) return fallbackLimit(share);
    const schedule = partWithin(this.inForce() ?? current.terms.value, connector);
    const outside = { ...share, rampWPerS: this.fallbackHeld.rampWPerS };
    const leaseMs = Math.max(0, current.deadline - this.rampLeadMs() - context.now.mono);
    return leaseLimit(schedule, outside, { interval: this.scheduleInterval(), leaseMs, speed: context.speed });
  }

  snapshot(needVersions: readonly number[]): Snapshot {
    return this.lease.snapshot(needVersions);
  }

  private admit(fallback: Fallback): void {
    if (this.fallback.admit(fallback)) this.save();
  }

  /** True where the grantor must be told: something was lowered. */
  fallbackWritten(fallback: Fallback): boolean {
    const lowered = this.fallback.written(fallback);
    this.save();
    this.link.limitsChanged();
    return lowered;
  }

  private key(): string {
    return `holder/${this.link.config.grantor}`;
  }

  private save(): void {
    this.deadlineSaved = this.leaseEnd() ?? Number.NEGATIVE_INFINITY;
    const facts: HolderFacts = {
      ...this.fallback.facts(),
      ...this.cap.numberFacts(),
      ...this.lease.newestFacts(),
      ...this.cap.capFacts(),
      ...this.lease.leaseFacts(),
    };
    this.link.context.persist(this.key(), facts);
  }
}
