import { maxAt, minAt } from "../schedule.js";
import type { Blend, Embedded, Fallback, Schedule, Terms } from "../messages.js";
import type { MonoMs, UnixS, Watts } from "../units.js";
import { onlyLowers, partOf } from "./lease.js";

/** How many agreed terms a holder remembers: columns of a plan, times its connectors. */
const kept = 128;
/** ms for which terms that expired are told from terms that were never agreed to. */
const lateMs = 60_000;
/** W by which a committed step may be off its mixture: one unit of a plan. */
const unitW = 10;

interface Agreed {
  readonly hash: string;
  readonly terms: Terms;
  readonly until: MonoMs;
}
/** Shared by all holders to whom nothing is agreed, which are nearly all. */
const nothing: readonly never[] = [];

/** What is asked about a commit. */
export interface ConsentQuestion {
  readonly terms: Embedded<Terms>;
  readonly blends: readonly Blend[];
  readonly inForce: Terms | undefined;
  readonly fallback: Fallback;
  readonly nowS: UnixS;
  readonly now: MonoMs;
}

/** Terms that a holder itself accepted or offered, for as long as it said. */
export class Consents {
  /** The newest last. No Map: see {@link Recent}. */
  private agreed: readonly Agreed[] = nothing;

  /** These terms, or less, or a mixture with others, may be committed until `until`. */
  add(terms: Embedded<Terms>, until: MonoMs): void {
    const { hash, value } = terms;
    const others = this.agreed.filter((each) => each.hash !== hash);
    this.agreed = [...others.slice(-(kept - 1)), { hash, terms: value, until }];
  }

  /** What nobody will commit any more: at `now`, a while after it expired. */
  forget(now: MonoMs): void {
    if (this.agreed.some(({ until }) => until + lateMs < now))
      this.agreed = this.agreed.filter(({ until }) => until + lateMs >= now);
  }

  clear(): void {
    this.agreed = nothing;
  }

  /** Whether every part is agreed to: no more than in force, within agreed terms, or a mixture of own options. */
  judge(question: ConsentQuestion): "given" | "expired" | "none" {
    const { terms } = question;
    const given = terms.value.parts.every(({ connector, schedule }) => {
      const { inForce, fallback, nowS } = question;
      if (onlyLowers(partOf(inForce, connector), schedule, fallback, nowS)) return true;
      return this.within(connector, schedule, question) || this.mixed(connector, schedule, question);
    });
    if (given) return "given";
    return this.find(terms.hash) !== undefined || this.namesExpired(question) ? "expired" : "none";
  }

  private find(hash: string): Agreed | undefined {
    return this.agreed.find((each) => each.hash === hash);
  }

  private within(connector: number, schedule: Schedule, { fallback, nowS, now }: ConsentQuestion): boolean {
    for (const consent of this.agreed) {
      const part = partOf(consent.terms, connector);
      if (part !== undefined && consent.until > now && onlyLowers(part, schedule, fallback, nowS)) return true;
    }
    return false;
  }

  /** CP-NEG-10: the stated mixture of own unexpired options, ± 1 unit a step, or a top-up inside what they span. */
  private mixed(connector: number, schedule: Schedule, question: ConsentQuestion): boolean {
    const blend = question.blends.find((each) => each.connector === connector);
    if (blend === undefined) return false;
    const options: Schedule[] = [];
    for (const { hash } of blend.weights) {
      const consent = this.find(hash);
      const part = partOf(consent?.terms, connector);
      if (consent === undefined || part === undefined || consent.until <= question.now) return false;
      options.push(part);
    }
    return steps(schedule, question.nowS).every((timeS) => {
      const maxW = Math.max(...options.map((option) => bound(maxAt(option, timeS), 1)));
      const minW = Math.min(...options.map((option) => bound(minAt(option, timeS), -1)));
      return bound(maxAt(schedule, timeS), 1) <= maxW + unitW && bound(minAt(schedule, timeS), -1) >= minW - unitW;
    });
  }

  private namesExpired({ blends, now }: ConsentQuestion): boolean {
    const hashes = blends.flatMap((blend) => blend.weights.map(({ hash }) => hash));
    return hashes.some((hash) => (this.find(hash)?.until ?? Number.POSITIVE_INFINITY) <= now);
  }
}

/** Import counts from 0 up, export from 0 down. */
function bound(watts: Watts | undefined, sign: 1 | -1): Watts {
  return sign > 0 ? Math.max(0, watts ?? 0) : Math.min(0, watts ?? 0);
}

function steps(schedule: Schedule, fromS: UnixS): readonly UnixS[] {
  return schedule.max
    .map((_, index) => schedule.startS + index * schedule.stepS)
    .filter((startS) => startS + schedule.stepS > fromS)
    .map((startS) => Math.max(startS, fromS));
}
