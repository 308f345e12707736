import type { Target } from "../../../link/desk.js";
import { compareVersions } from "../../../link/booking.js";
import type { TradeAnswer } from "../../../link/grantor-desk.js";
import {
  proposeTrades,
  tradeSettings,
  type ChildNeed,
  type TradeDone,
  type TradeProposal,
} from "../../../market/index.js";
import type { Envelope, Reject, TradeAccept } from "../../../messages.js";
import type { AgentId, MonoMs } from "../../../units.js";
import type { StorageChild } from "../rounds-problem.js";
import type { Site, TradeConfig } from "../site.js";
import { doneOf, nameOf, TradeBook, type OpenTrade, type Side } from "./book.js";
import { sideProblem, togetherProblem } from "./judge.js";
import { isSettled, marketOf, pairKey, termsOf, type Market } from "./parties.js";

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
  }

  /** CP-TRADE-6: what was agreed and is not carried out in full comes to nothing; nobody pays, and a plan shares anew. */
  restore(facts: Readonly<Record<string, unknown>>): void {
    this.book.restore(facts);
    for (const { name, fact } of this.book.unfinished()) {
      const isHeld = ({ holder }: TradeDone["seller"], { hash }: { readonly hash: string }): boolean =>
        this.site.desk.ledger.versionsOf(holder).at(-1)?.terms.hash === hash;
      const { trade, seller, buyer } = fact;
      if (isHeld(trade.seller, seller) && isHeld(trade.buyer, buyer)) this.finish(name);
      else this.book.drop(name);
    }
  }

  /** A need, a lease or who is there has changed. */
  changed(): void {
    this.isDue = true;
  }

  /** After every event: how far trades are, and whether it is time for others. */
  settled(): void {
    for (const open of [...this.open.values()]) this.follow(open);
    const { context, desk } = this.site;
    if (!this.isDue || this.open.size > 0 || this.isBusy() || desk.unsettled) return;
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
    const refuse = (reject: Omit<Reject, "kind">): void => {
      link.refuse(envelope, reject);
      if (open === undefined || open.agreed) return;
      this.refuse(open.key);
      this.drop(open, reject);
    };
    if (open === undefined || side === undefined) {
      refuse(this.overProblem(envelope.sender, accept));
      return;
    }
    const problem = open.agreed && side.costMicro !== undefined ? undefined : sideProblem(this.site.desk, side, accept);
    if (problem !== undefined) {
      refuse(problem);
      return;
    }
    side.costMicro ??= accept.costMicro;
    const { costMicro } = open.seller === side ? open.buyer : open.seller;
    const together = costMicro === undefined || open.agreed ? undefined : this.whyNot(open);
    if (together !== undefined) {
      refuse(together);
      return;
    }
    link.channel.answer(envelope, { kind: "statusAck" });
    if (costMicro !== undefined && !open.agreed) this.carryOut(open);
  }

  /** CP-TRADE-5: why a trade that both have agreed to cannot be carried out now. */
  private whyNot(open: OpenTrade): Omit<Reject, "kind"> | undefined {
    if (this.isBusy() || this.site.desk.recovering) return { reason: "NOT_NOW", detail: "a plan is being made" };
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

  /** CP-TRADE-6: written down and carried out in one step: what lowers is committed now, what rises waits for it. */
  private carryOut(open: OpenTrade): void {
    const { context, desk } = this.site;
    open.agreed = true;
    open.until = context.now.mono + 2 * context.timings.offerMs;
    const trade = doneOf(open, Math.floor(this.site.nowS()));
    this.book.agree(open, trade);
    context.trace({ what: "trade", step: "agreed", trade });
    const targetOf = ({ holder, terms }: Side): readonly [AgentId, Target] => {
      const tariff = desk.ledger.versionsOf(holder).at(-1)?.tariff;
      return [holder, { terms, reasons: ["PRICE"], consented: true, ...(tariff === undefined ? {} : { tariff }) }];
    };
    desk.add(new Map([targetOf(open.seller), targetOf(open.buyer)]));
  }

  /** Ends a trade that both hold, that something else took over from, or that had its time. */
  private follow(open: OpenTrade): void {
    const { context, desk } = this.site;
    if (context.now.mono >= open.until) this.drop(open, { reason: "OFFER_EXPIRED", detail: "it had its time" });
    else if (open.agreed) {
      const sides = [open.seller, open.buyer];
      const holds = (side: Side): boolean => desk.ledger.versionsOf(side.holder).at(-1)?.terms.hash === side.terms.hash;
      if (sides.every((side) => holds(side) && isSettled(desk, side.holder))) {
        this.open.delete(open.name);
        this.finish(open.name);
      } else if (sides.some((side) => !holds(side) && !desk.isWaiting(side.holder))) {
        this.drop(open, { reason: "STALE_LEASE", detail: "another plan took over" });
      }
    }
  }

  private finish(name: string): void {
    const trade = this.book.finish(name, Math.floor(this.site.nowS()));
    if (trade === undefined) return;
    this.site.context.trace({ what: "trade", step: "done", trade });
    this.isDue = true;
  }

  private drop(open: OpenTrade, why: Omit<Reject, "kind">): void {
    const { context, desk } = this.site;
    this.open.delete(open.name);
    if (this.ended.size >= endedMost) this.ended.clear();
    this.ended.set(open.name, why);
    for (const { holder } of [open.seller, open.buyer]) desk.links.get(holder)?.trades.withdraw(open.id);
    if (open.agreed) {
      this.book.drop(open.name);
      // One of them may have been lowered for nothing.
      this.site.trigger("trade");
    }
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
      return { holder, connector, version: newest.version, terms, priceMicro: price };
    };
    const [sells, buys] = [side(seller, -priceMicro || 0), side(buyer, priceMicro)];
    if (sells === undefined || buys === undefined) return;
    const { offerMs: validMs } = context.timings;
    const [key, until] = [pairKey(desk, [seller, buyer]), context.now.mono + validMs];
    const open: OpenTrade = { id, name: nameOf(id), seller: sells, buyer: buys, key, until, agreed: false };
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
