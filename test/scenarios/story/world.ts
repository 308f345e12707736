import {
  type AgentHandle,
  type AgentPort,
  type Clock,
  launchAgent,
  type MadeRegistry,
  makeRegistry,
  MemoryStore,
  seededEntropy,
  type TimerHandle,
  VirtualClock,
} from "@chargepact/agent";
import { type AgentCore, BatteryCore, ChargerCore, GridCore, StorageCore, type Trace } from "@chargepact/protocol";
import type { Person, Plant } from "./people.js";
import { Network, Station, StorageSite, Vehicle } from "./plant.js";
import { ownLogText } from "./predictor.js";
import { powerText } from "./quantity.js";
import { Transcript } from "./transcript.js";
import { Wire } from "./wire.js";
import { originS } from "./words.js";

/** Equipment moves in steps of this, ms; reports changes of more than `reportW`, and all every 5 s. */
const tickMs = 100;
const reportW = 40;
const reportMs = 5_000;

/** A running agent of a story. */
export interface Actor {
  readonly person: Person;
  store: MemoryStore;
  handle: AgentHandle | undefined;
  core: AgentCore | undefined;
  /** How often its machine was booted. */
  boots: number;
  phases: Map<string, string>;
  readonly refused: Map<string, number>;
  readonly alarms: string[];
}

interface Metered {
  readonly fromW: number;
  readonly atMs: number;
  nowW: number;
}

/** Real agents on real shells, their equipment, a broker in memory, and virtual time. */
export class StoryWorld {
  readonly clock = new VirtualClock(originS * 1000);
  readonly transcript = new Transcript(() => this.nowMs);
  readonly wire = new Wire(this.clock, this.transcript);
  readonly actors = new Map<string, Actor>();
  /** Called after each tick of the equipment. */
  readonly watchers: (() => void)[] = [];
  /** Extremes of each meter since the last `wait` began, W. */
  readonly extremes = new Map<string, { lowW: number; peakW: number }>();
  private readonly clones = new Map<string, AgentHandle>();
  private made: MadeRegistry | undefined;
  private readonly metered = new Map<string, Metered>();
  private readonly reported = new Map<string, { powerW: number; atMs: number }>();

  /** ms since the story began. */
  get nowMs(): number {
    return this.clock.now().mono;
  }

  add(person: Person): void {
    if (this.made !== undefined) throw new Error(`${person.id} comes after start`);
    this.actors.set(person.id, {
      ...{ person, store: new MemoryStore(), handle: undefined, core: undefined, boots: 1 },
      ...{ phases: new Map(), refused: new Map(), alarms: [] },
    });
  }

  start(): void {
    const agents = [...this.actors.values()].map(({ person }) => person.plan);
    this.made = makeRegistry({ site: "site", seed: "stories", agents });
    for (const id of this.actors.keys()) this.launch(id);
    this.tick();
  }

  /** Begins a life. `client`: its name at the broker, where that is not its own. */
  launch(id: string, client = id): void {
    const actor = this.actor(id);
    if (client === id && actor.handle !== undefined) throw new Error(`${id} runs already`);
    const { person, store } = actor;
    const keys = this.registry.keys.get(id);
    const own = client === id;
    const { handle } = launchAgent({
      ...{ id, store, registry: this.registry.registry, transport: this.wire.transport(client) },
      ...{ clock: this.bootClock(`${client}/${actor.boots}`), entropy: seededEntropy(`${client}/${this.nowMs}`) },
      ...(own
        ? {
            port: this.shown(
              actor,
              person.port(() => this.nowMs),
            ),
          }
        : {}),
      ...(keys === undefined ? {} : { keys }),
      ...(person.predictors === undefined ? {} : { predictors: person.predictors }),
      createCore: (life) => {
        const core = person.createCore(life, this.childrenOf(id));
        if (own) actor.core = core;
        this.transcript.add(`${client} begins life ${life.epoch}`);
        return own ? this.watched(actor, core) : core;
      },
      onTrace: (trace) => this.traced(client, trace),
      onAlarm: ({ code, detail }) => {
        actor.alarms.push(code);
        // Told with the lease already.
        if (code === "FALLBACK_ENTERED") return;
        this.transcript.add(`${client} ALARM ${code}: ${detail}`, `${client} ALARM ${code}`);
      },
      onProblem: (error) => this.transcript.add(`${client} problem ${error.code}: ${error.message}`),
      onRefused: (why, detail) => {
        if (why === "stale" && detail.includes("/presence"))
          actor.refused.set("presence", (actor.refused.get("presence") ?? 0) + 1);
        actor.refused.set(why, (actor.refused.get(why) ?? 0) + 1);
        this.transcript.add(`${client} drops it: ${why}, ${detail}`, `${client} drops it: ${why}`);
      },
    });
    if (own) actor.handle = handle;
    else this.clones.set(id, handle);
  }

  /** A second process with the same keys, an empty store and no equipment, under a name of its own at the broker. */
  clone(id: string): void {
    const actor = this.actor(id);
    const { store } = actor;
    actor.store = new MemoryStore();
    this.launch(id, `${id}-clone`);
    actor.store = store;
  }
  endClone(id: string): void {
    void this.clones.get(id)?.kill();
    this.clones.delete(id);
  }

  get registry(): MadeRegistry {
    if (this.made === undefined) throw new Error("the story has not started: say start first");
    return this.made;
  }
  actor(id: string): Actor {
    const found = this.actors.get(id);
    if (found === undefined) throw new Error(`nobody here is called ${id}`);
    return found;
  }
  /** The equipment of an agent, which has to be of this kind. */
  plant<P extends Plant>(id: string, kind: abstract new (...args: never[]) => P): P {
    const { plant } = this.actor(id).person;
    if (!(plant instanceof kind)) throw new Error(`${id} has another kind of equipment`);
    return plant;
  }

  /** W that the meter of a piece of equipment shows now, + import; an operator's has all below it, and its base load. */
  meterW(id: string): number {
    const { plant } = this.actor(id).person;
    if (!(plant instanceof Network)) return plant.powerW;
    return [...this.childrenOf(id).keys()].reduce((sum, child) => sum + this.meterW(child), plant.baseW);
  }

  wait(ms: number): void {
    this.extremes.clear();
    this.look();
    this.clock.run(this.nowMs + ms);
  }

  /** Ends what is under way in a transcript: what moves is told as far as it has come. */
  take(): readonly string[] {
    for (const [id, metered] of this.metered) this.tellMeter(id, metered);
    return this.transcript.take();
  }

  private childrenOf(id: string): ReadonlyMap<string, number> {
    const children = [...this.actors.values()].map(({ person }) => person.plan);
    return new Map(children.filter(({ grantors }) => grantors.includes(id)).map((plan) => [plan.id, plan.powerCapW]));
  }

  private bootClock(boot: string): Clock {
    const { clock } = this;
    return {
      ...{ speed: 1, boot, now: () => clock.now() },
      setTimer: (at, fn) => clock.setTimer(at, fn),
      clear: (timer: TimerHandle) => clock.clear(timer),
    };
  }

  /** A port whose equipment is looked at as soon as it is told something. */
  private shown(actor: Actor, port: AgentPort): AgentPort {
    const { power } = port;
    if (power === undefined) return port;
    return {
      listen: (input) => port.listen(input),
      power: {
        apply: (connector, band, validForMs) => {
          power.apply(connector, band, validForMs);
          this.look();
        },
        setFallback: (fallback) => {
          this.transcript.add(`${actor.person.id} writes its failsafe: ${powerText(fallback.importW)}`);
          return power.setFallback(fallback);
        },
      },
    };
  }

  private watched(actor: Actor, core: AgentCore): AgentCore {
    return {
      id: core.id,
      handle: (event) => {
        const effects = core.handle(event);
        if (actor.core === core) this.lookAtPhase(actor);
        return effects;
      },
    };
  }

  private lookAtPhase(actor: Actor): void {
    const phase = this.phaseOf(actor);
    const { id } = actor.person;
    const before = actor.phases.get(id) ?? "none";
    actor.phases.set(id, phase);
    if (phase !== before && (phase === "hold" || phase === "ramping")) {
      this.transcript.add(
        `${id} is in ${phase}: ${phase === "hold" ? "nobody confirms its lease" : "on its way to the fallback"}`,
      );
    }
  }

  /** Where a holder stands with its lease. */
  phaseOf({ core }: Actor): string {
    if (core instanceof BatteryCore) return core["link"]?.phase ?? "none";
    if (core instanceof ChargerCore || core instanceof StorageCore || core instanceof GridCore)
      return core.up?.phase ?? "none";
    return "none";
  }

  private traced(client: string, trace: Trace): void {
    if (trace.what === "lease") this.tellLease(client, trace.peer, trace.step);
    if (trace.what === "limited" && !(this.actor(client.replace("-clone", "")).person.plant instanceof Vehicle)) {
      const { band, connector, reasons } = trace;
      const why = reasons.length === 0 ? "" : ` [${reasons.join(", ")}]`;
      const bounds =
        band.minW === 0 ? `at most ${powerText(band.maxW)}` : `${powerText(band.minW)} to ${powerText(band.maxW)}`;
      this.transcript.add(`${client} sets connector ${connector}: ${bounds}${why}`);
    }
    const own =
      this.actor(client.replace("-clone", "")).person.predictors === undefined ? undefined : ownLogText(trace);
    if (own !== undefined) this.transcript.add(`${client} ${own}`);
    if (trace.what === "trade") {
      const { detail, step } = trace;
      this.transcript.add(`${client}: trade ${step}${detail === undefined ? "" : `, ${detail}`}`);
    }
    if (trace.what === "refused") this.transcript.add(`${client} refuses what ${trace.peer} says: ${trace.detail}`);
  }

  /** A grantor says when what it gave has run out; a holder's own end of that is its fallback. */
  private tellLease(client: string, peer: string, step: string): void {
    const gave = this.childrenOf(client).has(peer);
    if (step === "expired" && gave) this.transcript.add(`${client} takes the lease of ${peer} for over`);
    if (step === "fallback") this.transcript.add(`${client} is at its fallback: no lease of ${peer} is in force`);
    if (step === "granted") this.transcript.add(`${client} has a lease of ${peer}`);
  }

  private tick(): void {
    for (const { person } of this.actors.values()) {
      if (person.plant instanceof Vehicle || person.plant instanceof StorageSite) person.plant.advance(tickMs);
    }
    this.look();
    for (const [id, metered] of this.metered) if (metered.nowW === this.meterW(id)) this.tellMeter(id, metered);
    for (const id of this.actors.keys()) this.report(id);
    for (const watch of this.watchers) watch();
    this.clock.setTimer(this.nowMs + tickMs, () => this.tick());
  }

  /** Equipment does what its registers say, and meters show it. */
  private look(): void {
    for (const { person } of this.actors.values()) {
      if (person.plant instanceof Station || person.plant instanceof StorageSite) person.plant.settle(this.nowMs);
    }
    for (const id of this.actors.keys()) {
      const nowW = this.meterW(id);
      const { lowW, peakW } = this.extremes.get(id) ?? { lowW: nowW, peakW: nowW };
      this.extremes.set(id, { lowW: Math.min(lowW, nowW), peakW: Math.max(peakW, nowW) });
      const metered = this.metered.get(id);
      if (metered === undefined) this.metered.set(id, { fromW: nowW, atMs: this.nowMs, nowW });
      else if (metered.nowW !== nowW) {
        const begins = metered.fromW === metered.nowW;
        this.metered.set(id, begins ? { fromW: metered.nowW, atMs: this.nowMs, nowW } : { ...metered, nowW });
      }
    }
  }

  /** Stations and storage sites only: what a car takes is what its station gives. */
  private tellMeter(id: string, { fromW, atMs, nowW }: Metered): void {
    this.metered.set(id, { fromW: nowW, atMs: this.nowMs, nowW });
    const { plant } = this.actor(id).person;
    if (fromW === nowW || plant instanceof Vehicle || plant instanceof Network) return;
    const took = this.nowMs - atMs > 2 * tickMs ? ` in ${((this.nowMs - atMs) / 1000).toFixed(1)} s` : "";
    this.transcript.add(`meter of ${id}: ${powerText(fromW)} -> ${powerText(nowW)}${took}`, undefined, atMs);
  }

  private report(id: string): void {
    const { plant } = this.actor(id).person;
    const powerW = this.meterW(id);
    const last = this.reported.get(id);
    if (last !== undefined && Math.abs(last.powerW - powerW) < reportW && this.nowMs - last.atMs < reportMs) return;
    this.reported.set(id, { powerW, atMs: this.nowMs });
    reportOf(plant, powerW);
  }
}

/** What equipment reports of itself. */
function reportOf(plant: Plant, powerW: number): void {
  if (plant instanceof Vehicle) plant.tell({ kind: "batteryTelemetry", telemetry: plant.telemetry });
  if (plant instanceof Network) plant.tell({ kind: "meter", connector: 1, powerW });
  if (plant instanceof StorageSite) {
    plant.tell({ kind: "packs", packs: [{ soc: plant.soc, temperatureC: plant.temperatureC, powerW }] });
    plant.tell({ kind: "meter", connector: 1, powerW });
  }
  if (!(plant instanceof Station)) return;
  for (const [index, { vehicle, powerW: own }] of plant.connectors.entries()) {
    if (vehicle === undefined) continue;
    plant.tell({ kind: "meter", connector: index + 1, powerW: plant.flipped ? -own : own });
  }
}
