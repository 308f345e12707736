import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Figure } from "./report.js";
import { median } from "./statistics.js";

export interface SwarmBench {
  /** Measure the size of an installation too, which builds and installs all packages. */
  readonly install: boolean;
  readonly say: (line: string) => void;
}

const root = fileURLToPath(new URL("../..", import.meta.url));

interface Run {
  readonly code: number | null;
  readonly output: string;
  /** ms from the start to the first byte of standard output, and to the end. */
  readonly firstMs: number;
  readonly ms: number;
}

/** Runs `npm` with these arguments; `until` ends it at its first byte. */
function npm(args: readonly string[], until: "end" | "first byte"): Promise<Run> {
  return new Promise((resolve, reject) => {
    const beganAt = performance.now();
    // A group of its own: what npm started ends with it.
    const child = spawn("npm", args, { cwd: root, detached: true, stdio: ["ignore", "pipe", "ignore"] });
    let [output, firstMs] = ["", Number.NaN];
    child.stdout.on("data", (bytes: Buffer) => {
      if (Number.isNaN(firstMs)) firstMs = performance.now() - beganAt;
      output += bytes.toString();
      if (until === "first byte" && child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
    });
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output, firstMs, ms: performance.now() - beganAt }));
  });
}

interface Day {
  readonly energyDeliverableWh: number;
  readonly energyDeliveredWh: number;
  readonly limitViolations: number;
  readonly wallMs: number;
}

async function virtualDay(options: readonly string[]): Promise<Day> {
  const run = await npm(["start", "--silent", "--", "--virtual", "--json", "--quiet", ...options], "end");
  if (run.code !== 0) throw new Error(`the virtual day ended with ${String(run.code)}`);
  return JSON.parse(run.output) as Day;
}

/** What a person who runs the default day has to wait for, and what the day must be like. */
export async function swarm({ install, say }: SwarmBench): Promise<readonly Figure[]> {
  say("swarm: first line");
  const first: number[] = [];
  // npm's own lines would be first: --silent leaves ours.
  for (let i = 0; i < 3; i++) first.push((await npm(["start", "--silent"], "first byte")).firstMs / 1_000);
  say("swarm: the default day in virtual time, by least laxity first");
  const fast = await virtualDay(["--strategy", "llf"]);
  say("swarm: the default day in virtual time");
  const { energyDeliverableWh, energyDeliveredWh, limitViolations, wallMs } = await virtualDay([]);
  const once = { runs: [] };
  const share = (100 * energyDeliveredWh) / energyDeliverableWh;
  const energy = `${energyDeliveredWh} of ${energyDeliverableWh} Wh deliverable`;
  return [
    {
      id: "swarm.first",
      value: median(first),
      unit: "s",
      bar: "<= 3",
      reference: "npm start to its first byte",
      runs: first,
    },
    {
      id: "swarm.virtual",
      value: wallMs / 1_000,
      unit: "s",
      bar: "< 20",
      reference: "default day, sealed, baselines included, option rounds",
      ...once,
    },
    {
      id: "swarm.virtual.llf",
      value: fast.wallMs / 1_000,
      unit: "s",
      bar: "< 20",
      reference: "the same by least laxity first",
      ...once,
    },
    { id: "swarm.violations", value: limitViolations, unit: "", bar: "<= 0", reference: "that day", ...once },
    { id: "swarm.energy", value: share, unit: "%", bar: ">= 99", reference: energy, ...once },
    ...(install ? [await installed(say)] : []),
  ];
}

/** As scripts/check-packages.mjs prints it. */
async function installed(say: (line: string) => void): Promise<Figure> {
  say("swarm: building and installing all packages");
  const { output } = await npm(["run", "--silent", "check:packages"], "end");
  const [, megabytes] = /^installed with all dependencies: (\d+(?:\.\d+)?) MB/m.exec(output) ?? [];
  const value = megabytes === undefined ? Number.NaN : Number(megabytes);
  return {
    id: "swarm.install",
    value,
    unit: "MB",
    bar: "<= 45",
    reference: "npm install chargepact, no scripts",
    runs: [],
  };
}
