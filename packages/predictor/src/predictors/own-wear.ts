import { cRateOf, physicsWear, type WearPredictorNow, type WearQuery } from "@chargepact/protocol";
import { type Calibration, calibrated } from "../calibration.js";
import type { Manifest } from "../manifest.js";
import { type Column, columnsOf, outputsOf } from "./columns.js";

/** Inputs that a model of kind `wear` may have, in any order. */
export const wearColumns: Readonly<Record<string, Column<WearQuery>>> = {
  soc: ({ soc }) => soc,
  soh: ({ soh }) => soh,
  temperature_c: ({ temperatureC }) => temperatureC,
  capacity_kwh: ({ pack }) => pack.capacityWh / 1_000,
  c_rate_charge: ({ pack, soh, powerMaxW }) => cRateOf(pack, soh, powerMaxW),
  c_rate_discharge: ({ pack, soh, exportMaxW }) => cRateOf(pack, soh, 0 - exportMaxW),
};

/** Outputs that it must have: factors on the rates at which physics says that cycling ages, 1 where it stands as it is. */
export const wearOutputs = ["rate_factor_p10", "rate_factor_p50", "rate_factor_p90"] as const;

/** A user's own model of wear, by the names in its manifest. Throws `MODEL` where one of them is not known. */
export function ownWear(manifest: Manifest, physics: WearPredictorNow = physicsWear): Calibration {
  const write = columnsOf(manifest, wearColumns, 0);
  const at = outputsOf(manifest, wearOutputs);
  return {
    manifest,
    ask: (query, features) => {
      write(query, features);
      return true;
    },
    apply: (query, out) => {
      const standing = physics.predict(query);
      const factors = wearOutputs.map((name) => out[at[name]] ?? Number.NaN);
      const answer = Float32Array.of(0, 0, 0, ...factors);
      return standing && calibrated(query, { manifest, answer, standing, cycling: standing });
    },
  };
}
