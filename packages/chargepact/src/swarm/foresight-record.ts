import type { MaintenanceAdvice, Quantiles, QuoteQuality, Reason, ScheduleMs, Trace } from "@chargepact/protocol";
import { agePerHourAt } from "@chargepact/protocol";
import type { FleetAgent } from "./fleet.js";
import { decimal, share } from "./format.js";
import type { FoundPredictors } from "./predictors.js";

/** A temperature that was expected, and what it was. */
export interface Felt {
  readonly atMs: ScheduleMs;
  readonly forecastC: Quantiles;
  readonly measuredC: number;
}
/** The first quote of a battery in its owner's log: never sent. */
export interface QuoteSeen {
  readonly atMs: ScheduleMs;
  readonly quoteId: string;
  readonly quality: QuoteQuality;
  readonly modelId: string;
  readonly reasons: readonly Reason[];
  readonly soh: number;
  readonly temperatureC: number;
  /** µ per kWh, wear p90, at full and at half of the power that it can draw. */
  readonly fullMicroPerKwh: number;
  readonly halfMicroPerKwh: number;
}
export interface BatteryForesight {
  readonly felt: Felt[];
  met: number;
  /** Of them those that a model had forecast. */
  metByModel: number;
  within: number;
  widthSum: number;
  quotes: number;
  first: QuoteSeen | undefined;
  readonly qualities: Map<QuoteQuality, number>;
  /** What was not believed, by what it was. */
  readonly guarded: Map<string, number>;
  endOfLifeMonths: Quantiles | undefined;
  advice: { readonly advice: MaintenanceAdvice; readonly detail: string } | undefined;
}

/** Comparisons that are kept of one battery for a chart. */
const feltMax = 2_000;

/** What batteries expected of themselves and quoted, from their own traces. Memory is bounded by the day's vehicles. */
export class ForesightRecord {
  readonly batteries = new Map<string, BatteryForesight>();

  trace(trace: Trace, { id, role }: FleetAgent, nowMs: ScheduleMs): void {
    if (role !== "battery") return;
    switch (trace.what) {
      case "forecastFelt":
        felt(this.of(id), trace);
        break;
      case "guarded":
        bump(this.of(id).guarded, `${trace.subject}: ${trace.fault.fault}`);
        break;
      case "quoted":
        quoted(this.of(id), trace, nowMs);
        break;
      case "predicted":
        if (trace.wear !== undefined) this.of(id).endOfLifeMonths = trace.wear.endOfLifeMonths;
        break;
      case "maintenance":
        this.of(id).advice = { advice: trace.advice, detail: trace.detail };
        this.of(id).endOfLifeMonths ??= trace.endOfLifeMonths;
        break;
      default:
    }
  }

  private of(id: string): BatteryForesight {
    const found = this.batteries.get(id);
    if (found !== undefined) return found;
    const fresh: BatteryForesight = {
      ...{ felt: [], met: 0, metByModel: 0, within: 0, widthSum: 0, quotes: 0, first: undefined },
      ...{ qualities: new Map(), guarded: new Map(), endOfLifeMonths: undefined, advice: undefined },
    };
    this.batteries.set(id, fresh);
    return fresh;
  }
}

/** Coverage and width of all bands together, of those that were measured. */
export function calibrationOf(record: ForesightRecord): {
  readonly met: number;
  readonly coverage: number;
  readonly width: number;
  readonly guarded: number;
} {
  let [met, within, widthSum, guarded] = [0, 0, 0, 0];
  for (const battery of record.batteries.values()) {
    met += battery.met;
    within += battery.within;
    widthSum += battery.widthSum;
    for (const count of battery.guarded.values()) guarded += count;
  }
  return { met, coverage: within / Math.max(1, met), width: widthSum / Math.max(1, met), guarded };
}

/** By what batteries quoted and forecast, and how often they were right, in a sentence for the end table. */
export function predictionText(found: FoundPredictors, record = new ForesightRecord()): string {
  const by = found.kind === "models" ? `models ${found.predictors.names.join(", ")}` : `physics: ${found.why}`;
  const { met, coverage, guarded } = calibrationOf(record);
  const asked = found.kind === "models" ? `; ${quotesText(record)}` : "";
  const covered =
    met === 0
      ? ""
      : `; ${share(coverage, 1)} of ${decimal(met, 0)} temperatures, ${bandsOf(record)}, in their band of 80 %`;
  const refused = guarded === 0 ? "" : `; ${decimal(guarded, 0)} refused by the guard`;
  return `predictions   ${by}${asked}${covered}${refused}`;
}

/** How many quotes models answered: one that is loaded need not be asked. */
function quotesText({ batteries }: ForesightRecord): string {
  let [quotes, byModel] = [0, 0];
  for (const battery of batteries.values()) {
    quotes += battery.quotes;
    byModel += battery.qualities.get("MODEL") ?? 0;
  }
  return `${decimal(byModel, 0)} of ${decimal(quotes, 0)} quotes by them`;
}

/** By what temperatures were forecast. */
function bandsOf({ batteries }: ForesightRecord): string {
  const all = [...batteries.values()];
  const byModel = all.reduce((sum, { metByModel }) => sum + metByModel, 0);
  if (byModel === 0) return "by physics";
  return byModel === all.reduce((sum, { met }) => sum + met, 0) ? "by models" : `${decimal(byModel, 0)} by models`;
}

type Traced<What extends Trace["what"]> = Extract<Trace, { readonly what: What }>;

function felt(battery: BatteryForesight, trace: Traced<"forecastFelt">): void {
  const { forecastC, measuredC, atS } = trace;
  battery.met++;
  if (trace.quality === "MODEL") battery.metByModel++;
  battery.widthSum += trace.widthRatio;
  if (measuredC >= forecastC.p10 && measuredC <= forecastC.p90) battery.within++;
  if (battery.felt.length < feltMax) battery.felt.push({ atMs: atS * 1000, forecastC, measuredC });
}

function quoted(battery: BatteryForesight, trace: Traced<"quoted">, atMs: ScheduleMs): void {
  battery.quotes++;
  bump(battery.qualities, trace.quality);
  const { quoteId, quality, provenance, reasons, query, curve, microPerAge } = trace;
  const perKwh = (powerW: number): number =>
    (agePerHourAt(curve.charge, powerW) * 1000 * microPerAge) / Math.max(1, powerW);
  battery.first ??= {
    ...{ atMs, quoteId, quality, modelId: provenance.modelId, reasons, soh: query.soh },
    temperatureC: query.temperatureC,
    fullMicroPerKwh: perKwh(query.powerMaxW),
    halfMicroPerKwh: perKwh(query.powerMaxW / 2),
  };
}

function bump<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
