import type { StrategyName } from "../swarm-options.js";
import { sumMicroOf, type Comparison, type StrategyRun } from "./compare.js";
import { compared, type ComparedFigures, type Traffic } from "./result.js";

/** The figures of one strategy. Wh, W, and whole µ of `currency`. */
interface StrategyFigures extends ComparedFigures, Traffic {
  readonly strategy: StrategyName;
  readonly energyDeliverableWh: number;
  readonly capacityW: number;
  readonly overLimitMaxW: number;
  readonly sumMicro: number;
  readonly currency: string;
  readonly wallMs: number;
}

/** The document that `--compare --json` prints. Its keys and their meaning are in `docs/cli.md`. */
export interface CompareDocument {
  readonly scenario: string;
  readonly date: string;
  readonly compare: readonly StrategyFigures[];
}

/** A comparison as one JSON document; only strategies that were run to the end are in it. */
export function compareDocument(comparison: Comparison): CompareDocument {
  const { day, runs } = comparison;
  return { scenario: day.name, date: day.date, compare: runs.map((run) => figures(run, comparison)) };
}

function figures(run: StrategyRun, { day, deliverableWh }: Comparison): StrategyFigures {
  const { strategy, outcome, messages, bytes, wallMs } = run;
  return {
    strategy,
    energyDeliverableWh: Math.round(deliverableWh),
    ...compared(outcome),
    overLimitMaxW: outcome.overLimitMaxW,
    capacityW: day.capacityW,
    sumMicro: sumMicroOf(run),
    currency: day.currency,
    messages,
    bytes,
    wallMs: Math.round(wallMs),
  };
}
