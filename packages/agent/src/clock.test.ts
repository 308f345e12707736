import type * as nodeOs from "node:os";
import { expect, test, vi } from "vitest";
import { monotonicMs, SystemClock } from "./clock.js";
import { ScaledClock } from "./clock.scaled.js";
import { VirtualClock } from "./clock.virtual.js";

const slept = vi.hoisted(() => ({ ms: 0 }));
vi.mock("node:os", async (original) => {
  const os = await original<typeof nodeOs>();
  return { ...os, uptime: () => os.uptime() + slept.ms / 1000 };
});

test("virtual timers fire in order of instant, and in the order they were set where instants are equal", () => {
  const clock = new VirtualClock(1_000);
  const fired: string[] = [];
  for (const [name, at] of [
    ["c", 20],
    ["a", 10],
    ["d", 20],
    ["b", 10],
  ] as const) {
    clock.setTimer(at, () => fired.push(`${name}@${clock.now().mono}/${clock.now().t}`));
  }
  clock.run(30);
  expect(fired).toEqual(["a@10/1010", "b@10/1010", "c@20/1020", "d@20/1020"]);
  expect(clock.now()).toEqual({ mono: 30, t: 1_030 });
});

test("a timer set while running is served in the same run, also one that is already due", () => {
  const clock = new VirtualClock(0);
  const fired: number[] = [];
  clock.setTimer(10, () => {
    clock.setTimer(5, () => fired.push(clock.now().mono));
    clock.setTimer(12, () => fired.push(clock.now().mono));
  });
  clock.run(12);
  expect(fired).toEqual([10, 12]);
  expect(clock.nextAt).toBeUndefined();
});

test("ten thousand timers of which most are cleared fire exactly the rest, in order", () => {
  const clock = new VirtualClock(0);
  const fired: number[] = [];
  const wanted: number[] = [];
  let state = 1;
  for (let i = 0; i < 10_000; i++) {
    state = (state * 48_271) % 2_147_483_647;
    const at = state % 5_000;
    const timer = clock.setTimer(at, () => fired.push(at));
    if (i % 10 === 0) wanted.push(at);
    else clock.clear(timer);
  }
  clock.run(5_000);
  expect(fired).toEqual(wanted.sort((a, b) => a - b));
});

test("a real timer never fires before its instant and not at all once cleared", async () => {
  const clock = new SystemClock();
  let cleared = 0;
  clock.clear(clock.setTimer(clock.now().mono + 5, () => cleared++));
  for (let i = 0; i < 10; i++) {
    const at = clock.now().mono + 1.5;
    const firedAt = await new Promise<number>((resolve) => clock.setTimer(at, () => resolve(clock.now().mono)));
    expect(firedAt).toBeGreaterThanOrEqual(at);
  }
  expect(cleared).toBe(0);
});

test("a scaled clock and its timers wait for a blocked event loop instead of leaping", async () => {
  const clock = new ScaledClock(1_000, 0);
  try {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const start = clock.now();
    let fired = 0;
    clock.setTimer(start.mono + 150, () => fired++);
    const blockedFrom = monotonicMs();
    while (monotonicMs() - blockedFrom < 200);
    await new Promise((resolve) => setTimeout(resolve, 8));
    const passed = clock.now().t - start.t;
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(120_000);
    expect(fired).toBe(0);
  } finally {
    clock.close();
  }
});

test("a scaled clock serves each timer at its own instant, and none while it is paused", async () => {
  const clock = new ScaledClock(100, 5_000, { paused: true });
  const start = clock.now();
  const fired: number[] = [];
  for (const wait of [1, 2, 3]) clock.setTimer(start.mono + wait, () => fired.push(clock.now().t));
  await new Promise((resolve) => setTimeout(resolve, 30));
  expect([clock.now(), fired]).toEqual([start, []]);
  clock.resume();
  try {
    while (fired.length < 3) await new Promise((resolve) => setTimeout(resolve, 5));
    for (const [index, t] of fired.entries()) expect(t).toBeCloseTo(5_000 + 100 * (index + 1), 3);
  } finally {
    clock.close();
  }
});

test("instants of two clocks of one boot compare, and the boot has a name where the machine gives it one", () => {
  const [one, other] = [new SystemClock(), new SystemClock()];
  expect(other.now().mono - one.now().mono).toBeLessThan(1_000);
  expect(Math.abs(one.now().mono - monotonicMs())).toBeLessThan(1_000);
  expect(one.boot).toBe(other.boot);
});

test("CP-TIME-7 schedule time goes on while the machine is suspended, and its boot has another name then", () => {
  vi.useFakeTimers({ toFake: ["Date", "hrtime"] });
  try {
    const clock = new SystemClock();
    const [before, boot] = [clock.now(), clock.boot];
    const passing = 200;
    vi.advanceTimersByTime(passing);
    slept.ms = 86_000;
    vi.setSystemTime(Date.now() + slept.ms);
    expect(clock.boot === undefined || clock.boot !== boot).toBe(true);
    const after = clock.now();
    expect(after.mono - before.mono).toBeCloseTo(passing, 0);
    expect(after.t - before.t).toBeCloseTo(passing + slept.ms, 0);
    // A wall clock that jumps without that moves nothing.
    vi.setSystemTime(Date.now() + 3_600_000);
    expect(clock.now().t).toBe(after.t);
  } finally {
    vi.useRealTimers();
    slept.ms = 0;
  }
});
