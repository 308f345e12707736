import type { AgentId, Micro, MicroPerKwh, UnixS, Watts } from "../../units.js";

/** The steps that trades may change; vectors of powers have one value for each. */
export interface TradeWindow {
  readonly startS: UnixS;
  readonly stepS: number;
  /** From here on they change: later than `startS` where the first of them runs already. Default `startS`. */
  readonly fromS?: UnixS;
  /** What each of them pays for a kWh by step beside the trade. */
  readonly energyMicroPerKwh: readonly MicroPerKwh[];
}

/** One connector as somebody to trade with. */
export interface TradeParty {
  readonly holder: AgentId;
  readonly connector: number;
  /** W ≥ 0 of import that it has. */
  readonly powerW: readonly Watts[];
  /** W ≥ 0 that it can take at most; 0 where it is not there. */
  readonly maxW: readonly Watts[];
  /** Less than this is 0 W. */
  readonly powerMinW: Watts;
  /** W ≥ 0 by step that stay booked for it whatever it sells (its fallback); default 0. */
  readonly leastW?: readonly Watts[];
  /** What it pays for a kWh by step, where that is not what {@link TradeWindow} says. */
  readonly energyMicroPerKwh?: readonly MicroPerKwh[];
  /** µ ≥ 0 that it declares, or is thought to, for such powers: wear and what is not delivered, without energy's price. */
  readonly costMicro: (powerW: readonly Watts[]) => Micro;
}

/** A limit that both may load by different shares (0–1). */
export interface TradeRow {
  readonly id: string;
  /** W that nobody has. */
  readonly freeW: readonly Watts[];
  readonly share: (holder: AgentId, connector: number) => number;
}

/** One side of a trade. */
export interface TradeSide {
  readonly holder: AgentId;
  readonly connector: number;
  /** W that it would have. */
  readonly powerW: readonly Watts[];
  /** µ by which its declared cost changes, + dearer. */
  readonly costMicro: Micro;
}

/** Two holders exchange power, step by step as much as the other gives; the buyer pays the seller. */
export interface TradeProposal {
  readonly seller: TradeSide;
  readonly buyer: TradeSide;
  /** µ ≥ 0 */
  readonly priceMicro: Micro;
  /** µ > 0 by which both together are better off. */
  readonly gainMicro: Micro;
}

export interface TradeSettings {
  /** µ that a trade must bring: less is not worth its messages. */
  readonly gainMinMicro: Micro;
  /** Proposals at most. */
  readonly most: number;
  /** Pairs that are looked at closely. */
  readonly pairs: number;
}
export const tradeSettings: TradeSettings = { gainMinMicro: 10_000, most: 3, pairs: 16 };

/** Hours of a step of a window that a trade can change. */
export function tradeHours(
  { startS, stepS, fromS = startS }: Omit<TradeWindow, "energyMicroPerKwh">,
  step: number,
): number {
  return Math.max(0, stepS - Math.max(0, fromS - startS - step * stepS)) / 3600;
}
