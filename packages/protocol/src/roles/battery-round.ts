import type { Hash } from "../link/context.js";
import type { Offer } from "../messages.js";
import type { AgentId, DurationMs, Watts } from "../units.js";
import { ownExportLimit, predictWear, type WearPredictorNow } from "../wear/index.js";
import { deriveNeed, exportFloor, packFor, type BatteryView } from "./battery-decide.js";
import { batteryProblem } from "./battery-problem.js";
import { answerRound, plannedUntilS, pricedWhole, type RoundAnswer } from "./round-answer.js";

/** What a battery's answer to a round depends on beside its own state. */
export interface RoundContext {
  readonly id: AgentId;
  /** W; the most its stated need allows either way: an option above it would be refused. */
  readonly statedW: Watts;
  readonly statedExportW: Watts;
  readonly validMs: DurationMs;
  readonly predictors?: readonly WearPredictorNow[];
}

/** SoC that plans keep above the floor: what it measures is not exact, and protection stops it at the floor. */
const meterSoc = 0.01;

/** W that hot, cold or worn cells bear to give, at most what was stated. */
function exportLimitW({ config, telemetry }: BatteryView, { statedExportW }: RoundContext): Watts {
  const ratedW = config.exportMaxW ?? 0;
  const { maxW } = ownExportLimit({ pack: packFor(config), ratedW, socFloor: 0 }, telemetry);
  return Math.floor(Math.min(statedExportW, maxW));
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
  const { acPowerMaxW, exportMaxW = 0 } = view.config;
  const pack = packFor(view.config);
  const query = { pack, soc, soh, temperatureC, powerMaxW: acPowerMaxW, exportMaxW, deadlineMs: 25 };
  const { prediction } = predictWear(query, about.predictors);
  const untilS = plannedUntilS(view.trip.departureS, view.nowS);
  const able = { exportMaxW: exportLimitW(view, about), socMin: exportFloor(view) + meterSoc };
  const problem = batteryProblem({ view, prediction, prices, untilS, ...able });
  const { exportMicroPerKwh } = prices;
  const bounded = {
    ...problem,
    chargeMaxW: problem.usable.map(() => about.statedW),
    // A step that departure cuts off counts whole for the grantor: nothing is exported in it.
    dischargeMaxW: problem.usable.map((_, step) =>
      prices.startS + (step + 1) * prices.stepS <= untilS ? able.exportMaxW : 0,
    ),
    ...(exportMicroPerKwh === undefined ? {} : { exportPrice: exportMicroPerKwh }),
  };
  const quote = {
    quoteId: `${about.id.slice(0, 20)}-${String(offer.plan % 1_000_000)}-${String(offer.round)}`,
    quality: prediction.quality,
    modelHash: prediction.provenance.sha256.slice(0, 16),
    validMs: about.validMs,
    reasons: deriveNeed(view).reasons,
  };
  return answerRound(pricedWhole(bounded, view.nowS), offer, quote, hash);
}
