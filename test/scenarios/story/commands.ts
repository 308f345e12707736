import { MemoryStore } from "@chargepact/agent";
import { type BodyKind, type CoreInput, GridCore } from "@chargepact/protocol";
import { Args } from "./args.js";
import { judge } from "./expect.js";
import { withoutField } from "./forge.js";
import { batteryPerson, chargerPerson, gridPerson, storagePerson } from "./people.js";
import { Network, Station, Vehicle } from "./plant.js";
import { energyText, powerText, quantity, secondsText } from "./quantity.js";
import type { Rule } from "./wire.js";
import { originS } from "./words.js";
import type { StoryWorld } from "./world.js";

/** Does one command; what it says goes into the transcript. Throws what cannot be done. */
type Command = (world: StoryWorld, args: Args) => void;

const kindOf = (name: string): BodyKind =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()) as BodyKind;
/** `cs1>grid` as from and to. */
function wayOf(way: string): readonly [from: string, to: string] {
  const [from = "", to = ""] = way.split(">");
  if (from === "" || to === "") throw new Error(`"${way}" is no way, as cs1>grid is`);
  return [from, to];
}

function rule(world: StoryWorld, args: Args, fate: Rule["fate"], place = 0): void {
  const name = args.place(place, "the way, as cs1>grid,");
  const kind = args.text("kind", "");
  const left = args.count("times", Infinity);
  const of = kind === "" ? {} : { kind: kindOf(kind) };
  for (const [from, to] of waysOf(name)) world.wire.rules.push({ name, from, to, ...of, fate, left });
}

/** `cs1>grid` one way, `cs1<>grid` both, `cs1` to and from anybody. */
function waysOf(name: string): readonly (readonly [from: string, to: string])[] {
  if (name.includes("<>")) {
    const [one, other] = wayOf(name.replace("<>", ">"));
    return [
      [one, other],
      [other, one],
    ];
  }
  return name.includes(">")
    ? [wayOf(name)]
    : [
        ["*", name],
        [name, "*"],
      ];
}

function power(text: string | undefined, words: Readonly<Record<string, number | undefined>>): number | undefined {
  if (text !== undefined && text in words) return words[text];
  return quantity(text ?? "", "W");
}

/** A station's connector, as `cs1` or `cs1/2`. */
function connectorOf(world: StoryWorld, text: string) {
  const [id = "", number = "1"] = text.split("/");
  return { station: world.plant(id, Station), number: Number(number) };
}

function plug(world: StoryWorld, args: Args): void {
  const vehicle = world.plant(args.place(0, "who"), Vehicle);
  const { station, number } = connectorOf(world, args.place(1, "where"));
  const departureS = originS + Math.round((world.nowMs + args.time("leave")) / 1000);
  const reserve = args.share("reserve", 0);
  vehicle.trip = { departureS, energyWh: args.energy("need"), ...(reserve > 0 ? { reserveSoc: reserve } : {}) };
  vehicle.deliveredWh = 0;
  vehicle.at = { station, connector: number };
  const connector = station.connector(number);
  connector.vehicle = vehicle;
  connector.hold.clear();
  vehicle.hold.clear();
  vehicle.tell({ kind: "trip", trip: vehicle.trip });
  vehicle.tell({ kind: "batteryTelemetry", telemetry: vehicle.telemetry });
  station.tell({ kind: "plugged", connector: number, peer: vehicle.id, phases: [1, 2, 3] });
  vehicle.tell({ kind: "plugged", connector: 1, peer: station.id });
}

function unplug(world: StoryWorld, args: Args): void {
  const vehicle = world.plant(args.place(0, "who"), Vehicle);
  if (vehicle.at === undefined) throw new Error(`${vehicle.id} is not plugged in`);
  const { station, connector } = vehicle.at;
  station.connector(connector).vehicle = undefined;
  [vehicle.at, vehicle.powerW] = [undefined, 0];
  vehicle.tell({ kind: "plugged", connector: 1 });
  station.tell({ kind: "plugged", connector });
  world.transcript.add(`${vehicle.id} leaves with ${energyText(vehicle.deliveredWh)}`);
}

function emergency(world: StoryWorld, args: Args): void {
  const network = world.plant(args.place(0, "who"), Network);
  const lifted = args.places[1] === "over";
  const importMaxW = lifted ? 0 : quantity(args.place(1, "how much"), "W");
  const durationMs = lifted ? 0 : args.time("for");
  network.emergency = lifted ? undefined : { importMaxW, untilMs: world.nowMs + durationMs };
  network.tell({ kind: "emergency", importMaxW, durationMs });
}

function person(world: StoryWorld, args: Args): void {
  const where = args.place(0, "where");
  const maxW = power(args.place(1, "a limit, stop or lift"), { stop: 0, lift: undefined });
  const limit = (connector: number): CoreInput => {
    return { kind: "personLimit", connector, ...(maxW === undefined ? {} : { maxW }) };
  };
  const { plant } = world.actor(where.split("/")[0] ?? "").person;
  if (plant instanceof Vehicle) {
    plant.personMaxW = maxW;
    plant.tell(limit(1));
    return;
  }
  const { station, number } = connectorOf(world, where);
  station.connector(number).personMaxW = maxW;
  station.tell(limit(number));
}

function restart(world: StoryWorld, args: Args): void {
  const actor = world.actor(args.place(0, "who"));
  const how = args.places[1] ?? "";
  if (how === "lost") actor.store.lose();
  else if (how === "rebooted") actor.boots++;
  else if (how === "copied") actor.store = savedOf(actor.person.id, world);
  else if (how !== "") throw new Error(`restart ${how}: lost, rebooted or copied`);
  world.launch(actor.person.id);
}

const saved = new WeakMap<StoryWorld, Map<string, MemoryStore>>();

/** A copy of what the store has now: a backup. */
function save(world: StoryWorld, id: string): void {
  const copy = new MemoryStore();
  copy.commit(Object.entries(world.actor(id).store.load().facts));
  const all = saved.get(world) ?? new Map<string, MemoryStore>();
  saved.set(world, all.set(id, copy));
}

function savedOf(id: string, world: StoryWorld): MemoryStore {
  const found = saved.get(world)?.get(id);
  if (found === undefined) throw new Error(`the store of ${id} was not saved`);
  return found;
}

function end(world: StoryWorld, id: string, how: "kill" | "stop"): void {
  const actor = world.actor(id);
  if (actor.handle === undefined) throw new Error(`${id} does not run`);
  void actor.handle[how]();
  [actor.handle, actor.core] = [undefined, undefined];
  actor.phases.clear();
}

/** `replay commit grid>cs1`: the same bytes again; `to=cs2`: into another inbox; `retain=yes`: kept by the broker. */
function replay(world: StoryWorld, args: Args): void {
  const [from, to] = wayOf(args.place(1, "whose, as grid>cs1,"));
  const seq = args.count("seq", 0);
  const { topic, sealed } = world.wire.find(from, to, kindOf(args.place(0, "what")), seq === 0 ? undefined : seq);
  const target = args.text("to", to);
  const source = args.text("as", from);
  const retain = args.text("retain", "no") === "yes";
  const other = topic.replace(/inbox\/[^/]+\/[^/]+$/, `inbox/${target}/${source}`);
  const notes = ["a replay", ...(other === topic ? [] : [`said to ${to} by ${from}`]), ...(retain ? ["retained"] : [])];
  for (let copy = args.count("copies", 1); copy > 0; copy--)
    world.wire.replay(other, sealed, { retain, note: notes.join(", ") });
}

/** `faulty emergency grid>cs1 without=duration_ms`: its sender's own next message, sealed as ever, with a field left out. */
function faulty(world: StoryWorld, args: Args): void {
  const [from, to] = wayOf(args.place(1, "whose, as grid>cs1,"));
  const kind = args.place(0, "what");
  const field = args.text("without");
  const { topic, sealed, envelope } = world.wire.find(from, to, kindOf(kind));
  const newest = world.wire.recorded.filter((each) => each.envelope.sender === from && each.envelope.recipient === to);
  // Far from what it will say itself.
  const seq = 1000 + Math.max(...newest.map((each) => each.envelope.seq)) + world.wire.faulty++;
  const keys = world.registry.keys.get(from);
  if (keys === undefined) throw new Error(`${from} has no keys`);
  const before = { sealed, topic, sessionId: envelope.sessionId };
  world.wire.say(topic, withoutField(before, { kind, field, seq }, keys));
  world.transcript.add(`${from} -> ${to} #${seq} ${kind} without ${field}`);
}

/** The grantor takes a lease back, as a person at the operator may. */
function revoke(world: StoryWorld, args: Args): void {
  const id = args.place(0, "who");
  const { core, handle } = world.actor(id);
  if (!(core instanceof GridCore) || handle === undefined) throw new Error(`${id} grants nothing`);
  // So that the core knows what time it is, and then says what follows.
  handle.input({ kind: "timer" });
  core.desk.revoke(args.place(1, "whose lease"), ["CAPACITY"]);
  handle.input({ kind: "timer" });
}

/** The will of an earlier connection comes once more, as a broker says it that notices late, or kept it. */
function lateWill(world: StoryWorld, args: Args): void {
  const id = args.place(0, "whose");
  const will = world.wire.recorded.findLast(
    ({ envelope: { sender, body } }) => sender === id && body.kind === "presence" && !body.online,
  );
  if (will === undefined) throw new Error(`${id} has left no will`);
  world.wire.replay(will.topic, will.sealed, { retain: true, note: "its will, late" });
}

function prices(world: StoryWorld, args: Args): void {
  const network = world.plant(args.place(0, "who"), Network);
  const microPerKwh = args
    .place(1, "prices by hour")
    .split(",")
    .map((each) => Math.round(Number(each) * 1e6));
  network.prices = { startS: originS, stepS: 3600, microPerKwh };
  network.tell({ kind: "prices", prices: network.prices });
}

function meters(world: StoryWorld): void {
  for (const [
    id,
    {
      person: { plant },
    },
  ] of world.actors) {
    if (!(plant instanceof Vehicle)) world.transcript.add(`meter of ${id}: ${powerText(world.meterW(id))}`);
  }
}

function expectNow(world: StoryWorld, words: readonly string[]): readonly string[] {
  const { fits, text } = judge(world, words);
  world.transcript.add(`${fits ? "ok" : "FAILED"}: ${text}`);
  return fits ? [] : [`at ${secondsText(world.nowMs)}: expected ${words.join(" ")}, but ${text}`];
}

const commands: Readonly<Record<string, Command>> = {
  grid: (world, args) => world.add(gridPerson(args.place(0, "its id"), args)),
  charger: (world, args) => world.add(chargerPerson(args.place(0, "its id"), args)),
  battery: (world, args) => world.add(batteryPerson(args.place(0, "its id"), args)),
  storage: (world, args) => world.add(storagePerson(args.place(0, "its id"), args)),
  start: (world) => world.start(),
  wait: (world, args) => world.wait(quantity(args.place(0, "how long"), "ms")),
  skip: (world, args) => {
    world.wait(quantity(args.place(0, "how long"), "ms"));
    const { length } = world.take();
    world.transcript.add(`${length} lines are not shown`);
  },
  plug,
  unplug,
  show: (world, args) => args.places.forEach((kind) => world.wire.shown.add(kindOf(kind))),

  cut: (world, args) => rule(world, args, "lost"),
  lose: (world, args) => rule(world, args, "lost"),
  clog: (world, args) => rule(world, args, "clogged"),
  unclog: (world, args) => world.wire.unclog(args.place(0, "the way")),
  delay: (world, args) => rule(world, args, { lateMs: args.time("by") }),
  copy: (world, args) => rule(world, args, { copies: args.count("copies") }),
  heal: (world, args) => {
    const [name] = args.places;
    world.wire.rules = world.wire.rules.filter((each) => name !== undefined && each.name !== name);
  },
  disconnect: (world, args) => world.wire.net.breakConnection(args.place(0, "who")),
  "broker-stops": (world) => world.wire.net.stop(),
  "broker-starts": (world) => world.wire.net.start(),

  kill: (world, args) => end(world, args.place(0, "who"), "kill"),
  stop: (world, args) => end(world, args.place(0, "who"), "stop"),
  restart,
  save: (world, args) => save(world, args.place(0, "whose store")),
  clone: (world, args) => world.clone(args.place(0, "who")),
  "end-clone": (world, args) => world.endClone(args.place(0, "whose")),
  replay,
  faulty,
  "late-will": lateWill,

  emergency,
  revoke,
  person,
  prices,
  capacity: (world, args) => {
    const network = world.plant(args.place(0, "who"), Network);
    network.limits = { ...network.limits, importW: quantity(args.place(1, "how much"), "W") };
    network.tell({ kind: "limits", limits: network.limits, reasons: [] });
  },
  cells: (world, args) => {
    const { cells, ...vehicle } = world.plant(args.place(0, "whose"), Vehicle);
    cells.temperatureC = args.temperature("temperature", cells.temperatureC);
    cells.soh = args.share("soh", cells.soh);
    vehicle.tell({ kind: "batteryTelemetry", telemetry: world.plant(args.place(0, "whose"), Vehicle).telemetry });
  },
  hallucinate: (world, args) => {
    world.plant(args.place(0, "whose predictor"), Vehicle).hallucinates = args.place(1, "on or off") === "on";
  },
  stuck: (world, args) => {
    world.plant(args.place(0, "which"), Station).stuckW = power(args.place(1, "at how much"), { no: undefined });
  },
  flip: (world, args) => {
    world.plant(args.place(0, "whose meter"), Station).flipped = true;
  },
  meters: (world) => meters(world),
};

/** Does one line of a story; answers what was expected and is not so. */
export function perform(world: StoryWorld, line: string, failures: string[]): void {
  const [name = "", ...words] = line.split(/\s+/);
  if (name === "expect") {
    failures.push(...expectNow(world, words));
    return;
  }
  if (name === "watch") {
    watch(world, words, failures);
    return;
  }
  const command = commands[name];
  if (command === undefined)
    throw new Error(`there is no command ${name}: ${Object.keys(commands).join(", ")}, watch, expect`);
  const args = new Args(words);
  command(world, args);
  args.done();
}

/** From now on until the story ends, ten times a second. */
function watch(world: StoryWorld, words: readonly string[], failures: string[]): void {
  let failed = false;
  const look = (): void => {
    // Nobody keeps the ledger while its owner is dead.
    if (words[0] === "ledger" && world.actor(words[1] ?? "").core === undefined) return;
    const { fits, text } = judge(world, words);
    if (fits || failed) return;
    failed = true;
    world.transcript.add(`FAILED: ${words.join(" ")} was to hold, and ${text}`);
    failures.push(`at ${secondsText(world.nowMs)}: ${words.join(" ")} was to hold, and ${text}`);
  };
  look();
  world.watchers.push(look);
}
