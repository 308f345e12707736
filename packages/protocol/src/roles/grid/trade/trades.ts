import { compareVersions } from "../../../link/booking.js";
import { partOf } from "../../../link/lease.js";
import type { TradeAnswer } from "../../../link/grantor-desk.js";
import {
  exchangeEndS,
  proposeTrades,
  tradeSettings,
  type ChildNeed,
  type TradeProposal,
} from "../../../market/index.js";
import type { Envelope, Reject, TradeAccept } from "../../../messages.js";
import type { AgentId, MonoMs } from "../../../units.js";
import type { StorageChild } from "../rounds-problem.js";
import type { Site, TradeConfig } from "../site.js";
import { doneOf, nameOf, TradeBook, type OpenTrade, type Side } from "./book.js";
import { CarriedTrades } from "./carried.js";
import { sideProblem, togetherProblem } from "./judge.js";
import { exchangeOf, marketOf, pairKey, termsOf, type Market } from "./parties.js";

/** What trades go by beside the site. */
interface TradeParts {
  readonly below: () => { readonly vehicles: readonly ChildNeed[]; readonly storages: readonly StorageChild[] };
  /** True while a plan is being made. */
  readonly isPlanning: () => boolean;
}

/** Proposals that are offered at the same time, and pairs that are looked at for them. */
const offersMost = 3;
const proposalsMost = 12;
/** What was refused is remembered for so many pairs, and why a trade ended for so many. */
const [refusedMost, endedMost] = [500, 100];

/** Trades between holders below: proposed once a plan is carried out, agreed by both, carried out in one step of the ledger. */
export class Trades {
  readonly book: TradeBook;
  private readonly carried: CarriedTrades;
  private readonly open = new Map<string, OpenTrade>();
  private readonly refused = new Set<string>();
  private readonly ended = new Map<string, Omit<Reject, "kind">>();
  private counter = 0;
  /** Something has changed since trades were last looked for. */
  private isDue = false;
  private nextAt: MonoMs = Number.NEGATIVE_INFINITY;
  private timer: object | undefined;

  constructor(
    private readonly site: Site,
    private readonly config: TradeConfig,
    private readonly parts: TradeParts,
  ) {
    this.book = new TradeBook(site.context);
    this.carried = new CarriedTrades(site, this.book, (open, detail) => {
      this.drop(open, { reason: "STALE_LEASE", detail });
    });
  }

  restore(facts: Readonly<Record<string, unknown>>): void {
    this.book.restore(facts);
    this.carried.restore();
  }

  /** A need, a lease or who is there has changed. */
  changed(): void {
    this.isDue = true;
  }

  /** After every event: how far trades are, and whether it is time for others. */
  settled(): void {
    this.carried.settled();
    const { context, desk } = this.site;
    for (const open of [...this.open.values()]) {
      if (context.now.mono >= open.until) this.drop(open, { reason: "OFFER_EXPIRED", detail: "it had its time" });
    }
    if (!this.isDue || this.open.size > 0 || this.carried.isCarrying || this.isBusy() || desk.unsettled) return;
    if (context.now.mono < this.nextAt) {
      context.timers.clear(this.timer);
      this.timer = context.timers.set(this.nextAt, () => {
        // Being woken is all: settled() looks again.
      });
      return;
    }
    this.isDue = false;
    this.propose();
  }

  answered(holder: AgentId, answer: TradeAnswer): void {
    const name = nameOf(answer.kind === "accepted" ? answer.accept.trade : answer.trade);
    const open = this.open.get(name);
    const side = open && [open.seller, open.buyer].find((each) => each.holder === holder);
    if (answer.kind === "accepted") this.accepted(open, side, answer);
    else if (open !== undefined) {
      if (answer.kind === "refused") this.refuse(open.key);
      const detail = answer.kind === "refused" ? answer.reject.detail : "does not answer";
      this.drop(open, { reason: "OFFER_EXPIRED", detail: `${holder}: ${detail}` });
    }
  }

  private accepted(
    open: OpenTrade | undefined,
    side: Side | undefined,
    { accept, envelope }: { readonly accept: TradeAccept; readonly envelope: Envelope },
  ): void {
    const link = this.site.desk.link(envelope.sender);
    if (open === undefined || side === undefined) {
      // Whoever is no party of an open trade ends nothing by what it says of it.
      link.refuse(envelope, this.overProblem(envelope.sender, accept));
      return;
    }
    const refuse = (reject: Omit<Reject, "kind">): void => {
      link.refuse(envelope, reject);
      // A plan that is about to be made may leave both as they are.
      if (!this.isBusy()) this.refuse(open.key);
      this.drop(open, reject);
    };
    const own = sideProblem(this.site.desk, side, accept);
    if (own === undefined) side.costMicro ??= accept.costMicro;
    const isAgreed = open.seller.costMicro !== undefined && open.buyer.costMicro !== undefined;
    const problem = own ?? (isAgreed ? this.whyNot(open) : undefined);
    if (problem !== undefined) {
      refuse(problem);
      return;
    }
    link.channel.answer(envelope, { kind: "statusAck" });
    if (!isAgreed) return;
    this.open.delete(open.name);
    this.carried.begin(open);
  }

  /** CP-TRADE-5: why a trade that both have agreed to cannot be carried out now. */
  private whyNot(open: OpenTrade): Omit<Reject, "kind"> | undefined {
    if (this.isBusy()) return { reason: "NOT_NOW", detail: "a plan is being made" };
    if (this.site.nowS() >= exchangeEndS(open.exchange)) return { reason: "OFFER_EXPIRED", detail: "it would be over" };
    return togetherProblem({ desk: this.site.desk, nowS: this.site.nowS() }, open);
  }

  private isBusy(): boolean {
    return this.parts.isPlanning() || this.site.inEmergency() || this.site.desk.recovering;
  }

  /** Of a trade that is not open any more: why it ended, or a lease that has changed since. */
  private overProblem(holder: AgentId, { trade, version }: TradeAccept): Omit<Reject, "kind"> {
    const ended = this.ended.get(nameOf(trade));
    if (ended?.reason === "STALE_LEASE") return ended;
    const newest = this.site.desk.ledger.versionsOf(holder).at(-1)?.version;
    const isNewest = newest !== undefined && compareVersions(newest, version) === 0;
    if (isNewest) return { reason: "OFFER_EXPIRED", detail: "that trade is over" };
    return { reason: "STALE_LEASE", detail: `version ${nameOf(version)} is not your newest lease` };
  }

  private drop(open: OpenTrade, why: Omit<Reject, "kind">): void {
    const { context, desk } = this.site;
    this.open.delete(open.name);
    if (this.ended.size >= endedMost) this.ended.clear();
    this.ended.set(open.name, why);
    for (const { holder } of [open.seller, open.buyer]) desk.links.get(holder)?.trades.withdraw(open.id);
    this.isDue = true;
    context.trace({
      what: "trade",
      step: "dropped",
      trade: doneOf(open, Math.floor(this.site.nowS())),
      detail: why.detail,
    });
  }

  private refuse(key: string): void {
    if (this.refused.size >= refusedMost) this.refused.clear();
    this.refused.add(key);
  }

  private propose(): void {
    const { desk } = this.site;
    const market = marketOf(this.site, this.config, this.parts.below());
    if (market.parties.length < 2) return;
    this.nextAt = this.site.context.now.mono + this.site.config.planIntervalMs;
    const { gainMinMicro = tradeSettings.gainMinMicro } = this.config;
    const settings = { ...tradeSettings, gainMinMicro, most: proposalsMost };
    const proposals = proposeTrades(market.parties, market.window, { rows: market.rows, settings });
    const fresh = proposals.filter(({ seller, buyer }) => !this.refused.has(pairKey(desk, [seller, buyer])));
    for (const proposal of fresh.slice(0, offersMost)) this.offer(proposal, market);
  }

  private offer({ seller, buyer, priceMicro }: TradeProposal, { window }: Market): void {
    const { context, desk } = this.site;
    const id = { epoch: context.epoch, counter: ++this.counter };
    const side = ({ holder, connector, powerW, costMicro }: typeof seller, price: number): Side | undefined => {
      const newest = desk.ledger.versionsOf(holder).at(-1);
      if (newest === undefined) return undefined;
      const terms = desk.embed(termsOf(newest.terms.value, window, { holder, connector, powerW, costMicro }));
      return { holder, connector, version: newest.version, terms, powerW, priceMicro: price };
    };
    const [sells, buys] = [side(seller, -priceMicro || 0), side(buyer, priceMicro)];
    const held = partOf(desk.current(buyer.holder), buyer.connector);
    if (sells === undefined || buys === undefined || held === undefined) return;
    const exchange = exchangeOf(window, held, buyer);
    const { offerMs: validMs } = context.timings;
    const [key, until] = [pairKey(desk, [seller, buyer]), context.now.mono + validMs];
    const open: OpenTrade = { id, name: nameOf(id), seller: sells, buyer: buys, exchange, key, until };
    this.open.set(open.name, open);
    for (const { holder, version, terms, priceMicro: price } of [sells, buys]) {
      desk.link(holder).trades.offer({ trade: id, version, terms, priceMicro: price, validMs });
    }
    context.timers.set(until, () => {
      // Being woken is all: settled() ends it.
    });
    context.trace({ what: "trade", step: "offered", trade: doneOf(open, Math.floor(this.site.nowS())) });
  }
}
