import type { ModelAgents } from "./agents.js";
import { agents, type Agent, type ModelConfig } from "./config.js";
import { Seen } from "./seen.js";
import { brokenAt } from "./properties.js";
import { startOf, World, type Move, type State } from "./world.js";

export interface Result {
  readonly config: string;
  /** Distinct states of the whole world, and of each agent by itself. */
  readonly states: number;
  readonly agentStates: readonly number[];
  readonly edges: number;
  /** Events that the real core has worked on. */
  readonly executed: number;
  readonly audits: number;
  /** The longest way to a state that is new. */
  readonly depth: number;
  readonly seconds: number;
  /** False where the limit of states was met first. */
  readonly exhausted: boolean;
  readonly counterexample: Counterexample | undefined;
}
export interface Counterexample {
  readonly broken: string;
  /** When, true ms. */
  readonly atMs: number;
  /** From the start of the world on; `searched`: where the search began. */
  readonly moves: readonly { readonly atMs: number; readonly move: Move }[];
  readonly searchedFrom: number;
}

/** Searches all of a configuration, breadth first: the first way that breaks something is a shortest one. */
export class Search {
  readonly world: World;
  private readonly seen = new Seen();
  private readonly rests: { readonly atMs: number; readonly network: number; readonly budget: number }[] = [];
  private readonly restNumbers = new Map<number, number>();
  private readonly times = new Map<number, number>();
  private parents = new Int32Array(1 << 16);
  private via = new Int32Array(1 << 16);
  private readonly before: { readonly atMs: number; readonly move: Move }[] = [];
  private edges = 0;

  constructor(
    readonly config: ModelConfig,
    core: ModelAgents,
  ) {
    this.world = new World(config, core);
  }

  run(statesMax = 20_000_000, progress: (states: number, depth: number) => void = () => undefined): Result {
    const startedAt = performance.now();
    const first = this.prepare();
    this.add(first, -1, -1);
    let [depth, layerEnd] = [0, 1];
    let counterexample = this.judge(0, first, []);
    let at = 0;
    for (; at < this.seen.count && counterexample === undefined && this.seen.count < statesMax; at++) {
      if (at === layerEnd) {
        depth++;
        layerEnd = this.seen.count;
        progress(this.seen.count, depth);
      }
      counterexample = this.expand(at);
    }
    const { machines } = this.world;
    return {
      config: this.config.name,
      states: this.seen.count,
      agentStates: machines.map((machine) => machine.stateCount),
      edges: this.edges,
      executed: machines.reduce((sum, machine) => sum + machine.executed, 0),
      audits: this.world.audits,
      depth,
      seconds: (performance.now() - startedAt) / 1000,
      exhausted: counterexample === undefined && at === this.seen.count,
      counterexample,
    };
  }

  private expand(at: number): Counterexample | undefined {
    let counterexample: Counterexample | undefined;
    this.world.expand(this.stateOf(at), (state, move, broken) => {
      this.edges++;
      const number = this.add(state, at, move);
      if (counterexample !== undefined || (number < 0 && broken.length === 0)) return;
      counterexample = number < 0 ? this.judge(at, state, broken, move) : this.judge(number, state, broken);
    });
    return counterexample;
  }

  private judge(number: number, state: State, said: readonly string[], last = -1): Counterexample | undefined {
    const { config, world } = this;
    const [first] = said;
    const broken = first ?? (world.isUrgent(state) ? undefined : brokenAt(config, state.atMs, world.labels(state)));
    if (broken === undefined) return undefined;
    const moves = [...this.before, ...this.wayTo(number)];
    if (last >= 0) moves.push({ atMs: state.atMs, move: world.moveOf(last) });
    return { broken, atMs: state.atMs, moves, searchedFrom: this.before.length };
  }

  private wayTo(number: number): { atMs: number; move: Move }[] {
    const way: { atMs: number; move: Move }[] = [];
    for (let at = number; at > 0; at = this.parents[at] as number) {
      const via = this.via[at] as number;
      if (via >= 0) way.unshift({ atMs: this.stateOf(at).atMs, move: this.world.moveOf(via) });
    }
    return way;
  }

  /** The calm time before the search: everybody starts, every message arrives. */
  private prepare(): State {
    let state = this.world.empty();
    const mute = new Set<Agent>();
    const go = (move: Move): void => {
      const from = state;
      this.world.move(state, this.world.codeOf(move), state.budget, (next, _, broken) => {
        if (broken.length > 0) throw new Error(`${this.config.name}: ${broken.join("; ")} before the search`);
        this.before.push({ atMs: next.atMs, move });
        state = next;
      });
      if (state === from) throw new Error(`${this.config.name}: what was to happen before the search cannot happen`);
    };
    const calm = (): void => {
      for (let next = this.calmMove(state, mute); next !== undefined; next = this.calmMove(state, mute)) go(next);
    };
    for (const [agent, id] of agents.entries()) {
      if (id !== "grid" && this.config[id].present !== "early") continue;
      go({ agent, input: startOf("otherBoot"), crash: "none", doubled: false });
    }
    calm();
    for (const each of this.config.before) {
      if ("mute" in each) mute.add(each.mute);
      else if ("waitMs" in each) {
        const until = state.atMs + each.waitMs;
        for (let next = this.world.later(state); next !== undefined; next = this.world.later(state)) {
          if (next.atMs > until) break;
          state = next;
          calm();
        }
        state = { ...state, atMs: until };
      } else {
        const input = { kind: "act", act: each.act } as const;
        go({ agent: agents.indexOf(each.by), input, crash: "none", doubled: false });
        calm();
      }
    }
    return state;
  }

  private calmMove(state: State, mute: ReadonlySet<Agent>): Move | undefined {
    const move = (agent: number, input: Move["input"]): Move => ({ agent, input, crash: "none", doubled: false });
    for (const message of this.world.networks.get(state.network)) {
      const { sender, recipient } = this.world.messages.get(message);
      const agent = agents.indexOf(recipient as Agent);
      if (!mute.has(sender as Agent) && this.world.labels(state)[agent]?.alive === true)
        return move(agent, { kind: "message", message });
    }
    for (const [agent, label] of this.world.labels(state).entries()) {
      if (label.alive && label.timerAt <= state.atMs) return move(agent, { kind: "timer" });
      if (label.fallBy !== Number.POSITIVE_INFINITY) return move(agent, { kind: "settle" });
      if (label.lapseAt <= state.atMs) return move(agent, { kind: "lapse" });
      if (label.writing) return move(agent, { kind: "written" });
    }
    return undefined;
  }

  private add(state: State, parent: number, move: number): number {
    const [grid, west, east] = state.parts;
    const number = this.seen.add(grid, west, east, this.restOf(state));
    if (number < 0) return number;
    if (number >= this.parents.length) {
      this.parents = grown(this.parents);
      this.via = grown(this.via);
    }
    this.parents[number] = parent;
    this.via[number] = move;
    return number;
  }

  private stateOf(number: number): State {
    const { seen } = this;
    const rest = this.rests[seen.part(number, 3)];
    if (rest === undefined) throw new Error(`no state ${number}`);
    return { parts: [seen.part(number, 0), seen.part(number, 1), seen.part(number, 2)], ...rest };
  }

  private restOf({ atMs, network, budget }: State): number {
    let time = this.times.get(atMs);
    if (time === undefined) this.times.set(atMs, (time = this.times.size));
    const key = (network * 4096 + budget) * 1024 + time;
    let number = this.restNumbers.get(key);
    if (number === undefined) {
      number = this.rests.push({ atMs, network, budget }) - 1;
      this.restNumbers.set(key, number);
    }
    return number;
  }
}

function grown(array: Int32Array): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(2 * array.length);
  larger.set(array);
  return larger;
}
