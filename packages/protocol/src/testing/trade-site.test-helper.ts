import type { CoreInput } from "../core.js";
import { partKey, type ClearingStrategy, type TradeDone } from "../market/index.js";
import type { Envelope, NeedPart, TradeAccept, TradeOffer } from "../messages.js";
import { partOf } from "../link/lease.js";
import { GridCore } from "../roles/grid/grid.js";
import { energyWh } from "../schedule.js";
import type { HashFunction } from "../wire/index.js";
import { baseT, Host, type Life } from "./host.test-helper.js";
import { Network, seeded, Timeline } from "./network.test-helper.js";
import { ScriptedHolder } from "./scripted.test-helper.js";

export const [steps, stepS, powerMaxW] = [8, 900, 11_000];
const departureS = baseT / 1000 + steps * stepS;

/** One who may trade: what it has by each plan, what it needs, and what it says when it is offered a trade. */
export interface Trader {
  readonly powerW: number;
  readonly energyWh: number;
  /** Says something else than that it agrees; undefined: refuses. */
  lie?: (honest: TradeAccept) => TradeAccept | undefined;
  /** ms until it answers; default at once. */
  waitMs?: number;
  /** Wh that it has by now, where a test counts that. */
  gotWh?: number;
}

/** µ: three times as much for each missing Wh of the first half. */
export function missingMicro(needWh: number, gotWh: number): number {
  const [first, rest] = [Math.max(0, needWh / 2 - gotWh), Math.min(needWh / 2, Math.max(0, needWh - gotWh))];
  return Math.round(900 * first + 300 * rest);
}

/** A holder that agrees to what is worth it by {@link missingMicro}, or says what its script wants. */
export class TradingHolder extends ScriptedHolder {
  readonly tradeOffers: { readonly offer: TradeOffer; readonly envelope: Envelope }[] = [];

  constructor(
    options: ConstructorParameters<typeof ScriptedHolder>[0],
    readonly trader: Trader,
    need: NeedPart,
  ) {
    const fallback = { importW: 0, exportW: 0, rampWPerS: powerMaxW };
    super(options, { fallback, powerMaxW, answer: "accept", need: [need] }, "grid");
  }

  tradeOffered(offer: TradeOffer, envelope: Envelope): void {
    this.tradeOffers.push({ offer, envelope });
    const { waitMs = 0 } = this.trader;
    const { timers, now } = this.context;
    if (waitMs === 0) this.answerTrade(offer, envelope);
    else timers.set(now.mono + waitMs, () => this.answerTrade(offer, envelope));
  }

  /** µ by which it would be worse off, without the price. */
  costMicro(offer: TradeOffer): number {
    const [held, next] = [partOf(this.link.inForce(), 1), partOf(offer.terms.value, 1)];
    const nowS = this.context.now.t / 1000;
    const { gotWh = 0 } = this.trader;
    const got = (schedule: typeof held): number =>
      schedule === undefined ? gotWh : gotWh + energyWh(schedule, nowS, departureS);
    return missingMicro(this.trader.energyWh, got(next)) - missingMicro(this.trader.energyWh, got(held));
  }

  answerTrade(offer: TradeOffer, envelope: Envelope): void {
    const { trade, version, terms, priceMicro } = offer;
    const costMicro = this.costMicro(offer);
    const honest = { kind: "tradeAccept", trade, version, hash: terms.hash, priceMicro, costMicro } as const;
    const said = this.trader.lie === undefined ? honest : this.trader.lie(honest);
    if (said === undefined || (this.trader.lie === undefined && costMicro + priceMicro > 0)) {
      this.link.refuse(envelope, { reason: "NOT_NOW", detail: "not worth it" });
    } else if (said === honest) this.link.trades.accept(envelope, offer, costMicro);
    else {
      this.link.terms.consent(terms, this.context.now.mono + 60_000);
      this.link.channel.answer(envelope, said);
    }
  }
}

/** A grid operator that trades, and holders to whom each plan gives what their script says. */
export class TradeSite {
  readonly timeline = new Timeline();
  readonly network: Network;
  readonly hosts = new Map<string, Host>();
  readonly done: TradeDone[] = [];
  readonly random: () => number;

  constructor(
    private readonly hash: HashFunction,
    readonly traders: Readonly<Record<string, Trader>>,
    readonly options: { readonly capacityW?: number; readonly seed?: number; readonly trades?: false } = {},
  ) {
    this.random = seeded(options.seed ?? 1);
    this.network = new Network(this.timeline, hash, (options.seed ?? 1) + 7);
    this.hosts.set(
      "grid",
      new Host(
        "grid",
        this.network,
        (life) => this.grid(life),
        () => [this.limits(this.capacityW)],
      ),
    );
    for (const [id, trader] of Object.entries(traders)) {
      const core = (life: Life) => new TradingHolder({ ...life, hash }, trader, this.need(trader));
      this.hosts.set(id, new Host(id, this.network, core));
    }
  }

  get capacityW(): number {
    return this.options.capacityW ?? 30_000;
  }
  host(id: string): Host {
    const host = this.hosts.get(id);
    if (host === undefined) throw new Error(`no host ${id}`);
    return host;
  }
  get core(): GridCore | undefined {
    return this.host("grid").core as GridCore | undefined;
  }
  holder(id: string): TradingHolder {
    return this.host(id).core as TradingHolder;
  }
  limits(importW: number): CoreInput {
    return { kind: "limits", limits: { importW, exportW: 0 }, reasons: [] };
  }
  start(): this {
    for (const host of this.hosts.values()) host.start();
    return this;
  }
  wait(ms: number): this {
    this.timeline.run(this.timeline.now + ms);
    return this;
  }
  /** Runs second by second, and counts what each draws. */
  draw(seconds: number): this {
    for (let second = 0; second < seconds; second++) {
      this.wait(1000);
      for (const [id, trader] of Object.entries(this.traders))
        trader.gotWh = (trader.gotWh ?? 0) + this.drawn(id) / 3600;
    }
    return this;
  }
  /** Trades as they were traced at the grantor. */
  traced(step: "offered" | "agreed" | "done" | "settled" | "dropped"): readonly TradeDone[] {
    return this.host("grid").traces.flatMap((trace) =>
      trace.what === "trade" && trace.step === step ? [trace.trade] : [],
    );
  }
  /** What was carried out, as it is on disk. */
  onDisk(): readonly { readonly done: boolean; readonly trade: TradeDone }[] {
    const facts = [...this.host("grid").store].filter(([key]) => key.startsWith("trade/"));
    return facts.map(([, value]) => value as { done: boolean; trade: TradeDone });
  }
  /** W by step that a holder has. */
  held(id: string): readonly number[] {
    return partOf(this.holder(id).link.inForce(), 1)?.max ?? [];
  }
  drawn(id: string): number {
    const host = this.host(id);
    const applied = host.applied.get(1);
    return applied !== undefined && applied.until > this.timeline.now ? applied.maxW : host.failsafe.importW;
  }

  /** What is wrong now: S1 at the ports and in the ledger, S2 against what is booked. */
  problems(): readonly string[] {
    const ids = Object.keys(this.traders);
    const found: string[] = [];
    const sum = ids.reduce((total, id) => total + this.drawn(id), 0);
    if (sum > this.capacityW) found.push(`S1: ports allow ${sum} W of ${this.capacityW} W`);
    const { core } = this;
    if (core === undefined || core.desk.recovering) return found;
    const nowS = (baseT + this.timeline.now) / 1000;
    const over = core.desk.ledger.firstOver(nowS);
    if (over !== undefined) found.push(`S1: ${over.row} is booked ${over.overW} W over`);
    for (const id of ids) {
      const bookedW = core.desk.ledger.importAt(id, nowS);
      if (this.drawn(id) > bookedW) found.push(`S2: ${id} may draw ${this.drawn(id)} W, ${bookedW} W booked`);
    }
    return found;
  }

  private need({ energyWh }: Trader): NeedPart {
    return {
      ...{ connector: 1, version: 1, departureS, energyWh, powerMaxW, powerMinW: 0 },
      ...{ exportMaxW: 0, phases: [1, 2, 3], blendable: true },
    };
  }
  /** Each gets what its script says, whatever it needs. */
  private readonly strategy: ClearingStrategy = {
    name: "as told",
    clear: ({ children, room }) =>
      new Map(
        children.map(({ id, need }) => {
          const max = Array<number>(steps).fill(this.traders[id]?.powerW ?? 0);
          const { startS } = room;
          return [partKey(id, need.connector), { startS, stepS, max, min: max.map(() => 0) }];
        }),
      ),
  };
  private grid(life: Life): GridCore {
    return new GridCore(
      { ...life, hash: this.hash },
      {
        children: new Map(Object.keys(this.traders).map((id) => [id, powerMaxW])),
        ...{ wiring: new Map(), phased: false, strategy: this.strategy, stepS, stepsMax: steps },
        ...{ guaranteedW: 0, ttlMs: 120_000, debounceMs: 200, planIntervalMs: 5000, settleMs: 4000 },
        ...(this.options.trades === false ? {} : { trade: { valueMicroPerKwh: 300_000 } }),
      },
    );
  }
}
