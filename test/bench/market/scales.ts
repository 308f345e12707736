import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bundle } from "../bundle.js";
import { startChild } from "../child.js";
import type { Figure } from "../report.js";
import { figure } from "./figure.js";
import type { Scale } from "./scale.js";
import { scaleSvg } from "./scale-svg.js";

const drawing = fileURLToPath(new URL("../market.svg", import.meta.url));
const sizes = [50, 100, 200, 400, 700, 1000];
/** ms; a plan of the largest site. */
const patienceMs = 120_000;

/** Time and bytes against the number of batteries: bundled, in a process of its own, after a plan that does not count. */
export async function scaleFigures(draw: boolean, say: (line: string) => void): Promise<readonly Figure[]> {
  const path = await bundle({
    scale: "market/scale-child.ts",
    "solver-thread": "../../packages/agent/src/solver/thread.ts",
  });
  const child = startChild(path("scale"), { patienceMs });
  const scales: Scale[] = [];
  try {
    await child.tell("plan", { count: 100 });
    for (const count of sizes) {
      const scale = await child.tell<Scale>("plan", { count });
      scales.push(scale);
      say(`market: ${count} batteries, ${scale.roundS.toFixed(2)} s a round, ${scale.roundKb.toFixed(0)} kB a round`);
    }
  } finally {
    await child.stop();
  }
  if (draw) writeFileSync(drawing, scaleSvg(scales));
  return figuresOf(scales);
}

function figuresOf(scales: readonly Scale[]): readonly Figure[] {
  const largest = scales.at(-1);
  const name = `${largest?.count ?? 0} batteries, one process`;
  const of = (key: keyof Scale): number => largest?.[key] ?? Number.NaN;
  const perBattery = scales.map(({ roundS, count }) => (1e6 * roundS) / count);
  return [
    figure("market.1000.round", of("roundS"), "s", "<= 1.5", name, []),
    figure("market.1000.certified", of("certifiedRounds"), "rounds", "<= 10", `1 % certified, ${name}`, []),
    figure(
      "market.1000.delay",
      of("delayP99Ms"),
      "ms",
      "< 50",
      "event-loop delay p99, HiGHS in its thread; by size",
      scales.map(({ delayP99Ms }) => delayP99Ms),
    ),
    figure(
      "market.scale",
      perBattery.at(-1) ?? Number.NaN,
      "µs",
      "",
      `a battery and round; by size ${sizes.join(", ")}`,
      perBattery,
    ),
  ];
}
