import type { AnyStateMachine } from "xstate";

/** A machine's table, taken apart once for all of its actors. */

export interface TableEvent {
  readonly type: string;
}
export interface Given {
  readonly context: unknown;
  readonly event: TableEvent;
}
/** A value, or what gives it. */
export type Expression = (given: Given) => unknown;

export type Action =
  { readonly kind: "emit"; readonly emitted: Expression } | { readonly kind: "assign"; readonly changes: Expression };

/** What becomes of an event, or of a delay that has passed. */
export interface Rule {
  readonly source: State;
  readonly actions: readonly Action[];
  readonly target: State | undefined;
  readonly reenter: boolean;
}
/** Begins when its state is entered, ends when it is left. */
export interface Delay {
  readonly ms: Expression;
  readonly event: TableEvent;
  readonly rule: Rule;
}

export interface State {
  readonly parent: State | undefined;
  readonly children: readonly State[];
  readonly initial: State | undefined;
  readonly entry: readonly Action[];
  readonly exit: readonly Action[];
  readonly delays: readonly Delay[];
  readonly rules: ReadonlyMap<string, Rule>;
  /** Of a state without children: what an event leads to; filled as events come. */
  readonly moves: Map<string, Move | undefined>;
}

/** One region's part of a step. */
export interface Move {
  readonly exit: readonly State[];
  readonly actions: readonly Action[];
  readonly enter: readonly State[];
  /** The state without children that is active afterwards. */
  readonly leaf: State;
}

export interface Plan {
  /** Moves into the initial state of each region; one region unless the machine is parallel. */
  readonly initial: readonly Move[];
  contextOf(input: unknown): unknown;
}

type Config = Readonly<Record<string, unknown>>;
interface Named {
  readonly actions: Config;
  readonly delays: Config;
}

const plans = new WeakMap<AnyStateMachine, Plan>();

/** Throws where the machine uses what no table of ours does. */
export function planOf(machine: AnyStateMachine): Plan {
  let plan = plans.get(machine);
  if (plan === undefined) plans.set(machine, (plan = makePlan(machine)));
  return plan;
}

/** What `event` leads to where `leaf` is active; undefined where nothing. */
export function moveFor(leaf: State, type: string): Move | undefined {
  if (leaf.moves.has(type)) return leaf.moves.get(type);
  let move: Move | undefined;
  for (let state: State | undefined = leaf; state !== undefined && move === undefined; state = state.parent) {
    const rule = state.rules.get(type) ?? state.rules.get("*");
    if (rule !== undefined) move = moveBy(leaf, rule);
  }
  leaf.moves.set(type, move);
  return move;
}

/** The move that a rule makes where `leaf` is active. */
export function moveBy(leaf: State, { source, target, reenter, actions }: Rule): Move {
  if (target === undefined) return { exit: [], actions, enter: [], leaf };
  const stays = !reenter && (target === source || within(target, source));
  const domain = stays ? source : commonAncestor(source, target);
  const exit: State[] = [];
  for (let state = leaf; state !== domain; state = parentOf(state)) exit.push(state);
  const down = path(domain, target);
  const initial = initialOf(target);
  return { exit, actions, enter: [...down, ...initial], leaf: initial.at(-1) ?? target };
}

function makePlan(machine: AnyStateMachine): Plan {
  const config = machine.config as unknown as Config;
  const { actions, delays } = machine.implementations as unknown as Named;
  const root = new StateMaker({ actions, delays }).make(String(config["id"]), config, undefined);
  const parallel = config["type"] === "parallel";
  if (parallel && root.rules.size + root.entry.length + root.exit.length > 0)
    refuse("rules of a parallel machine itself");
  const initial = (parallel ? root.children : [root]).map((region): Move => {
    const down = initialOf(region);
    return { exit: [], actions: [], enter: [region, ...down], leaf: down.at(-1) ?? region };
  });
  const context = config["context"];
  const contextOf = (input: unknown): unknown =>
    typeof context === "function" ? (context as (given: { input: unknown }) => unknown)({ input }) : context;
  return { initial, contextOf };
}

/** Makes the states of one machine; targets are found once all are there. */
class StateMaker {
  constructor(private readonly named: Named) {}

  make(id: string, config: Config, parent: State | undefined): State {
    const known = ["id", "schemas", "context", "type", "initial", "states", "on", "after", "entry", "exit"];
    for (const key of Object.keys(config)) if (!known.includes(key)) refuse(`"${key}" in ${id}`);
    if (config["type"] === "parallel" && parent !== undefined) refuse(`parallel states within ${id}`);
    const children: State[] = [];
    const keys = Object.keys(config["states"] ?? {});
    const rules = new Map<string, Rule>();
    const delays: Delay[] = [];
    const state: { -readonly [K in keyof State]: State[K] } = {
      parent,
      children,
      initial: undefined,
      entry: this.actions(config["entry"]),
      exit: this.actions(config["exit"]),
      delays,
      rules,
      moves: new Map(),
    };
    const configs = (config["states"] ?? {}) as Readonly<Record<string, Config>>;
    const ruled: (() => void)[] = [];
    for (const key of keys) children.push(this.make(`${id}.${key}`, configs[key] ?? {}, state));
    if (typeof config["initial"] === "string") state.initial = children[keys.indexOf(config["initial"])];
    // The rules of children name their siblings.
    children.forEach((child, index) => {
      const own = configs[keys[index] ?? ""] ?? {};
      ruled.push(() => this.rule(child, `${id}.${keys[index] ?? ""}`, own, (key) => children[keys.indexOf(key)]));
    });
    for (const make of ruled) make();
    if (parent === undefined) this.rule(state, id, config, () => undefined);
    return state;
  }

  private rule(state: State, id: string, config: Config, sibling: (key: string) => State | undefined): void {
    const rules = state.rules as Map<string, Rule>;
    for (const [type, value] of Object.entries((config["on"] ?? {}) as Config)) {
      rules.set(type, this.ruleOf(state, value, sibling));
    }
    for (const [name, value] of Object.entries((config["after"] ?? {}) as Config)) {
      const ms = this.named.delays[name];
      const delay = {
        ms: typeof ms === "function" ? (ms as Expression) : () => ms,
        event: { type: `xstate.after.${name}.${id}` },
        rule: this.ruleOf(state, value, sibling),
      };
      if (ms === undefined) refuse(`delay ${name}, which is not named,`);
      (state.delays as Delay[]).push(delay);
    }
  }

  private ruleOf(source: State, value: unknown, sibling: (key: string) => State | undefined): Rule {
    const config = (typeof value === "string" ? { target: value } : value) as Config;
    for (const key of Object.keys(config))
      if (!["target", "actions", "reenter"].includes(key)) refuse(`"${key}" in a rule`);
    const key = config["target"];
    const target = typeof key === "string" ? sibling(key) : undefined;
    if (key !== undefined && target === undefined) refuse(`target ${JSON.stringify(key)}, which is no sibling,`);
    return { source, actions: this.actions(config["actions"]), target, reenter: config["reenter"] === true };
  }

  private actions(value: unknown): readonly Action[] {
    const list = value === undefined ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];
    return list.map((name) => actionOf(typeof name === "string" ? this.named.actions[name] : name));
  }
}

/** XState's own builders: a function that carries what it was built from. */
function actionOf(built: unknown): Action {
  const { type, event, assignment } = built as { type?: string; event?: unknown; assignment?: unknown };
  if (type === "xstate.emit") return { kind: "emit", emitted: expression(event) };
  if (type === "xstate.assign") return { kind: "assign", changes: changesOf(assignment) };
  return refuse(`an action of type ${String(type)}`);
}

const expression = (value: unknown): Expression =>
  typeof value === "function" ? (given) => (value as Expression)(given) : () => value;

function changesOf(assignment: unknown): Expression {
  if (typeof assignment === "function") return assignment as Expression;
  const parts = Object.entries(assignment as Config).map(([key, value]) => [key, expression(value)] as const);
  return (given) => Object.fromEntries(parts.map(([key, value]) => [key, value(given)]));
}

function refuse(what: string): never {
  throw new Error(`a table cannot have ${what}`);
}

function parentOf(state: State): State {
  return state.parent ?? refuse("a rule that leaves the machine");
}
function within(state: State, ancestor: State): boolean {
  for (let each = state.parent; each !== undefined; each = each.parent) if (each === ancestor) return true;
  return false;
}
function commonAncestor(source: State, target: State): State {
  let each = parentOf(target);
  while (!within(source, each)) each = parentOf(each);
  return each;
}
/** States below `from` down to `to`. */
function path(from: State, to: State): readonly State[] {
  const down: State[] = [];
  for (let state = to; state !== from; state = parentOf(state)) down.unshift(state);
  return down;
}
function initialOf(state: State): readonly State[] {
  const down: State[] = [];
  for (let each = state.initial; each !== undefined; each = each.initial) down.push(each);
  return down;
}
