import { parseArgs } from "node:util";
import { core } from "./core.js";
import { grid } from "./grid.js";
import { kit } from "./kit.js";
import { life } from "./life.js";
import { market } from "./market.js";
import { predictor } from "./predictor.js";
import { document, type Figure, machine, meets, table } from "./report.js";
import { sim } from "./sim.js";
import { swarm } from "./swarm.js";
import { wire } from "./wire.js";

const usage = `npm run bench -- NAME… [options]
  wire     a sealed exchange on a real broker against raw MQTT.js, and the size of an offer
  core     time an event and heap of an idle agent, without shell
  swarm    first line and virtual day of the command line
  market   option rounds against a central linear programme; real days where CHARGEPACT_DATA names their folder
  grid     clearing by sums; a feeder that prices by aggregate forecasts, against flat prices and one central optimum
  life     how much longer a battery lives by its own policy than charged at once, by published ageing models
  sim      the simulated world: events a second, agent-hours, violations, restarts, malformed inputs; several minutes
  kit      the conformance kit as a black box on our own charger; three minutes
  predictor  models on their engine: time, memory, hangs beside a site's leases
  --json               one JSON document instead of the table
  --rounds N           how often each is measured, interleaved; default 5
  --broker NAME        wire: mosquitto (default where it is installed) or aedes
  --install            swarm: the size of an installation too; takes a minute
  --draw               market: rewrites market.svg
  --profile FOLDER     wire, core: writes CPU profiles of the measured processes
`;

const { values: given, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "boolean", default: false },
    broker: { type: "string" },
    rounds: { type: "string", default: "5" },
    profile: { type: "string" },
    install: { type: "boolean", default: false },
    draw: { type: "boolean", default: false },
    help: { type: "boolean", default: false },
  },
});
const rounds = Number(given.rounds);
const { broker, profile, install, draw, json } = given;
const say = (line: string): void => console.error(line);
const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  wire: () => wire({ broker, rounds, profile, say }),
  core: () => core({ rounds, profile, say }),
  swarm: () => swarm({ install, say }),
  market: () => market({ draw, say }),
  grid: () => grid(say),
  life: () => Promise.resolve(life(say)),
  sim: () => sim(say),
  kit: () => kit(say),
  predictor: () => predictor({ rounds, say }),
};

const unknown = names.filter((name) => !Object.hasOwn(benches, name));
if (given.help || names.length === 0 || unknown.length > 0 || !Number.isInteger(rounds) || rounds < 3) {
  console.error(unknown.length > 0 ? `no bench ${unknown.join(", ")}\n\n${usage}` : usage);
  process.exitCode = given.help ? 0 : 2;
} else {
  const on = machine();
  const figures: Figure[] = [];
  for (const name of names) figures.push(...((await benches[name]?.()) ?? []));
  console.log(json ? JSON.stringify(document(names, on, figures)) : table(on, figures));
  process.exitCode = figures.some(({ value, bar }) => meets(value, bar) === false) ? 1 : 0;
}
