import type { CoreContext, Hash } from "../link/context.js";
import type { HolderLink } from "../link/holder.js";
import type { Envelope, HolderOption, Offer } from "../messages.js";
import type { AgentId, DurationMs, Watts } from "../units.js";
import { exportLimitAhead, predictWear, type QuoteSource } from "../wear/index.js";
import { deriveNeed, exportFloor, packFor, wearQueryOf, type BatteryView } from "./battery-decide.js";
import { batteryProblem } from "./battery-problem.js";
import { answerRound, plannedUntilS, pricedWhole, type RoundAnswer } from "./round-answer.js";

/** What a battery's answer to a round depends on beside its own state. */
export interface RoundContext {
  readonly id: AgentId;
  /** W; the most its stated need allows either way: an option above it would be refused. */
  readonly statedW: Watts;
  readonly statedExportW: Watts;
  readonly validMs: DurationMs;
}

/** SoC that plans keep above the floor: what it measures is not exact, and protection stops it at the floor. */
const meterSoc = 0.01;

/** W that hot, cold or worn cells bear to give, at most what was stated. */
function exportLimitW({ config, telemetry, ahead }: BatteryView, { statedExportW }: RoundContext): Watts {
  const ratedW = config.exportMaxW ?? 0;
  const { maxW } = exportLimitAhead({ pack: packFor(config), ratedW, socFloor: 0 }, telemetry, ahead);
  return Math.floor(Math.min(statedExportW, maxW));
}

/** Says a battery's answer to a round; returns the options that its log keeps, with what they were made from. */
export function sayRound(
  link: HolderLink,
  of: {
    readonly offer: Offer;
    readonly envelope: Envelope;
    readonly view: BatteryView | undefined;
    readonly id: AgentId;
    readonly context: Pick<CoreContext, "timings" | "hash">;
  },
): readonly (readonly [HolderOption, QuoteSource])[] {
  const { offer, envelope, view, id, context } = of;
  const [need] = link.needs;
  const [statedW, statedExportW] = [need?.powerMaxW ?? 0, need?.exportMaxW ?? 0];
  const about = { id, statedW, statedExportW, validMs: 4 * context.timings.offerMs };
  const answer = view === undefined ? undefined : batteryRound(view, offer, about, context.hash);
  if (answer === undefined) {
    link.refuse(envelope, { reason: "NOT_NOW", detail: "no telemetry or no prices yet" });
    return [];
  }
  const { from, ...said } = answer;
  link.counter(envelope, { plan: offer.plan, ...said }, true);
  const [best] = said.options;
  return best === undefined ? [] : [[best, from]];
}

/** A battery's best answer at the prices of a round, and each proposal priced, with what stands behind the wear in it. */
export function batteryRound(
  view: BatteryView,
  offer: Offer,
  about: RoundContext,
  hash: Hash,
): (RoundAnswer & { readonly from: QuoteSource }) | undefined {
  const { prices } = offer;
  if (prices === undefined) return undefined;
  const query = wearQueryOf(view);
  const { prediction } = predictWear(query, view.predictors);
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
  const from = { query, prediction, usage: [], microPerAge: view.config.priceMicroPerAge };
  return { ...answerRound(pricedWhole(bounded, view.nowS), offer, quote, hash), from };
}
