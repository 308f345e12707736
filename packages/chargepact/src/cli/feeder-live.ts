import { performance } from "node:perf_hooks";
import type { FeederDay } from "@chargepact/sim";
import type { FeederSwarm } from "../swarm/feeder-swarm.js";
import { clock, decimal, kW } from "../swarm/format.js";
import { type Passed, timeLeft } from "../swarm/time-left.js";
import { defaultSpeed, type SwarmOptions } from "../swarm-options.js";
import { sayOf } from "./progress.js";

/** Real ms between two lines. */
const lineMs = 4000;

/** Progress of sites under a feeder in lines: the feeder's meter, then each site's. */
export interface FeederLive {
  update(swarm: FeederSwarm): void;
}

/** Nothing with --quiet; on standard error with --json. */
export function feederLiveOf(day: FeederDay, options: SwarmOptions): FeederLive | undefined {
  if (options.quiet) return undefined;
  const say = sayOf(options);
  const startMs = performance.now();
  const speed = options.virtual ? undefined : (options.speed ?? defaultSpeed(day.feeder));
  // A first line is due after a second.
  let shownMs = startMs - lineMs + 1000;
  return {
    update: (swarm) => {
      if (performance.now() - shownMs < lineMs) return;
      shownMs = performance.now();
      say(lineOf(day, swarm, { elapsedMs: shownMs - startMs, speed }));
    },
  };
}

function lineOf(
  { feeder: { fromS, toS } }: FeederDay,
  { world, sites }: FeederSwarm,
  passed: Pick<Passed, "elapsedMs" | "speed">,
): string {
  const { nowMs, feederW, capacity } = world;
  const spanMs = (toS - fromS) * 1000;
  const done = (nowMs - fromS * 1000) / spanMs;
  if (done <= 0) return `${clock(nowMs)}  connecting`;
  const each = sites.map(({ id, swarm }) => `${id} ${decimal(swarm.world.siteW / 1000, 1)}`).join(", ");
  const share = `${String(Math.floor(100 * done)).padStart(3)} %`;
  const left = timeLeft({ ...passed, done, spanMs });
  const line = `${clock(nowMs)}  ${share}  feeder ${decimal(feederW / 1000, 1)} of ${kW(capacity.at(nowMs))}: ${each}`;
  return left === "" ? line : `${line}  ${left} left`;
}
