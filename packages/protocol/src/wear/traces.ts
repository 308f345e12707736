import type { QuoteQuality, Reason } from "../messages.js";
import type { Micro, UnixS } from "../units.js";
import type { Usage } from "./curve.js";
import type { PredictionFault } from "./guard.js";
import type { Provenance, Quantiles, WearCurve, WearQuery } from "./types.js";

/** What a battery's owner should see to; never sent. */
export const maintenanceAdvice = ["NONE", "PLAN_REPLACEMENT", "SECOND_LIFE", "RETIRE"] as const;
export type MaintenanceAdvice = (typeof maintenanceAdvice)[number];

/** What a battery's own log, page and report are made of. It holds SoC, SoH and models: none of it ever travels (S6). */
export type PredictionTrace =
  /** A question was answered, and what of it is believed: where `fault` is set, physics stands in for a model. */
  | {
      readonly what: "predicted";
      readonly number: number;
      readonly atS: UnixS;
      readonly horizon?: {
        readonly quality: QuoteQuality;
        readonly modelId: string;
        readonly stepS: number;
        /** °C at the end of each step, as calibrated for this battery. */
        readonly temperatureC: readonly Quantiles[];
        readonly fault?: PredictionFault;
      };
      readonly wear?: {
        readonly quality: QuoteQuality;
        readonly modelId: string;
        readonly endOfLifeMonths: Quantiles;
        readonly fault?: PredictionFault;
      };
    }
  /** A prediction or a sensor was not believed. */
  | {
      readonly what: "guarded";
      readonly subject: "horizon" | "wear" | "sensor";
      /** Model that said it; of a sensor empty. */
      readonly modelId: string;
      readonly fault: PredictionFault;
    }
  /** A temperature that was forecast has been measured; `within` of `met` so far lay in their band of 80 %. */
  | {
      readonly what: "forecastFelt";
      readonly atS: UnixS;
      readonly leadS: number;
      readonly quality: QuoteQuality;
      readonly forecastC: Quantiles;
      readonly measuredC: number;
      readonly within: number;
      readonly met: number;
      /** Width of the calibrated band over that of the raw one. */
      readonly widthRatio: number;
    }
  /** A quote was given, with all that a replay of it needs: `wearCost(…)` of it is `costMicro` less what is missing. */
  | {
      readonly what: "quoted";
      readonly quoteId: string;
      readonly quality: QuoteQuality;
      readonly reasons: readonly Reason[];
      readonly provenance: Provenance;
      readonly query: WearQuery;
      /** What was declared from: virtual age, p90. */
      readonly curve: WearCurve;
      readonly microPerAge: Micro;
      /** How the battery would follow it; empty for the options of a round, each priced from `curve`. */
      readonly usage: readonly Usage[];
      readonly costMicro: Micro;
    }
  /** Something a battery's owner should plan for. */
  | {
      readonly what: "maintenance";
      readonly advice: MaintenanceAdvice;
      readonly endOfLifeMonths: Quantiles;
      readonly detail: string;
    };
