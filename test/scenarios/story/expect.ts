import { BatteryCore, ChargerCore, GridCore } from "@chargepact/protocol";
import { energyText, powerText, quantity } from "./quantity.js";
import { Network, Vehicle } from "./plant.js";
import type { StoryWorld } from "./world.js";
import { originS } from "./words.js";

/** What a story may expect: a value now, in the unit in which it is written. */
interface Subject {
  readonly unit: "W" | "Wh" | "count" | "word";
  /** `of`: the words after the subject's name. */
  readonly value: (world: StoryWorld, of: readonly string[]) => number | string;
}

const nowS = (world: StoryWorld): number => originS + world.nowMs / 1000;

function ledgerOf(world: StoryWorld, id: string) {
  const { core } = world.actor(id);
  if (core instanceof GridCore || core instanceof ChargerCore) return core.desk.ledger;
  throw new Error(`${id} keeps no ledger`);
}

/** W of import that a grantor has booked for one holder, or for all together with its uncontrolled load. */
function bookedW(world: StoryWorld, [id = "", holder]: readonly string[]): number {
  const ledger = ledgerOf(world, id);
  if (holder !== undefined) return ledger.importAt(holder, nowS(world));
  const { plant } = world.actor(id).person;
  const baseW = plant instanceof Network ? plant.baseW : 0;
  return ledger.holders().reduce((sum, each) => sum + ledger.importAt(each, nowS(world)), baseW);
}

function versionOf(world: StoryWorld, id: string): string {
  const { core } = world.actor(id);
  const link = core instanceof BatteryCore ? core["link"] : (core as GridCore | undefined)?.up;
  const version = link?.terms.version;
  return version === undefined ? "none" : `v${version.epoch}.${version.counter}`;
}

const subjects: Readonly<Record<string, Subject>> = {
  meter: { unit: "W", value: (world, [id = ""]) => world.meterW(id) },
  peak: { unit: "W", value: (world, [id = ""]) => world.extremes.get(id)?.peakW ?? world.meterW(id) },
  low: { unit: "W", value: (world, [id = ""]) => world.extremes.get(id)?.lowW ?? world.meterW(id) },
  ledger: { unit: "W", value: bookedW },
  failsafe: {
    unit: "W",
    value: (world, [id = ""]) => {
      const { plant } = world.actor(id).person;
      return plant instanceof Network ? 0 : plant.failsafe.importW;
    },
  },
  delivered: { unit: "Wh", value: (world, [id = ""]) => world.plant(id, Vehicle).deliveredWh },
  lease: { unit: "word", value: (world, [id = ""]) => world.phaseOf(world.actor(id)) },
  version: { unit: "word", value: (world, [id = ""]) => versionOf(world, id) },
  epoch: { unit: "count", value: (world, [id = ""]) => world.actor(id).handle?.epoch ?? 0 },
  refused: { unit: "count", value: (world, [id = "", why = ""]) => world.actor(id).refused.get(why) ?? 0 },
  alarms: {
    unit: "count",
    value: (world, [id = "", code]) =>
      world.actor(id).alarms.filter((each) => code === undefined || each === code).length,
  },
};

/** What lasts: those of meters and the ledger, of which each story has to end with at least one. */
export const lasting: ReadonlySet<string> = new Set(["meter", "peak", "low", "ledger", "delivered"]);

const compare: Readonly<Record<string, (is: number | string, wanted: number | string) => boolean>> = {
  "=": (is, wanted) => is === wanted,
  "<=": (is, wanted) => is <= wanted,
  ">=": (is, wanted) => is >= wanted,
  "<": (is, wanted) => is < wanted,
  ">": (is, wanted) => is > wanted,
};

/** What was expected, what is, and whether that fits. */
export interface Judged {
  readonly fits: boolean;
  readonly text: string;
}

/** Judges `meter cs1 <= 4.14kW`. Throws for what cannot be judged. */
export function judge(world: StoryWorld, words: readonly string[]): Judged {
  const at = words.findIndex((word) => word in compare);
  const [operator = "", ...rest] = at < 0 ? [] : words.slice(at);
  const [name = "", ...of] = words.slice(0, Math.max(at, 0));
  const subject = subjects[name];
  const [wantedText] = rest;
  if (subject === undefined || wantedText === undefined || rest.length !== 1) {
    throw new Error(
      `"${words.join(" ")}" cannot be expected: one of ${Object.keys(subjects).join(", ")}, then = <= >= < > and a value`,
    );
  }
  const { unit } = subject;
  const is = subject.value(world, of);
  const wanted = unit === "word" ? wantedText : unit === "count" ? Number(wantedText) : quantity(wantedText, unit);
  const shown =
    typeof is === "string" ? is : unit === "W" ? powerText(is) : unit === "Wh" ? energyText(is) : String(is);
  const fits = compare[operator]?.(is, wanted) ?? false;
  return { fits, text: `${[name, ...of].join(" ")} is ${shown}` };
}
