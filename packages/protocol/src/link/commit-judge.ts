import type { Commit, Fallback, LeaseVersion, RejectReason, Schedule, Terms } from "../messages.js";
import { constantSchedule, endS, gridOf, minOfSchedules, minsOf, resampleSchedule, unionGrid } from "../schedule.js";
import { compareVersions } from "./booking.js";
import { partOf, termsOnlyLower } from "./lease.js";

/** What a holder knows when a commit arrives. */
export interface CommitFacts {
  /** Newest version seen on this link, taken or not. */
  readonly newest: LeaseVersion | undefined;
  /** Terms in force; undefined in fallback and before the first lease. */
  readonly inForce: Terms | undefined;
  readonly fallback: Fallback;
  /** The echoed request is known and its ttl has not passed. */
  readonly echoFresh: boolean;
  /** The commit answers the need as it is now. */
  readonly needCurrent: boolean;
  /** The holder itself accepted or offered these terms, and they have not expired. */
  readonly consent: "given" | "expired" | "none";
  /** s of schedule time, smallest estimate. */
  readonly nowS: number;
}

export type CommitVerdict =
  /** Take the terms as they are; `extends` = the deadline starts anew from the echo. */
  | { readonly kind: "take"; readonly extends: boolean }
  /** Take only where it lowers, and say why not more. */
  | { readonly kind: "lowerOnly"; readonly reason: RejectReason }
  /** Older than what is held: nothing changes. */
  | { readonly kind: "stale" };

/** CP-LEASE-1, CP-LEASE-3, CP-FALL-6, CP-NEG-3, CP-NEG-5: what a holder may do with a commit. */
export function judgeCommit(commit: Commit, facts: CommitFacts): CommitVerdict {
  const { newest, inForce } = facts;
  const order = newest === undefined ? 1 : compareVersions(commit.version, newest);
  // CP-FALL-6: what is over stays over, since the grantor may have dropped it by now.
  if (order < 0 || (order === 0 && inForce === undefined)) return { kind: "stale" };
  const lowers = termsOnlyLower(facts.inForce, commit.terms.value, facts.fallback, facts.nowS);
  if (lowers) return { kind: "take", extends: facts.echoFresh };
  if (!facts.echoFresh) return { kind: "lowerOnly", reason: "NOT_NOW" };
  if (!facts.needCurrent) return { kind: "lowerOnly", reason: "STALE_NEED" };
  if (facts.consent === "expired") return { kind: "lowerOnly", reason: "OPTION_EXPIRED" };
  if (facts.consent === "none") return { kind: "lowerOnly", reason: "UNKNOWN_PROPOSAL" };
  return { kind: "take", extends: true };
}

/** What is in force, taken towards zero wherever the commit allows less; without anything in force, nothing. */
export function loweredTerms(inForce: Terms, commit: Terms): Terms {
  return {
    parts: inForce.parts.map((part) => {
      const other = partOf(commit, part.connector);
      const none = constantSchedule(gridOf(part.schedule), 0);
      return { connector: part.connector, schedule: towardsZero(part.schedule, other ?? none) };
    }),
  };
}

/** Most steps of what two schedules become together. */
const stepsMax = 1000;

/**
 * The smaller import and the smaller export of both, pointwise, where both say something; 0 W is always inside. Where one
 * of them has ended the fallback holds, so the result ends there too. Grids that do not fit each other would make it very
 * long: then it has the steps of `a`, with the least that `b` allows in each.
 */
export function towardsZero(a: Schedule, b: Schedule): Schedule {
  const fits = unionGrid(a, b).steps <= stepsMax;
  const other = (of: (schedule: Schedule) => Schedule): Schedule => (fits ? of(b) : leastOf(of(b), a));
  const imports = minOfSchedules(importOf(a), other(importOf));
  const exports = minOfSchedules(exportOf(a), other(exportOf));
  const { stepS } = imports;
  const fromS = Math.max(a.startS, b.startS);
  const first = Math.max(0, Math.ceil((fromS - imports.startS) / stepS));
  const end = Math.max(first + 1, Math.floor((Math.min(endS(a), endS(b)) - imports.startS) / stepS));
  return {
    startS: imports.startS + first * stepS,
    stepS,
    max: imports.max.slice(first, end),
    min: exports.max.slice(first, end).map((w) => (w === 0 ? 0 : -w)),
  };
}

/** The least of `b` in each step of `a` that it covers, W ≥ 0. */
function leastOf(b: Schedule, a: Schedule): Schedule {
  const first = Math.min(a.max.length, Math.max(0, Math.ceil((b.startS - a.startS) / a.stepS)));
  const end = Math.floor((Math.min(endS(a), endS(b)) - a.startS) / a.stepS);
  return resampleSchedule(b, { startS: a.startS + first * a.stepS, stepS: a.stepS, steps: Math.max(1, end - first) });
}

function importOf(schedule: Schedule): Schedule {
  return { startS: schedule.startS, stepS: schedule.stepS, max: schedule.max.map((w) => Math.max(0, w)) };
}

function exportOf(schedule: Schedule): Schedule {
  return { startS: schedule.startS, stepS: schedule.stepS, max: minsOf(schedule).map((w) => Math.max(0, -w)) };
}
