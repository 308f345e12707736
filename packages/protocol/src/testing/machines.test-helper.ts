import type { AnyStateMachine } from "xstate";
import { grantorMachine } from "../link/grantor-machine.js";
import { holderMachine } from "../link/holder-machine.js";
import { batteryMachine } from "../roles/battery-machine.js";
import { relayMachine } from "../roles/charger/relay-machine.js";
import { plannerMachine } from "../roles/grid/planner-machine.js";
import { bodyKinds } from "../wire/spec.js";

/** A table of states as docs and tests look at it. */
export interface ListedMachine {
  readonly machine: AnyStateMachine;
  readonly input: object;
  /** Where it is written, from the repository's root. */
  readonly file: string;
  /** What it is about, a sentence. */
  readonly about: string;
  /** The region that messages of the peer are given to, whatever their kind; absent where none are. */
  readonly hears?: string;
}

const src = "packages/protocol/src";

/** Every machine that there is; a test looks for others. */
export const listedMachines: Readonly<Record<string, ListedMachine>> = {
  holder: {
    machine: holderMachine,
    input: { helloMs: 50, backoffMs: 20 },
    file: `${src}/link/holder-machine.ts`,
    about: "The holder's end of a link. `session`: is it greeted? `lease`: what may it draw?",
    hears: "session",
  },
  grantor: {
    machine: grantorMachine,
    input: { offerMs: 30 },
    file: `${src}/link/grantor-machine.ts`,
    about: "The grantor's end of a link. `session`: is the holder greeted? `deal`: is an offer of its own open?",
    hears: "session",
  },
  battery: {
    machine: batteryMachine,
    input: {},
    file: `${src}/roles/battery-machine.ts`,
    about: "A battery between its plugs: it has a link only while it is plugged in.",
  },
  relay: {
    machine: relayMachine,
    input: { answerMs: 25 },
    file: `${src}/roles/charger/relay-machine.ts`,
    about: "A charger between an offer of its grantor and its batteries' answers.",
  },
  planner: {
    machine: plannerMachine,
    input: { debounceMs: 10, intervalMs: 40, trigger: "" },
    file: `${src}/roles/grid/planner-machine.ts`,
    about: "When a grid operator plans: triggers are gathered for a moment, and plans keep their distance.",
  },
};

/** Kinds of message that the codec reads. */
export const messageKinds: readonly string[] = [...bodyKinds.values()];
