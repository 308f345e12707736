import type { QuoteQuality, Schedule } from "../messages.js";
import type { Micro, MicroPerKwh, UnixS, WattHours, Watts } from "../units.js";
import { ageOf, type Usage } from "./curve.js";
import { clamp } from "./pack.js";
import type { PredictionTrace } from "./traces.js";
import type { Pack, WearPrediction, WearQuery } from "./types.js";

/** What a unit of virtual age costs: a plug-in, separate from the physics. */
export interface WearPrice {
  /** µ for a whole life of this pack (from new to 80 % SoH). */
  microPerAge(pack: Pack): Micro;
}

/** Replacement at a price per kWh of pack, for example 100 €/kWh = 100 000 000 µ/kWh. */
export function packPrice(microPerKwh: MicroPerKwh): WearPrice {
  return { microPerAge: (pack) => (microPerKwh * pack.capacityWh) / 1000 };
}

/** How a battery would follow a schedule. Energies at the grid side, Wh. */
export interface Following {
  readonly pack: Pack;
  readonly soc: number;
  readonly soh: number;
  /** Wh still wanted by `departureS`. */
  readonly neededWh: WattHours;
  readonly nowS: UnixS;
  readonly departureS: UnixS;
  /** W; the most the battery draws, whatever the schedule allows. */
  readonly powerMaxW: Watts;
}

export interface Followed {
  readonly usage: readonly Usage[];
  /** Wh delivered by departure, and those of `neededWh` that are not. */
  readonly deliveredWh: WattHours;
  readonly missingWh: WattHours;
}

/** Draws what the schedule allows until the need is met, then stands until departure. Nothing outside its window. */
export function followSchedule(schedule: Schedule, of: Following): Followed {
  const usage: Usage[] = [];
  const capacityWh = Math.max(1, of.pack.capacityWh * of.soh);
  let [deliveredWh, soc, atS] = [0, of.soc, of.nowS];
  const use = (powerW: Watts, untilS: UnixS): void => {
    const hours = (Math.min(untilS, of.departureS) - atS) / 3600;
    if (hours <= 0) return;
    const socTo = clamp(soc + (powerW * hours * of.pack.chargeEfficiency) / capacityWh, 0, 1);
    usage.push({ powerW, hours, socFrom: soc, socTo });
    [deliveredWh, soc, atS] = [deliveredWh + powerW * hours, socTo, atS + hours * 3600];
  };
  for (const [index, maxW] of schedule.max.entries()) {
    const fromS = schedule.startS + index * schedule.stepS;
    use(0, fromS);
    const powerW = clamp(maxW, 0, of.powerMaxW);
    const leftS = powerW > 0 ? (Math.max(0, of.neededWh - deliveredWh) * 3600) / powerW : 0;
    use(powerW, Math.min(fromS + schedule.stepS, atS + leftS));
    use(0, fromS + schedule.stepS);
  }
  use(0, of.departureS);
  return { usage, deliveredWh, missingWh: Math.max(0, of.neededWh - deliveredWh) };
}

/** What a quote was made from: enough to make it again without the model. */
export interface QuoteSource {
  readonly query: WearQuery;
  readonly prediction: WearPrediction;
  /** How the battery would follow it; empty where each option is priced by a plan's problem. */
  readonly usage: readonly Usage[];
  readonly microPerAge: Micro;
}

/** The line of a battery's own log that stands behind a quote. */
export function quoteTrace(
  quote: Pick<QuoteTrace, "quoteId" | "quality" | "reasons" | "costMicro">,
  { query, prediction, usage, microPerAge }: QuoteSource,
): QuoteTrace {
  const { quoteId, quality, reasons, costMicro } = quote;
  const { provenance, p90: curve } = prediction;
  return { what: "quoted", quoteId, quality, reasons, provenance, query, curve, microPerAge, usage, costMicro };
}
type QuoteTrace = Extract<PredictionTrace, { what: "quoted" }>;

export interface WearCost {
  /** µ; integer ≥ 0: the median, and the p90 that is declared. */
  readonly p50Micro: Micro;
  readonly p90Micro: Micro;
  readonly quality: QuoteQuality;
  /** First 8 bytes (hex) of the model's hash; empty for physics and tables. */
  readonly modelHash: string;
}

/** What the usage costs in wear at a price per life. */
export function wearCost(prediction: WearPrediction, usage: readonly Usage[], microPerAge: Micro): WearCost {
  return {
    p50Micro: Math.round(ageOf(prediction.p50, usage) * microPerAge),
    p90Micro: Math.round(ageOf(prediction.p90, usage) * microPerAge),
    quality: prediction.quality,
    modelHash: prediction.provenance.sha256.slice(0, 16),
  };
}
