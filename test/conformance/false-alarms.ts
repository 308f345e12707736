/** How often the kit accuses the project's own agents: `npm run false-alarms -- --seeds 1000`. */
import { parseArgs } from "node:util";
import { cases, check, checkWalks, type Checked } from "@chargepact/conformance";
import { everything } from "./catching.js";
import { ownAgents } from "./subjects.js";

const { values } = parseArgs({
  options: { seeds: { type: "string", default: "20" }, first: { type: "string", default: "1" } },
});
const [seeds, first] = [Number(values.seeds), Number(values.first)];
const began = performance.now();
let [runs, alarms] = [0, 0];

function count(what: string, outcome: Checked): void {
  if (outcome.kind === "pass") return;
  if (outcome.kind === "fail") alarms++;
  console.log(`${what}\n${outcome.detail}\n${outcome.picture}\n${JSON.stringify(outcome.faults)}`);
}

/** Each seed has its own walk, and one case of each role on its own bad network, in turn. */
for (let seed = first; seed < first + seeds; seed++) {
  for (const role of ["charger", "battery", "storage", "grid"] as const) {
    const create = ownAgents[role] as never;
    const options = { role, create, supports: everything, seed, runs: 2 };
    count(`walk of a ${role}, seed ${seed}`, await checkWalks(options));
    const own = cases.filter((each) => each.roles.includes(role));
    const test = own[seed % own.length];
    if (test !== undefined) count(`${role}, seed ${seed}: ${test.name}`, await check(test, options));
    runs += 5;
  }
}
console.log(
  `${seeds} seeds, ${runs} runs, ${alarms} false alarms, ${Math.round((performance.now() - began) / 1000)} s`,
);
process.exitCode = alarms === 0 ? 0 : 1;
