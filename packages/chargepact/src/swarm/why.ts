import type { Reason } from "@chargepact/protocol";
import type { Why } from "./tracks.js";

/** Reasons of the protocol as a person would say them, to follow "because". */
const because: Readonly<Record<Reason, string>> = {
  UNSPECIFIED: "no reason was given",
  THERMAL: "it is hot",
  COLD: "it is cold",
  WORN: "it is worn",
  ACCEPTANCE: "it is nearly full",
  SOC_WINDOW: "it is nearly full",
  EQUIPMENT: "of its equipment",
  PERSON: "a person said so",
  PRICE: "of the price",
  CAPACITY: "capacity is shared",
  PHASE: "a phase is full",
  MINIMUM_POWER: "less than its minimum is left",
  DEPARTURE: "it leaves soon",
  FALLBACK: "nothing is agreed",
  EMERGENCY: "of an emergency",
  BASE_LOAD: "of the building's load",
};

/** `it is worn and it is hot`. */
export const becauseOf = (reasons: readonly Reason[]): string =>
  [...new Set(reasons.map((reason) => because[reason]))].slice(0, 2).join(" and ");

/** What a state is called in tables and legends. */
export const whyNames: Readonly<Record<Why, string>> = {
  full: "full power",
  own: "battery's own limit",
  gentle: "asked for less",
  shared: "capacity is shared",
  emergency: "emergency",
  unheard: "nothing agreed yet",
  done: "done",
  export: "exports",
};

/** A state in a few words, with its cause: `asked for less: it is worn`. */
export function whyText(why: Why, reasons: readonly Reason[]): string {
  const caused = (why === "own" || why === "gentle") && reasons.length > 0;
  return caused ? `${whyNames[why]}: ${becauseOf(reasons)}` : whyNames[why];
}
