import { availableParallelism } from "node:os";
import { wholeWorld } from "../sim/all.js";
import type { Figure } from "./report.js";
import { median } from "./statistics.js";

/** What the simulated world comes to, and how fast it is. */
export async function sim(say: (line: string) => void): Promise<readonly Figure[]> {
  const { tally, restarts, malformed } = await wholeWorld(availableParallelism(), say);
  const runs = [...restarts.values()];
  const inputs = malformed.reduce((sum, each) => sum + each.inputs, 0);
  const seeds = `${tally.runs.length} seeds, one of them fresh; ${tally.deeds} faults`;
  const one = (id: string, value: number, unit: string, bar: string, reference: string): Figure => ({
    ...{ id, value, unit, bar, reference, runs: [value] },
  });
  const rates = tally.runs.map(({ events, cpuMs }) => (1000 * events) / cpuMs);
  const scenarioRuns = runs.reduce((sum, each) => sum + each.runs, 0);
  return [
    {
      id: "sim.events",
      value: median(rates),
      unit: "/s",
      bar: ">= 25000",
      reference: "of a core, by seed",
      runs: rates,
    },
    one("sim.hours", tally.agentHours, "h", ">= 10000", seeds),
    one("sim.violations", tally.violations, "", "<= 0", "of S1 to S6, L1 and L2"),
    one("sim.missed", tally.missed().length, "marks", "<= 0", tally.missed().join("; ") || "everything was met"),
    one(
      "sim.restarts",
      runs.reduce((sum, each) => sum + each.violations.length, 0),
      "",
      "<= 0",
      `${scenarioRuns} runs`,
    ),
    one(
      "codec.worst",
      Math.max(...malformed.map((each) => each.worstMs)),
      "ms",
      "< 10",
      `slowest of ${inputs} malformed inputs, at its best of five`,
    ),
    one("codec.malformed", inputs, "", ">= 2000000", "mutated from real bundles"),
    one(
      "codec.surprises",
      malformed.flatMap((each) => each.surprises).length,
      "",
      "<= 0",
      "thrown beside our own errors",
    ),
  ];
}
