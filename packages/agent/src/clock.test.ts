import { expect, test } from "vitest";
import { ScaledClock, SystemClock } from "./clock.js";
import { VirtualClock } from "./clock.virtual.js";

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

test("a scaled clock waits for a blocked event loop instead of leaping", async () => {
  const clock = new ScaledClock(1_000, 0);
  try {
    await new Promise((resolve) => setTimeout(resolve, 20));
    const start = clock.now();
    while (clock.now().mono - start.mono < 200);
    await new Promise((resolve) => setTimeout(resolve, 8));
    const passed = clock.now().t - start.t;
    expect(passed).toBeGreaterThan(0);
    expect(passed).toBeLessThan(120_000);
  } finally {
    clock.close();
  }
});
