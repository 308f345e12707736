import type { AgentId, MicroPerKwh, UnixS, Watts } from "../../units.js";
import { type Capacities, capacitiesOf } from "./capacity.js";
import { criticalOf, type Level, levelOf, tightnessOf } from "./level.js";
import { givenOf, isCramped, isSettled, sameGiven } from "./settled.js";
import {
  type AggregateForecast,
  feederDefaults,
  type FeederInput,
  type FeederPublication,
  type FeederSettings,
  type FeederState,
  type SiteTerms,
} from "./types.js";

export type FeederStep =
  | { readonly kind: "published"; readonly state: FeederState; readonly publication: FeederPublication }
  /** Nothing moves any more: the last publication stays. */
  | { readonly kind: "settled" }
  /** Too early for another one. */
  | { readonly kind: "wait"; readonly untilS: UnixS }
  /** The guarantees alone pass the capacity; W by step that would do. */
  | { readonly kind: "refused"; readonly leastW: readonly Watts[] }
  /** Sites that have no forecast on the same steps. */
  | { readonly kind: "missing"; readonly sites: readonly AgentId[] };

/** Part of the limit from which a step counts for the adder. */
const tightFrom = 0.95;

/**
 * One turn of the operator's loop: what it publishes in answer to the sites' newest forecasts. `state` is that of the last
 * publication, undefined at first. An emergency is published at once. Pure: the same arguments give the same answer.
 */
export function publishFeeder(
  state: FeederState | undefined,
  input: FeederInput,
  of: {
    readonly forecasts: Readonly<Record<AgentId, AggregateForecast>>;
    readonly nowS: UnixS;
    readonly settings?: Partial<FeederSettings>;
  },
): FeederStep {
  const settings = { ...feederDefaults, ...of.settings };
  const fitting = input.sites.map(({ id }) => fitted(of.forecasts[id], input));
  const forecasts = fitting.filter((forecast) => forecast !== undefined);
  if (forecasts.length < input.sites.length)
    return { kind: "missing", sites: input.sites.flatMap(({ id }, site) => (fitting[site] === undefined ? [id] : [])) };
  const level = levelOf(
    input,
    forecasts,
    state?.given.startS === input.startS ? { share: state.level, haste: settings.haste } : undefined,
  );
  const begins = input.emergency === true && (state === undefined || !sameGiven(state.given, input));
  const capacities = capacitiesOf(input, level.ofCapacity);
  if (state !== undefined && !begins) {
    const cramped = capacities.kind === "fits" && isCramped(state, { input, forecasts, ...capacities });
    if (!cramped && isSettled(state, { input, level, settings })) return { kind: "settled" };
    const untilS = state.publishedS + settings.everyS;
    if (of.nowS < untilS) return { kind: "wait", untilS };
  }
  if (capacities.kind === "short") return { kind: "refused", leastW: capacities.leastW };
  return published(state, input, { level, capacities, settings, nowS: of.nowS });
}

/** What a publication is made of. */
interface Making {
  readonly level: Level;
  readonly capacities: Extract<Capacities, { kind: "fits" }>;
  readonly settings: FeederSettings;
  readonly nowS: UnixS;
}

function published(before: FeederState | undefined, input: FeederInput, of: Making): FeederStep {
  const { level, settings, capacities } = of;
  const same = before?.given.startS === input.startS ? before : undefined;
  // A peak that is sunk makes no step dear; a capacity does.
  const dear = level.limitW.map((watts) => level.fallW > 0 || watts < level.peakW);
  const tight = tightnessOf(level, tightFrom).map((part, step) => (dear[step] === true ? part : 0));
  const tightness = tight.map((now, step) => damped(same?.tightness[step], now, settings));
  const adderMicroPerKwh = adders(same, input, { tightness, settings });
  const shares = chargeShares(same, { level, settings });
  const prices = pricesOf(input, adderMicroPerKwh);
  const terms = input.sites.map(({ id }, site): SiteTerms => {
    const capacityW = capacities.capacityW[site] ?? [];
    const last = same?.capacityW[id];
    return {
      site: id,
      priceMicroPerKwh: prices,
      capacityW,
      lowerFirstW: capacityW.map((watts, step) => Math.min(watts, last?.[step] ?? watts)),
      profileW: level.profileW[site] ?? [],
      profileShare: level.share[site] ?? [],
      levelMicroPerKw: Math.round((1 - settings.adderShare) * input.demandMicroPerKw * (shares[site] ?? 0)),
      levelFallW: Math.round(level.fallW),
    };
  });
  const number = (before?.number ?? 0) + 1;
  const given = givenOf(input);
  const state: FeederState = {
    number,
    turn: before !== undefined && sameGiven(before.given, input) ? before.turn + 1 : 1,
    publishedS: of.nowS,
    peakW: level.peakW,
    ...{ shares, tightness, adderMicroPerKwh, given, level: level.now },
    capacityW: Object.fromEntries(terms.map((own) => [own.site, own.capacityW])),
  };
  const { belowGuarantee } = capacities;
  return { kind: "published", state, publication: { number, terms, peakW: level.peakW, belowGuarantee } };
}

/** A part of the way from what was to what the newest forecast says. */
const damped = (old: number | undefined, now: number, { damping }: FeederSettings): number =>
  old === undefined ? now : old + damping * (now - old);

/** Part of the demand charge on the steps that are tight, by how tight they were so far; none moves too far at once. */
function adders(
  before: FeederState | undefined,
  { demandMicroPerKw, stepS }: FeederInput,
  of: { readonly tightness: readonly number[]; readonly settings: FeederSettings },
): readonly MicroPerKwh[] {
  const perStep = (demandMicroPerKw * 3600) / stepS;
  const most = of.settings.moveShare * perStep;
  return of.tightness.map((tight, step) => {
    const old = before?.adderMicroPerKwh[step] ?? 0;
    const move = of.settings.adderShare * perStep * tight - old;
    return Math.round(old + Math.max(-most, Math.min(most, move)));
  });
}

/** What each site pays of the level's charge: its share of the room in critical steps. */
function chargeShares(
  before: FeederState | undefined,
  { level, settings }: { readonly level: Level; readonly settings: FeederSettings },
): readonly number[] {
  const critical = criticalOf(level);
  const last = before?.shares.length === level.share.length ? before.shares : undefined;
  return level.share.map((own, site) => {
    const now = own.reduce((sum, part, step) => sum + part * (critical[step] ?? 0), 0);
    return damped(last?.[site], now, settings);
  });
}

function pricesOf({ priceMicroPerKwh, co2 }: FeederInput, adder: readonly MicroPerKwh[]): readonly MicroPerKwh[] {
  return priceMicroPerKwh.map((price, step) => {
    const co2Micro = ((co2?.gramPerKwh[step] ?? 0) * (co2?.microPerKg ?? 0)) / 1000;
    return Math.round(price + co2Micro) + (adder[step] ?? 0);
  });
}

/** A forecast on the steps of the input, or nothing. */
function fitted(forecast: AggregateForecast | undefined, input: FeederInput): AggregateForecast | undefined {
  const steps = input.priceMicroPerKwh.length;
  const fits =
    forecast?.startS === input.startS && forecast.stepS === input.stepS && forecast.importP50W.length === steps;
  return fits ? forecast : undefined;
}
