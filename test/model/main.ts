import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { mutantOf, mutants } from "../mutants/list.js";
import { configNamed, configs } from "./configs.js";
import { search, type Job, type Report } from "./jobs.js";
import { inProcesses } from "./pool.js";
import { notSeen, seenIn } from "./rules.js";

/** Distinct states that all configurations together must have. */
const statesLeast = 1_000_000;
const statesMax = 5_000_000;

const { values: options } = parseArgs({
  options: {
    config: { type: "string" },
    mutant: { type: "string" },
    pictures: { type: "boolean", default: false },
    processes: { type: "string" },
  },
});
const problems: string[] = [];
const count = (value: number): string => value.toLocaleString("en-US").padStart(11);

function tell(report: Report): void {
  const { states, edges, executed, audits, depth, agentStates, cpuSeconds, exhausted } = report;
  const end = report.broken ?? (exhausted ? "exhausted" : "searched in part, nothing broken");
  console.log(
    `${report.config.padEnd(18)}${count(states)}${count(edges)}${count(executed)}  ${agentStates.join("/").padEnd(20)}` +
      `${String(audits).padStart(6)}${String(depth).padStart(6)}${cpuSeconds.toFixed(1).padStart(7)} s  ${end}`,
  );
}

function tellMutant(report: Report): void {
  const mutant = mutantOf(report.mutant ?? "");
  console.log(
    `${mutant.breaks.join(" ").padEnd(13)}${mutant.id.padEnd(33)}${report.config.padEnd(18)}${count(report.states)}` +
      `${String(report.length).padStart(6)}  ${report.broken ?? "NOT SEEN"}`,
  );
  if (options.pictures && report.picture !== "") console.log(`${mutant.what}\n${report.picture}\n`);
}

async function one(config: string, mutant: string | undefined): Promise<void> {
  const { what, horizonMs } = configNamed(config);
  console.log(
    `${config}: ${what}, up to ${horizonMs / 1000} s${mutant === undefined ? "" : `; ${mutantOf(mutant).what}`}`,
  );
  const report = await search({ config, mutant, statesMax }, (states, depth) => {
    console.log(`  depth ${String(depth).padStart(3)}${count(states)} states`);
  });
  tell(report);
  if (report.broken !== undefined) console.log(`\n${report.picture}`);
  const right = mutant === undefined ? report.broken === undefined : report.broken !== undefined;
  if (!right) problems.push(`${config} ${mutant ?? ""}: ${report.broken ?? "nothing is broken"}`);
}

async function everything(): Promise<void> {
  const startedAt = performance.now();
  const processes = Number(options.processes ?? Math.min(4, availableParallelism()));
  console.log("configuration          states      moves   executed  states of each agent audits depth    cpu");
  const correct: Report[] = [];
  const jobs = configs.map(({ name, partlyMax }): Job => ({
    config: name,
    mutant: undefined,
    statesMax: partlyMax ?? statesMax,
  }));
  await inProcesses(processes, jobs, (report) => {
    correct.push(report);
    tell(report);
    if (report.broken !== undefined) problems.push(`${report.config}: ${report.broken}\n${report.picture}`);
    else if (!report.exhausted && configNamed(report.config).partlyMax === undefined)
      problems.push(`${report.config} was not searched to its end`);
  });
  const complete = correct.filter((report) => report.exhausted);
  const states = complete.reduce((sum, report) => sum + report.states, 0);
  console.log(
    `${states.toLocaleString("en-US")} distinct states in ${complete.length} configurations that were exhausted\n`,
  );
  if (states < statesLeast) problems.push(`${states} states are fewer than ${statesLeast}`);

  console.log("breaks       mutant                           configuration          states moves  counterexample");
  const broken = mutants.map(({ id }): Job => ({ config: seenIn[id] ?? "", mutant: id, statesMax: 600_000 }));
  await inProcesses(processes, broken, (report) => {
    tellMutant(report);
    if (report.broken === undefined) problems.push(`${report.mutant ?? ""} is not seen in ${report.config}`);
  });
  console.log(
    `\nNot to be seen here:\n${Object.entries(notSeen)
      .map(([id, why]) => `  ${id.padEnd(13)}${why}`)
      .join("\n")}`,
  );
  console.log(`\n${((performance.now() - startedAt) / 1000).toFixed(0)} s with ${processes} processes`);
}

const { config, mutant } = options;
if (config !== undefined) await one(config, mutant);
else if (mutant !== undefined) await one(seenIn[mutantOf(mutant).id] ?? "", mutant);
else await everything();
for (const problem of problems) console.log(`PROBLEM ${problem}`);
process.exitCode = problems.length > 0 ? 1 : 0;
