import type { Role } from "@chargepact/protocol";
import type { Fault } from "../bench/faults.js";
import type { CreateSubject } from "../bench/subject.js";
import { cases } from "../cases/index.js";
import { type Feature, features } from "../equipment/equipment.js";
import { requirements } from "../requirements.js";
import { check, checkWalks, type Checked } from "./check.js";
import { select } from "./select.js";

/** What a test runner's `test` is called with; vitest's and node:test's fit. */
export type RegisterTest = (name: string, run: () => Promise<void>, timeoutMs?: number) => unknown;

export interface ConformanceOptions<R extends Role> {
  readonly role: R;
  /** Starts the agent under test with what it is given. Called for each life. */
  readonly create: CreateSubject<R>;
  readonly test: RegisterTest;
  /** What the agent supports. Default everything. */
  readonly supports?: readonly Feature[];
  /** Bad networks that each case is tried on beside the good one. Default 5. */
  readonly networks?: number;
  /** Random sequences of right and wrong steps. Default 20. */
  readonly walks?: number;
  /** Default: drawn from the time, and printed with a failure. */
  readonly seed?: number;
  /** Only cases about these requirements. */
  readonly only?: readonly string[];
}

const timeoutMs = 120_000;

/** Registers a test for each case that fits the role and what the agent supports, and one of random walks. */
export function conformance<R extends Role>(options: ConformanceOptions<R>): void {
  const { role, create, test, networks = 5, walks = 20, seed = Math.floor(Date.now() / 1000), only } = options;
  const supports: ReadonlySet<Feature> = new Set(options.supports ?? features);
  const common = { role, create, supports, seed };
  for (const { test: each, missing } of select(cases, {
    role,
    supports,
    ...(only === undefined ? {} : { only: new Set(only) }),
  })) {
    if (missing !== undefined) continue;
    const run = async (): Promise<void> => report(await check(each, { ...common, runs: networks }), seed);
    test(`${each.ids.join(" ")}: ${each.name}`, run, timeoutMs);
  }
  if (walks === 0 || only !== undefined) return;
  const run = async (): Promise<void> => {
    const { steps, ...checked } = await checkWalks({ ...common, runs: walks });
    report(checked, seed, steps.map((step) => JSON.stringify(step)).join("\n  "));
  };
  test(`random steps of its partners break no rule (${role})`, run, timeoutMs);
}

function report(checked: Checked, seed: number, steps?: string): void {
  if (checked.kind === "pass") return;
  const { picture, detail, faults } = checked;
  const head =
    checked.kind === "fail"
      ? `${checked.id} is broken: ${detail}\n${requirements[checked.id]}`
      : `the case could not be set up: ${detail}`;
  const taken = steps === undefined || steps === "" ? "" : `\nsteps\n  ${steps}`;
  throw new Error(`${head}\n\n${picture}\n${taken}\nseed ${seed}${faultsText(faults)}`);
}

const faultsText = (faults: readonly Fault[]): string =>
  faults.length === 0 ? ", on a good network" : `, faults ${JSON.stringify(faults)}`;
