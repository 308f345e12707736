// Searches lease.pml with spin: exhaustively as it stands, and once for each rule that a switch leaves out, which must fail.
// Exit status: 0 all as expected, 1 not, 77 not run because spin or gcc is missing. With -- SWITCH only that rule, its trail whole.
import { execFile, execFileSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { livenessRules, rules } from "./rules.mjs";

const run = promisify(execFile);
const model = fileURLToPath(new URL("lease.pml", import.meta.url));
const limit = { timeout: 300_000, maxBuffer: 64e6 };
/** Two at a time: CI has two cores. */
const workers = 2;
const safety = ["-DSAFETY", "-DNOREDUCE"];
// Breadth first, so that the error that is found is a shortest one; compiling would take longer than the search.
const shortest = [...safety, "-DBFS", "-O0"];
const fair = ["-DNFAIR=3", "-O0"];

function missing() {
  return [
    ["spin", ["-V"]],
    ["gcc", ["--version"]],
  ].flatMap(([command, asked]) => {
    try {
      execFileSync(command, asked, { stdio: "ignore" });
      return [];
    } catch {
      return [command];
    }
  });
}

const search = (title, switches, compile, pan, wanted) => ({ title, switches, compile, pan, wanted });
const deep = ["-m3000000", "-w24"];
const searches = [
  search("at no time too much, no lease beyond its booking", [], [...safety, "-O2"], deep, "none"),
  search("what a silent holder has comes back", ["LIVENESS"], fair, ["-a", "-f", ...deep], "none"),
  ...Object.entries(rules).map(([name, rule]) => search(rule, [name], shortest, ["-w18"], "error")),
  ...Object.entries(livenessRules).map(([name, rule]) =>
    search(rule, ["LIVENESS", name], fair, ["-a", "-f", "-m100000", "-w18"], "error"),
  ),
];

/** What a search found: `errors` and `states`, and the events that lead to the error. */
async function outcome({ switches, compile, pan }, folder) {
  mkdirSync(folder);
  const defines = switches.map((name) => `-D${name}`);
  const options = { ...limit, cwd: folder };
  copyFileSync(model, join(folder, "lease.pml"));
  await run("spin", [...defines, "-a", "lease.pml"], options);
  const claim = switches.includes("LIVENESS") ? [] : ["-DNOCLAIM"];
  await run("gcc", ["-w", "-DMEMLIM=3000", ...claim, ...compile, "-o", "pan", "pan.c"], options);
  const { stdout } = await run("./pan", pan, options);
  const [, errors] = /errors: (\d+)/.exec(stdout) ?? [];
  const [, states] = /(\d+(?:\.\d+e\+\d+)?) states, stored/.exec(stdout) ?? [];
  if (errors === undefined || states === undefined) throw new Error(`pan says neither errors nor states:\n${stdout}`);
  const cut = /max search depth too small|out of memory|Search not completed/.exec(stdout);
  if (errors === "0" && cut !== null) throw new Error(`not exhaustive (${cut[0]}):\n${stdout}`);
  // What is never done is not checked.
  const unreached = [...stdout.matchAll(/^\tlease\.pml:(\d+), state \d+, "(?!-end-)(.*)"/gm)];
  if (errors === "0" && unreached.length > 0)
    throw new Error(`never reached: ${unreached.map(([, line, text]) => `line ${line}, ${text}`).join("; ")}`);
  if (!existsSync(join(folder, "lease.pml.trail")))
    return { errors: Number(errors), states: Number(states), trail: [] };
  const replayed = await run("spin", [...defines, "-t", "-T", "-B", "lease.pml"], options);
  const events = replayed.stdout.split("\n").map((line) => line.trim());
  return {
    errors: Number(errors),
    states: Number(states),
    trail: events.filter((line) => /^(grantor|holder|-- a tick|<<<<<START)/.test(line)),
  };
}

const picture = (trail) =>
  trail.map((line) => `        ${line.replace("<<<<<START OF CYCLE>>>>>", "and for ever again:")}`);

async function report(each, folder, whole) {
  const began = performance.now();
  const { errors, states, trail } = await outcome(each, folder);
  const fine = (each.wanted === "none") === (errors === 0);
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const found =
    errors === 0 ? "no error" : `error after ${trail.filter((line) => !line.startsWith("<")).length} events`;
  const name = each.switches.length === 0 ? "" : `${each.switches.join(" ")}: `;
  const shown = whole || trail.length <= 24 ? trail : [...trail.slice(0, 20), "…"];
  const lines = [
    `${fine ? "ok    " : "FAILED"} ${name}${each.title}`,
    `        ${states} states, ${found}, ${seconds} s`,
  ];
  console.log([...lines, ...(errors > 0 ? picture(shown) : [])].join("\n"));
  return fine;
}

const chosen = process.argv.slice(2);
const asked = searches.filter(({ switches }) => chosen.length === 0 || chosen.every((name) => switches.includes(name)));
const absent = missing();
if (absent.length > 0) {
  console.log(`not run, because ${absent.join(" and ")} cannot be found: apt-get install spin gcc libc6-dev`);
  process.exitCode = 77;
} else if (asked.length === 0) {
  console.error(
    `no such switch: ${chosen.join(" ")}; there are ${Object.keys({ ...rules, ...livenessRules }).join(", ")}`,
  );
  process.exitCode = 1;
} else {
  const scratch = mkdtempSync(join(tmpdir(), "chargepact-spin-"));
  const results = [];
  const queue = asked.map((each, index) => [each, join(scratch, String(index))]);
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results.push(
        await report(...next, chosen.length > 0).catch((error) => {
          console.log(`FAILED ${next[0].title}\n${error.message}`);
          return false;
        }),
      );
    }
  };
  try {
    await Promise.all(Array.from({ length: workers }, work));
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
  const failed = results.filter((fine) => !fine).length;
  console.log(`${results.length} searches: ${results.length - failed} as they must be, ${failed} not`);
  process.exitCode = failed === 0 ? 0 : 1;
}
