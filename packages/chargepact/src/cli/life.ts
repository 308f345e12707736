import type { LifePolicyName } from "@chargepact/sim";
import { performance } from "node:perf_hooks";
import { liveAll } from "../life/lived.js";
import { lifeResultOf } from "../life/result.js";
import { writeSeries } from "../life/series-csv.js";
import { type MadeStudy, makeStudy, tripPlace } from "../life/study.js";
import { lifeTable } from "../life/table.js";
import { kWh } from "../swarm/format.js";
import { exitCodes } from "./failure.js";
import type { LifeOptions } from "./life-options.js";
import { sayOf } from "./progress.js";
import { writeReport } from "./report-file.js";

/** ms between two lines of progress. */
const sayEveryMs = 2000;

/** `chargepact life`: lives through a study with all policies and sets them side by side. Resolves with the exit code. */
export async function runLifeStudy(options: LifeOptions): Promise<number> {
  const say = sayOf(options);
  const made = makeStudy(options);
  for (const note of made.notes) say(note);
  const lived = liveAll(made.study, options.policy, progress(say, options.years));
  const run = lived.runs[options.policy];
  if (options.out !== undefined) writeSeries(options.out, run);
  const result = lifeResultOf(made, lived, options);
  process.stdout.write(`${options.json ? JSON.stringify(result) : lifeTable(result)}\n`);
  if (options.out !== undefined) say(`series        ${options.out}`);
  if (options.report !== undefined) {
    const { lifePage } = await import("../life/report/page.js");
    await writeReport(options.report, lifePage(made.study, lived, result));
    say(`report        ${options.report}`);
  }
  for (const text of unmetTexts(made, run.unmet)) process.stderr.write(`${text}\n`);
  return run.unmet.length > 0 ? exitCodes.failed : exitCodes.ok;
}

function progress(say: (text: string) => void, years: number): (policy: LifePolicyName, share: number) => void {
  let saidMs = performance.now();
  return (policy, share) => {
    const nowMs = performance.now();
    if (nowMs - saidMs < sayEveryMs) return;
    saidMs = nowMs;
    const done = years >= 2 ? `year ${Math.floor(share * years) + 1} of ${years}` : `${Math.floor(100 * share)} %`;
    say(`${policy.padEnd(10)} ${share >= 1 ? "lived; now how the cells age" : done}`);
  };
}

/** Trips that the policy left short, though another could have met them. */
function unmetTexts({ tripsFile }: MadeStudy, unmet: readonly { trip: number; lackedWh: number }[]): readonly string[] {
  const shownMost = 5;
  const more = unmet.length - shownMost;
  return [
    ...unmet.slice(0, shownMost).map(({ trip, lackedWh }) => {
      const { file, line, key } = tripPlace(trip, tripsFile);
      const place = line === undefined ? file : `${file}:${line}`;
      return `not met: ${place}: ${key}, ${kWh(lackedWh)} short; declare the trip sooner, or choose another --policy`;
    }),
    ...(more > 0 ? [`and ${more} more`] : []),
  ];
}
