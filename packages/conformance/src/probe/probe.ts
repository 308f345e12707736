import type { AgentId, BodyKind, BodyOf, DurationMs, Envelope, MessageRef, Role, Watts } from "@chargepact/protocol";
import type { Equipment, Feature } from "../equipment/equipment.js";
import { CannotRun, Violation } from "../failure.js";
import type { Log } from "../log.js";
import type { Pace } from "../pace.js";
import type { RequirementId } from "../requirements.js";
import type { Slack } from "./bound.js";
import type { GrantorPeer } from "./grantor-peer.js";
import type { HolderPeer } from "./holder-peer.js";
import type { Heard, Peer } from "./peer.js";
import { watchers, type Watch } from "./watch.js";

/** How long things take in this run. */
export interface Times {
  /** Leases that the kit grants. */
  readonly ttlMs: DurationMs;
  readonly graceMs: DurationMs;
  /** A request has its answer after this long. */
  readonly answerMs: DurationMs;
  /** What has to be so before a case says anything, a lease taken say, is so after this long. */
  readonly setupMs: DurationMs;
  readonly slack: Slack;
}

export interface ProbeParts {
  readonly role: Role;
  readonly subject: AgentId;
  readonly pace: Pace;
  readonly log: Log;
  readonly times: Times;
  readonly features: ReadonlySet<Feature>;
  readonly equipment: Equipment;
  readonly grantor: GrantorPeer | undefined;
  readonly holders: readonly HolderPeer[];
}

const watchEveryMs = 250;
/** W by which a meter has to move to be worth a line. */
const meterNewsW = 200;

/** What a case has in its hands: the partners of the agent under test, its equipment, time, and a log. */
export class Probe {
  /** What an overdraw breaks now, where the case knows better than what is watched in every run. */
  blame: RequirementId | undefined;
  private violation: Violation | undefined;
  private readonly watches: readonly Watch[];
  private stopped = false;
  private metered: Watts = 0;

  constructor(readonly parts: ProbeParts) {
    this.watches = watchers(this);
    this.watch();
  }

  get role(): Role {
    return this.parts.role;
  }
  get subject(): AgentId {
    return this.parts.subject;
  }
  get times(): Times {
    return this.parts.times;
  }
  get equipment(): Equipment {
    return this.parts.equipment;
  }
  get now(): number {
    return this.parts.pace.clock.now().mono;
  }
  /** Columns of a picture: the agent under test between its grantor and its holders. */
  get lanes(): readonly AgentId[] {
    const { grantor, subject, holders } = this.parts;
    return [...(grantor === undefined ? [] : [grantor.id]), subject, ...holders.map(({ id }) => id)];
  }
  /** Schedule time, ms. */
  get scheduleMs(): number {
    return Math.round(this.parts.pace.clock.now().t);
  }
  /** Whom the agent under test asks. */
  get grantor(): GrantorPeer {
    if (this.parts.grantor === undefined) throw new CannotRun(`a ${this.role} has no grantor here`);
    return this.parts.grantor;
  }
  /** The first of those who ask the agent under test. */
  get holder(): HolderPeer {
    return this.holderAt(0);
  }
  holderAt(index: number): HolderPeer {
    const holder = this.parts.holders[index];
    if (holder === undefined) throw new CannotRun(`a ${this.role} has no ${index + 1}. holder here`);
    return holder;
  }

  has(feature: Feature): boolean {
    return this.parts.features.has(feature);
  }

  /** Metered W; fails the run of a case that asked for no meter. */
  get meterW(): Watts {
    const { meterW } = this.equipment;
    if (meterW === undefined) throw new CannotRun("nothing is metered");
    return meterW;
  }

  /** Reads the meter now: what it said last may be older than what was answered last. */
  async sample(): Promise<void> {
    if (this.has("meter")) await this.equipment.sample();
  }

  async wait(ms: DurationMs): Promise<void> {
    await this.until(() => false, ms);
  }

  /** As `Pace.until`; ends at once where a rule was seen broken. */
  async until(condition: () => boolean, ms: DurationMs): Promise<boolean> {
    await this.parts.pace.until(() => this.violation !== undefined || condition(), ms);
    if (this.violation !== undefined) throw this.violation;
    return condition();
  }

  /** The rule holds if `condition` becomes true within `ms`. */
  async expect(id: RequirementId, detail: string, condition: () => boolean, ms = this.times.answerMs): Promise<void> {
    if (!(await this.until(condition, ms))) this.fail(id, `${detail} within ${seconds(ms)}`);
  }

  /** The rule holds if `condition` stays false for `ms`. */
  async never(id: RequirementId, detail: string, condition: () => boolean, ms: DurationMs): Promise<void> {
    await this.sample();
    if (await this.until(condition, ms)) this.fail(id, detail);
  }

  /** The meter, read now, says at most `limitW`. */
  async atMost(id: RequirementId, when: string, limitW: Watts): Promise<void> {
    await this.sample();
    const { meterW } = this;
    this.check(id, `${when} the meter says ${Math.round(meterW)} W, more than ${limitW} W`, this.isAtMost(limitW));
  }

  /** Less what is noise. */
  isAtMost(limitW: Watts): boolean {
    return this.meterW <= limitW * 1.01 + 60;
  }

  check(id: RequirementId, detail: string, condition: boolean): void {
    if (!condition) this.fail(id, detail);
  }

  fail(id: RequirementId, detail: string): never {
    this.note(`${id} is broken: ${detail}`);
    throw new Violation(id, detail);
  }

  /** The next message of one of these kinds that `peer` hears after the first `from`. */
  async next<K extends BodyKind>(
    id: RequirementId,
    peer: Peer,
    options: { readonly kinds: readonly K[]; readonly from?: number; readonly ms?: DurationMs },
  ): Promise<Heard<BodyOf<K>>> {
    const { kinds, from = peer.heard.length, ms = this.times.answerMs } = options;
    const found = (): Heard<BodyOf<K>> | undefined => peer.since(from, ...kinds)[0];
    const what = `${this.subject} says no ${kinds.join(" or ")} to ${peer.id}`;
    await this.said(id, peer, what, () => found() !== undefined, ms);
    return found() as Heard<BodyOf<K>>;
  }

  /** What answers a message of `peer`, of one of these kinds; an interim Status is not waited for unless it is named. */
  async answer<K extends BodyKind>(
    id: RequirementId,
    peer: Peer,
    to: Envelope,
    options: { readonly kinds: readonly K[]; readonly ms?: DurationMs },
  ): Promise<Heard<BodyOf<K>>> {
    const { kinds, ms = this.times.answerMs } = options;
    const found = (): Heard<BodyOf<K>> | undefined =>
      peer.since(0, ...kinds).find(({ envelope }) => answers(envelope.inReplyTo, to));
    const what = `${this.subject} does not answer ${to.body.kind} ${to.epoch}.${to.seq} with ${kinds.join(" or ")}`;
    await this.said(id, peer, what, () => found() !== undefined, ms);
    return found() as Heard<BodyOf<K>>;
  }

  /** What is lost with a session that began anew meanwhile says nothing of a rule. */
  private async said(
    id: RequirementId,
    peer: Peer,
    what: string,
    condition: () => boolean,
    ms: DurationMs,
  ): Promise<void> {
    const { session } = peer;
    if (await this.until(condition, ms)) return;
    if (session !== undefined && peer.session !== session)
      throw new CannotRun(`${what}: the session began anew meanwhile`);
    this.fail(id, `${what} within ${seconds(ms)}`);
  }

  /** Whether a message of `peer` has an answer of one of these kinds by now. */
  answered(peer: Peer, to: Envelope, ...kinds: readonly BodyKind[]): boolean {
    return peer.since(0, ...kinds).some(({ envelope }) => answers(envelope.inReplyTo, to));
  }

  note(text: string): void {
    this.parts.log.note(this.now, text);
  }

  stop(): void {
    this.stopped = true;
  }

  /** A meter that moves is worth a line. */
  private noteMeter(): void {
    const { meterW } = this.equipment;
    if (meterW === undefined || this.stopped || Math.abs(meterW - this.metered) <= meterNewsW) return;
    this.metered = meterW;
    this.note(`the meter says ${Math.round(meterW)} W`);
  }

  private watch(): void {
    const { clock } = this.parts.pace;
    if (this.stopped) return;
    clock.setTimer(this.now + watchEveryMs, () => {
      this.noteMeter();
      for (const look of this.watches) {
        if (this.violation !== undefined || this.stopped) return;
        this.violation = look();
        if (this.violation !== undefined) this.note(`${this.violation.id} is broken: ${this.violation.detail}`);
      }
      this.watch();
    });
  }
}

const answers = (inReplyTo: MessageRef | undefined, { epoch, seq }: Envelope): boolean =>
  inReplyTo?.epoch === epoch && inReplyTo.seq === seq;

const seconds = (ms: DurationMs): string => `${Math.round(ms / 100) / 10} s`;
