import { expect, it } from "vitest";
import type { CoreContext } from "./context.js";
import { type Deadline, HolderDeadlines } from "./holder-deadlines.js";
import type { HolderLease } from "./lease.js";
import { TimerWheel } from "./timers.js";

it("CP-LEASE-6 a lease that can only be extended by moments is not renewed at round-trip speed", () => {
  const timers = new TimerWheel();
  const now = { mono: 0, t: 0 };
  const told: Deadline[] = [];
  const deadlines = new HolderDeadlines({ timers, now } as unknown as CoreContext, (event) => told.push(event));
  // The grantor's own lease ends at 1 s; each answer, 10 ms after the last, extends ours by next to nothing.
  for (let index = 0; index < 50; index++) {
    now.mono = 500 + 10 * index;
    timers.advance(now.mono);
    const ttlMs = 1000 - now.mono;
    deadlines.arm({ deadline: 1000 + index / 1000, ttlMs } as HolderLease, 400);
    timers.advance(now.mono + 1);
  }
  const renewals = told.filter((event) => event === "renewDue").length;
  expect(renewals).toBeGreaterThan(2);
  expect(renewals).toBeLessThanOrEqual(6);
});
