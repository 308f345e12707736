import type { MonoMs, Now, ScheduleMs } from "@chargepact/protocol";
import type { Clock, TimerHandle } from "./clock.js";

interface VirtualTimer extends TimerHandle {
  readonly order: number;
  fn: (() => void) | undefined;
}

const before = (a: VirtualTimer, b: VirtualTimer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);
/** Forgotten timers are swept once they are more than half of a heap of at least this many. */
const sweepMin = 256;

export interface VirtualClockOptions {
  /** Schedule ms per mono ms; default 1. */
  readonly speed?: number;
  /** Where mono starts, ms; default 0. */
  readonly mono?: MonoMs;
  /** Name of the origin of mono, for stores that live no longer than this clock; undefined by default. */
  readonly boot?: string;
}

/**
 * Virtual time: one event queue, in order of instant, first come first served among equals. Time moves only inside
 * `run`, so that two runs of the same program are bit-identical. Schedule time starts at `startT`.
 */
export class VirtualClock implements Clock {
  readonly speed: number;
  readonly boot: string | undefined;
  private readonly startMono: MonoMs;
  private heap: VirtualTimer[] = [];
  private order = 0;
  private forgotten = 0;
  private current: Now;

  constructor(
    private readonly startT: ScheduleMs,
    options: VirtualClockOptions = {},
  ) {
    this.speed = options.speed ?? 1;
    this.boot = options.boot;
    this.startMono = options.mono ?? 0;
    this.current = { mono: this.startMono, t: startT };
  }

  now(): Now {
    return this.current;
  }

  setTimer(at: MonoMs, fn: () => void): TimerHandle {
    const timer: VirtualTimer = { at: Math.max(at, this.current.mono), order: this.order++, fn };
    this.push(timer);
    return timer;
  }

  clear(timer: TimerHandle): void {
    const own = timer as VirtualTimer;
    if (own.fn === undefined) return;
    own.fn = undefined;
    if (++this.forgotten > sweepMin && this.forgotten * 2 > this.heap.length) this.sweep();
  }

  /** Runs everything due up to and including `untilMono` (mono ms), then stands at `untilMono`. */
  run(untilMono: MonoMs): void {
    for (let next = this.heap[0]; next !== undefined && next.at <= untilMono; next = this.heap[0]) {
      this.pop();
      const { fn } = next;
      if (fn === undefined) {
        this.forgotten--;
        continue;
      }
      next.fn = undefined;
      this.moveTo(next.at);
      fn();
    }
    this.moveTo(untilMono);
  }

  /** Instant of the next timer in mono ms, or undefined where nothing is left to happen. */
  get nextAt(): MonoMs | undefined {
    for (let next = this.heap[0]; next !== undefined; next = this.heap[0]) {
      if (next.fn !== undefined) return next.at;
      this.pop();
      this.forgotten--;
    }
    return undefined;
  }

  private moveTo(mono: MonoMs): void {
    if (mono <= this.current.mono) return;
    this.current = { mono, t: this.startT + (mono - this.startMono) * this.speed };
  }

  private push(timer: VirtualTimer): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(timer);
    while (at > 0) {
      const up = (at - 1) >> 1;
      const parent = heap[up] as VirtualTimer;
      if (!before(timer, parent)) break;
      heap[at] = parent;
      at = up;
    }
    heap[at] = timer;
  }

  private pop(): void {
    const last = this.heap.pop();
    if (last !== undefined && this.heap.length > 0) this.sink(last, 0);
  }

  private sink(timer: VirtualTimer, from: number): void {
    const { heap } = this;
    let at = from;
    for (let child = 2 * at + 1; child < heap.length; child = 2 * at + 1) {
      const right = heap[child + 1];
      if (right !== undefined && before(right, heap[child] as VirtualTimer)) child++;
      const down = heap[child] as VirtualTimer;
      if (!before(down, timer)) break;
      heap[at] = down;
      at = child;
    }
    heap[at] = timer;
  }

  private sweep(): void {
    this.heap = this.heap.filter((timer) => timer.fn !== undefined).sort((a, b) => (before(a, b) ? -1 : 1));
    this.forgotten = 0;
  }
}
