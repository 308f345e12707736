import type { AgentId, UnixS, Watts } from "../../units.js";
import { type Capacities, capacitiesOf } from "./capacity.js";
import { type Level, levelOf, tightnessOf } from "./level.js";
import {
  type AggregateForecast,
  feederDefaults,
  type FeederInput,
  type FeederPublication,
  type FeederSettings,
  type FeederState,
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

/** Parts of the limit above which a step counts for the adder, and for what a site pays. */
const tightFrom = 0.95;
const criticalFrom = 0.9;

/**
 * One turn of the operator's loop: what it publishes in answer to the sites' newest forecasts. `state` is that of the last
 * publication, undefined at first. Pure: the same arguments give the same answer.
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
  const known = input.sites.map(({ id }) => of.forecasts[id]);
  const forecasts = known.filter((forecast) => forecast !== undefined && fits(forecast, input)) as AggregateForecast[];
  if (forecasts.length < input.sites.length)
    return {
      kind: "missing",
      sites: input.sites.filter((_, site) => !fits(known[site], input)).map(({ id }) => id),
    };
  const level = levelOf(input, forecasts);
  const emergency = input.emergency === true;
  if (state !== undefined && !emergency) {
    if (isSettled(state, { input, level, settings })) return { kind: "settled" };
    const untilS = state.publishedS + settings.everyS;
    if (of.nowS < untilS) return { kind: "wait", untilS };
  }
  const capacities = capacitiesOf(input, level.share);
  if (capacities.kind === "short") return { kind: "refused", leastW: capacities.leastW };
  return published(state, input, { level, capacities, settings, nowS: of.nowS });
}

function published(
  before: FeederState | undefined,
  input: FeederInput,
  of: {
    readonly level: Level;
    readonly capacities: Extract<Capacities, { kind: "fits" }>;
    readonly settings: FeederSettings;
    readonly nowS: UnixS;
  },
): FeederStep {
  const { level, capacities, settings } = of;
  const { share, profileW, peakW } = level;
  const blend = (old: number | undefined, now: number): number =>
    old === undefined ? now : old + settings.damping * (now - old);
  const same = before?.given.startS === input.startS ? before : undefined;
  const tightness = tightnessOf(level, tightFrom).map((now, step) => blend(same?.tightness[step], now));
  const perStep = (input.demandMicroPerKw * 3600) / input.stepS;
  const adderMicroPerKwh = tightness.map((tight, step) => {
    const old = same?.adderMicroPerKwh[step] ?? 0;
    const move = settings.adderShare * perStep * tight - old;
    return Math.round(old + Math.max(-settings.moveShare * perStep, Math.min(settings.moveShare * perStep, move)));
  });
  const critical = tightnessOf(level, criticalFrom);
  const shares = share.map((own, site) =>
    blend(
      same?.shares.length === share.length ? same.shares[site] : undefined,
      own.reduce((sum, part, step) => sum + part * (critical[step] ?? 0), 0),
    ),
  );
  const { co2 } = input;
  const priceMicroPerKwh = input.priceMicroPerKwh.map(
    (price, step) =>
      price +
      (adderMicroPerKwh[step] ?? 0) +
      Math.round(((co2?.gramPerKwh[step] ?? 0) * (co2?.microPerKg ?? 0)) / 1000),
  );
  const terms = input.sites.map(({ id }, site) => {
    const capacityW = capacities.capacityW[site] ?? [];
    const last = same?.capacityW[id];
    return {
      ...{ site: id, priceMicroPerKwh, capacityW },
      lowerFirstW: capacityW.map((watts, step) => Math.min(watts, last?.[step] ?? watts)),
      ...{ profileW: profileW[site] ?? [], profileShare: share[site] ?? [] },
      levelMicroPerKw: Math.round((1 - settings.adderShare) * input.demandMicroPerKw * (shares[site] ?? 0)),
    };
  });
  const number = (before?.number ?? 0) + 1;
  const { startS, demandMicroPerKw, capacityW } = input;
  const state: FeederState = {
    ...{ number, publishedS: of.nowS, peakW, shares, tightness, adderMicroPerKwh },
    capacityW: Object.fromEntries(terms.map((own) => [own.site, own.capacityW])),
    given: {
      ...{ startS, demandMicroPerKw, capacityW, priceMicroPerKwh: input.priceMicroPerKwh },
      ...(co2 === undefined ? {} : { co2 }),
    },
  };
  const { belowGuarantee } = capacities;
  return { kind: "published", state, publication: { number, terms, peakW, belowGuarantee } };
}

const fits = (forecast: AggregateForecast | undefined, { startS, stepS, priceMicroPerKwh }: FeederInput): boolean =>
  forecast?.startS === startS && forecast.stepS === stepS && forecast.importP50W.length === priceMicroPerKwh.length;

/** Nothing given has changed, and the answer to the last publication has nearly the peak that it answered. */
function isSettled(
  { given, peakW }: FeederState,
  of: { readonly input: FeederInput; readonly level: Level; readonly settings: FeederSettings },
): boolean {
  const { input, level, settings } = of;
  const like = (a: readonly number[], b: readonly number[]): boolean =>
    a.length === b.length && a.every((value, step) => value === b[step]);
  return (
    given.startS === input.startS &&
    given.demandMicroPerKw === input.demandMicroPerKw &&
    given.co2?.microPerKg === input.co2?.microPerKg &&
    like(given.co2?.gramPerKwh ?? [], input.co2?.gramPerKwh ?? []) &&
    like(given.priceMicroPerKwh, input.priceMicroPerKwh) &&
    like(given.capacityW, input.capacityW) &&
    level.totalW.every((watts, step) => watts <= (input.capacityW[step] ?? 0) + 1) &&
    Math.abs(level.peakW - peakW) <= settings.settledShare * Math.abs(peakW)
  );
}
