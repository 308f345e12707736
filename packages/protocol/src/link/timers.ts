import type { DurationMs, MonoMs } from "../units.js";

interface Entry {
  readonly at: MonoMs;
  readonly order: number;
  readonly run: () => void;
  dead: boolean;
}

/** Handle of a pending timer. */
export type TimerHandle = object;

/**
 * All timers of one agent on its monotonic clock. The core tells it the time; it never asks. It is also the clock that
 * the state machines' `after` runs on.
 */
export class TimerWheel {
  private entries: Entry[] = [];
  private order = 0;
  private nowMs: MonoMs = 0;

  /** The instant last told. */
  get now(): MonoMs {
    return this.nowMs;
  }

  /** Runs `run` when the clock reaches `at`; entries due at one instant run in the order they were set. */
  set(at: MonoMs, run: () => void): TimerHandle {
    const entry: Entry = { at: Math.max(at, this.nowMs), order: this.order++, run, dead: false };
    let index = this.entries.length;
    while (index > 0 && before(entry, this.entries[index - 1])) index--;
    this.entries.splice(index, 0, entry);
    return entry;
  }

  clear(handle: TimerHandle | undefined): void {
    if (handle === undefined) return;
    const entry = handle as Entry;
    if (entry.dead) return;
    entry.dead = true;
    const index = this.entries.indexOf(entry);
    if (index >= 0) this.entries.splice(index, 1);
  }

  /** Moves the clock to `now` and runs what is due, at most `limit` entries so that a loop of timers cannot hang. */
  advance(now: MonoMs, limit = 10_000): void {
    this.nowMs = Math.max(this.nowMs, now);
    for (let count = 0; count < limit; count++) {
      const first = this.entries[0];
      if (first === undefined || first.at > this.nowMs) return;
      this.entries.shift();
      first.dead = true;
      first.run();
    }
  }

  /** When the earliest entry is due, or undefined. */
  next(): MonoMs | undefined {
    return this.entries[0]?.at;
  }

  /** As the clock that the delays of state machines run on. */
  get clock(): this {
    return this;
  }
  setTimeout(run: () => void, delayMs: DurationMs): TimerHandle {
    return this.set(this.nowMs + delayMs, run);
  }
  clearTimeout(handle: unknown): void {
    this.clear(handle as TimerHandle | undefined);
  }
}

function before(a: Entry, b: Entry | undefined): boolean {
  return b !== undefined && (a.at < b.at || (a.at === b.at && a.order < b.order));
}
