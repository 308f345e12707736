import type { Facts } from "../../core.js";
import {
  type AggregateForecast,
  type FeederInput,
  type FeederPublication,
  type FeederState,
  feederDefaults,
  flatForecast,
  publishFeeder,
  shiftedForecast,
  shiftedState,
  type SiteTerms,
} from "../../market/feeder/index.js";
import type { Forecast, PriceNotice } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import { minOverInterval } from "../../step-function.js";
import type { AgentId, MonoMs, UnixS, Watts } from "../../units.js";
import { limits } from "../../wire/limits.js";
import { nestedClaims, nestedGrid } from "./nested-shares.js";
import { pricesOn } from "./rounds-problem.js";
import type { PricingConfig, Site } from "./site.js";

/** Longest window that is published: two days of quarters of an hour would not fit a message. */
const stepsMost = 192;
const million = 1_000_000;
/** s by which two clocks round the same instant differently. */
const roundingS = 0.01;
/** Fact: the last publication. */
const key = "pricing";

interface Kept {
  readonly state: FeederState;
  readonly terms: { readonly startS: UnixS; readonly sites: readonly SiteTerms[] };
  readonly notices: Readonly<Record<AgentId, PriceNotice>>;
}

/**
 * The pricing loop of an operator with sites below it: hears their forecasts, publishes prices, capacity and a part of the
 * common level to each, and shares its capacity as it published. CP-PRICE-4: at most one publication in `everyS`, but for
 * an emergency; what was published is durable, so that a restart changes nothing of that. It grants nothing.
 */
export class FeederPricing {
  private kept: Kept | undefined;
  private readonly heard = new Map<AgentId, AggregateForecast>();
  /** When it published last; what an earlier life published at a later time than now, counts as published now. */
  private publishedAt: MonoMs = Number.NEGATIVE_INFINITY;
  private timer: object | undefined;
  private beganS: UnixS = 0;
  private alarmed = "";

  constructor(
    private readonly site: Site,
    private readonly config: PricingConfig,
  ) {}

  /** The agent's life begins. */
  begin(facts: Facts): void {
    const { now, speed } = this.site.context;
    this.beganS = this.site.nowS();
    this.kept = facts[key] as Kept | undefined;
    if (this.kept !== undefined) {
      const agoS = Math.max(0, this.beganS - this.kept.state.publishedS);
      this.publishedAt = now.mono - (agoS * 1000) / speed;
    }
    this.arm(this.beganS + (this.kept === undefined ? this.everyS : Math.max(0, this.leftS())));
  }

  private get everyS(): number {
    return this.config.everyS ?? feederDefaults.everyS;
  }

  /** A site said what it expects. */
  forecastCame(holder: AgentId, { profile, shiftableWh, children }: Forecast): void {
    this.heard.set(holder, { ...profile, shiftableWh, children });
    this.turn();
  }

  forecastOf(holder: AgentId): AggregateForecast | undefined {
    return this.heard.get(holder);
  }

  /** A session with a site stands: it hears again what was published last. */
  resumed(holder: AgentId): void {
    const notice = this.kept?.notices[holder];
    if (notice !== undefined) this.site.desk.links.get(holder)?.tellPrices(notice);
  }

  /** What was published last, W by step of a plan for those below; nothing where it says nothing of a step. */
  sharesOn({ startS, stepS, steps }: Grid): ReadonlyMap<AgentId, readonly Watts[]> {
    const terms = this.kept?.terms;
    if (terms === undefined) return new Map();
    const first = Math.round((startS - terms.startS) / stepS);
    return new Map(
      terms.sites.map(({ site, capacityW }) => [
        site,
        Array.from({ length: steps }, (_, step) => capacityW[first + step] ?? 0),
      ]),
    );
  }

  /** Publishes where it is time and something moved; an emergency, at once. */
  turn(): void {
    const { site } = this;
    const nowS = site.nowS();
    const input = this.input();
    if (input === undefined) return;
    // What wakes at the end of that is armed since the last publication.
    if (this.leftS() > roundingS && input.emergency !== true) return;
    const state = shiftedState(this.kept?.state, input);
    const forecasts = this.forecasts(input, nowS);
    const settings = { ...this.config.settings, everyS: this.everyS };
    const step = publishFeeder(state, input, { forecasts, nowS, settings });
    switch (step.kind) {
      case "published":
        this.publish(input, step.state, step.publication);
        this.arm(nowS + this.everyS);
        break;
      case "wait":
        this.arm(step.untilS);
        break;
      case "refused":
        this.refused(step.leastW);
        break;
      case "settled":
      case "missing":
        break;
    }
  }

  /** Schedule s until it may publish again, by the clock that never goes back. */
  private leftS(): number {
    const { now, speed } = this.site.context;
    return this.everyS - ((now.mono - this.publishedAt) * speed) / 1000;
  }

  /** All that is known before a publication; undefined while nobody is there or nothing is known of prices. */
  private input(): FeederInput | undefined {
    const { site, config } = this;
    const prices = site.prices();
    const claims = nestedClaims(site);
    const { startS, stepS, steps: most } = nestedGrid(site);
    const endS = prices === undefined ? startS : prices.startS + prices.microPerKwh.length * prices.stepS;
    const steps = Math.min(stepsMost, most, Math.ceil((endS - startS) / stepS));
    if (claims.length === 0 || steps <= 0) return undefined;
    const grid = { startS, stepS, steps };
    const { importW } = site.desk.ledger.capacityOf("site");
    const { baseW, peakSoFarW } = site.loadOf(startS, steps);
    const { co2, demandMicroPerKw, sunkPeakW = 0 } = config;
    return {
      ...{ startS, stepS, priceMicroPerKwh: pricesOn(prices, grid), demandMicroPerKw },
      ...(co2 === undefined
        ? {}
        : { co2: { gramPerKwh: pricesOn({ ...co2, microPerKwh: co2.gramPerKwh }, grid), microPerKg: co2.microPerKg } }),
      peakSoFarW: Math.max(sunkPeakW, peakSoFarW),
      capacityW: baseW.map((base, step) => base + roomIn(importW, { startS, stepS }, { step, nowS: site.nowS() })),
      baseW,
      sites: claims.map(({ key, floorW }) => ({
        id: key,
        guaranteedW: baseW.map(() => floorW),
        connectionW: Math.max(1, site.config.children.get(key) ?? 0),
      })),
      ...(site.inEmergency() ? { emergency: true } : {}),
    };
  }

  /** The newest of each site on the steps of now; who has said nothing for one period counts with its fallback. */
  private forecasts(input: FeederInput, nowS: UnixS): Record<AgentId, AggregateForecast> {
    const { startS, stepS } = input;
    const grid = { startS, stepS, steps: input.baseW.length };
    const late = nowS >= this.beganS + this.everyS || input.emergency === true;
    return Object.fromEntries(
      input.sites.flatMap(({ id, guaranteedW }) => {
        const own = this.heard.get(id);
        if (own !== undefined) return [[id, shiftedForecast(own, grid)]];
        return late ? [[id, flatForecast(guaranteedW, grid)]] : [];
      }),
    );
  }

  private publish(
    { startS, stepS }: FeederInput,
    state: FeederState,
    { number, terms, peakW, belowGuarantee }: FeederPublication,
  ): void {
    const { context, desk } = this.site;
    const told = terms.map((own) => [own.site, noticeOf(own, { number, startS, stepS })] as const);
    const notices = { ...this.kept?.notices, ...Object.fromEntries(told) };
    this.kept = { state, terms: { startS, sites: terms }, notices };
    this.publishedAt = context.now.mono;
    this.alarmed = "";
    context.persist(key, this.kept);
    for (const [site, notice] of told) {
      const link = desk.links.get(site);
      if (link?.connected === true) link.tellPrices(notice);
    }
    const below = belowGuarantee.map((id) => ` ${id}`).join();
    if (below !== "") context.alarm("EMERGENCY_SHORT", `published below the fallbacks of${below}: an emergency`);
    context.trace({ what: "published", number, atS: this.site.nowS(), startS, stepS, peakW, terms, belowGuarantee });
    this.site.trigger("published");
  }

  /** Said once for as long as it stays so. */
  private refused(leastW: readonly Watts[]): void {
    const mostW = Math.max(...leastW);
    if (this.alarmed === String(mostW)) return;
    this.alarmed = String(mostW);
    const detail = `the capacity is below base load and fallbacks of the sites; least feasible: ${String(mostW)} W`;
    this.site.context.alarm("CAPACITY_SHORT", detail);
  }

  private arm(atS: UnixS): void {
    const { timers, now, speed } = this.site.context;
    timers.clear(this.timer);
    const inMs = ((atS - this.site.nowS()) * 1000) / speed;
    this.timer = timers.set(now.mono + Math.max(1, Math.ceil(inMs)), () => {
      this.arm(this.site.nowS() + this.everyS);
      this.turn();
    });
  }
}

/** W ≥ 0 that those below may import in a step, from now on. */
function roomIn(
  importW: Parameters<typeof minOverInterval>[0],
  { startS, stepS }: Pick<Grid, "startS" | "stepS">,
  { step, nowS }: { readonly step: number; readonly nowS: UnixS },
): Watts {
  const [fromS, toS] = [startS + step * stepS, startS + (step + 1) * stepS];
  return Math.max(0, Math.floor(minOverInterval(importW, Math.max(fromS, nowS), toS)));
}

const within = (value: number, least: number, most: number): number =>
  Math.round(Math.max(least, Math.min(most, value))) || 0;

function noticeOf(terms: SiteTerms, of: { number: number; startS: UnixS; stepS: number }): PriceNotice {
  const { priceMaxMicro, powerMaxW, moneyMaxMicro } = limits;
  return {
    kind: "priceNotice",
    number: of.number,
    terms: {
      startS: of.startS,
      stepS: of.stepS,
      microPerKwh: terms.priceMicroPerKwh.map((micro) => within(micro, -priceMaxMicro, priceMaxMicro)),
      capacityW: terms.capacityW.map((watts) => within(watts, 0, powerMaxW)),
      profileW: terms.profileW.map((watts) => within(watts, -powerMaxW, powerMaxW)),
      sharePpm: terms.profileShare.map((share) => Math.max(0, Math.min(million, Math.floor(share * million)))),
    },
    levelMicroPerKw: within(terms.levelMicroPerKw, 0, moneyMaxMicro),
    levelFallW: within(terms.levelFallW, 0, powerMaxW),
  };
}
