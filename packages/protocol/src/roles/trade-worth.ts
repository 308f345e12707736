import { declaredCost, energyMicro, type AnswerProblem } from "../market/answer/index.js";
import type { HolderLink } from "../link/holder.js";
import { partOf } from "../link/lease.js";
import type { Envelope, LeaseTariff, PriceVector, Reject, Schedule, TradeOffer } from "../messages.js";
import { endS, maxAt, minAt } from "../schedule.js";
import { tariffPrice } from "../tariff.js";
import type { Micro, MicroPerKwh, UnixS, WattHours, Watts } from "../units.js";

/** A trade as the role that is offered it sees it. */
export interface OwnTrade {
  readonly held: Schedule;
  readonly next: Schedule;
  /** µ; + it pays. */
  readonly priceMicro: Micro;
  /** What it pays for energy, on the grid of what is offered from the running step on. */
  readonly prices: PriceVector;
}
/** By how much its declared cost changes, µ, or why it does not trade. */
export type TradeDecision = { readonly costMicro: Micro } | Omit<Reject, "kind">;

/** Answers an offer to trade connector 1 by what the role makes of it; undefined: it cannot tell yet. */
export function answerTrade(
  link: HolderLink,
  from: { readonly offer: TradeOffer; readonly envelope: Envelope; readonly told: PriceVector | undefined },
  judge: ((trade: OwnTrade) => TradeDecision) | undefined,
): void {
  const { offer, envelope, told } = from;
  const decide = (): TradeDecision => {
    const [held, next] = [partOf(link.inForce(), 1), partOf(offer.terms.value, 1)];
    if (held === undefined || next === undefined || judge === undefined) {
      return { reason: "NOT_NOW", detail: "no telemetry, or no lease of connector 1" };
    }
    const prices = tradePrices({ held, next }, link.scheduleS(), ownPrice(link.terms.tariff(), told));
    if (prices === undefined) return { reason: "STALE_LEASE", detail: "what is offered has ended" };
    return judge({ held, next, priceMicro: offer.priceMicro, prices });
  };
  const decision = decide();
  if ("costMicro" in decision) link.trades.accept(envelope, offer, decision.costMicro);
  else link.refuse(envelope, decision);
}

/** Takes what makes nobody here worse off. */
export function decided(
  { costMicro, billMicro }: { readonly costMicro: Micro; readonly billMicro: number },
  priceMicro: Micro,
): TradeDecision {
  const worseMicro = costMicro + billMicro + priceMicro;
  if (worseMicro <= 0) return { costMicro };
  return { reason: "NOT_NOW", detail: `worse off by ${String(Math.ceil(worseMicro))} micro, allowed: 0 or less` };
}

/** What a trade would change for whoever is offered it. */
export interface TradeWorth {
  /** µ by which its declared cost changes, + dearer: whole, without the price of energy. */
  readonly costMicro: Micro;
  /** µ by which its bill for energy changes, + dearer; not rounded. */
  readonly billMicro: number;
  /** Wh that it would get by what it holds, and by what is offered. */
  readonly heldWh: WattHours;
  readonly nextWh: WattHours;
}

/** What a holder pays for a kWh by instant: by its lease, else as it was told; 0 where neither says anything. */
function ownPrice(
  tariff: LeaseTariff | undefined,
  told: PriceVector | undefined,
): (atS: UnixS) => { readonly importPrice: MicroPerKwh; readonly exportPrice: MicroPerKwh } {
  const byTold = told && { settlement: told };
  return (atS) => {
    const price = (tariff && tariffPrice(tariff, 1, atS)) ?? (byTold && tariffPrice(byTold, 1, atS));
    return { importPrice: price?.importPrice ?? 0, exportPrice: price?.exportPrice ?? 0 };
  };
}

/** Prices on the grid of what is offered, from the step that runs to the end of both; undefined where it has ended. */
function tradePrices(
  { held, next }: { readonly held: Schedule; readonly next: Schedule },
  nowS: UnixS,
  price: ReturnType<typeof ownPrice>,
): PriceVector | undefined {
  const { stepS } = next;
  const startS = next.startS + Math.max(0, Math.floor((nowS - next.startS) / stepS)) * stepS;
  const steps = Math.ceil((Math.max(endS(held), endS(next)) - startS) / stepS);
  if (steps < 1) return undefined;
  const prices = Array.from({ length: steps }, (_, step) => price(Math.max(nowS, startS + step * stepS)));
  return {
    ...{ startS, stepS, microPerKwh: prices.map(({ importPrice }) => importPrice) },
    exportMicroPerKwh: prices.map(({ exportPrice }) => exportPrice),
  };
}

/** CP-TRADE-4: what is offered beside what is held, both as the holder would follow them. */
export function tradeWorth(
  problem: AnswerProblem,
  { held, next }: { readonly held: Schedule; readonly next: Schedule },
): TradeWorth {
  const [asked, wanted] = [powersOn(problem, held), powersOn(problem, next)];
  const [now, then] = [declaredCost(problem, asked), declaredCost(problem, wanted)];
  return {
    costMicro: then.costMicro - now.costMicro,
    billMicro: energyMicro(problem, then.powerW) - energyMicro(problem, now.powerW),
    ...{ heldWh: now.deliveredWh, nextWh: then.deliveredWh },
  };
}

/** W by step of the problem: import where it may import, else export; what a schedule does not reach is 0 W. */
function powersOn({ startS, stepS, usable }: AnswerProblem, schedule: Schedule): readonly Watts[] {
  return usable.map((_, step) => {
    const atS = startS + step * stepS;
    const [max, min] = [maxAt(schedule, atS) ?? 0, minAt(schedule, atS) ?? 0];
    return max > 0 ? max : Math.min(0, min);
  });
}
