import { bandsOf } from "./curve.js";
import { bandEnds, cRateOf, predictionOf } from "./physics-wear.js";
import type { Chemistry, WearPrediction, WearQuery } from "./types.js";

/** What vendors commonly warrant: cycles and years to 80 % SoH, whichever way they are used up. */
const warranted: Record<Chemistry, { readonly cycles: number; readonly years: number }> = {
  NMC: { cycles: 3000, years: 12 },
  LFP: { cycles: 6000, years: 15 },
  NCA: { cycles: 2000, years: 10 },
  // No open ageing parameters were found for the rest: well below what data sheets say, and *unvalidated*.
  SODIUM_ION: { cycles: 2000, years: 10 },
  LTO: { cycles: 6000, years: 12 },
  OTHER: { cycles: 2000, years: 10 },
};
const everywhere = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;

/** Last in the chain: a vendor table. Answers always; its p90 is twice its median. */
export const staticWear: { predict(query: WearQuery): WearPrediction } = {
  predict(query) {
    const { pack, soh } = query;
    const { cycles, years } = warranted[pack.chemistry];
    // Twice as dear per kWh above C/3 as below.
    const perHour = (powerW: number): number => {
      const cRate = cRateOf(pack, soh, powerW);
      return ((cRate + Math.max(0, cRate - 1 / 3)) * soh) / cycles / 2;
    };
    const calendar = { agePerHour: 1 / (years * 8766) };
    const curve = {
      charge: bandsOf(perHour, bandEnds(query.powerMaxW)),
      discharge: bandsOf((powerW) => perHour(0 - powerW), bandEnds(query.exportMaxW)),
      calendar: [
        { soc: 0, ...calendar },
        { soc: 1, ...calendar },
      ],
    };
    return predictionOf(query, curve, {
      spread: 2,
      provenance: {
        modelId: `static-${pack.chemistry.toLowerCase()}-1`,
        sha256: "",
        trainedOn: "usual warranty terms",
        chemistry: pack.chemistry,
        box: { temperatureC: everywhere, cRate: everywhere, soc: everywhere, soh: everywhere },
        engine: "static",
      },
    });
  },
};
