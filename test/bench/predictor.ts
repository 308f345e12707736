import { pathToFileURL } from "node:url";
import { bundle } from "./bundle.js";
import { startChild } from "./child.js";
import { engineFigures } from "./predictor/engine.js";
import { guardFigures } from "./predictor/guard.js";
import { quoteFigures } from "./predictor/quote.js";
import type { Figure } from "./report.js";

export interface PredictorBench {
  readonly rounds: number;
  readonly say: (line: string) => void;
}

/** Models on their engine: how fast, how bounded, and that nobody waits for them. What quotes and the guard can be relied on for. */
export async function predictor({ rounds, say }: PredictorBench): Promise<readonly Figure[]> {
  const path = await bundle({
    predictor: "predictor/child.ts",
    "engine-process": "../../packages/predictor/src/engine/child.ts",
    "engine-thread": "../../packages/predictor/src/engine/thread.ts",
  });
  const programs = {
    module: pathToFileURL(path("engine-process")).href,
    thread: pathToFileURL(path("engine-thread")).href,
  };
  const child = startChild(path("predictor"), { patienceMs: 120_000 });
  try {
    return [
      ...(await engineFigures({ child, programs, rounds, say })),
      ...(await quoteFigures(say)),
      ...guardFigures(say),
    ];
  } finally {
    await child.stop();
  }
}
