import type { Watts } from "@chargepact/protocol";
import type { Day, VehiclePlant, World } from "@chargepact/sim";
import { bar, clock, decimal, kW, kWh } from "./format.js";
import type { Recorder } from "./recorder.js";
import type { TrackPoint, Why } from "./tracks.js";
import { whyText } from "./why.js";

/** All that one picture of a running day shows. */
export interface Scene {
  readonly day: Day;
  readonly world: World;
  readonly recorder: Recorder;
  /** Part of the day that is over, 0–1. */
  readonly done: number;
  /** Real time left, as text; empty while unknown. */
  readonly left: string;
  readonly columns: number;
  readonly rows: number;
  readonly colour: boolean;
}

type Seen = readonly [plant: VehiclePlant, point: TrackPoint];

const smallW = 100;
const isTaking = ({ powerW }: TrackPoint): boolean => powerW > smallW;

interface Counts {
  readonly charging: number;
  readonly waiting: number;
  readonly done: number;
  readonly gone: number;
  readonly toCome: number;
}

function look({ world, recorder }: Scene): Seen[] {
  return world.plugged().map((plant) => [plant, recorder.tracker.point(plant, world)]);
}

function countsOf(seen: readonly Seen[], { day, world }: Scene): Counts {
  const done = seen.filter(([, point]) => point.why === "done").length;
  const charging = seen.filter(([, point]) => isTaking(point)).length;
  return {
    charging,
    done,
    waiting: Math.max(0, seen.length - charging - done),
    gone: day.sessions.filter((session) => session.departS * 1000 <= world.nowMs).length,
    toCome: day.sessions.filter((session) => session.arriveS * 1000 > world.nowMs).length,
  };
}

const countsText = ({ charging, waiting, done, gone, toCome }: Counts): string =>
  `${charging} charging, ${waiting} waiting, ${done} done, ${gone} gone, ${toCome} to come`;

/** One line for a log: `12:35  64 %  site 38.2 of 42.0 kW  6 charging, …  21 s left`. */
export function progressLine(scene: Scene): string {
  const { world, done, left } = scene;
  if (done === 0) return `${clock(world.nowMs)}  connecting`;
  const capacityW = world.capacity.at(world.nowMs);
  const parts = [
    clock(world.nowMs),
    `${String(Math.floor(100 * done)).padStart(3)} %`,
    `site ${decimal(world.siteW / 1000, 1)} of ${kW(capacityW)}`,
    countsText(countsOf(look(scene), scene)),
    left === "" ? "" : `${left} left`,
  ];
  return parts.filter((part) => part !== "").join("  ");
}

/** The live table: lines no longer than the terminal is wide, and fewer than it is high. */
export function frame(scene: Scene): string[] {
  const seen = look(scene);
  const { day, world, done, left, rows } = scene;
  const paint = painter(scene.colour);
  const counts = countsOf(seen, scene);
  const lines = [
    `${day.name} · ${day.date} ${clock(world.nowMs)} ▕${bar(done, 16)}▏ ${Math.floor(100 * done)} %${left === "" ? "" : ` · ${left} left`}`,
    siteLine(scene),
    `base ${kW(world.baseLoadW)} · vehicles ${kW(world.vehiclesW)}${storageText(world)}`,
    countsText(counts),
    header,
  ];
  const waitingFirst = [...seen].filter(([, { why }]) => why !== "done").sort(byNeed);
  const room = rows - lines.length - 3;
  const shown = waitingFirst.slice(0, Math.min(room, 12));
  const table = shown.map(([plant, point]) => [vehicleLine(plant, point), point.why] as const);
  const more = waitingFirst.length - shown.length;
  return [
    ...lines.map((text, index) => paint(clip(text, scene), index === 4 ? "dim" : "plain")),
    ...table.map(([text, why]) => paint(clip(text, scene), colourOf[why])),
    ...(more > 0 ? [paint(clip(`and ${more} more`, scene), "dim")] : []),
    ...alarmLine(scene).map((text) => paint(clip(text, scene), "red")),
  ];
}

const header = `${"vehicle".padEnd(10)}${"at".padEnd(13)}${"now".padStart(8)}${"lease".padStart(9)}${"limit".padStart(9)}  still wanted       because`;

function vehicleLine({ session, battery }: VehiclePlant, point: TrackPoint): string {
  const place = `${session.station}/${session.connector}`;
  const wanted = `${kWh(Math.max(0, session.energyWh - battery.importWh))} by ${clock(session.departS * 1000)}`;
  const powers = `${kW(point.powerW).padStart(8)}${limitText(point.leaseW)}${limitText(point.allowedW)}`;
  const why = whyText(point.why, point.reasons);
  return `${session.vehicle.id.padEnd(10)}${place.padEnd(13)}${powers}  ${wanted.padEnd(17)}  ${why}`;
}

const limitText = (powerW: Watts): string => (powerW > 1e6 ? "–" : kW(powerW)).padStart(9);

/** Most still wanted first. */
const byNeed = ([one]: Seen, [other]: Seen): number => missingWh(other) - missingWh(one);
const missingWh = ({ session, battery }: VehiclePlant): number => session.energyWh - battery.importWh;

/** Base load solid, the rest shaded: `site 38.2 of 42.0 kW ▕████▒▒▒▒▒   ▏`. */
function siteLine({ world, day }: Scene): string {
  const width = 32;
  const capacityW = world.capacity.at(world.nowMs);
  const cells = (powerW: Watts): number => Math.min(width, Math.max(0, Math.round((width * powerW) / capacityW)));
  const base = cells(Math.min(world.baseLoadW, world.siteW));
  const all = Math.max(base, cells(world.siteW));
  const picture = `${"█".repeat(base)}${"▒".repeat(all - base)}${" ".repeat(width - all)}`;
  const lowered = capacityW < day.capacityW ? " LOWERED" : "";
  return `site ${kW(world.siteW)} of ${kW(capacityW)}${lowered} ▕${picture}▏`;
}

function storageText({ storage, storageW }: World): string {
  if (storage === undefined) return "";
  if (Math.abs(storageW) < smallW) return " · storage idle";
  return storageW > 0 ? ` · storage charges ${kW(storageW)}` : ` · storage gives ${kW(0 - storageW)}`;
}

function alarmLine({ recorder }: Scene): string[] {
  const last = recorder.alarms.at(-1);
  if (last === undefined) return [];
  return [`${recorder.alarmCount} alarms, the last at ${clock(last.atMs)}: ${last.agent} ${last.code}, ${last.detail}`];
}

const clip = (text: string, { columns }: Scene): string =>
  text.length >= columns ? `${text.slice(0, columns - 2)}…` : text;

type Colour = "plain" | "dim" | "red" | "green" | "yellow";
const codes: Readonly<Record<Exclude<Colour, "plain">, string>> = { dim: "2", red: "31", green: "32", yellow: "33" };
const colourOf: Readonly<Record<Why, Colour>> = {
  full: "green",
  own: "green",
  gentle: "green",
  shared: "yellow",
  emergency: "red",
  unheard: "yellow",
  done: "dim",
  export: "green",
};

function painter(colour: boolean): (text: string, as: Colour) => string {
  return (text, as) => (!colour || as === "plain" ? text : `\u001b[${codes[as]}m${text}\u001b[0m`);
}
