import { BlackBox, type BlackBoxOptions } from "../bench/black-box.js";
import type { Case } from "../cases/case.js";
import { cases } from "../cases/index.js";
import { picture } from "../report/picture.js";
import type { Report } from "../report/document.js";
import { outcomeOf } from "./run-case.js";
import { type Part, select } from "./select.js";
import { type CaseResult, verdictsOf } from "./verdict.js";
import { ChargepactError } from "@chargepact/protocol";

export interface BlackBoxRun extends Omit<BlackBoxOptions, "epoch"> {
  readonly seed: number;
  readonly only?: ReadonlySet<string>;
  readonly part?: Part;
  /** Told of each case as it ends. */
  readonly onCase?: (result: CaseResult) => void;
  readonly signal?: AbortSignal;
}

/** Runs every case that fits, one after the other, against an agent behind a broker. */
export async function runBlackBox(run: BlackBoxRun): Promise<Report> {
  const began = performance.now();
  const { role, only, part, seed, onCase, signal } = run;
  const results: CaseResult[] = [];
  // Whatever an earlier run said is of an earlier life.
  const box = new BlackBox({ ...run, epoch: Math.floor(Date.now() / 1000) });
  try {
    if (!(await box.begin())) {
      throw new ChargepactError("BROKER_UNREACHABLE", "the broker does not let the partners in within 20 s");
    }
    for (const { test, missing } of select(cases, {
      role,
      supports: withSeals(run),
      ...(only === undefined ? {} : { only }),
      ...(part === undefined ? {} : { part }),
    })) {
      if (signal?.aborted === true) break;
      const result =
        missing === undefined ? await runOne(test, box) : skipped(test, `it does not support: ${missing.join(", ")}`);
      results.push(result);
      onCase?.(result);
    }
  } finally {
    await box.end();
  }
  return {
    role,
    id: run.subject,
    seed,
    results,
    verdicts: verdictsOf(role, results),
    wallMs: performance.now() - began,
  };
}

const withSeals = ({ supports, keys }: BlackBoxRun): BlackBoxRun["supports"] =>
  keys === undefined ? supports : new Set([...supports, "seals"]);

const skipped = (test: Case, detail: string): CaseResult => ({ test, outcome: { kind: "skipped", detail }, ms: 0 });

async function runOne(test: Case, box: BlackBox): Promise<CaseResult> {
  const began = performance.now();
  const probe = box.probe();
  const outcome = await outcomeOf(
    () => test.run(probe),
    () => picture(box.log.entries, probe.lanes),
  );
  probe.stop();
  const ms = performance.now() - began;
  await box.tidy(outcome.kind !== "pass");
  return { test, outcome, ms };
}
