import {
  maxAt,
  minAt,
  type DurationMs,
  type Emergency,
  type Fallback,
  type LeaseVersion,
  type MonoMs,
  type Schedule,
  type ScheduleMs,
  type Terms,
  type Watts,
} from "@chargepact/protocol";

/** Import and export that are not too much, W ≥ 0, and what allows them. */
export interface Allowed {
  readonly importW: Watts;
  readonly exportW: Watts;
  readonly because: "lease" | "fallback" | "emergency";
}

interface Issued {
  readonly version: LeaseVersion;
  readonly terms: Terms;
  /** Latest mono ms at which the holder may believe it to be in force. */
  deadline: MonoMs;
}
interface Cap {
  readonly number: number;
  readonly importW: Watts;
  readonly exportW: Watts;
  readonly from: MonoMs;
  readonly until: MonoMs;
}

/** By how much a port may be late, ms. */
export interface Slack {
  /** ms by which a meter may lag. */
  readonly meterMs: DurationMs;
  readonly reactionMs: DurationMs;
  /** ms that schedule time may be off at the holder. */
  readonly timeMs: DurationMs;
}

export const compareVersions = (a: LeaseVersion, b: LeaseVersion): number => a.epoch - b.epoch || a.counter - b.counter;

/**
 * The most that a holder may draw by what its grantor has told it, whatever has been lost: the largest of all versions
 * that it may still hold, and its fallback. Only what it has acknowledged is known to bind it.
 */
export class Bound {
  fallback: Pick<Fallback, "importW" | "exportW"> = { importW: 0, exportW: 0 };
  /** What is offered and may be accepted. */
  private reserved: { readonly terms: Terms; readonly until: MonoMs } | undefined;
  private issued: Issued[] = [];
  private caps: Cap[] = [];

  /** Terms are reserved until then; a later reservation replaces it. */
  reserve(terms: Terms, until: MonoMs): void {
    this.reserved = { terms, until };
  }

  /** Nothing is reserved any more. */
  unreserve(): void {
    this.reserved = undefined;
  }

  /** A commit leaves; `heardAt`: when the request that it echoes was first heard. */
  commit(version: LeaseVersion, terms: Terms, deadline: MonoMs): void {
    const known = this.find(version);
    if (known === undefined) this.issued.push({ version, terms, deadline });
    else known.deadline = Math.max(known.deadline, deadline);
  }

  /** It is confirmed until `deadline`. */
  confirm(version: LeaseVersion, deadline: MonoMs): void {
    const known = this.find(version);
    if (known !== undefined) known.deadline = Math.max(known.deadline, deadline);
  }

  /** What was never agreed to allows nothing. */
  forget(version: LeaseVersion): void {
    this.issued = this.issued.filter((each) => compareVersions(each.version, version) !== 0);
  }

  /** The holder has taken this version: what came before is over. */
  acknowledged(version: LeaseVersion): void {
    this.issued = this.issued.filter((each) => compareVersions(each.version, version) >= 0);
  }

  /** The holder has given up this version and what came before. */
  ended(version: LeaseVersion): void {
    this.issued = this.issued.filter((each) => compareVersions(each.version, version) > 0);
  }

  /** Nothing is held any more, as the holder itself said. */
  clear(): void {
    this.issued = [];
  }

  /** The holder has said that it obeys this emergency, heard of at `heardAt` at the earliest. */
  capped({ number, importMaxW, exportMaxW, durationMs }: Emergency, heardAt: MonoMs, now: MonoMs): void {
    this.caps = this.caps.filter((cap) => cap.number > number);
    if (durationMs > 0) {
      this.caps.push({ number, importW: importMaxW, exportW: exportMaxW, from: now, until: heardAt + durationMs });
    }
  }

  /** A later emergency leaves, or a lift: the earlier ones may no longer bind. */
  lifted(): void {
    this.caps = [];
  }

  at(now: MonoMs, scheduleMs: ScheduleMs, slack: Slack): Allowed {
    const { importW, exportW, because } = this.leaseAt(now, scheduleMs, slack);
    const cap = this.caps.find((each) => each.from + slack.reactionMs <= now && now <= each.until - slack.reactionMs);
    if (cap === undefined || (cap.importW >= importW && cap.exportW >= exportW)) return { importW, exportW, because };
    return { importW: Math.min(cap.importW, importW), exportW: Math.min(cap.exportW, exportW), because: "emergency" };
  }

  /** Import of what was agreed or is offered alone, W, without emergencies and the fallback. */
  agreedW(now: MonoMs, scheduleMs: ScheduleMs, slack: Slack): Watts {
    const live = this.live(now, slack);
    return Math.max(0, ...live.map(({ terms }) => this.sum(terms, scheduleMs / 1000, 1)));
  }

  private live(now: MonoMs, { reactionMs }: Slack): readonly { readonly terms: Terms }[] {
    const { reserved } = this;
    const open = reserved !== undefined && reserved.until >= now ? [reserved] : [];
    return [...this.issued.filter((each) => each.deadline + reactionMs >= now), ...open];
  }

  /** The same without emergencies. */
  leaseAt(now: MonoMs, scheduleMs: ScheduleMs, slack: Slack): Allowed {
    const live = this.live(now, slack);
    const { timeMs, reactionMs } = slack;
    const times = [scheduleMs - timeMs - reactionMs, scheduleMs, scheduleMs + timeMs].map((ms) => ms / 1000);
    const imports = live.flatMap(({ terms }) => times.map((timeS) => this.sum(terms, timeS, 1)));
    const exports = live.flatMap(({ terms }) => times.map((timeS) => this.sum(terms, timeS, -1)));
    return {
      importW: Math.max(this.fallback.importW, ...imports),
      exportW: Math.max(this.fallback.exportW, ...exports),
      because: live.length > 0 ? "lease" : "fallback",
    };
  }

  private sum({ parts }: Terms, timeS: number, sign: 1 | -1): Watts {
    const total = parts.map(({ schedule }) => this.boundAt(schedule, timeS, sign));
    // After the last step the fallback holds, and it is counted apart.
    return total.reduce((sum, each) => sum + each, 0);
  }

  private boundAt(schedule: Schedule, timeS: number, sign: 1 | -1): Watts {
    return sign > 0 ? Math.max(0, maxAt(schedule, timeS) ?? 0) : Math.max(0, -(minAt(schedule, timeS) ?? 0));
  }

  private find(version: LeaseVersion): Issued | undefined {
    return this.issued.find((each) => compareVersions(each.version, version) === 0);
  }
}
