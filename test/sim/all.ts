import { type MalformedResult, type RestartsResult, scenarios } from "@chargepact/sim";
import { Pool } from "./pool.js";
import { described, type SeedRun, Tally } from "./tally.js";

/** Hours of each seed's world. */
export const eachHours = 14;
export const fixedSeeds = Array.from({ length: 50 }, (_, index) => index + 1);
const malformedEach = 250_000;
const malformedSeeds = [1, 2, 3, 4, 5, 6, 7, 8];

export interface World {
  readonly tally: Tally;
  /** By scenario. */
  readonly restarts: ReadonlyMap<string, RestartsResult>;
  readonly malformed: readonly MalformedResult[];
}

/** The fixed seeds and a fresh one, a restart at every durable write of every scenario, and malformed inputs. */
export async function wholeWorld(cores: number, say: (line: string) => void): Promise<World> {
  const fresh = 1000 + Math.floor(Math.random() * 4e9);
  say(`seeds 1 to ${fixedSeeds.length} and ${fresh}, ${eachHours} h each, ${cores} processes`);
  const pool = await Pool.start(cores);
  const [tally, restarts, malformed] = [new Tally(), new Map<string, RestartsResult>(), [] as MalformedResult[]];
  try {
    const seeds = [...fixedSeeds, fresh].map((seed) => ({ seed, hours: eachHours }));
    await pool.run("seed", seeds, (run: SeedRun) => {
      tally.add(run);
      if (run.violations.length > 0) say(described(run, eachHours));
      for (const problem of run.problems) say(`problem in seed ${run.seed}: ${problem}`);
      if (tally.runs.length % 10 === 0) say(`${tally.runs.length} seeds, ${Math.round(tally.agentHours)} agent-hours`);
    });
    const orders = scenarios.map((_, index) => ({ index }));
    await pool.run("restarts", orders, (result: RestartsResult, { index }) => {
      const { name } = scenarios[index] ?? { name: "" };
      restarts.set(name, result);
      say(`${name}: ${result.runs} runs, ${result.violations.length} violations`);
      for (const { crash, violation } of result.violations.slice(0, 3)) {
        say(`${violation.id} after a crash of ${crash.agent} at write ${crash.commit}: ${violation.detail}`);
        say(violation.picture ?? "");
      }
    });
    await pool.run(
      "malformed",
      malformedSeeds.map((seed) => ({ seed, count: malformedEach })),
      (result: MalformedResult) => {
        malformed.push(result);
      },
    );
  } finally {
    await pool.stop();
  }
  return { tally, restarts, malformed };
}
