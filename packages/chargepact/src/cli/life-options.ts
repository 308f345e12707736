import { climates, type ClimateName, type LifePolicyName, lifePolicyNames } from "@chargepact/sim";
import { Command, Option } from "commander";
import { refuse } from "../scenario/problems.js";
import { OptionReader } from "../swarm-options.js";
import { withoutUndefined } from "../swarm-day.js";

/** What `chargepact life` was asked to do, checked. */
export interface LifeOptions {
  readonly policy: LifePolicyName;
  readonly years: number;
  readonly seed: number;
  readonly climate: ClimateName;
  readonly out?: string;
  readonly trips?: string;
  readonly ambient?: string;
  readonly pack?: string;
  readonly report?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

interface RawOptions {
  readonly policy: string;
  readonly years: string;
  readonly seed: string;
  readonly climate?: string;
  readonly out?: string;
  readonly trips?: string;
  readonly ambient?: string;
  readonly pack?: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

const yearsMost = 40;
const climateNames = Object.keys(climates) as ClimateName[];

const definitions = (): Option[] => [
  new Option("--policy <name>", `how the battery is charged: ${lifePolicyNames.join(", ")}`).default("negotiated"),
  new Option("--years <number>", `how long, up to ${yearsMost}`).default("1"),
  new Option("--out <file>", "write the series as CSV: time_s,soc,temperature_c,power_w every 15 minutes"),
  new Option("--trips <file>", "trips, CSV (default: a driver's usual days, drawn by the seed)"),
  new Option("--ambient <file>", "temperature of the air, CSV, in place of --climate"),
  new Option("--climate <name>", `the air: ${climateNames.join(", ")} (default: temperate)`),
  new Option("--pack <file>", "the battery, YAML (default: 60 kWh of NMC at 11 kW)"),
  new Option("--seed <number>", "seed of trips and weather").default("1"),
  new Option("--report <file>", "write a self-contained HTML report"),
  new Option("--json", "print one JSON document on standard output, and nothing else there"),
  new Option("--quiet", "no progress"),
];

/** The command `life`, which hands its checked options to `run`. */
export function lifeCommand(run: (options: LifeOptions) => Promise<void>): Command {
  const command = new Command("life")
    .description("live through years of a car's battery, and say how long it lasts by published ageing models")
    .allowExcessArguments(false)
    .exitOverride();
  for (const option of definitions()) command.addOption(option);
  return command.action(async (raw: RawOptions) => {
    await run(lifeOptions(raw));
  });
}

/** Checks the options as typed; all that is wrong is listed in one error, and nothing is run. */
export function lifeOptions(raw: RawOptions): LifeOptions {
  const reader = new OptionReader();
  const name = <Name extends string>(key: string, text: string, names: readonly Name[]): Name | undefined => {
    const found = names.find((each) => each === text);
    if (found === undefined) reader.bad(key, text, names.join(", "), "choose one of these");
    return found;
  };
  const policy = name("--policy", raw.policy, lifePolicyNames);
  const climate = name("--climate", raw.climate ?? "temperate", climateNames);
  const years = reader.number("--years", raw.years, { min: 0.01, max: yearsMost, unit: " years" });
  const seed = reader.number("--seed", raw.seed, { min: 0, max: 4_294_967_295, unit: "", whole: true });
  const files = { out: reader.target("--out", raw.out), report: reader.target("--report", raw.report) };
  if (raw.ambient !== undefined && raw.climate !== undefined) {
    reader.bad("--climate", raw.climate, "no --climate beside --ambient, which is the air", "leave out one of them");
  }
  refuse("BAD_INPUT", reader.problems);
  const { trips, ambient, pack } = raw;
  return {
    policy: policy ?? "negotiated",
    climate: climate ?? "temperate",
    years: years ?? 1,
    seed: seed ?? 1,
    ...withoutUndefined({ ...files, trips, ambient, pack }),
    json: raw.json ?? false,
    quiet: raw.quiet ?? false,
  };
}
