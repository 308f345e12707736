import type { Hash } from "../link/context.js";
import { bestAnswer, declaredCost, nearbyAnswers, usableOf, type AnswerProblem } from "../market/answer/index.js";
import type { Embedded, HolderOption, Offer, QuoteQuality, Reason, Schedule, Terms } from "../messages.js";
import type { DurationMs, Micro, UnixS, Watts } from "../units.js";
import { embedTerms } from "../wire/index.js";
import { marginS } from "./battery-decide.js";

/** What stands behind a holder's options. */
export interface Quote {
  readonly quoteId: string;
  readonly quality: QuoteQuality;
  readonly modelHash: string;
  readonly validMs: DurationMs;
  readonly reasons: readonly Reason[];
}
export interface RoundAnswer {
  readonly options: readonly HolderOption[];
  /** µ; L of the best answer at the offered prices. */
  readonly bestValueMicro: Micro;
}

const optionsMax = 6;
/** Options of a store beside its best answer and the proposals. */
const nearbyMost = 4;

/** True for an offer of a round: it asks for the best answer at its prices, and what each proposal would cost. */
export function isRound(offer: Offer): boolean {
  return offer.plan > 0 && offer.prices !== undefined && offer.reservedMs === undefined;
}

/**
 * What a holder answers every round of one plan from: its state as that plan first asked, so that the same schedule has
 * the same cost in all of them. A new need is another question.
 */
export class PlanView<View> {
  private known: { readonly plan: number; readonly needVersion: number; readonly view: View } | undefined;

  /** What was known no longer holds. */
  forget(): void {
    this.known = undefined;
  }

  of(plan: number, needVersion: number, read: () => View): View {
    const { known } = this;
    if (known?.plan === plan && known.needVersion === needVersion) return known.view;
    const view = read();
    this.known = { plan, needVersion, view };
    return view;
  }
}

/** Until when a plan gives energy, on both ends alike: departure less a margin for what does not go as planned. */
export function plannedUntilS(departureS: UnixS, nowS: UnixS): UnixS {
  return departureS - marginS(Math.max(0, departureS - nowS));
}

/**
 * The problem as a plan counts it: who leaves within a step pays for all that is left of it, so that its answers cost the
 * same at both ends. It must export nothing in such a step.
 */
export function pricedWhole(problem: AnswerProblem, nowS: UnixS): AnswerProblem {
  const { startS, stepS, usable, price } = problem;
  const left = usableOf({ startS, stepS, steps: usable.length }, { fromS: nowS, toS: Number.POSITIVE_INFINITY });
  const cut = usable.map((share, step) => (share > 0 ? Math.max(1, (left[step] ?? 0) / share) : 1));
  if (cut.every((factor) => factor === 1)) return problem;
  return { ...problem, price: price.map((micro, step) => micro * (cut[step] ?? 1)) };
}

/**
 * A holder's answer to one round: its best schedule at the prices, the proposals priced as it would follow them, and where
 * it can discharge some more to mix.
 */
export function answerRound(problem: AnswerProblem, offer: Offer, quote: Quote, hash: Hash): RoundAnswer {
  const best = bestAnswer(problem);
  const options = new Map<string, HolderOption>();
  const add = (terms: Embedded<Terms>, costMicro: Micro): void => {
    if (options.size < optionsMax) options.set(terms.hash, { terms, costMicro, ...quote });
  };
  const own = (powerW: readonly Watts[]): Embedded<Terms> =>
    embedTerms({ parts: [{ connector: 1, schedule: scheduleOf(problem, powerW) }] }, hash);
  add(own(best.powerW), best.costMicro);
  // A store asks for nothing: only itself can say what it costs to leave it alone.
  if (problem.discharge.length > 0) add(own(problem.usable.map(() => 0)), declaredCost(problem, []).costMicro);
  for (const proposal of offer.proposals) {
    const asked = askedOf(problem, proposal.value);
    if (asked === undefined) continue;
    const priced = declaredCost(problem, asked);
    const same = priced.powerW.every((watts, step) => watts === asked[step]);
    add(same ? proposal : own(priced.powerW), priced.costMicro);
  }
  const beside = Math.min(nearbyMost, optionsMax - options.size);
  for (const { powerW, costMicro } of nearbyAnswers(problem, offer.round, beside)) add(own(powerW), costMicro);
  return { options: [...options.values()], bestValueMicro: best.boundMicro };
}

/** A plan as a band from 0 W: who charges may take less, who discharges may give less. */
function scheduleOf({ startS, stepS }: AnswerProblem, powerW: readonly Watts[]): Schedule {
  return {
    startS,
    stepS,
    max: powerW.map((watts) => Math.max(0, watts)),
    min: powerW.map((watts) => Math.min(0, watts)),
  };
}

/** The proposal's one part on the problem's own grid; undefined where it has another. */
function askedOf(problem: AnswerProblem, terms: Terms): readonly Watts[] | undefined {
  const schedule = terms.parts[0]?.schedule;
  if (schedule?.startS !== problem.startS || schedule.stepS !== problem.stepS) return undefined;
  return problem.usable.map((_, step) => {
    const [max, min] = [schedule.max[step] ?? 0, schedule.min?.[step] ?? 0];
    return max > 0 ? max : Math.min(0, min);
  });
}
