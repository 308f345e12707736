import { type Clock, type Loaded, MemoryStore, type Store, type StoreEntry } from "@chargepact/agent";
import { ChargepactError, type DurationMs } from "@chargepact/protocol";

/** A store in memory that can be slow, fail, or be lost. */
export class FaultyStore implements Store {
  private readonly inner = new MemoryStore();
  private fails = 0;
  slowMs: DurationMs = 0;
  /** Commits that have become durable. */
  commits = 0;

  constructor(private readonly clock: Clock) {}

  load(): Loaded {
    return this.inner.load();
  }

  commit(entries: readonly StoreEntry[]): void | Promise<void> {
    if (this.fails > 0) {
      this.fails--;
      throw new ChargepactError("STORE_FAILED", "the disk of this test is full");
    }
    if (this.slowMs === 0) {
      this.commits++;
      this.inner.commit(entries);
      return undefined;
    }
    return new Promise((resolve) => {
      this.clock.setTimer(this.clock.now().mono + this.slowMs, () => {
        this.commits++;
        this.inner.commit(entries);
        resolve();
      });
    });
  }

  close(): void {
    // The facts stay for the next life.
  }

  /** The next write fails. */
  failOnce(): void {
    this.fails++;
  }

  lose(): void {
    this.inner.lose();
  }
}
