import { search, type Job } from "./jobs.js";

/** A process that searches what it is told to, one job after the other. */
process.on("message", (job: Job) => {
  search(job, () => undefined).then(
    (report) => process.send?.({ report }),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
  );
});
