import { availableParallelism } from "node:os";
import { scenarios } from "@chargepact/sim";
import { wholeWorld } from "./all.js";

/** `npm run world`: everything that the simulated world checks, once; exit code 1 where something was broken. */
const { tally, restarts, malformed } = await wholeWorld(availableParallelism(), (line) => console.error(line));
const runs = [...restarts.values()];
const broken = runs.reduce((sum, { violations }) => sum + violations.length, 0);
const surprises = malformed.flatMap((each) => each.surprises);
const inputs = malformed.reduce((sum, each) => sum + each.inputs, 0);
const missed = tally.missed();
console.log(`seeds      ${Math.round(tally.agentHours)} agent-hours, ${tally.events} events, ${tally.deeds} faults`);
console.log(`           ${tally.violations} violations, ${Math.round(tally.eventsPerS)} events a second of a core`);
console.log(
  `restarts   ${scenarios.length} scenarios, ${runs.reduce((sum, each) => sum + each.runs, 0)} runs, ${broken} violations`,
);
console.log(
  `malformed  ${inputs} inputs, ${malformed.reduce((sum, each) => sum + each.refused, 0)} refused, slowest ` +
    `${Math.max(...malformed.map((each) => each.worstMs)).toFixed(2)} ms, ${surprises.length} surprises`,
);
for (const surprise of surprises) console.log(`           ${surprise}`);
if (missed.length > 0) console.log(`a weak run: never met ${missed.join("; ")}`);
process.exitCode = tally.violations + broken + surprises.length > 0 ? 1 : 0;
