import { isDeepStrictEqual } from "node:util";
import { type VehicleModel } from "@chargepact/sim";
import { type Loaded } from "./load.js";
import { defaultModels, modelOf } from "./models.js";
import { refuse, type Problem } from "./problems.js";
import { type InlineStay } from "./schema.js";

/** Models that listed sessions describe, each once; a name says one thing, also beside the default models. */
export function describedModels(loaded: Loaded, listed: readonly InlineStay[]): readonly VehicleModel[] {
  const described = new Map<string, VehicleModel>();
  const problems = listed.flatMap(({ model }, index): Problem[] => {
    if (model === undefined || typeof model === "string") return [];
    const [made, before] = [modelOf(model), described.get(model.name)];
    const known = defaultModels.some(({ name }) => name === model.name);
    if (!known && (before === undefined || isDeepStrictEqual(before, made))) {
      described.set(model.name, made);
      return [];
    }
    const allowed = known ? "a name that no default model has" : "the same figures wherever the name is the same";
    const place = loaded.at(["sessions", index, "model"]);
    return [{ ...place, value: model.name, allowed, next: "rename the model, or correct its figures" }];
  });
  refuse("BAD_CONFIG", problems);
  return [...described.values()];
}
