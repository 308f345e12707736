import { describe, expect, it } from "vitest";
import { TimerWheel } from "./timers.js";
import type { HolderLink } from "./holder.js";
import { HolderTime } from "./holder-time.js";

/** A holder's clock, and when it sent its requests. */
function watched(sentMono: readonly number[], speed = 1) {
  const now = { mono: 0, t: 0 };
  const timers = new TimerWheel();
  const asked: number[] = [];
  const link = {
    context: { now, speed, timers },
    config: { scheduleSlackMs: 0 },
    askTime: () => asked.push(now.mono),
    channel: { sentAt: ({ seq }: { readonly seq: number }) => ({ sentMono: sentMono[seq] ?? 0 }) },
  };
  const time = new HolderTime(link as unknown as HolderLink);
  const wait = (toMono: number) => {
    for (now.mono += 1000; now.mono <= toMono; now.mono += 1000) timers.advance(now.mono);
  };
  const take = (scheduleMs: number, at: { readonly mono: number; readonly seq: number; readonly anew?: boolean }) => {
    now.mono = at.mono;
    time.take(scheduleMs, { epoch: 1, seq: at.seq }, at.anew);
  };
  const interval = () => time.interval().map((ms) => Math.round(10 * ms) / 10);
  return { time, take, now, asked, wait, interval };
}

describe("what a holder knows of schedule time", () => {
  it("CP-TIME-4 a commit that answers a request of long ago does not make it forget what it knows better", () => {
    const { time, take, now, interval } = watched([0, 900, 60_000]);
    take(1_000_000, { mono: 1000, seq: 1 });
    expect(interval()).toEqual([1_000_000, 1_000_100.1]);
    // Echoes request 1 again, a minute later: T is anywhere between its sending and now.
    take(1_060_050, { mono: 61_000, seq: 1 });
    const [low, high] = time.interval();
    expect(high - low).toBeLessThan(250);
    expect(low).toBeLessThanOrEqual(1_060_050);
    expect(high).toBeGreaterThanOrEqual(1_060_050);
    now.mono = 121_000;
    const [laterLow, laterHigh] = time.interval();
    expect(laterHigh - laterLow).toBeCloseTo(high - low + 2 * 60, 6);
  });

  it("CP-TIME-4 what says more counts, and so does what contradicts what was known, or a new session", () => {
    const { take, interval } = watched([0, 0, 950, 0, 0]);
    take(500_000, { mono: 800, seq: 1 });
    take(500_250, { mono: 1000, seq: 2 });
    expect(interval()).toEqual([500_250, 500_300.1]);
    take(900_000, { mono: 2000, seq: 3 });
    expect(interval()).toEqual([900_000, 902_002]);
    take(900_900, { mono: 2500, seq: 4, anew: true });
    expect(interval()).toEqual([900_900, 903_402.5]);
  });

  it("CP-TIME-4 the clocks come apart while an answer is on its way, too", () => {
    const { take, interval } = watched([0, 0]);
    take(1_000_000, { mono: 100_000, seq: 1 });
    expect(interval()).toEqual([1_000_000, 1_100_100]);
  });

  it("CP-TIME-6 asks for the time before drift has made a second of it, until it is told, and not while renewals say it", () => {
    const { time, take, asked, wait } = watched([0, 0, 290_000, 590_000]);
    take(1_000_000, { mono: 10, seq: 1 });
    take(1_290_000, { mono: 290_010, seq: 2 });
    take(1_590_000, { mono: 590_010, seq: 3 });
    wait(1_089_000);
    expect(asked).toEqual([]);
    wait(1_700_000);
    expect(asked).toEqual([1_090_010, 1_590_010]);
    const [low, high] = time.interval();
    expect(high - low).toBeGreaterThan(1000);
  });
});
