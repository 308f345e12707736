import { mutantOf } from "../mutants/list.js";
import { modelAgents } from "./agents.js";
import { configNamed } from "./configs.js";
import { pictureOf } from "./picture.js";
import { replayed } from "./replay.js";
import { Search, type Result } from "./search.js";

/** One search: of the core as it is, or of a mutant in one of its configurations. */
export interface Job {
  readonly config: string;
  readonly mutant: string | undefined;
  readonly statesMax: number;
}
/** What is told of a search: the counterexample as a picture. */
export interface Report extends Omit<Result, "counterexample"> {
  readonly mutant: string | undefined;
  readonly cpuSeconds: number;
  readonly broken: string | undefined;
  /** Moves of the counterexample after the calm time before the search. */
  readonly length: number;
  readonly picture: string;
}

/** Does one search. A counterexample has to break the same when it is gone again on new agents. */
export async function search(job: Job, progress: (states: number, depth: number) => void): Promise<Report> {
  const core = await modelAgents(job.mutant === undefined ? undefined : mutantOf(job.mutant));
  const config = configNamed(job.config);
  const before = process.cpuUsage();
  const searched = new Search(config, core);
  const { counterexample, ...result } = searched.run(job.statesMax, progress);
  const { user, system } = process.cpuUsage(before);
  const told = { ...result, mutant: job.mutant, cpuSeconds: (user + system) / 1e6 };
  if (counterexample === undefined) return { ...told, broken: undefined, length: 0, picture: "" };
  const { world } = searched;
  const again = replayed(config, core, { world, counterexample });
  if (again !== counterexample.broken) {
    throw new Error(`${job.config}: on new agents the way to "${counterexample.broken}" breaks ${again ?? "nothing"}`);
  }
  const length = counterexample.moves.length - counterexample.searchedFrom;
  return { ...told, broken: again, length, picture: pictureOf(world, counterexample) };
}
