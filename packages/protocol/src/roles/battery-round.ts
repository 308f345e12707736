import type { Hash } from "../link/context.js";
import type { Offer } from "../messages.js";
import type { AgentId, DurationMs, Watts } from "../units.js";
import { predictWear, type WearPredictorNow } from "../wear/index.js";
import { deriveNeed, packFor, type BatteryView } from "./battery-decide.js";
import { batteryProblem } from "./battery-problem.js";
import { answerRound, plannedUntilS, pricedWhole, type RoundAnswer } from "./round-answer.js";

/** What a battery's answer to a round depends on beside its own state. */
export interface RoundContext {
  readonly id: AgentId;
  /** W; the most its stated need allows: an option above it would be refused. */
  readonly statedW: Watts;
  readonly validMs: DurationMs;
  readonly predictors?: readonly WearPredictorNow[];
}

/** A battery's best answer at the prices of a round, and each proposal priced, with what stands behind the wear in it. */
export function batteryRound(
  view: BatteryView,
  offer: Offer,
  about: RoundContext,
  hash: Hash,
): RoundAnswer | undefined {
  const { prices } = offer;
  if (prices === undefined) return undefined;
  const { soc, soh, temperatureC } = view.telemetry;
  const { acPowerMaxW } = view.config;
  const pack = packFor(view.config);
  const query = { pack, soc, soh, temperatureC, powerMaxW: acPowerMaxW, exportMaxW: 0, deadlineMs: 25 };
  const { prediction } = predictWear(query, about.predictors);
  const untilS = plannedUntilS(view.trip.departureS, view.nowS);
  const problem = batteryProblem({ view, prediction, prices, untilS });
  const bounded = { ...problem, chargeMaxW: problem.usable.map(() => about.statedW) };
  const quote = {
    quoteId: `${about.id.slice(0, 20)}-${String(offer.plan % 1_000_000)}-${String(offer.round)}`,
    quality: prediction.quality,
    modelHash: prediction.provenance.sha256.slice(0, 16),
    validMs: about.validMs,
    reasons: deriveNeed(view).reasons,
  };
  return answerRound(pricedWhole(bounded, view.nowS), offer, quote, hash);
}
