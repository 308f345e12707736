import { z } from "zod";
import { defaultHealth, defaultModels } from "./models.js";
import { clockS, dateS, instantS } from "./time.js";
import { loadShapes } from "./profiles.js";

/** Every message of this schema is the *allowed* part of an error: what may stand there, with its unit. */

const number = (min: number, max: number, unit = "") => {
  const allowed = `a number from ${min} to ${max} ${unit}`.trim();
  return z.number({ error: allowed }).min(min, allowed).max(max, allowed);
};
const whole = (min: number, max: number, unit = "") => {
  const allowed = `a whole number from ${min} to ${max} ${unit}`.trim();
  return z.int({ error: allowed }).min(min, allowed).max(max, allowed);
};
const oneOf = <const Values extends readonly (string | number)[]>(values: Values) => {
  const allowed = values.map(String).join(" or ");
  return z.literal([...values] as Values[number][], { error: allowed });
};
const text = (allowed: string, ok: (value: string) => boolean) =>
  z.string({ error: allowed }).refine(ok, { error: allowed });

/** A mapping with these keys and no others. */
const mapping = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.strictObject(shape, { error: `a mapping with the keys ${Object.keys(shape).join(", ")}` });

const list = <Item extends z.ZodType>(item: Item, what: string, max: number) => {
  const allowed = `a list of 1 to ${max} ${what}`;
  return z.array(item, { error: allowed }).min(1, allowed).max(max, allowed);
};

/** What hourly values of a day may be; lists of other lengths are refused with the day. */
export const hourlyAllowed = {
  prices: "a list of 24 values from 00:00, or of one: [0.2]",
  loads: "a list of 24 values in W from 00:00, or of one: [5000]",
} as const;
const hourly = (item: z.ZodNumber, allowed: string) => z.array(item, { error: allowed }).min(1, allowed);

const powerMax = 100_000_000;
const id = text("an id of 1 to 32 small letters, digits and hyphens", (value) => /^[a-z0-9-]{1,32}$/.test(value));
const clock = text("a time of day HH:MM, 00:00 to 24:00", (value) => clockS(value) !== undefined);
const date = text("a date YYYY-MM-DD, such as 2025-06-17", (value) => dateS(value) !== undefined);
const file = text("a path, relative to the scenario's folder", (value) => value !== "");
const moment = text(
  "a time of day HH:MM, or a date and time YYYY-MM-DDTHH:MM",
  (value) => clockS(value) !== undefined || instantS(value) !== undefined,
);

const modelNames = defaultModels.map(({ name }) => name);
const figures = mapping({
  name: id,
  capacityWh: number(1000, 500_000, "Wh"),
  acPowerMaxW: number(1380, 44_000, "W"),
  phases: oneOf([1, 3]),
  chemistry: oneOf(["LFP", "NMC", "NCA"]),
  exportMaxW: number(0, 44_000, "W").optional(),
});
const model = z.union([oneOf(modelNames), figures], {
  error: `${modelNames.join(" or ")}, or a mapping with the keys name, capacityWh, acPowerMaxW, phases, chemistry, exportMaxW`,
});
const soh = number(0.5, 1, "(fraction of new capacity)");
const fallback = number(0, 1_000_000, "W");
const reserve = number(0, 1, "(fraction)");

const station = mapping({
  id,
  connectors: whole(1, 8, "connectors"),
  powerMaxW: number(1380, 400_000, "W a connector"),
  phases: oneOf([1, 3]).default(3),
  count: whole(1, 500, "stations").optional(),
  fallbackW: fallback.default(0),
  exportMaxW: number(0, 400_000, "W a connector").default(0),
});

const stay = mapping({
  id: id.optional(),
  vehicle: id,
  station: id,
  arrive: moment,
  depart: moment,
  energyWh: whole(1, 1_000_000, "Wh"),
  soc: number(0, 1, "(fraction)").optional(),
  model: model.optional(),
  soh: soh.optional(),
  reserveSoc: reserve.optional(),
});
const sessionsFile = mapping({
  file,
  day: date.optional(),
  evse: mapping({
    powerMaxW: number(1380, 400_000, "W").default(7200),
    phases: oneOf([1, 3]).default(1),
    fallbackW: fallback.default(0),
  }).optional(),
});

const baseLoad = mapping({
  peakW: number(0, powerMax, "W").optional(),
  shape: oneOf(Object.keys(loadShapes) as (keyof typeof loadShapes)[]).default("office"),
  hourlyW: hourly(number(0, powerMax, "W"), hourlyAllowed.loads).optional(),
});

const site = mapping({
  capacityW: whole(1, powerMax, "W").optional(),
  guaranteedW: whole(0, powerMax, "W").optional(),
  exportMaxW: whole(0, powerMax, "W").optional(),
  phases: oneOf([1, 3]).default(3),
  phaseCapacityW: whole(1, powerMax, "W a phase").optional(),
  ambientC: number(-30, 50, "°C").default(20),
  demandCharge: number(0, 1000, "currency per kW").default(0),
  sunkPeakW: whole(0, powerMax, "W").optional(),
  unservedPerKwh: number(0.01, 100, "currency per kWh").default(1),
  baseLoad: baseLoad.optional(),
});

/** Who charges where, at one site. */
const plants = {
  site: site.prefault({}),
  stations: list(station, "stations", 500).optional(),
  storage: mapping({
    id: id.default("storage"),
    packs: whole(1, 64, "packs"),
    energyWh: number(100, 10_000_000, "Wh a pack"),
    powerW: number(100, 10_000_000, "W a pack"),
    reserveSoc: number(0, 0.9, "(fraction)").optional(),
  }).optional(),
  fleet: mapping({
    count: whole(1, 1000, "vehicles"),
    models: list(model, "models", 50).default([...modelNames]),
    soh: list(soh, "states of health", 20).default([...defaultHealth]),
    energyScale: number(0.1, 20, "(factor)").default(1),
    reserveSoc: reserve.optional(),
  }).optional(),
  sessions: z
    .union([list(stay, "sessions", 2000), sessionsFile], {
      error: "a list of sessions, or a mapping with the keys file, day, evse",
    })
    .optional(),
};

const feeder = mapping({
  capacityW: whole(1, powerMax, "W"),
  guaranteedW: whole(0, powerMax, "W").optional(),
  exportMaxW: whole(0, powerMax, "W").optional(),
  baseLoad: baseLoad.optional(),
  demandCharge: number(0, 1000, "currency per kW").default(0),
  pricing: oneOf(["flat", "dynamic"]).default("flat"),
  sharing: oneOf(["equal", "sums"]).default("equal"),
});

const ttlS = mapping({
  battery: whole(10, 3600, "s").default(60),
  charger: whole(20, 7200, "s").default(180),
  site: whole(40, 14_400, "s").default(900),
});
const terms = mapping({
  ttlS: ttlS.prefault({}),
  graceS: number(1, 60, "s").default(10),
  debounceS: number(0, 60, "s").default(2),
  planIntervalS: number(1, 900, "s").default(10),
});

const grid = mapping({ trade: z.boolean({ error: "true or false" }).default(false) });

/** A scenario file. Units are in the names; `docs/scenario.md` explains every key. */
export const scenarioSchema = mapping({
  version: oneOf([1]),
  name: text("a name of 1 to 80 characters", (value) => value.length > 0 && value.length <= 80).optional(),
  seed: whole(0, 4_294_967_295).default(1),
  day: mapping({
    date: date.optional(),
    from: clock.optional(),
    to: clock.optional(),
    stepS: oneOf([60, 300, 900, 1800, 3600]).default(300),
  }).prefault({}),
  currency: text("a currency of three capital letters, such as EUR", (value) => /^[A-Z]{3}$/.test(value)).optional(),
  ...plants,
  feeder: feeder.optional(),
  sites: list(mapping({ id, ...plants }), "sites", 50).optional(),
  prices: mapping({
    perKwh: hourly(number(-100, 100, "currency per kWh"), hourlyAllowed.prices).optional(),
    meanPerKwh: number(0, 100, "currency per kWh").optional(),
    file: file.optional(),
    day: date.optional(),
  }).prefault({}),
  grid: grid.prefault({}),
  terms: terms.prefault({}),
  responseS: number(3, 60, "s").default(5),
  faults: z
    .array(z.string({ error: "a text such as drop:0.2" }), { error: "a list of faults" })
    .max(50, "at most 50 faults")
    .default([]),
});

/** A scenario as written, with defaults filled in. */
export type Scenario = z.output<typeof scenarioSchema>;
export type SiteEntry = NonNullable<Scenario["sites"]>[number];
export type SessionsFile = z.output<typeof sessionsFile>;
export type InlineStay = z.output<typeof stay>;
