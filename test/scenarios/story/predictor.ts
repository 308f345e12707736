import {
  type Chemistry,
  physicsShortHorizon,
  physicsWear,
  type Predictors,
  type Provenance,
  scaleCurve,
  type Trace,
} from "@chargepact/protocol";
import type { Vehicle } from "./plant.js";
import { powerText } from "./quantity.js";

const named = (provenance: Provenance, chemistry: Chemistry): Provenance => ({
  ...{ ...provenance, chemistry, modelId: "own-1", sha256: "c0ffee".repeat(11).slice(0, 64), engine: "user" },
});

/** An owner's own predictor: as good as physics, until it hallucinates. */
export function ownPredictors(plant: Vehicle): Predictors {
  return {
    horizon: {
      predict: (query) => {
        const said = physicsShortHorizon.predict(query);
        if (said === undefined) return undefined;
        const iceC = { p10: -300, p50: -290, p90: -280 };
        const temperatureC = plant.hallucinates ? said.temperatureC.map(() => iceC) : said.temperatureC;
        return { ...said, temperatureC, provenance: named(said.provenance, query.pack.chemistry) };
      },
    },
    wear: {
      predict: (query) => {
        const said = physicsWear.predict(query);
        if (said === undefined) return undefined;
        const { p50, p90 } = said;
        const curves = plant.hallucinates ? { p50: scaleCurve(p50, -1), p90: scaleCurve(p90, -1) } : { p50, p90 };
        return { ...said, ...curves, provenance: named(said.provenance, query.pack.chemistry) };
      },
    },
  };
}

/** What a battery's own log says, that nobody else hears; undefined for what a story does not tell. */
export function ownLogText(trace: Trace): string | undefined {
  switch (trace.what) {
    case "quoted": {
      const { quality, provenance, query, usage, costMicro } = trace;
      const most = Math.max(0, ...usage.map(({ powerW }) => powerW));
      const why = trace.reasons.length === 0 ? "" : ` [${trace.reasons.join(", ")}]`;
      const cells = `SoH ${percent(query.soh)}, ${String(query.temperatureC)} degC`;
      const cost = String(Math.round(costMicro / 1000) / 1000);
      return `quotes ${cost} for ${powerText(most)} by ${provenance.modelId} (${quality}), ${cells}${why}`;
    }
    case "guarded": {
      const { subject, modelId, fault } = trace;
      return `does not believe the ${subject} of ${modelId}: ${fault.fault}`;
    }
    case "predicted": {
      const { horizon, wear } = trace;
      return `looks ahead: temperature by ${horizon?.modelId ?? "nobody"}, wear by ${wear?.modelId ?? "nobody"}`;
    }
    case "maintenance":
      return `advises its owner: ${trace.advice}`;
    default:
      return undefined;
  }
}

const percent = (share: number): string => `${String(Math.round(100 * share))} %`;
