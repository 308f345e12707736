import { Command, Option } from "commander";
import { existsSync, statSync } from "node:fs";
import { dirname, join, resolve as resolvePath } from "node:path";
import { faultForms, parseFault } from "./scenario/index.js";
import { commandLine, refuse, type Problem } from "./scenario/problems.js";
import { dateS } from "./scenario/time.js";
import { defaultRunS, withoutUndefined } from "./swarm-day.js";

export { defaultSpeed, realRunS, resolveDay, resolveSwarm } from "./swarm-day.js";

export const strategies = ["equal-share", "edf", "llf", "option-rounds"] as const;
const defaultStrategy: StrategyName = "option-rounds";
export type StrategyName = (typeof strategies)[number];

/** What `--compare` without names compares. */
const comparedByDefault: readonly StrategyName[] = ["option-rounds", "llf", "edf", "equal-share"];

/** What `chargepact swarm` was asked to do, checked. */
export interface SwarmOptions {
  /** Path of a scenario file; undefined = the packaged default day. */
  readonly scenario?: string;
  readonly sessions?: string;
  readonly prices?: string;
  /** YYYY-MM-DD. */
  readonly day?: string;
  /** YYYY-MM-DD. */
  readonly priceDay?: string;
  /** W. */
  readonly capacityW?: number;
  readonly storage?: { readonly packs: number; readonly energyWh: number; readonly powerW: number };
  /** URL of a broker; undefined = an embedded one. */
  readonly broker?: string;
  /** Times real time; undefined = {@link defaultSpeed} of the day. Never with `virtual`. */
  readonly speed?: number;
  readonly virtual: boolean;
  readonly seed?: number;
  /** Path of the HTML report, whose folder exists. */
  readonly report?: string;
  readonly json: boolean;
  readonly faults: readonly string[];
  readonly strategy: StrategyName;
  /** Strategies to run the same day with, in place of `strategy`; each once, only with `virtual`. */
  readonly compare?: readonly StrategyName[];
  readonly insecure: boolean;
  readonly quiet: boolean;
}

/** Values as commander hands them over. */
interface RawOptions {
  readonly sessions?: string;
  readonly prices?: string;
  readonly day?: string;
  readonly priceDay?: string;
  readonly capacity?: string;
  readonly storage?: string;
  readonly broker?: string;
  readonly speed?: string;
  readonly virtual?: boolean;
  readonly seed?: string;
  readonly report?: string;
  readonly json?: boolean;
  readonly fault?: readonly string[];
  readonly strategy: string;
  /** True where it has no names. */
  readonly compare?: string | true;
  readonly insecure?: boolean;
  readonly quiet?: boolean;
}

const speedMax = 100_000;

const collect = (value: string, before: readonly string[] = []): string[] => [...before, value];

const definitions = (): Option[] => [
  new Option("--sessions <file>", "charging sessions of real days, CSV or CSV.gz (with --prices)"),
  new Option("--prices <file>", "hourly prices, CSV or CSV.gz (with --sessions)"),
  new Option("--day <date>", "day of the sessions, YYYY-MM-DD (default: the busiest)"),
  new Option("--price-day <date>", "day of the prices, YYYY-MM-DD (default: that day, or the same day of 2019)"),
  new Option(
    "--capacity <watts>",
    "capacity of the site in W (default for --sessions: a third of the uncontrolled peak)",
  ),
  new Option("--storage <packs>", "a storage site as PACKSxKWHxKW, such as 4x20x10"),
  new Option("--broker <url>", "MQTT broker, mqtt:// or mqtts:// (default: one inside this process)"),
  new Option("--speed <factor>", `times real time (default: the day takes about ${defaultRunS} s)`),
  new Option("--virtual", "virtual time, no broker: as fast as it goes, the same for the same seed"),
  new Option("--seed <number>", "seed of everything drawn by chance (default: the scenario's)"),
  new Option("--report <file>", "write a self-contained HTML report"),
  new Option("--json", "print one JSON document on standard output, and nothing else there"),
  new Option("--fault <spec>", `a fault, may be repeated: ${faultForms.join("; ")}`).argParser(collect),
  new Option("--strategy <name>", `how capacity is shared: ${strategies.join(", ")}`).default(defaultStrategy),
  new Option(
    "--compare [names]",
    `run the day with several strategies, with commas between (default: ${comparedByDefault.join(",")})`,
  ).conflicts("strategy"),
  new Option("--insecure", "no seals, and no check of the broker's certificate: for experiments only"),
  new Option("--quiet", "no progress and no live table"),
];

/** The command `swarm`, which hands its checked options to `run`. Commander's own errors are thrown, as are ours. */
export function swarmCommand(run: (options: SwarmOptions) => Promise<void>): Command {
  const command = new Command("swarm")
    .description("run a day: batteries, chargers, a storage site and a grid operator negotiate charge rates")
    .allowExcessArguments(false)
    .argument("[scenario]", "scenario file, YAML (default: the packaged default day)")
    .exitOverride();
  for (const option of definitions()) command.addOption(option);
  return command.action(async (scenario: string | undefined, raw: RawOptions) => {
    await run(swarmOptions(scenario, raw));
  });
}

/** Gathers what is wrong with the options. */
export class OptionReader {
  readonly problems: Problem[] = [];

  bad(key: string, value: string, allowed: string, next: string): void {
    this.problems.push({ file: commandLine, key, value: value === "" ? "(empty)" : value, allowed, next });
  }

  number(key: string, text: string | undefined, range: NumberRange): number | undefined {
    if (text === undefined) return undefined;
    const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
    if (value >= range.min && value <= range.max && (range.whole !== true || Number.isInteger(value))) return value;
    const kind = range.whole === true ? "a whole number" : "a number";
    this.bad(key, text, `${kind} from ${range.min} to ${range.max}${range.unit}`, `correct ${key}`);
    return undefined;
  }

  date(key: string, text: string | undefined): string | undefined {
    if (text === undefined || dateS(text) !== undefined) return text;
    this.bad(key, text, "a date YYYY-MM-DD", `write ${key} as in 2015-10-01`);
    return undefined;
  }

  /** A folder for a file that does not exist yet. */
  target(key: string, text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const allowed = "a file in a folder that exists";
    if (text !== "" && existsSync(text) && statSync(text).isDirectory()) {
      this.bad(key, text, allowed, `this is a folder: name a file in it, as in ${join(text, "report.html")}`);
    } else if (text !== "" && existsSync(dirname(resolvePath(text)))) return text;
    else this.bad(key, text, allowed, "create the folder or choose another");
    return undefined;
  }

  broker(text: string | undefined): string | undefined {
    if (text === undefined) return undefined;
    const url = URL.canParse(text) ? new URL(text) : undefined;
    if (url && ["mqtt:", "mqtts:"].includes(url.protocol) && url.hostname !== "") return text;
    this.bad("--broker", text, "mqtt://HOST[:PORT] or mqtts://HOST[:PORT]", "correct the URL");
    return undefined;
  }

  storage(text: string | undefined): SwarmOptions["storage"] {
    if (text === undefined) return undefined;
    const match = /^(\d{1,2})x(\d+(?:\.\d+)?)x(\d+(?:\.\d+)?)$/.exec(text);
    const [packs, energyWh, powerW] = [Number(match?.[1]), 1000 * Number(match?.[2]), 1000 * Number(match?.[3])];
    const fits = (value: number, min: number, max: number) => value >= min && value <= max;
    if (fits(packs, 1, 64) && fits(energyWh, 100, 1e7) && fits(powerW, 100, 1e7)) return { packs, energyWh, powerW };
    const allowed = "PACKSxKWHxKW: 1 to 64 packs, each of 0.1 to 10000 kWh and 0.1 to 10000 kW";
    this.bad("--storage", text, allowed, "write it as in 4x20x10");
    return undefined;
  }

  strategy(text: string): StrategyName {
    const found = strategies.find((name) => name === text);
    if (found === undefined) this.bad("--strategy", text, strategies.join(", "), "choose one of these");
    return found ?? defaultStrategy;
  }

  compare(names: string | true | undefined): readonly StrategyName[] | undefined {
    if (names === undefined) return undefined;
    if (names === true) return comparedByDefault;
    const given = names.split(",");
    const found = strategies.filter((name) => given.includes(name));
    if (found.length === given.length) return given.flatMap((name) => found.filter((each) => each === name));
    const allowed = `some of ${strategies.join(", ")}, each once, with commas between and no spaces`;
    this.bad("--compare", names, allowed, "correct the names, or write the scenario file before --compare");
    return undefined;
  }
}

interface NumberRange {
  readonly min: number;
  readonly max: number;
  readonly unit: string;
  readonly whole?: boolean;
}

/** Checks the options as typed; all that is wrong is listed in one error, and nothing is started. */
export function swarmOptions(scenario: string | undefined, raw: RawOptions): SwarmOptions {
  const reader = new OptionReader();
  const faults = raw.fault ?? [];
  const checked = {
    scenario,
    sessions: raw.sessions,
    prices: raw.prices,
    day: reader.date("--day", raw.day),
    priceDay: reader.date("--price-day", raw.priceDay),
    capacityW: reader.number("--capacity", raw.capacity, { min: 1, max: 100_000_000, unit: " W", whole: true }),
    storage: reader.storage(raw.storage),
    broker: reader.broker(raw.broker),
    speed: reader.number("--speed", raw.speed, { min: 0.01, max: speedMax, unit: " times real time" }),
    seed: reader.number("--seed", raw.seed, { min: 0, max: 4_294_967_295, unit: "", whole: true }),
    report: reader.target("--report", raw.report),
    compare: reader.compare(raw.compare),
  };
  const strategy = reader.strategy(raw.strategy);
  checkCombinations(reader, scenario, raw);
  if (checked.compare !== undefined) checkCompare(reader, checked.compare, raw);
  refuse("BAD_INPUT", reader.problems);
  for (const fault of faults) parseFault(fault);
  const flag = (value: boolean | undefined) => value ?? false;
  return {
    ...withoutUndefined(checked),
    faults,
    strategy,
    virtual: flag(raw.virtual),
    json: flag(raw.json),
    insecure: flag(raw.insecure),
    quiet: flag(raw.quiet),
  };
}

function checkCombinations(reader: OptionReader, scenario: string | undefined, raw: RawOptions): void {
  const real = raw.sessions !== undefined;
  if (raw.speed !== undefined && raw.virtual === true) {
    reader.bad("--speed", raw.speed, "no --speed with --virtual, which has no speed", "leave out one of them");
  }
  if (raw.broker !== undefined && raw.virtual === true) {
    reader.bad("--broker", raw.broker, "no --broker with --virtual, which has no broker", "leave out one of them");
  }
  if (real && scenario !== undefined) {
    const next = "leave out the scenario, or write sessions: { file: … } in it";
    reader.bad("--sessions", raw.sessions, "no --sessions beside a scenario file", next);
  }
  if (real !== (raw.prices !== undefined)) {
    const [given, other] = real ? ["--sessions", "--prices"] : ["--prices", "--sessions"];
    reader.bad(other, "(missing)", `a file, because ${given} is given`, `add ${other} FILE`);
  }
  for (const [key, value] of [
    ["--day", raw.day],
    ["--price-day", raw.priceDay],
  ] as const) {
    if (value !== undefined && !real)
      reader.bad(key, value, `${key} with --sessions and --prices only`, `leave out ${key}`);
  }
}

/** Strategies are set beside each other in virtual time alone, where nothing but the strategy differs. */
function checkCompare(reader: OptionReader, names: readonly StrategyName[], raw: RawOptions): void {
  if (raw.virtual === true) return;
  const value = names.join(",");
  reader.bad(
    "--compare",
    value,
    "--compare with --virtual only, where each strategy has the same day",
    "add --virtual",
  );
  if (raw.broker !== undefined) {
    const allowed = "no --broker with --compare, which runs in virtual time";
    reader.bad("--broker", raw.broker, allowed, "leave out one of them");
  }
}
