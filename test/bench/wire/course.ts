/** What came of a run of exchanges. */
export interface Exchanges {
  readonly count: number;
  readonly elapsedMs: number;
  /** µs of each exchange, from before its question was encoded until its answer was decoded and dispatched. */
  readonly latencyUs: readonly number[];
}

/** A run of exchanges that goes on until its time is over. */
export class Course {
  readonly done: Promise<Exchanges>;
  private readonly latencyUs: number[] = [];
  private readonly startedAt = performance.now();
  private open = 0;
  private finish: (exchanges: Exchanges) => void = () => undefined;
  private fail: (error: Error) => void = () => undefined;

  constructor(private readonly lengthMs: number) {
    this.done = new Promise((resolve, reject) => {
      this.finish = resolve;
      this.fail = reject;
    });
  }

  /** The instant, for {@link ended}. */
  began(): number {
    this.open++;
    return performance.now();
  }

  /** True where one more is to follow. */
  ended(beganAt: number): boolean {
    const now = performance.now();
    this.open--;
    this.latencyUs.push((now - beganAt) * 1_000);
    const elapsedMs = now - this.startedAt;
    if (elapsedMs < this.lengthMs) return true;
    if (this.open === 0) this.finish({ count: this.latencyUs.length, elapsedMs, latencyUs: this.latencyUs });
    return false;
  }

  failed(why: string): void {
    this.fail(new Error(why));
  }
}
