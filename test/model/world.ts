import { createHash } from "node:crypto";
import type { ModelAgents } from "./agents.js";
import { Budgets } from "./budgets.js";
import { agents, type Agent, type ModelConfig, type Start } from "./config.js";
import type { Crash, HostOptions, Input, Label } from "./host.js";
import { Machine, type Step } from "./machine.js";
import { Messages, Networks } from "./messages.js";

/** A state of the whole world, each part by its number. */
export interface State {
  /** Of the grid, the western and the eastern holder. */
  readonly parts: readonly [number, number, number];
  readonly atMs: number;
  readonly network: number;
  readonly budget: number;
}
/** What leads from one state to the next: an event of one agent. Time is no move. */
export interface Move {
  readonly agent: number;
  readonly input: Input;
  readonly crash: Crash;
  /** The message stays on its way: it was doubled. */
  readonly doubled: boolean;
}
/** `move`: −1 for time. */
export type Found = (state: State, move: number, broken: readonly string[]) => void;

interface Sample {
  readonly atMs: number;
  readonly input: Input;
  readonly crash: Crash;
  readonly step: Step;
}
const auditEvery = 16;
const crashes: readonly Crash[] = ["none", "beforeCommit", "afterCommit"];
const never = Number.POSITIVE_INFINITY;

/** The agents of one configuration, and what can happen next in each of its states. */
export class World {
  readonly messages = new Messages();
  readonly networks = new Networks();
  readonly budgets: Budgets;
  readonly machines: readonly Machine[];
  /** States that were reached in two ways and then compared by an event. */
  audits = 0;
  private readonly memo = agents.map(() => new Map<number, Step>());
  private readonly inputs: Input[] = [];
  private readonly inputNumbers = new Map<Input, number>();
  private readonly arrivals: number[] = [];
  private readonly times = new Map<number, number>();
  /** One event that is known of each state. */
  private readonly samples = agents.map(() => new Map<number, Sample>());
  private readonly startsLate: readonly boolean[];
  private readonly slips: readonly number[];
  private readonly instants: readonly number[];
  private readonly acts: readonly (readonly number[])[];
  private readonly sendings = new Map<string, readonly number[]>();
  private steps = 0;

  constructor(
    readonly config: ModelConfig,
    core: ModelAgents,
  ) {
    this.machines = agents.map((agent) => new Machine(hostOf(config, core, agent), this.messages));
    this.budgets = new Budgets(config);
    this.startsLate = [false, config.west.present === "late", config.east.present === "late"];
    this.instants = [...config.instants, config.grid.deadlineMs, config.lowered?.atMs].filter(
      (each) => each !== undefined,
    );
    for (const input of Object.values(own)) this.inputNumber(input);
    this.slips = config.slips.map(({ ms }) => this.inputNumber({ kind: "slip", ms }));
    this.acts = config.acts.map(({ list }) => list.map(({ act }) => this.inputNumber({ kind: "act", act })));
  }

  /** Before anything has happened. */
  empty(): State {
    return { parts: [0, 0, 0], atMs: 0, network: 0, budget: 0 };
  }
  labels({ parts }: State): readonly Label[] {
    return parts.map((part, agent) => this.label(agent, part));
  }
  /** True where something is due now: the instant is not over. */
  isUrgent(state: State): boolean {
    return this.nextDue(state) <= state.atMs;
  }

  /** Everything that can happen in a state. */
  expand(state: State, found: Found): void {
    this.deliveries(state, found);
    this.ownMoves(state, found);
    this.faults(state, found);
    this.acted(state, found);
    if (this.isUrgent(state)) return;
    const later = this.later(state);
    if (later !== undefined) found(later, -1, nothing);
  }

  /** Time goes on to the next instant at which anything is due. */
  later(state: State): State | undefined {
    let atMs = this.nextDue(state);
    for (let index = 0; index < this.config.acts.length; index++) {
      const next = this.config.acts[index]?.list[this.budgets.actsDone(state.budget, index)];
      if (next !== undefined && next.fromMs > state.atMs) atMs = Math.min(atMs, next.fromMs);
    }
    for (const instant of this.instants) if (instant > state.atMs && instant < atMs) atMs = instant;
    return atMs > this.config.horizonMs ? undefined : { ...state, atMs };
  }

  moveOf(code: number): Move {
    const agent = code % 3;
    const rest = Math.floor(code / 3);
    const crash = crashes[Math.floor(rest / 2) % 3] ?? "none";
    const input = this.inputs[Math.floor(rest / 6)];
    if (input === undefined) throw new Error(`no move ${code}`);
    return { agent, input, crash, doubled: rest % 2 === 1 };
  }
  codeOf({ agent, input, crash, doubled }: Move): number {
    return ((this.inputNumber(input) * 3 + crashes.indexOf(crash)) * 2 + (doubled ? 1 : 0)) * 3 + agent;
  }

  /** One event of one agent. */
  move(state: State, code: number, budget: number, found: Found): void {
    const agent = code % 3;
    const rest = (code - agent) / 3;
    const doubled = rest % 2;
    const crash = ((rest - doubled) / 2) % 3;
    const number = ((rest - doubled) / 2 - crash) / 3;
    const input = this.inputs[number] as Input;
    const { parts } = state;
    const step = this.step(agent, parts[agent] as number, state.atMs, number, crash);
    if (step.void) return;
    const without = input.kind === "message" && doubled === 0 ? input.message : -1;
    const network = this.networks.change(state.network, without, step.sent);
    const { next } = step;
    const moved: State["parts"] =
      agent === 0 ? [next, parts[1], parts[2]] : agent === 1 ? [parts[0], next, parts[2]] : [parts[0], parts[1], next];
    found({ parts: moved, atMs: state.atMs, network, budget }, code, step.broken);
  }

  private deliveries(state: State, found: Found): void {
    for (const message of this.networks.get(state.network)) {
      const agent = this.recipientOf(message);
      if (!this.label(agent, state.parts[agent] as number).alive) continue;
      const code = this.arrival(message) * 18 + agent;
      this.move(state, code, state.budget, found);
      this.crashing(state, code, found);
      const doubled = this.budgets.double(state.budget);
      if (doubled >= 0) this.move(state, code + 3, doubled, found);
    }
  }

  /** What clocks and equipment do by themselves. */
  private ownMoves(state: State, found: Found): void {
    for (let agent = 0; agent < 3; agent++) {
      const { alive, timerAt, lapseAt, fallBy, writing } = this.label(agent, state.parts[agent] as number);
      if (alive && timerAt <= state.atMs) {
        this.move(state, agent, state.budget, found);
        this.crashing(state, agent, found);
      }
      if (lapseAt <= state.atMs) this.move(state, 18 + agent, state.budget, found);
      if (fallBy !== never) this.move(state, 36 + agent, state.budget, found);
      if (writing) {
        this.move(state, 54 + agent, state.budget, found);
        this.crashing(state, 54 + agent, found);
      }
    }
  }

  private faults(state: State, found: Found): void {
    const { budgets, config } = this;
    for (let agent = 0; agent < 3; agent++) {
      const part = state.parts[agent] as number;
      if (this.label(agent, part).alive) {
        const crashed = budgets.crash(state.budget, agent);
        if (crashed >= 0) this.move(state, 72 + agent, crashed, found);
      } else if (part !== 0 || this.startsLate[agent] === true) {
        for (const start of config.starts[agents[agent] as Agent])
          this.move(state, this.inputNumber(startOf(start)) * 18 + agent, state.budget, found);
      }
    }
    for (let index = 0; index < config.slips.length; index++) {
      const slipped = budgets.slip(state.budget, index);
      const agent = agents.indexOf(config.slips[index]?.by ?? "grid");
      if (slipped >= 0 && this.label(agent, state.parts[agent] as number).alive)
        this.move(state, (this.slips[index] as number) * 18 + agent, slipped, found);
    }
  }

  /** The process dies within the event, at its commit. */
  private crashing(state: State, code: number, found: Found): void {
    if (!this.config.crashAtCommit) return;
    const crashed = this.budgets.crash(state.budget, code % 3);
    if (crashed < 0) return;
    this.move(state, code + 6, crashed, found);
    this.move(state, code + 12, crashed, found);
  }

  private acted(state: State, found: Found): void {
    const { acts } = this.config;
    for (let index = 0; index < acts.length; index++) {
      const done = this.budgets.actsDone(state.budget, index);
      const next = acts[index]?.list[done];
      const agent = agents.indexOf(acts[index]?.by ?? "grid");
      if (next === undefined || state.atMs < next.fromMs || state.atMs > next.toMs) continue;
      if (!this.label(agent, state.parts[agent] as number).alive) continue;
      const code = (this.acts[index]?.[done] ?? 0) * 18 + agent;
      const budget = this.budgets.act(state.budget, index);
      this.move(state, code, budget, found);
      this.crashing({ ...state, budget }, code, found);
    }
  }

  private nextDue(state: State): number {
    let due = never;
    for (let agent = 0; agent < 3; agent++) {
      const { alive, timerAt, lapseAt, fallBy } = this.label(agent, state.parts[agent] as number);
      if (alive && timerAt < due) due = timerAt;
      if (lapseAt < due) due = lapseAt;
      if (fallBy < due) due = fallBy;
    }
    return due;
  }

  private label(agent: number, part: number): Label {
    return (this.machines[agent] as Machine).labels[part] as Label;
  }

  private step(agent: number, part: number, atMs: number, number: number, crash: number): Step {
    let time = this.times.get(atMs);
    if (time === undefined) this.times.set(atMs, (time = this.times.size));
    const key = ((part * 1024 + time) * 0x40000 + number) * 3 + crash;
    const memo = this.memo[agent] as Map<number, Step>;
    let step = memo.get(key);
    if (step === undefined) {
      step = this.execute(agent, part, { atMs, input: this.inputs[number] as Input, crash: crashes[crash] ?? "none" });
      memo.set(key, step);
    }
    return step;
  }

  private execute(agent: number, part: number, event: { atMs: number; input: Input; crash: Crash }): Step {
    const machine = this.machines[agent] as Machine;
    const before = machine.stateCount;
    const ran = machine.step(part, event);
    const key = ran.sent.join();
    const sent = this.sendings.get(key) ?? ran.sent;
    this.sendings.set(key, sent);
    const step = { ...ran, sent };
    const samples = this.samples[agent] as Map<number, Sample>;
    if (!samples.has(part)) samples.set(part, { ...event, step });
    const then = step.next < before && ++this.steps % auditEvery === 0 ? samples.get(step.next) : undefined;
    if (then !== undefined && then.atMs >= event.atMs) {
      this.audits++;
      if (!machine.agrees(part, event, then, then.step)) {
        const detail = JSON.stringify({ agent: agents[agent], part, event, next: step.next, then });
        throw new Error(`two states were taken for one that are not: ${detail}`);
      }
    }
    return step;
  }

  private readonly recipients: number[] = [];
  private recipientOf(message: number): number {
    return (this.recipients[message] ??= agents.indexOf(this.messages.get(message).recipient as Agent));
  }
  private arrival(message: number): number {
    return (this.arrivals[message] ??= this.inputNumber({ kind: "message", message }));
  }

  /** Each input of a world is one object. */
  inputNumber(input: Input): number {
    let number = this.inputNumbers.get(input);
    if (number === undefined) this.inputNumbers.set(input, (number = this.inputs.push(input) - 1));
    return number;
  }
}

const nothing: readonly string[] = [];
/** In the order of their numbers. */
const own = {
  timer: { kind: "timer" },
  lapse: { kind: "lapse" },
  settle: { kind: "settle" },
  written: { kind: "written" },
  crash: { kind: "crash" },
} as const satisfies Record<string, Input>;
const starts: Readonly<Record<Start, Input>> = {
  sameBoot: { kind: "start", sameBoot: true, lost: false },
  otherBoot: { kind: "start", sameBoot: false, lost: false },
  lost: { kind: "start", sameBoot: false, lost: true },
};
export const startOf = (start: Start): Input => starts[start];

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

export function hostOf(config: ModelConfig, core: ModelAgents, id: Agent): HostOptions {
  const { timings, rampWPerS, ttlMs } = config;
  if (id === "grid") {
    const { grid } = config;
    const deadlineMono = grid.deadlineMs === undefined ? undefined : 1_000_000 + grid.deadlineMs;
    const options = { ...grid, id, timings, hash, ttlMs, holders: ["west", "east"], deadlineMono };
    return { id, rate: grid.rate, port: undefined, make: (epoch) => new core.ModelGrantor({ ...options, epoch }) };
  }
  const { fallbackW, ...rest } = config[id];
  const make: HostOptions["make"] = (epoch) => {
    const importW = fallbackW[Math.min(epoch, fallbackW.length) - 1] ?? 0;
    const fallback = { importW, exportW: 0, rampWPerS };
    return new core.ModelHolder({ ...rest, id, epoch, timings, hash, grantor: "grid", fallback });
  };
  return { id, rate: rest.rate, port: { rampWPerS }, make };
}
