import type { AnyStateMachine, EmittedFrom, EventFromLogic, InputFrom } from "xstate";
import {
  type Action,
  type Delay,
  type Move,
  moveBy,
  moveFor,
  planOf,
  type State,
  type TableEvent,
} from "./table-plan.js";
import type { TimerHandle } from "./timers.js";

export interface TableClock {
  setTimeout(run: () => void, delayMs: number): TimerHandle;
  clearTimeout(handle: unknown): void;
}

/** A machine's table as one agent lives through it. */
export interface TableActor<Event, Emitted extends { readonly type: string }> {
  send(event: Event): void;
  /** Called for what the table emits, once the step that emitted it is complete; `"*"`: for everything. */
  on<T extends Emitted["type"] | "*">(
    type: T,
    heard: (emitted: T extends "*" ? Emitted : Extract<Emitted, { readonly type: T }>) => void,
  ): void;
  start(): void;
  /** Nothing happens any more: no delay passes and no event is taken. */
  stop(): void;
}

/**
 * Runs a table as XState's own actor would, for a small part of its time and memory: a site has a link for every
 * vehicle. It knows what our tables use and refuses any other; a test runs both on the same events. They differ in one
 * thing: of a delay that has passed only the state that waited is told, no `"*"` beside it.
 */
export function createActor<M extends AnyStateMachine>(
  machine: M,
  options: { readonly clock: TableClock; readonly input?: InputFrom<M> },
): TableActor<EventFromLogic<M>, EmittedFrom<M>> {
  const actor: unknown = new Actor(machine, options.clock, options.input);
  return actor as TableActor<EventFromLogic<M>, EmittedFrom<M>>;
}

/** A delay of a state that was entered. */
class Waiting {
  handle: TimerHandle | undefined;
  constructor(
    readonly state: State,
    readonly delay: Delay,
    readonly ms: number,
  ) {}
}

const begins: TableEvent = { type: "xstate.init" };
/** Shared by all that ask for nothing. */
const nothing: readonly never[] = [];

class Actor {
  private readonly initial: readonly Move[];
  /** By region. */
  private readonly leaves: State[];
  private context: unknown;
  private listeners: readonly { readonly type: string; readonly heard: (emitted: unknown) => void }[] = [];
  private waiting: Waiting[] = [];
  private queue: readonly (TableEvent | Waiting)[] = nothing;
  /** What a step asks for, done when it is complete. */
  private asked: readonly (TableEvent | Waiting)[] = nothing;
  private status: "new" | "idle" | "busy" | "stopped" = "new";

  constructor(
    machine: AnyStateMachine,
    private readonly clock: TableClock,
    input: unknown,
  ) {
    const plan = planOf(machine);
    this.initial = plan.initial;
    this.leaves = plan.initial.map(({ leaf }) => leaf);
    this.context = plan.contextOf(input);
  }

  on(type: string, heard: (emitted: unknown) => void): void {
    this.listeners = this.listeners.concat({ type, heard });
  }

  start(): void {
    if (this.status !== "new") return;
    this.status = "busy";
    for (const { enter } of this.initial) this.enter(enter, begins);
    this.settle();
    this.work(undefined);
  }

  send(event: TableEvent): void {
    if (this.status === "stopped") return;
    if (this.status === "idle") this.work(event);
    else this.queue = [...this.queue, event];
  }

  stop(): void {
    this.status = "stopped";
    for (const { handle } of this.waiting) this.clock.clearTimeout(handle);
    this.waiting = [];
    this.queue = nothing;
  }

  /** `first`, then one event after the other of those that listeners send. */
  private work(first: TableEvent | Waiting | undefined): void {
    if (this.status === "stopped") return;
    this.status = "busy";
    for (let next = first ?? this.shift(); next !== undefined; next = this.shift()) {
      if (next instanceof Waiting) this.passed(next);
      else this.take(next);
      this.settle();
    }
    if (!this.isStopped()) this.status = "idle";
  }

  private shift(): TableEvent | Waiting | undefined {
    const first = this.queue[0];
    if (first !== undefined) this.queue = this.queue.length === 1 ? nothing : this.queue.slice(1);
    return first;
  }

  private isStopped(): boolean {
    return this.status === "stopped";
  }

  private take(event: TableEvent): void {
    const { leaves } = this;
    if (leaves.length === 1) {
      const move = moveFor(leaves[0] as State, event.type);
      if (move !== undefined) this.step([move], event);
      return;
    }
    const moves = new Array<Move | undefined>(leaves.length);
    let moved = false;
    for (let index = 0; index < leaves.length; index++) {
      moves[index] = moveFor(leaves[index] as State, event.type);
      if (moves[index] !== undefined) moved = true;
    }
    if (moved) this.step(moves, event);
  }

  private passed({ state, delay }: Waiting): void {
    const moves = this.leaves.map((leaf) => (isWithin(leaf, state) ? moveBy(leaf, delay.rule) : undefined));
    this.step(moves, delay.event);
  }

  /** Every region leaves first, then acts, then enters. */
  private step(moves: readonly (Move | undefined)[], event: TableEvent): void {
    for (let index = moves.length - 1; index >= 0; index--) this.leave(moves[index]?.exit ?? nothing, event);
    for (const move of moves) if (move !== undefined) this.act(move.actions, event);
    for (let index = 0; index < moves.length; index++) {
      const move = moves[index];
      if (move === undefined) continue;
      this.leaves[index] = move.leaf;
      this.enter(move.enter, event);
    }
  }

  private leave(states: readonly State[], event: TableEvent): void {
    for (const state of states) {
      this.act(state.exit, event);
      if (state.delays.length === 0) continue;
      for (const { state: whose, handle } of this.waiting) if (whose === state) this.clock.clearTimeout(handle);
      this.waiting = this.waiting.filter((each) => each.state !== state);
    }
  }

  private enter(states: readonly State[], event: TableEvent): void {
    for (const state of states) {
      this.act(state.entry, event);
      for (const delay of state.delays) {
        this.ask(new Waiting(state, delay, Number(delay.ms({ context: this.context, event }))));
      }
    }
  }

  private act(actions: readonly Action[], event: TableEvent): void {
    for (const action of actions) {
      const given = { context: this.context, event };
      if (action.kind === "emit") this.ask(action.emitted(given) as TableEvent);
      else this.context = { ...(this.context as object), ...(action.changes(given) as object) };
    }
  }

  /** Nearly always the only thing in a step: an array that is pushed to takes room for many. */
  private ask(what: TableEvent | Waiting): void {
    this.asked = this.asked.length === 0 ? [what] : [...this.asked, what];
  }

  private settle(): void {
    if (this.asked.length === 0) return;
    const { asked } = this;
    this.asked = nothing;
    for (const each of asked) {
      if (each instanceof Waiting) this.wait(each);
      else for (const { type, heard } of this.listeners) if (type === "*" || type === each.type) heard(each);
    }
  }

  private wait(waiting: Waiting): void {
    if (this.isStopped()) return;
    this.waiting.push(waiting);
    waiting.handle = this.clock.setTimeout(() => {
      this.waiting = this.waiting.filter((each) => each !== waiting);
      if (this.status === "idle") this.work(waiting);
      else this.queue = [...this.queue, waiting];
    }, waiting.ms);
  }
}

function isWithin(leaf: State, state: State): boolean {
  for (let each: State | undefined = leaf; each !== undefined; each = each.parent) if (each === state) return true;
  return false;
}
