import type { CoreContext } from "../../../link/context.js";
import type { TradeDone } from "../../../market/index.js";
import type { Embedded, LeaseVersion, Terms } from "../../../messages.js";
import type { AgentId, Micro, MonoMs } from "../../../units.js";

/** One side of a trade that is under way. */
export interface Side {
  readonly holder: AgentId;
  readonly connector: number;
  /** The lease that it changes. */
  readonly version: LeaseVersion;
  readonly terms: Embedded<Terms>;
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
  /** Refused once, the same pair is not asked for the same again. */
  readonly key: string;
  /** After this it has come to nothing. */
  until: MonoMs;
  /** Both have agreed, and it is carried out. */
  agreed: boolean;
}
/** What is written down when both have agreed, and again when both hold what they agreed to. */
interface TradeFact {
  readonly done: boolean;
  readonly trade: TradeDone;
  readonly seller: { readonly hash: string };
  readonly buyer: { readonly hash: string };
}
export interface Unfinished {
  readonly fact: TradeFact;
  readonly name: string;
}

const prefix = "trade/";
/** Trades that are remembered. */
const kept = 500;

/** The trades of an operator: durable from the moment that both have agreed (CP-TRADE-6). */
export class TradeBook {
  private readonly facts = new Map<string, TradeFact>();

  constructor(private readonly context: CoreContext) {}

  /** What was carried out, oldest first. */
  get done(): readonly TradeDone[] {
    return [...this.facts.values()].filter(({ done }) => done).map(({ trade }) => trade);
  }

  restore(facts: Readonly<Record<string, unknown>>): void {
    const found = Object.entries(facts).filter(([key]) => key.startsWith(prefix));
    const trades = found.map(([key, value]) => [key.slice(prefix.length), value as TradeFact] as const);
    for (const [name, fact] of trades.sort(([, a], [, b]) => a.trade.atS - b.trade.atS)) this.facts.set(name, fact);
  }

  /** Both have agreed: nothing of it is sent before this is durable. */
  agree(open: OpenTrade, trade: TradeDone): void {
    const [seller, buyer] = [open.seller, open.buyer].map(({ terms }) => ({ hash: terms.hash }));
    if (seller !== undefined && buyer !== undefined) this.write(open.name, { done: false, trade, seller, buyer });
  }
  /** Both hold what they agreed to: it is due. */
  finish(name: string, atS: number): TradeDone | undefined {
    const fact = this.facts.get(name);
    if (fact === undefined || fact.done) return undefined;
    const trade = { ...fact.trade, atS };
    this.write(name, { ...fact, done: true, trade });
    return trade;
  }
  /** It came to nothing, and nobody pays. */
  drop(name: string): void {
    this.facts.delete(name);
    this.context.persist(`${prefix}${name}`, undefined);
  }

  /** What an earlier life had not finished. */
  unfinished(): readonly Unfinished[] {
    return [...this.facts].filter(([, { done }]) => !done).map(([name, fact]) => ({ name, fact }));
  }

  private write(name: string, fact: TradeFact): void {
    this.facts.set(name, fact);
    this.context.persist(`${prefix}${name}`, fact);
    const [oldest] = this.facts.keys();
    if (oldest !== undefined && this.facts.size > kept) this.drop(oldest);
  }
}

/** A trade as it is told and billed. */
export function doneOf({ name, seller, buyer }: OpenTrade, atS: number): TradeDone {
  const side = ({ holder, connector, costMicro = 0 }: Side): TradeDone["seller"] => ({ holder, connector, costMicro });
  return { trade: name, atS, seller: side(seller), buyer: side(buyer), priceMicro: buyer.priceMicro };
}

export const nameOf = ({ epoch, counter }: LeaseVersion): string => `${String(epoch)}.${String(counter)}`;
