import { duration } from "./format.js";

/** Part of a day in virtual time before which its course says nothing of its end. */
const knownShare = 0.04;
/** How far a run is: real ms since it began, the part 0–1 of its day that is done, the day's ms, and times real time. */
export interface Passed {
  readonly elapsedMs: number;
  readonly done: number;
  readonly spanMs: number;
  /** Undefined in virtual time. */
  readonly speed: number | undefined;
}

/** Real time to the end of the day as text; empty while unknown. */
export function timeLeft(passed: Passed): string {
  const known = passed.done > (passed.speed === undefined ? knownShare : 0);
  return known ? duration(leftMs(passed) / 1000) : "";
}

function leftMs({ elapsedMs, done, spanMs, speed }: Passed): number {
  const asSoFarMs = (elapsedMs * (1 - done)) / done;
  if (speed === undefined) return asSoFarMs;
  // The day stands still while plans are solved: what that takes shows after a while.
  const atSpeedMs = (spanMs * (1 - done)) / speed;
  return done < 0.1 ? atSpeedMs : Math.max(atSpeedMs, asSoFarMs);
}
