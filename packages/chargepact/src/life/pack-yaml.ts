import { defaultLifePack, type LifePack } from "@chargepact/sim";
import { z } from "zod";
import { readText } from "../scenario/csv.js";
import { problemsOf, readYaml } from "../scenario/load.js";
import { refuse } from "../scenario/problems.js";
import { lifeGuide } from "./guide.js";

function within(min: number, max: number, unit: string) {
  const allowed = `${min} to ${max} ${unit}`.trim();
  return z.number({ error: allowed }).min(min, allowed).max(max, allowed).optional();
}

const shape = {
  chemistry: z.literal(["NMC", "LFP", "NCA"], { error: "NMC, LFP or NCA" }).optional(),
  capacityWh: within(1000, 1_000_000, "Wh"),
  soh: within(0.5, 1, ""),
  powerMaxW: within(500, 400_000, "W"),
  powerMinW: within(0, 50_000, "W"),
  chargeEfficiency: within(0.5, 1, ""),
  heatCapacityJPerK: within(1000, 1e8, "J/K"),
  heatLossWPerK: within(0.1, 100_000, "W/K"),
  drivePowerW: within(100, 400_000, "W"),
  conditioningW: within(0, 50_000, "W"),
} satisfies Readonly<Record<keyof LifePack, z.ZodType>>;

const packSchema = z.strictObject(shape, { error: `a mapping with the keys ${Object.keys(shape).join(", ")}` });

/** Reads a pack; what the file leaves out is as in the default one. */
export function readPack(file: string): LifePack {
  const { input, at } = readYaml(readText(file), file);
  const checked = packSchema.safeParse(input ?? {});
  if (!checked.success) {
    refuse(
      "BAD_CONFIG",
      checked.error.issues.flatMap((issue) => problemsOf(issue, input, at, { guide: lifeGuide })),
    );
    throw new Error("a refused pack without a problem");
  }
  const given = Object.fromEntries(Object.entries(checked.data).filter(([, value]) => value !== undefined));
  const pack: LifePack = { ...defaultLifePack, ...given };
  if (pack.powerMinW > pack.powerMaxW) {
    const allowed = `at most powerMaxW, ${pack.powerMaxW} W`;
    const value = `${pack.powerMinW} W${checked.data.powerMinW === undefined ? ", the default" : ""}`;
    refuse("BAD_CONFIG", [{ ...at(["powerMinW"]), value, allowed, next: "lower it, or raise powerMaxW" }]);
  }
  return pack;
}
