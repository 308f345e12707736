import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type AnyMachineSnapshot, type AnyStateMachine, transition } from "xstate";
import { getAdjacencyMap } from "xstate/graph";
import { decisions } from "./decisions.test-helper.js";
import { listedMachines, type ListedMachine, messageKinds } from "./machines.test-helper.js";
import { type Leaf, outlineOf, type Region, type Rule } from "./outline.test-helper.js";

const source = fileURLToPath(new URL("..", import.meta.url));

/** A rule in the words of `decisions`. */
function coded(rule: Rule | undefined): string {
  if (rule === undefined) return "nothing";
  const actions = rule.actions.map((name) => ({ violation: "!", unexpected: "?" })[name] ?? name);
  const parts = [...(rule.target === undefined ? [] : [`>${rule.target}`]), ...actions];
  return parts.length === 0 ? "-" : parts.join("+");
}
const ruleOf = (leaf: Leaf, event: string): Rule | undefined => leaf.rules.get(event) ?? leaf.rules.get("*");
const eventOf = (type: string) => ({ type, envelope: { kind: type }, backoffMs: 15, trigger: type });

/** A region's table as it is: event → what each state does with it. */
function tableOf({ leaves, events }: Region, more: readonly string[]): Record<string, string> {
  const names = [...new Set([...events, ...more])];
  return Object.fromEntries(names.map((name) => [name, leaves.map((leaf) => coded(ruleOf(leaf, name))).join(" ")]));
}

/** The state value with this region in `path` and every other in its first state. */
function valueWith(regions: readonly Region[], region: Region, path: string): object | string {
  const nested = (at: string): unknown =>
    at.split(".").reduceRight<unknown>((inner, key) => (inner === undefined ? key : { [key]: inner }), undefined);
  if (regions.length === 1) return nested(path) as object | string;
  return Object.fromEntries(regions.map((each) => [each.name, nested(each === region ? path : each.initial)]));
}

const snapshotIn = ({ machine, input }: ListedMachine, value: object | string): AnyMachineSnapshot =>
  machine.resolveState({ value, context: input } as never) as AnyMachineSnapshot;

/** Where a region is, in a state value. */
function pathIn(value: unknown, region: Region, alone: boolean): string {
  const part = alone ? value : (value as Record<string, unknown>)[region.name];
  const path = (each: unknown): string =>
    typeof each === "string"
      ? each
      : Object.entries(each as object)
          .map(([key, inner]) => `${key}.${path(inner)}`)
          .join();
  return path(part);
}

const emittedBy = (actions: readonly { type: string; params?: unknown }[]): readonly string[] =>
  actions
    .filter(({ type }) => type === "xstate.emit")
    .map(({ params }) => (params as { event: { type: string } }).event.type);

describe("every state and every event", () => {
  test("every machine of the package is listed, so that the rules below are asked of it", () => {
    const files = readdirSync(source, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && !/\.test(-helper)?\.ts$/.test(file))
      .filter((file) => readFileSync(`${source}${file}`, "utf8").includes(".createMachine("));
    const listed = Object.values(listedMachines).map(({ file }) => file.replace("packages/protocol/src/", ""));
    expect(files.map((file) => file.replaceAll("\\", "/")).sort()).toEqual(listed.sort());
    expect(Object.keys(decisions)).toEqual(Object.keys(listedMachines));
  });

  for (const [name, listed] of Object.entries(listedMachines)) {
    const regions = outlineOf(listed.machine);
    test(`${name}: has the regions that are decided on`, () => {
      expect(regions.map((region) => region.name)).toEqual(Object.keys(decisions[name]!));
    });

    for (const region of regions) {
      const decided = decisions[name]![region.name]!;
      const hears = listed.hears === region.name ? messageKinds : [];
      const all = tableOf(region, hears);

      test(`${name}.${region.name}: each of its states does with each event, and each kind of message, what was decided`, () => {
        expect(region.leaves.map(({ path }) => path)).toEqual(decided.states.split(" "));
        const ignored = decided.states.split(" ").map(() => "-");
        const others = Object.fromEntries((decided.others ?? "").split(" ").map((event) => [event, ignored.join(" ")]));
        const { "": _, ...ofOthers } = others;
        expect(all).toEqual({ ...decided.events, ...ofOthers, ...decided.messages });
        expect(Object.keys(decided.messages ?? {}).sort()).toEqual([...hears].sort());
      });

      test(`${name}.${region.name}: XState does what the table says, and drops nothing without a word`, () => {
        for (const leaf of region.leaves) {
          for (const event of Object.keys(all)) {
            const before = snapshotIn(listed, valueWith(regions, region, leaf.path));
            const here = `${event} in ${leaf.path}`;
            const found = listed.machine.getTransitionData(before, eventOf(event));
            expect(found.length, `${here} is dropped`).toBeGreaterThan(0);
            const [after, actions] = transition(listed.machine, before, eventOf(event) as never);
            const rule = ruleOf(leaf, event)!;
            expect(pathIn(after.value, region, regions.length === 1), here).toBe(rule.target ?? leaf.path);
            const emitted = emittedBy(actions);
            for (const said of ["violation", "unexpected", "deliver"]) {
              expect(emitted.includes(said), `${here}: ${said}`).toBe(rule.actions.includes(said));
            }
          }
        }
      });
    }

    test(`${name}: every state can be reached, and every combination of its regions' states`, () => {
      const own = regions.flatMap(({ events }) => events);
      const delays = regions.flatMap((region) => delaysOf(listed.machine, region));
      const events = [...new Set([...own, ...delays])].map(eventOf);
      const reached = Object.values(
        getAdjacencyMap(listed.machine, {
          events: events as never,
          input: listed.input,
          serializeState: (state: AnyMachineSnapshot) => JSON.stringify(state.value),
        }),
      ).map(({ state }) => (state as AnyMachineSnapshot).value as unknown);
      for (const region of regions) {
        const there = new Set(reached.map((value) => pathIn(value, region, regions.length === 1)));
        expect([...there].sort()).toEqual(region.leaves.map(({ path }) => path).sort());
      }
      expect(reached.length).toBe(regions.reduce((product, { leaves }) => product * leaves.length, 1));
    });
  }

  test("no kind of message has the name of an event of our own, so no peer can send one", () => {
    for (const [name, { machine, hears }] of Object.entries(listedMachines)) {
      const decided = Object.entries(decisions[name]!);
      const own = decided.flatMap(([, { events, others }]) => [...Object.keys(events), ...(others ?? "").split(" ")]);
      expect(own.filter((event) => messageKinds.includes(event))).toEqual([]);
      const named = outlineOf(machine).flatMap(({ events }) => events);
      if (hears === undefined) expect(named.filter((event) => messageKinds.includes(event))).toEqual([]);
    }
  });
});

/** Types of the events by which XState tells that a delay has passed. */
function delaysOf(machine: AnyStateMachine, region: Region): readonly string[] {
  const own = machine.events as readonly string[];
  const all = new Set(region.leaves.flatMap(({ delays }) => [...delays.keys()]));
  return own.filter((type) => type.startsWith("xstate.after.") && [...all].some((name) => type.includes(`.${name}.`)));
}
