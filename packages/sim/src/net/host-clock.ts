import type { Clock, TimerHandle, VirtualClock } from "@chargepact/agent";
import type { DurationMs, MonoMs, Now } from "@chargepact/protocol";

/** How long a clock goes on believing what it last saw of suspensions, and from which length on one counts, ms. */
const [checkMs, countsMs] = [100, 2000];

interface HostTimer extends TimerHandle {
  readonly fn: () => void;
  base: TimerHandle;
  dead: boolean;
}

/**
 * The clocks of one machine over the world's time: a monotonic one that drifts and starts anywhere at each boot, and a
 * wall clock that jumps. A process reads the wall clock once, and again when it finds that the machine was suspended, as
 * `SystemClock` does. While it is stopped nothing runs in
 * it; a suspended machine's monotonic clock stands still meanwhile, as Linux's does.
 */
export class HostClock implements Clock {
  readonly speed = 1;
  /** ms that the wall clock is ahead of true time. */
  wallErrorMs = 0;
  private rate: number;
  /** ms that the wall clock has run ahead in earlier boots: it is steered, never set. */
  private wallAheadMs = 0;
  private baseFrom = 0;
  private bootedAt = 0;
  private localFrom = 0;
  private boots = 0;
  private wallOffset = 0;
  private suspendedMs = 0;
  private named = "";
  private namedSuspendedMs = 0;
  private checkedAt = 0;
  private stoppedAt: MonoMs | undefined;
  private readonly waiting: (() => void)[] = [];

  constructor(
    readonly id: string,
    readonly base: VirtualClock,
    drift = 0,
  ) {
    this.rate = 1 + drift;
  }

  /** Another boot: the monotonic clock begins at `mono` ms. */
  booted(mono: MonoMs, drift: number): void {
    this.boots++;
    this.wallAheadMs += this.aheadMs();
    this.rate = 1 + drift;
    this.bootedAt = this.baseFrom = this.base.now().mono;
    this.localFrom = mono;
    this.suspendedMs = 0;
  }

  /** Another process on this machine: it reads the wall clock now, and nothing waits for it. */
  began(): void {
    this.waiting.length = 0;
    this.name();
  }

  get boot(): string {
    if (this.mono() - this.checkedAt > checkMs) {
      this.checkedAt = this.mono();
      if (Math.abs(this.suspendedMs - this.namedSuspendedMs) > countsMs) this.name();
    }
    return this.named;
  }

  now(): Now {
    const mono = this.mono();
    return { mono, t: mono + this.wallOffset };
  }

  setTimer(at: MonoMs, fn: () => void): TimerHandle {
    const timer: HostTimer = { at, fn, base: { at: 0 }, dead: false };
    this.arm(timer);
    return timer;
  }

  clear(timer: TimerHandle): void {
    const own = timer as HostTimer;
    own.dead = true;
    this.base.clear(own.base);
  }

  /** False while the process does not know yet that its clock stood still. */
  get sure(): boolean {
    return !this.stopped && this.suspendedMs - this.namedSuspendedMs <= countsMs;
  }
  get stopped(): boolean {
    return this.stoppedAt !== undefined;
  }

  /** Runs `work` now, or when the process goes on. */
  run(work: () => void): void {
    if (this.stopped) this.waiting.push(work);
    else work();
  }

  /** The process runs no further until {@link goOn}. */
  stop(): void {
    this.stoppedAt ??= this.base.now().mono;
  }

  /** It goes on; `suspended`: the monotonic clock stood still meanwhile. Answers how long that was, ms. */
  goOn(suspended: boolean): DurationMs {
    if (this.stoppedAt === undefined) return 0;
    const { mono } = this.base.now();
    const ms = mono - this.stoppedAt;
    if (suspended) {
      this.localFrom = this.monoAt(this.stoppedAt);
      this.baseFrom = mono;
      this.suspendedMs += ms;
    }
    this.stoppedAt = undefined;
    for (const work of this.waiting.splice(0)) work();
    return ms;
  }

  private mono(): MonoMs {
    return this.monoAt(this.base.now().mono);
  }
  private monoAt(base: MonoMs): MonoMs {
    return this.localFrom + (base - this.baseFrom) * this.rate;
  }
  private aheadMs(): DurationMs {
    return (this.base.now().mono - this.bootedAt) * (this.rate - 1);
  }
  private name(): void {
    this.named = `${this.id}/${this.boots}/${Math.round(this.suspendedMs / 1000)}`;
    this.namedSuspendedMs = this.suspendedMs;
    const wall = this.base.now().t + this.wallAheadMs + this.aheadMs() + this.wallErrorMs;
    this.wallOffset = wall - this.mono();
  }

  private arm(timer: HostTimer): void {
    // The rest is what two roundings may differ by: a timer never fires before its time.
    const at = this.baseFrom + (timer.at - this.localFrom) / this.rate + 1e-5;
    timer.base = this.base.setTimer(at, () => {
      this.run(() => {
        if (timer.dead) return;
        if (this.mono() < timer.at) this.arm(timer);
        else timer.fn();
      });
    });
  }
}
