import type { Hash } from "../link/context.js";
import type { Embedded, HolderOption, QuoteQuality, Reason, Schedule, Terms } from "../messages.js";
import { floorTo } from "../schedule.js";
import type { DurationMs, Micro, UnixS, Watts } from "../units.js";
import { type Followed, followSchedule, predictWear, type QuoteSource, wearCost } from "../wear/index.js";
import { embedTerms } from "../wire/index.js";
import {
  type BatteryView,
  deriveNeed,
  marginS,
  type OwnNeed,
  packFor,
  preferredRate,
  wearQueryOf,
} from "./battery-decide.js";

/** A schedule with what it costs this battery. */
export interface PricedOption {
  readonly option: Schedule;
  /** µ; wear p90 and the value of what is not delivered, energy price excluded, ≥ 0. */
  readonly costMicro: Micro;
  /** 16 hex digits from what travels anyway: the same offer at the same instant gives the same id. */
  readonly quoteId: string;
  readonly reasons: readonly Reason[];
  readonly quality: QuoteQuality;
  readonly modelHash: string;
  readonly from: QuoteSource;
}
export type OfferAnswer = { readonly kind: "accept" } | ({ readonly kind: "counter" } & PricedOption);

export interface OfferView extends BatteryView {
  readonly proposal: Schedule;
  /** May ask for more than is proposed: rounds are left. Default false: what is offered is taken. */
  readonly mayAskFaster?: boolean;
}

/** A proposal may be this much above what the battery prefers. */
const tolerance = 1.01;
/** Share of the need that a proposal may leave undelivered before a battery in good health asks for more. */
const shortfall = 0.03;
const unitW = 10;

/** Takes a proposal that is gentle enough; else counters with a gentler one that meets the trip as well, or a faster one. */
export function answerOffer(view: OfferView): OfferAnswer {
  const need = deriveNeed(view);
  if (need.energyWh === 0) return { kind: "accept" };
  const preference = preferredRate(view);
  const offered = following(view, need, view.proposal).deliveredWh;
  if (view.mayAskFaster === true && offered < need.energyWh * (1 - shortfall)) {
    const option = gentler(view, need, { capW: preference.powerW, fillUp: true });
    if (following(view, need, option).deliveredWh > offered + need.energyWh * shortfall) {
      return { kind: "counter", ...priceOption(view, option, ["DEPARTURE", ...preference.reasons]) };
    }
  }
  const capW = gentlestCap(view, need, preference.powerW);
  if (capW * tolerance >= Math.max(0, ...view.proposal.max)) return { kind: "accept" };
  return { kind: "counter", ...priceOption(view, gentler(view, need, { capW, fillUp: false }), preference.reasons) };
}

/** The declared cost of any schedule, as the battery would follow it. */
export function priceOption(view: OfferView, option: Schedule, reasons: readonly Reason[]): PricedOption {
  const { config } = view;
  const query = wearQueryOf(view);
  const { prediction } = predictWear(query, view.predictors);
  const followed = following(view, deriveNeed(view), option);
  const wear = wearCost(prediction, followed.usage, config.priceMicroPerAge);
  const costMicro = wear.p90Micro + Math.round((followed.missingWh * config.valueMicroPerKwh) / 1000);
  const { quality, modelHash } = wear;
  const quoteId = fingerprint([view.nowS, option.startS, option.stepS, ...option.max, costMicro, quality, ...reasons]);
  const from: QuoteSource = { query, prediction, usage: followed.usage, microPerAge: config.priceMicroPerAge };
  return { option, costMicro, quoteId, reasons, quality, modelHash, from };
}

/** The option as it is stated: the proposal itself where that is agreed to. */
export function holderOption(
  priced: PricedOption,
  proposal: Embedded<Terms> | undefined,
  validMs: DurationMs,
  hash: Hash,
): HolderOption {
  const { option: schedule, costMicro, quoteId, quality, modelHash, reasons } = priced;
  const terms = proposal ?? embedTerms({ parts: [{ connector: 1, schedule }] }, hash);
  return { terms, costMicro, quoteId, quality, modelHash, reasons, validMs };
}

/**
 * The smallest cap at or above the preferred rate under which the battery still gets by departure, less the margin, what
 * the proposal would have given it; never above its own limit.
 */
function gentlestCap(view: OfferView, need: OwnNeed, preferredW: Watts): Watts {
  const leftS = need.departureS - view.nowS;
  const early = { ...need, departureS: need.departureS - marginS(leftS) };
  const enoughWh = following(view, early, view.proposal).deliveredWh - 0.005 * need.energyWh;
  const isEnough = (capW: Watts): boolean =>
    following(view, early, gentler(view, need, { capW, fillUp: false })).deliveredWh >= enoughWh;
  if (isEnough(preferredW)) return preferredW;
  let [low, high] = [preferredW, need.powerMaxW];
  while (high - low > unitW) {
    const middle = floorTo((low + high) / 2, unitW);
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * The proposal under a cap. What the cap delays is caught up at the cap in the steps after the proposal would have been
 * done; with `fillUp` in every step. 0 W once the need is met.
 */
function gentler(view: OfferView, need: OwnNeed, how: { readonly capW: Watts; readonly fillUp: boolean }): Schedule {
  const { proposal, nowS } = view;
  const capW = floorTo(how.capW, unitW) >= need.powerMinW ? floorTo(how.capW, unitW) : how.capW;
  let [proposedWh, optionWh] = [0, 0];
  const max = proposal.max.map((proposedW, index) => {
    const span = spanOf(proposal, index, { fromS: nowS, toS: need.departureS });
    const free = how.fillUp || proposedWh >= need.energyWh - 1;
    const powerW = span === 0 || optionWh >= need.energyWh - 1e-6 ? 0 : free ? capW : Math.min(proposedW, capW);
    proposedWh += (proposedW * span) / 3600;
    optionWh += (powerW * span) / 3600;
    return powerW;
  });
  return { startS: proposal.startS, stepS: proposal.stepS, max, min: max.map(() => 0) };
}

/** Seconds of a step that lie within the interval. */
function spanOf(schedule: Schedule, index: number, within: { readonly fromS: UnixS; readonly toS: UnixS }): number {
  const startS = schedule.startS + index * schedule.stepS;
  return Math.max(0, Math.min(startS + schedule.stepS, within.toS) - Math.max(startS, within.fromS));
}

function following(view: OfferView, need: OwnNeed, schedule: Schedule): Followed {
  const { soc, soh } = view.telemetry;
  const { energyWh: neededWh, departureS, powerMaxW } = need;
  return followSchedule(schedule, {
    pack: packFor(view.config),
    soc,
    soh,
    neededWh,
    nowS: view.nowS,
    departureS,
    powerMaxW,
  });
}

/** FNV-1a over the texts, twice 32 bits from different starts: a name, not a seal. */
function fingerprint(parts: readonly (string | number)[]): string {
  const text = parts.join("|");
  let [low, high] = [0x811c9dc5, 0x9747b28c];
  for (let index = 0; index < text.length; index += 1) {
    low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
    high = Math.imul(high ^ text.charCodeAt(index), 0x01000193);
  }
  return [low, high].map((half) => (half >>> 0).toString(16).padStart(8, "0")).join("");
}
