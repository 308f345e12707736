import fc from "fast-check";
import type { Role } from "@chargepact/protocol";
import type { Fate, Fault } from "../bench/faults.js";
import type { CreateSubject } from "../bench/subject.js";
import type { Case } from "../cases/case.js";
import type { Feature } from "../equipment/equipment.js";
import type { Outcome } from "./run-case.js";
import { runVirtual } from "./run-case.js";
import { type Step, walk, walks } from "./walk.js";

/** Deliveries of one run of which the fate may be planned. */
const deliveries = 300;
const faultsMax = 40;

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Fate>({ kind: "lost" }) },
  { weight: 3, arbitrary: fc.integer({ min: 1, max: 1_500 }).map((ms): Fate => ({ kind: "late", ms })) },
  { weight: 2, arbitrary: fc.constantFrom(2, 3, 100).map((copies): Fate => ({ kind: "copies", copies })) },
);

/** Networks that lose, repeat, delay and so reorder; fewer and milder faults are simpler. */
export const faultSchedules: fc.Arbitrary<readonly Fault[]> = fc.array(fc.record({ nth: fc.nat(deliveries), fate }), {
  maxLength: faultsMax,
});

export interface CheckOptions<R extends Role> {
  readonly role: R;
  readonly create: CreateSubject<R>;
  readonly supports: ReadonlySet<Feature>;
  /** Bad networks to try beside the good one. */
  readonly runs: number;
  readonly seed: number;
}

/** A failing run, as small as it could be made. */
export type Checked = Outcome & { readonly faults: readonly Fault[] };

/** Runs a case on a good network and then on bad ones; the smallest schedule of faults with which it fails counts. */
export async function check<R extends Role>(test: Case, options: CheckOptions<R>): Promise<Checked> {
  const { runs, seed, ...subject } = options;
  const quiet = await runVirtual(test, { ...subject, seed });
  if (quiet.kind !== "pass" || test.quiet === true || runs === 0) return { ...quiet, faults: [] };
  let worst: Checked | undefined;
  const property = fc.asyncProperty(faultSchedules, async (faults) => {
    const outcome = await runVirtual(test, { ...subject, seed, faults });
    // A lease that cannot be had on such a network says nothing.
    if (outcome.kind !== "fail") return true;
    worst = { ...outcome, faults };
    return false;
  });
  await fc.check(property, { numRuns: runs, seed, endOnFailure: false, interruptAfterTimeLimit: shrinkMaxMs });
  return worst ?? { kind: "pass", faults: [] };
}

/** As `check`, with sequences of right and wrong steps: shorter ones on better networks are simpler. */
export async function checkWalks<R extends Role>(
  options: CheckOptions<R>,
): Promise<Checked & { readonly steps: readonly Step[] }> {
  const { runs, seed, ...subject } = options;
  let worst: (Checked & { readonly steps: readonly Step[] }) | undefined;
  const networks = fc.oneof({ weight: 1, arbitrary: fc.constant([]) }, { weight: 2, arbitrary: faultSchedules });
  const property = fc.asyncProperty(walks(options.role), networks, async (steps, faults) => {
    const outcome = await runVirtual({ run: (probe) => walk(probe, steps) }, { ...subject, seed, faults });
    if (outcome.kind !== "fail") return true;
    worst = { ...outcome, faults, steps };
    return false;
  });
  await fc.check(property, { numRuns: runs, seed, endOnFailure: false, interruptAfterTimeLimit: shrinkMaxMs });
  return worst ?? { kind: "pass", faults: [], steps: [] };
}

/** ms of real time after which a smaller failing run is no longer looked for. */
const shrinkMaxMs = 60_000;
