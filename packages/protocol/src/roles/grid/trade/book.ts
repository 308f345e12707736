import type { CoreContext } from "../../../link/context.js";
import { exchangeEndS, keptOf, sharePassed, type Exchange, type TradeDone } from "../../../market/index.js";
import type { Embedded, LeaseVersion, Terms } from "../../../messages.js";
import type { AgentId, Micro, MonoMs, UnixS, Watts } from "../../../units.js";

/** One side of a trade that is under way. */
export interface Side {
  readonly holder: AgentId;
  readonly connector: number;
  /** The lease that it changes. */
  readonly version: LeaseVersion;
  readonly terms: Embedded<Terms>;
  /** W that it would have, on the steps of the exchange. */
  readonly powerW: readonly Watts[];
  /** µ; + this side pays. */
  readonly priceMicro: Micro;
  /** µ that it declared when it agreed; undefined before. */
  costMicro?: Micro;
}
/** A trade between its offer and its end. */
export interface OpenTrade {
  readonly id: LeaseVersion;
  readonly name: string;
  readonly seller: Side;
  readonly buyer: Side;
  readonly exchange: Exchange;
  /** Refused once, the same pair is not asked for the same again. */
  readonly key: string;
  /** After this it has come to nothing. */
  until: MonoMs;
}
/** What is written down when both have agreed, again when both hold what they agreed to, and when that has ended. */
export interface TradeFact {
  readonly done: boolean;
  /** As it was agreed. */
  readonly trade: TradeDone;
  readonly exchange: Exchange;
  /** s until which it is kept, once both hold it. */
  readonly untilS: UnixS;
  readonly seller: SideFact;
  readonly buyer: SideFact;
}
/** What one would have: its terms by their hash, and W on the steps of the exchange. */
export interface SideFact extends Pick<Side, "holder" | "connector" | "powerW"> {
  readonly hash: string;
}

const prefix = "trade/";
/** Trades that are remembered. */
const kept = 500;

/** The trades of an operator: durable from the moment that both have agreed (CP-TRADE-6). */
export class TradeBook {
  private readonly facts = new Map<string, TradeFact>();

  constructor(private readonly context: CoreContext) {}

  /** CP-TRADE-7: what was carried out, oldest first, with what is due of it at an instant. */
  due(nowS: UnixS): readonly TradeDone[] {
    return [...this.facts.values()].filter(({ done }) => done).map((fact) => dueOf(fact, nowS));
  }
  all(): readonly (readonly [name: string, fact: TradeFact])[] {
    return [...this.facts];
  }

  restore(facts: Readonly<Record<string, unknown>>): void {
    const found = Object.entries(facts).filter(([key]) => key.startsWith(prefix));
    const trades = found.map(([key, value]) => [key.slice(prefix.length), value as TradeFact] as const);
    for (const [name, fact] of trades.sort(([, a], [, b]) => a.trade.atS - b.trade.atS)) this.facts.set(name, fact);
  }

  /** Both have agreed: nothing of it is sent before this is durable. */
  agree(open: OpenTrade, trade: TradeDone): void {
    const { name, exchange } = open;
    const sideOf = ({ holder, connector, powerW, terms }: Side): SideFact => {
      return { holder, connector, powerW, hash: terms.hash };
    };
    const untilS = exchangeEndS(exchange);
    const sides = { seller: sideOf(open.seller), buyer: sideOf(open.buyer) };
    this.write(name, { done: false, trade, exchange, untilS, ...sides });
  }
  /** Both hold what they agreed to: from now on it is due, second by second. */
  begin(name: string, atS: UnixS): TradeDone | undefined {
    const fact = this.facts.get(name);
    if (fact === undefined || fact.done) return undefined;
    const trade = { ...fact.trade, atS };
    this.write(name, { ...fact, done: true, trade });
    return trade;
  }
  /** Another plan took over at an instant, or will. */
  cut(name: string, untilS: UnixS): void {
    const fact = this.facts.get(name);
    if (fact !== undefined && untilS < fact.untilS) this.write(name, { ...fact, untilS });
  }
  /** Two parties of this trade have exchanged something else on top: what each has of it is moved by that. */
  moveOn(name: string, later: TradeFact): void {
    const fact = this.facts.get(name);
    if (fact === undefined) return;
    const [seller, buyer] = [fact.seller, fact.buyer].map((side) => movedBy(fact.exchange, side, later));
    if (seller === undefined || buyer === undefined || (seller === fact.seller && buyer === fact.buyer)) return;
    this.write(name, { ...fact, seller, buyer });
  }
  /** It came to nothing, and nobody pays. */
  drop(name: string): void {
    this.facts.delete(name);
    this.context.persist(`${prefix}${name}`, undefined);
  }

  private write(name: string, fact: TradeFact): void {
    this.facts.set(name, fact);
    this.context.persist(`${prefix}${name}`, fact);
    const [oldest] = this.facts.keys();
    if (oldest !== undefined && this.facts.size > kept) this.drop(oldest);
  }
}

/** What one has of a trade once a later one has changed it; the same object where it is no party of that. */
function movedBy(
  { startS, stepS, movedW }: Exchange,
  side: SideFact,
  { exchange, seller, buyer }: TradeFact,
): SideFact {
  const isOf = ({ holder, connector }: SideFact): boolean => holder === side.holder && connector === side.connector;
  const sign = isOf(buyer) ? 1 : isOf(seller) ? -1 : 0;
  if (sign === 0) return side;
  const powerW = movedW.map((_, step) => {
    const at = (startS + step * stepS - exchange.startS) / exchange.stepS;
    return (side.powerW[step] ?? 0) + sign * (exchange.movedW[at] ?? 0);
  });
  return { ...side, powerW };
}

/** What is due of a trade at an instant. */
export function dueOf({ trade, exchange, untilS }: TradeFact, nowS: UnixS): TradeDone {
  return keptOf(trade, sharePassed(exchange, trade.atS, Math.min(nowS, untilS)));
}

/** A trade as it is told. */
export function doneOf({ name, seller, buyer }: OpenTrade, atS: number): TradeDone {
  const side = ({ holder, connector, costMicro = 0 }: Side): TradeDone["seller"] => ({ holder, connector, costMicro });
  return { trade: name, atS, seller: side(seller), buyer: side(buyer), priceMicro: buyer.priceMicro };
}

export const nameOf = ({ epoch, counter }: LeaseVersion): string => `${String(epoch)}.${String(counter)}`;
