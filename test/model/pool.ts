import { fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { Job, Report } from "./jobs.js";

/** Does all jobs in processes beside each other; `done` hears each report as it comes. */
export async function inProcesses(count: number, jobs: readonly Job[], done: (report: Report) => void): Promise<void> {
  let next = 0;
  const work = async (): Promise<void> => {
    const child = fork(fileURLToPath(new URL("./worker.ts", import.meta.url)), { execArgv: process.execArgv });
    try {
      for (let job = jobs[next++]; job !== undefined; job = jobs[next++]) {
        const answer = await new Promise<{ report?: Report; error?: string }>((resolve, reject) => {
          child.once("message", resolve);
          child.once("exit", (code) => {
            reject(new Error(`a searching process ended with ${code ?? "a signal"}`));
          });
          child.send(job);
        });
        child.removeAllListeners("exit");
        if (answer.report === undefined) throw new Error(`${job.config} ${job.mutant ?? ""}: ${answer.error ?? ""}`);
        done(answer.report);
      }
    } finally {
      child.kill();
    }
  };
  await Promise.all(Array.from({ length: count }, work));
}
