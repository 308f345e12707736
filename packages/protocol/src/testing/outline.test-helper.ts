import type { AnyStateMachine, AnyStateNode } from "xstate";

/** What a state does with an event. */
export interface Rule {
  /** Path of the state that it leads to, below the region; absent where it stays. */
  readonly target?: string;
  /** Names of the actions on the way. */
  readonly actions: readonly string[];
  /** The rule is that for whatever no other rule names. */
  readonly wildcard: boolean;
}
/** A state without states of its own. */
export interface Leaf {
  /** Below the region: `asking`, `plugged.content`. */
  readonly path: string;
  readonly rules: ReadonlyMap<string, Rule>;
  /** Delays that begin when it is entered. */
  readonly delays: ReadonlyMap<string, Rule>;
  /** Names of what is done on the way in and out, that of the states around it included. */
  readonly entry: readonly string[];
  readonly exit: readonly string[];
}
/** Of a machine with one region only, the machine itself. */
export interface Region {
  readonly name: string;
  readonly initial: string;
  readonly leaves: readonly Leaf[];
  /** Events that some state of the region names. */
  readonly events: readonly string[];
}

const delayed = "xstate.after.";

/** A machine's table, taken apart for docs and tests. Events that a region knows nothing of have no rule in it. */
export function outlineOf(machine: AnyStateMachine): readonly Region[] {
  const root = machine.root as AnyStateNode;
  const regions = root.type === "parallel" ? Object.values(root.states) : [root];
  return regions.map((region) => {
    const nodes = leavesOf(region);
    const events = new Set(nodes.flatMap((leaf) => chain(leaf, region).flatMap(named)));
    return {
      name: region.key === "(machine)" ? machine.id : region.key,
      initial: pathOf(leafOf(region), region),
      leaves: nodes.map((leaf) => leafFrom(leaf, region, [...events])),
      events: [...events],
    };
  });
}

function leafFrom(leaf: AnyStateNode, region: AnyStateNode, events: readonly string[]): Leaf {
  const rules = new Map<string, Rule>();
  for (const event of [...events, "*"]) {
    const rule = ruleFor(leaf, region, event);
    if (rule !== undefined) rules.set(event, rule);
  }
  const delays = new Map<string, Rule>();
  for (const node of chain(leaf, region)) {
    for (const type of node.transitions.keys()) {
      const rule = type.startsWith(delayed) ? ruleFor(leaf, region, type) : undefined;
      if (rule !== undefined) delays.set(type.slice(delayed.length).replace(`.${node.id}`, ""), rule);
    }
  }
  const around = chain(leaf, region);
  const entry = around.toReversed().flatMap((node) => names(node.entry));
  return { path: pathOf(leaf, region), rules, delays, entry, exit: around.flatMap((node) => names(node.exit)) };
}

/** The innermost state that says something of the event decides; there a name comes before the wildcard. */
function ruleFor(leaf: AnyStateNode, region: AnyStateNode, event: string): Rule | undefined {
  for (const node of chain(leaf, region)) {
    const exact = event === "*" ? undefined : node.transitions.get(event)?.[0];
    const found = exact ?? node.transitions.get("*")?.[0];
    if (found === undefined) continue;
    const target = found.target?.[0];
    return {
      ...(target === undefined ? {} : { target: pathOf(leafOf(target), region) }),
      actions: names(found.actions),
      wildcard: exact === undefined,
    };
  }
  return undefined;
}

/** XState adds actions of its own, to begin and end delays. */
const names = (actions: readonly unknown[]): readonly string[] =>
  actions.filter((action) => typeof action === "string");

const named = (node: AnyStateNode): readonly string[] =>
  [...node.transitions.keys()].filter((type) => type !== "*" && !type.startsWith("xstate."));

function leavesOf(node: AnyStateNode): readonly AnyStateNode[] {
  const children: readonly AnyStateNode[] = Object.values(node.states);
  return children.length === 0 ? [node] : children.flatMap(leavesOf);
}

/** Where one is after entering a state. */
function leafOf(node: AnyStateNode): AnyStateNode {
  const initial = node.config.initial as string | undefined;
  const child = initial === undefined ? undefined : (node.states as Record<string, AnyStateNode>)[initial];
  return child === undefined ? node : leafOf(child);
}

/** From a state out to its region. */
function chain(leaf: AnyStateNode, region: AnyStateNode): readonly AnyStateNode[] {
  const nodes = [leaf];
  for (let node = leaf; node !== region && node.parent !== undefined;) nodes.push((node = node.parent));
  return nodes;
}

function pathOf(leaf: AnyStateNode, region: AnyStateNode): string {
  return leaf.path.slice(region.path.length).join(".");
}
