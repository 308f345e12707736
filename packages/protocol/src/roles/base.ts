import type { AgentCore, Band, CoreEvent, Effect, Facts } from "../core.js";
import { CoreContext, defaultTimings, type Hash, type LinkTimings } from "../link/context.js";
import { withoutInstants } from "../link/holder-facts.js";
import { joined } from "../link/lease.js";
import type { TimerHandle } from "../link/timers.js";
import type { Limit } from "../link/holder.js";
import type { Envelope } from "../messages.js";
import type { AgentId, DurationMs, MonoMs } from "../units.js";

/** What every core is made with; the shell puts in what the core may not find out itself. */
export interface CoreOptions {
  readonly id: AgentId;
  /** Durable, and above that of every earlier life. */
  readonly epoch: number;
  /** Entropy for jitter, 32 bits. */
  readonly seed: number;
  /** SHA-256. */
  readonly hash: Hash;
  readonly timings?: Partial<LinkTimings>;
  /** Schedule ms per monotonic ms: 1 except in scaled swarms. */
  readonly speed?: number;
  /** Widens the schedule-time interval on both sides, schedule ms; covers timer jitter of scaled swarms. */
  readonly scheduleSlackMs?: DurationMs;
}

interface Applied {
  readonly band: Band;
  readonly until: MonoMs;
  readonly validForMs: DurationMs;
  /** Wakes when the limit next changes by schedule. */
  next: TimerHandle | undefined;
}

/** A band that stays is confirmed again when less than this share of its first validity is left. */
const refreshShare = 0.7;

/** What all four roles share: the clock, the timers, the order of effects, and what their port was last told. */
export abstract class RoleCore implements AgentCore {
  readonly context: CoreContext;
  readonly id: AgentId;
  protected transport = false;
  protected facts: Facts = {};
  protected sameBoot = false;
  /** What was written in earlier lives could not be read. */
  protected lost = false;
  private wakeAt: MonoMs | undefined;
  private readonly applied = new Map<number, Applied>();

  constructor(protected readonly options: CoreOptions) {
    this.id = options.id;
    const timings = options.timings === undefined ? defaultTimings : { ...defaultTimings, ...options.timings };
    this.context = new CoreContext(options.id, options.epoch, timings, options.hash, options.speed ?? 1, options.seed);
  }

  handle(event: CoreEvent): readonly Effect[] {
    const { context } = this;
    context.now = event.now;
    context.timers.advance(event.now.mono);
    switch (event.kind) {
      case "timer":
        break;
      case "start":
        this.sameBoot = event.sameBoot === true && !event.lost;
        this.lost = event.lost;
        if (event.lost) this.facts = {};
        else this.facts = this.sameBoot ? event.facts : withoutInstants(context, event.facts);
        if (event.lost) context.alarm("STORE_LOST", "nothing written in an earlier life is believed");
        this.started(event.lost);
        break;
      case "transportUp":
        this.transport = true;
        this.transportChanged();
        break;
      case "transportDown":
        this.transport = false;
        this.transportChanged();
        break;
      case "message":
        if (event.envelope.recipient === "") this.noticed(event.envelope);
        else this.happened(event);
        break;
      default:
        this.happened(event);
    }
    this.settled();
    const next = context.timers.next();
    if (next !== undefined && next !== this.wakeAt) context.emit({ kind: "wake", at: next });
    this.wakeAt = next;
    return context.drain();
  }

  /** CP-PLAN-1: presence and notices of plans inform whoever shows them; they authorise nothing. */
  private noticed({ sender, body }: Envelope): void {
    if (body.kind === "planNotice") this.context.trace({ what: "notice", peer: sender, notice: body });
  }

  protected abstract started(lost: boolean): void;
  protected abstract transportChanged(): void;
  protected abstract happened(event: CoreEvent): void;
  /** Called once after every event: work out what follows from what changed. */
  protected abstract settled(): void;

  /**
   * All connectors together: what one is told ends when the others' does. Where one ran on by the lease while another
   * were at its failsafe already, their sum would be neither the lease nor the fallback, and more than is booked (S2).
   */
  protected applyAll(limits: readonly (readonly [connector: number, limit: Limit])[]): void {
    const validForMs = Math.min(...limits.map(([, limit]) => limit.validForMs));
    const together = limits.map(([connector, limit]) => [connector, { ...limit, validForMs }] as const);
    const news = together.some(([connector, limit]) => this.isNews(connector, limit));
    for (const [connector, limit] of together) this.apply(connector, limit, news);
  }

  /** True for another band, an earlier end, or a validity that runs low. */
  private isNews(connector: number, limit: Limit): boolean {
    const { mono } = this.context.now;
    const last = this.applied.get(connector);
    const until = mono + limit.validForMs;
    return (
      last?.band.maxW !== limit.band.maxW ||
      last.band.minW !== limit.band.minW ||
      until < last.until ||
      (until > last.until && last.until - mono < last.validForMs * refreshShare)
    );
  }

  /** Tells the port a limit where it is news, and wakes when it next changes by schedule. */
  protected apply(connector: number, limit: Limit, news = this.isNews(connector, limit)): void {
    const { context } = this;
    const last = this.applied.get(connector);
    const until = context.now.mono + limit.validForMs;
    if (news) {
      this.applied.set(connector, { band: limit.band, until, validForMs: limit.validForMs, next: last?.next });
      const { band, validForMs } = limit;
      context.emit({ kind: "apply", connector, band, validForMs, decidedAt: context.now.mono });
      const changed = last?.band.maxW !== band.maxW || last.band.minW !== band.minW;
      if (changed) context.trace({ what: "limited", connector, band, reasons: limit.reasons });
    }
    const told = this.applied.get(connector);
    if (told === undefined) return;
    context.timers.clear(told.next);
    told.next = undefined;
    if (limit.nextInMs === undefined) return;
    told.next = context.timers.set(context.now.mono + Math.max(1, limit.nextInMs), () => {
      this.limitsStale();
    });
  }

  /** The band last told to the port. */
  protected appliedBand(connector: number): Band | undefined {
    return this.applied.get(connector)?.band;
  }

  /** Limits must be worked out anew at the end of this event. */
  protected abstract limitsStale(): void;
}

/** What lies in both bands; where they do not meet, the power nearest to 0 W of what is between them. */
export function tighter(a: Band, b: Band): Band {
  return joined(Math.max(a.minW, b.minW), Math.min(a.maxW, b.maxW));
}
