import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type AnyStateMachine, createActor as createReference, setup } from "xstate";
import { batteryMachine } from "../roles/battery-machine.js";
import { relayMachine } from "../roles/charger/relay-machine.js";
import { plannerMachine } from "../roles/grid/planner-machine.js";
import { grantorMachine } from "./grantor-machine.js";
import { holderMachine } from "./holder-machine.js";
import { createActor } from "./table.js";
import { TimerWheel } from "./timers.js";

interface Step {
  readonly event: number;
  readonly afterMs: number;
  /** An event that a listener sends when it hears something; −1: none. */
  readonly echo: number;
}
interface Lived {
  on(type: "*", heard: (emitted: { type: string; kind?: string }) => void): unknown;
  start(): unknown;
  send(event: { type: string }): void;
  stop(): unknown;
}

const machines: Readonly<Record<string, { machine: AnyStateMachine; input?: object }>> = {
  holder: { machine: holderMachine, input: { helloMs: 50, backoffMs: 20 } },
  grantor: { machine: grantorMachine, input: { offerMs: 30 } },
  battery: { machine: batteryMachine },
  relay: { machine: relayMachine, input: { answerMs: 25 } },
  planner: { machine: plannerMachine, input: { debounceMs: 10, intervalMs: 40, trigger: "" } },
};

/** Every event that some state names, and one that none does. */
function eventsOf(machine: AnyStateMachine): readonly { type: string }[] {
  const named = machine.events as readonly string[];
  const types = named.filter((type) => type !== "*" && !type.startsWith("xstate."));
  return [...new Set([...types, "planNotice"])].map((type) => ({
    type,
    envelope: { kind: type },
    backoffMs: 15,
    trigger: type,
  }));
}

/** What is heard, with the instant; in XState a `"*"` also takes the delays of other regions. */
function live(wheel: TimerWheel, actor: Lived, events: readonly { type: string }[], steps: readonly Step[]): string[] {
  const log: string[] = [];
  let echo = -1;
  actor.on("*", (emitted) => {
    if (emitted.kind?.startsWith("xstate.") === true) return;
    log.push(`${wheel.now} ${JSON.stringify(emitted)}`);
    const event = events[echo];
    echo = -1;
    if (event !== undefined) actor.send(event);
  });
  actor.start();
  for (const step of steps) {
    wheel.advance(wheel.now + step.afterMs);
    echo = step.echo;
    actor.send(events[step.event % events.length]!);
  }
  actor.stop();
  wheel.advance(wheel.now + 1_000);
  return log;
}

describe("a table as its own actor runs it", () => {
  for (const [name, { machine, input }] of Object.entries(machines)) {
    test(`${name}: the same is heard at the same instants as from XState's actor`, () => {
      const events = eventsOf(machine);
      const step = fc.record({
        event: fc.nat(events.length - 1),
        afterMs: fc.constantFrom(0, 0, 5, 10, 25, 60),
        echo: fc.integer({ min: -events.length, max: events.length - 1 }),
      });
      fc.assert(
        fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
          const [own, reference] = [new TimerWheel(), new TimerWheel()];
          const given = input === undefined ? {} : { input };
          const lived = live(own, createActor(machine, { clock: own.clock, ...given }), events, steps);
          const actor = createReference(machine, { clock: reference.clock as never, ...given } as never);
          expect(lived).toEqual(live(reference, actor as unknown as Lived, events, steps));
        }),
        { numRuns: 300 },
      );
    });
  }

  test("nothing is heard of an actor that was stopped", () => {
    const wheel = new TimerWheel();
    const actor = createActor(relayMachine, { clock: wheel.clock, input: { answerMs: 25 } });
    const heard: string[] = [];
    actor.on("*", ({ type }) => heard.push(type));
    actor.start();
    actor.send({ type: "offered" });
    actor.stop();
    actor.send({ type: "complete" });
    wheel.advance(1_000);
    expect(heard).toEqual([]);
  });

  test("a table that uses what it does not know is refused", () => {
    const guarded = setup({}).createMachine({ initial: "a", states: { a: { on: { go: { guard: () => true } } } } });
    const invoking = setup({}).createMachine({ initial: "a", states: { a: { always: "b" }, b: {} } });
    for (const machine of [guarded, invoking]) {
      expect(() => createActor(machine, { clock: new TimerWheel().clock })).toThrow(/a table cannot have/);
    }
  });
});
