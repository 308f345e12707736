import type { Target } from "../../../link/desk.js";
import { partOf } from "../../../link/lease.js";
import type { AgentId, UnixS } from "../../../units.js";
import type { Site } from "../site.js";
import { doneOf, dueOf, type OpenTrade, type Side, type SideFact, type TradeBook, type TradeFact } from "./book.js";
import { firstOther, isSettled } from "./parties.js";

/** Trades that both have agreed to: carried out in one step of the ledger, due once both hold it, until another plan takes over. */
export class CarriedTrades {
  private readonly carrying = new Map<string, OpenTrade>();
  private readonly live = new Set<string>();

  constructor(
    private readonly site: Site,
    private readonly book: TradeBook,
    /** One came to nothing, and why. */
    private readonly failed: (open: OpenTrade, detail: string) => void,
  ) {}

  get isCarrying(): boolean {
    return this.carrying.size > 0;
  }

  /** CP-TRADE-6: what was agreed and is not held by both comes to nothing; nobody pays, and a plan shares anew. */
  restore(): void {
    for (const [name, { done, seller, buyer }] of this.book.all()) {
      if (done) this.live.add(name);
      else if ([seller, buyer].every(({ holder, hash }) => this.heldHash(holder) === hash)) this.begun(name);
      else this.book.drop(name);
    }
  }

  /** CP-TRADE-6: written down and carried out in one step: what lowers is committed now, what rises waits for it. */
  begin(open: OpenTrade): void {
    const { context, desk } = this.site;
    open.until = context.now.mono + 2 * context.timings.offerMs;
    this.carrying.set(open.name, open);
    const trade = doneOf(open, Math.floor(this.site.nowS()));
    this.book.agree(open, trade);
    context.trace({ what: "trade", step: "agreed", trade });
    const targetOf = ({ holder, terms }: Side): readonly [AgentId, Target] => {
      const tariff = desk.ledger.versionsOf(holder).at(-1)?.tariff;
      return [holder, { terms, reasons: ["PRICE"], consented: true, ...(tariff === undefined ? {} : { tariff }) }];
    };
    desk.add(new Map([targetOf(open.seller), targetOf(open.buyer)]));
  }

  /** After every event. */
  settled(): void {
    for (const open of [...this.carrying.values()]) this.follow(open);
    for (const [name, fact] of this.live.size === 0 ? [] : this.book.all()) {
      if (this.live.has(name)) this.watch(name, fact);
    }
  }

  private newestHash(holder: AgentId): string | undefined {
    return this.site.desk.ledger.versionsOf(holder).at(-1)?.terms.hash;
  }

  /** Of what a holder has acknowledged: nothing else of it is booked any more. */
  private heldHash(holder: AgentId): string | undefined {
    const versions = this.site.desk.ledger.versionsOf(holder);
    return versions.length === 1 ? this.newestHash(holder) : undefined;
  }

  private follow(open: OpenTrade): void {
    const { context, desk } = this.site;
    const sides = [open.seller, open.buyer];
    const holds = ({ holder, terms }: Side): boolean => this.newestHash(holder) === terms.hash;
    if (sides.every((side) => holds(side) && isSettled(desk, side.holder))) {
      this.carrying.delete(open.name);
      this.begun(open.name);
    } else if (context.now.mono >= open.until) this.fail(open, "it had its time");
    else if (sides.some((side) => !holds(side) && !desk.isWaiting(side.holder))) {
      this.fail(open, "another plan took over");
    }
  }

  private begun(name: string): void {
    const trade = this.book.begin(name, Math.ceil(this.site.nowS()));
    const fact = this.book.all().find(([each]) => each === name)?.[1];
    if (trade === undefined || fact === undefined) return;
    for (const earlier of this.live) this.book.moveOn(earlier, fact);
    this.live.add(name);
    this.site.context.trace({ what: "trade", step: "done", trade });
  }

  private fail(open: OpenTrade, detail: string): void {
    this.carrying.delete(open.name);
    this.book.drop(open.name);
    // One of them may have been lowered for nothing.
    this.site.trigger("trade");
    this.failed(open, detail);
  }

  /** CP-TRADE-7: due for as long as both have what they agreed to. */
  private watch(name: string, fact: TradeFact): void {
    const nowS = this.site.nowS();
    // What is being exchanged on top of it is no other plan.
    const isMoving = ({ holder }: SideFact): boolean =>
      [...this.carrying.values()].some(({ seller, buyer }) => [seller.holder, buyer.holder].includes(holder));
    if (isMoving(fact.seller) || isMoving(fact.buyer)) return;
    const ends = [fact.seller, fact.buyer].flatMap((side) => this.endOf(fact, side, nowS) ?? []);
    if (ends.length > 0) this.book.cut(name, Math.min(...ends));
    if (nowS < Math.min(fact.untilS, ...ends)) return;
    this.live.delete(name);
    const settled = this.book.all().find(([each]) => each === name);
    if (settled === undefined) return;
    this.site.context.trace({ what: "trade", step: "settled", trade: dueOf(settled[1], nowS) });
  }

  private endOf({ exchange }: TradeFact, { holder, connector, powerW }: SideFact, nowS: UnixS): UnixS | undefined {
    const held = partOf(this.site.desk.current(holder), connector);
    return firstOther(exchange, { powerW, held }, nowS);
  }
}
