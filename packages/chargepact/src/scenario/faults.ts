import { type Day, type Fault, type FeederDay } from "@chargepact/sim";
import { nearest } from "./nearest.js";
import { commandLine, problemError, shown, type Problem } from "./problems.js";
import { clockOf, clockS, dayS } from "./time.js";

/** A fault as written: its time is a time of day, s after midnight. */
export type FaultSpec =
  | { readonly kind: "brokerRestart"; readonly clockS: number; readonly text: string }
  | { readonly kind: "kill"; readonly agent: string; readonly clockS: number; readonly text: string }
  | { readonly kind: "drop"; readonly fraction: number; readonly text: string }
  | {
      readonly kind: "emergency";
      readonly fraction: number;
      readonly clockS: number;
      readonly durationS: number;
      readonly text: string;
    };

/** Where a fault was written, for errors. */
export interface FaultPlace {
  readonly file: string;
  readonly line?: number;
  readonly key: string;
}

const faultOption: FaultPlace = { file: commandLine, key: "--fault" };
/** How long an emergency lasts where its text does not say, s. */
const emergencyDefaultS = 1800;
const dropMax = 0.9;
const unitS = { s: 1, m: 60, h: 3600 } as const;

/** The four forms, and what a person may write in each. */
export const faultForms = [
  "broker-restart@HH:MM",
  "kill:AGENT@HH:MM",
  `drop:FRACTION (0 to ${dropMax})`,
  "emergency:FRACTION@HH:MM[/DURATION] (0 to 1 of the capacity; 30s, 30m or 2h, 30 minutes by default)",
] as const;

function bad(text: string, place: FaultPlace, allowed: string, next: string): never {
  const { key, ...where } = place;
  throw problemError("BAD_INPUT", [{ ...where, key, value: text === "" ? "(empty)" : text, allowed, next }]);
}

const faultKinds = ["broker-restart", "kill", "drop", "emergency"] as const;
type FaultKind = (typeof faultKinds)[number];

const forms = faultForms.join("; ");

/** Reads one fault; says what is wrong with it and where it was written. */
export function parseFault(text: string, place: FaultPlace = faultOption): FaultSpec {
  const kind = kindOf(text, place);
  const match = /^[a-z-]+(?::([^@/]*))?(?:@([^/]*))?(?:\/(.*))?$/.exec(text);
  if (!match) return bad(text, place, forms, "write it in one of these forms");
  const [, argument, time, duration] = match;
  const absent = (part: string | undefined, what: string) => {
    if (part !== undefined) bad(text, place, forms, `leave out ${what}: ${kind} has none`);
  };
  if (kind !== "emergency") absent(duration, "the duration");
  switch (kind) {
    case "broker-restart":
      absent(argument, "the argument");
      return { kind: "brokerRestart", clockS: timeOf(text, time, place), text };
    case "kill":
      if (!/^[a-z0-9-]{1,32}$/.test(argument ?? ""))
        bad(text, place, "an agent's id: [a-z0-9-]{1,32}", "name the agent to kill");
      return { kind: "kill", agent: argument ?? "", clockS: timeOf(text, time, place), text };
    case "drop":
      absent(time, "the time (it holds all day)");
      return { kind: "drop", fraction: fractionOf(text, argument, dropMax, place), text };
    case "emergency":
      return {
        kind: "emergency",
        fraction: fractionOf(text, argument, 1, place),
        clockS: timeOf(text, time, place),
        durationS: duration === undefined ? emergencyDefaultS : durationOf(text, duration, place),
        text,
      };
  }
}

/** What the text begins with, up to its first mark; of a kind that there is not, the nearest one is named. */
function kindOf(text: string, place: FaultPlace): FaultKind {
  const [given = ""] = text.split(/[:@/]/, 1);
  const known = faultKinds.find((kind) => kind === given);
  if (known !== undefined) return known;
  if (given.trim() === "") return bad(text, place, forms, "write it in one of these forms");
  const near = nearest(given, faultKinds);
  const instead = near === undefined ? "write it in one of these forms" : `did you mean ${near}?`;
  return bad(text, place, forms, `${shown(given)} is no kind of fault: ${instead}`);
}

function timeOf(text: string, time: string | undefined, place: FaultPlace): number {
  const seconds = clockS(time ?? "");
  if (seconds !== undefined) return seconds;
  return bad(text, place, "a time of day HH:MM or HH:MM:SS, 00:00 to 24:00", "end it with @HH:MM, as in @12:00");
}

function fractionOf(text: string, argument: string | undefined, max: number, place: FaultPlace): number {
  const value = /^\d*\.?\d+$/.test(argument ?? "") ? Number(argument) : Number.NaN;
  if (value >= 0 && value <= max) return value;
  return bad(text, place, `a fraction from 0 to ${max} after the colon`, "write it with a point, as in 0.2");
}

function durationOf(text: string, duration: string, place: FaultPlace): number {
  const match = /^(\d{1,5})([smh])$/.exec(duration);
  const seconds = match ? Number(match[1]) * unitS[match[2] as keyof typeof unitS] : 0;
  if (seconds >= 1 && seconds <= dayS) return seconds;
  return bad(
    text,
    place,
    "a duration from 1s to 24h, as 30s, 30m or 2h",
    "end it with a slash and a duration, as in /30m",
  );
}

/** The window of a day that faults must fall into. */
export interface FaultWindow {
  readonly midnightS: number;
  readonly fromS: number;
  readonly toS: number;
}

/** A fault at its time on a day; a time before the day begins is taken as after the next midnight, if that is within it. */
export function faultOn(spec: FaultSpec, window: FaultWindow, place: FaultPlace = faultOption): Fault {
  if (spec.kind === "drop") return spec;
  const { clockS: clock, ...rest } = spec;
  const first = window.midnightS + clock;
  const atS = first < window.fromS ? first + dayS : first;
  if (atS >= window.fromS && atS < window.toS) return { ...rest, atS };
  const allowed = `a time within the day, ${clockOf(window.fromS)} to ${clockOf(window.toS)}`;
  return bad(spec.text, place, allowed, "choose a time in the day, or a longer day");
}

/** Id of the grid operator's agent in every scenario. */
export const gridId = "grid";
/** Id of the operator above the sites of a scenario that has a feeder. */
export const feederId = "feeder";

/** Ids of all agents of a day: batteries, chargers, storage, grid. */
export const agentIds = (day: Day): readonly string[] => [...plantIds(day), gridId];

/** The same without its operator. */
export function plantIds({ sessions, stations, storage }: Day): readonly string[] {
  const vehicles = new Set(sessions.map(({ vehicle }) => vehicle.id));
  return [...vehicles, ...stations.map(({ id }) => id), ...(storage === undefined ? [] : [storage.id])];
}

/** Refuses a `kill` of an agent that the day does not have; `at` says where the fault of an index was written. */
export function checkFaults(day: Day, at: (index: number) => FaultPlace): void {
  checkKills(day, agentIds(day), at);
}

/** The same for sites under a feeder, whose operators have the sites' ids. */
export function checkFeederFaults({ feeder, sites }: FeederDay, at: (index: number) => FaultPlace): void {
  checkKills(feeder, [feederId, ...sites.flatMap(({ id, day }) => [id, ...plantIds(day)])], at);
}

function checkKills(day: Day, ids: readonly string[], at: (index: number) => FaultPlace): void {
  const problems = day.faults.flatMap((fault, index): Problem[] => {
    if (fault.kind !== "kill" || ids.includes(fault.agent)) return [];
    const close = ids.filter((id) => id.startsWith(fault.agent.slice(0, 3)));
    const examples = (close.length > 0 ? close : ids).slice(0, 6).join(", ");
    const allowed = `an agent of the day (${ids.length}: ${examples}, …)`;
    return [{ ...at(index), value: fault.text, allowed, next: "name one of the day's agents" }];
  });
  if (problems.length > 0) throw problemError("BAD_INPUT", problems);
}
