import { availableParallelism } from "node:os";
import { parseArgs } from "node:util";
import { Pool } from "./pool.js";
import { described, type SeedRun, Tally } from "./tally.js";

const usage = `npm run soak -- [options]
  --hours N     agent-hours to live through in all; default 10000
  --seed S      the first seed, 1 to 4294967295; each next one is one higher. Default: by chance, and printed
  --each H      hours of each seed's world; default 14
  --cores N     processes; default as many as there are cores
  --replay S    lives this one seed again, with a picture of each violation
  --json        one JSON document instead of the lines
`;

const { values: given } = parseArgs({
  options: {
    hours: { type: "string", default: "10000" },
    seed: { type: "string" },
    each: { type: "string", default: "14" },
    cores: { type: "string", default: String(availableParallelism()) },
    replay: { type: "string" },
    json: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const numbers = { hours: Number(given.hours), each: Number(given.each), cores: Number(given.cores) };
const first = Number(given.replay ?? given.seed ?? 1 + Math.floor(Math.random() * 4e9));
const wrong = Object.entries({ ...numbers, seed: first }).find(([, value]) => !(value > 0 && Number.isFinite(value)));

async function soak(): Promise<void> {
  const { hours, each, cores } = numbers;
  const say = (line: string): void => console.error(line);
  say(`seeds from ${first} on, ${each} h each, ${cores} processes`);
  const pool = await Pool.start(given.replay === undefined ? cores : 1);
  const tally = new Tally();
  const began = performance.now();
  function* orders(): Generator<{ seed: number; hours: number }> {
    for (let seed = first; given.replay === undefined ? tally.agentHours < hours : seed === first; seed++) {
      yield { seed, hours: each };
    }
  }
  await pool.run("seed", orders(), (run: SeedRun) => {
    tally.add(run);
    const share = Math.min(1, tally.agentHours / hours);
    const leftS = ((performance.now() - began) / 1000) * (1 / share - 1);
    say(
      `seed ${run.seed}: ${run.agents} agents, ${run.events} events, ${run.violations.length} violations; ` +
        `${Math.round(tally.agentHours)} of ${hours} agent-hours, ${Math.ceil(leftS / 60)} min left`,
    );
    if (run.violations.length > 0) say(described(run, each));
    for (const problem of run.problems) say(`problem in seed ${run.seed}: ${problem}`);
  });
  await pool.stop();
  report(tally);
}

function report(tally: Tally): void {
  const missed = tally.missed();
  const { agentHours, events, violations, deeds } = tally;
  const seeds = { first, count: tally.runs.length };
  if (given.json) {
    const marks = Object.fromEntries(tally.markCounts());
    const broken = tally.runs.flatMap(({ seed, violations: all }) => all.map((violation) => ({ seed, ...violation })));
    console.log(JSON.stringify({ seeds, agentHours, events, violations, faults: deeds, marks, missed, broken }));
  } else {
    console.log(`${Math.round(agentHours)} agent-hours over ${seeds.count} seeds from ${seeds.first} on`);
    console.log(`${events} events, ${Math.round(tally.eventsPerS)} a second of a core; ${deeds} faults`);
    console.log(`${violations} violations`);
    if (missed.length > 0) console.log(`a weak run: never met ${missed.join("; ")}`);
  }
  process.exitCode = violations > 0 ? 1 : 0;
}

if (given.help || wrong !== undefined) {
  console.error(wrong === undefined ? usage : `--${wrong[0]} is no number above 0\n\n${usage}`);
  process.exitCode = given.help ? 0 : 2;
} else await soak();
