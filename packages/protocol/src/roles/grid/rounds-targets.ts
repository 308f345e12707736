import type { Desk, Target } from "../../link/desk.js";
import { partOfKey } from "../../market/index.js";
import type { RoundsGrant, RoundsProblem } from "../../market/rounds/index.js";
import type { Blend, Embedded, LeaseTariff, Schedule, Terms } from "../../messages.js";
import type { AgentId } from "../../units.js";
import { isExpected } from "./expected.js";
import { byHolder, type HolderBook } from "./rounds-book.js";

/** What the weights of a mixture sum to. */
const blendUnit = 65_536;

/** What each holder is to have out of a plan: its connectors' schedules, and the mixtures of its own options they are. */
export function targetsOf(
  desk: Desk,
  plan: {
    readonly problem: RoundsProblem;
    readonly book: HolderBook;
    readonly grants: readonly RoundsGrant[];
    readonly tariffs: ReadonlyMap<AgentId, LeaseTariff>;
  },
): Map<AgentId, Target> {
  const targets = new Map<AgentId, Target>();
  const granted = plan.grants.filter(({ child }) => !isExpected(child));
  for (const [holder, grants] of byHolder(granted)) {
    const [target, tariff] = [targetOf(desk, { ...plan, grants }), plan.tariffs.get(holder)];
    targets.set(holder, tariff === undefined ? target : { ...target, tariff });
  }
  return targets;
}

function targetOf(
  desk: Desk,
  {
    problem,
    book,
    grants,
  }: { readonly problem: RoundsProblem; readonly book: HolderBook; readonly grants: readonly RoundsGrant[] },
): Target {
  const parts = grants.map((grant) => ({
    connector: partOfKey(grant.child).connector,
    schedule: scheduleOf(problem, grant),
  }));
  const blends = grants.flatMap((grant): Blend[] => {
    const named = grant.blend.flatMap(({ option, weight }) => {
      const hash = book.hashOf(grant.child, option);
      return hash === undefined ? [] : [{ hash, weight }];
    });
    const weights = wholeWeights(named);
    return weights.length === 0 ? [] : [{ connector: partOfKey(grant.child).connector, weights }];
  });
  const terms: Embedded<Terms> = desk.embed({ parts: parts.sort((a, b) => a.connector - b.connector) });
  return { terms, reasons: ["CAPACITY", "PRICE"], consented: true, blends };
}

/**
 * Weights in 1 / 65 536. What a child does without any agreement is no option of its own and needs no name: the others
 * then weigh as much as all, and their mixture is more than what is committed.
 */
export function wholeWeights(named: Blend["weights"]): Blend["weights"] {
  const total = named.reduce((sum, { weight }) => sum + weight, 0);
  const weights = named
    .map(({ hash, weight }) => ({ hash, weight: Math.floor((weight / total) * blendUnit) }))
    .filter(({ weight }) => weight > 0);
  const left = blendUnit - weights.reduce((sum, { weight }) => sum + weight, 0);
  return weights.map((each, index) => (index === 0 ? { ...each, weight: each.weight + left } : each));
}

/** A grant as a band from 0 W: whoever charges may take less, whoever discharges may give less. */
function scheduleOf(problem: RoundsProblem, grant: RoundsGrant): Schedule {
  const { startS, stepS } = problem.grid;
  return {
    startS,
    stepS,
    max: grant.powerW.map((watts) => Math.max(0, watts)),
    min: grant.powerW.map((watts) => Math.min(0, watts)),
  };
}
