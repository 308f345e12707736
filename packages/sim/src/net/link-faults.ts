import type { DeliveryFate } from "@chargepact/agent";
import type { DurationMs } from "@chargepact/protocol";
import type { Draw } from "./draw.js";

/** What the way from one node to another does to what it carries: shares 0–1 and ms. */
export interface LinkFaults {
  /** Share that never arrives. */
  readonly loss: number;
  /** Share that arrives twice or more; of these one in 250 arrives `burst` times. */
  readonly duplicate: number;
  readonly burst: number;
  /** Least one way, mean beyond it (exponential), and a share `tail` that takes up to `tailMs`: so the order changes. */
  readonly delayMinMs: DurationMs;
  readonly delayMeanMs: DurationMs;
  readonly tail: number;
  readonly tailMs: DurationMs;
  /** Messages a second that get through; what is more waits, and is lost where 5 s are not enough. */
  readonly perS: number;
}

export const calm: LinkFaults = {
  loss: 0,
  duplicate: 0,
  burst: 1,
  delayMinMs: 5,
  delayMeanMs: 0,
  tail: 0,
  tailMs: 0,
  perS: Number.POSITIVE_INFINITY,
};

const queueMaxMs = 5000;

interface Way {
  /** Nothing goes through. */
  cut: boolean;
  /** Nothing arrives before this instant, mono ms of the world; then everything does. */
  cloggedUntil: number;
  /** When the last of what waits for capacity will be through. */
  busyUntil: number;
}

/** The network between broker and nodes, by directed pair; faults are the same for all ways but for cuts and clogs. */
export class Medium {
  faults: LinkFaults = calm;
  readonly counts = { carried: 0, lost: 0, cut: 0, doubled: 0, bursts: 0, clogged: 0, late: 0 };
  private readonly ways = new Map<string, Map<string, Way>>();

  constructor(
    private readonly draw: Draw,
    private readonly now: () => number,
  ) {}

  /** One direction delivers nothing. */
  cut(from: string, to: string): void {
    this.way(from, to).cut = true;
  }
  /** One direction delivers nothing until `untilMs`, then everything at once. */
  clog(from: string, to: string, untilMs: number): void {
    this.way(from, to).cloggedUntil = untilMs;
  }
  heal(): void {
    this.ways.clear();
  }
  get healed(): boolean {
    return this.ways.size === 0;
  }

  /** What becomes of one message, as the memory network asks. */
  fate(from: string, to: string): DeliveryFate {
    const { faults, counts, draw } = this;
    counts.carried++;
    const way = this.ways.size === 0 && faults.perS === Number.POSITIVE_INFINITY ? undefined : this.way(from, to);
    if (way?.cut === true) {
      counts.cut++;
      return { delaysMs: [] };
    }
    if (faults.loss > 0 && draw.flip(faults.loss)) {
      counts.lost++;
      return { delaysMs: [] };
    }
    const waitMs = way === undefined ? 0 : this.waitMs(way);
    if (waitMs === undefined) {
      counts.lost++;
      return { delaysMs: [] };
    }
    return { delaysMs: Array.from({ length: this.copies() }, () => waitMs + this.delayMs()) };
  }

  private copies(): number {
    const { faults, counts, draw } = this;
    if (faults.duplicate === 0 || !draw.flip(faults.duplicate)) return 1;
    counts.doubled++;
    if (faults.burst <= 2 || !draw.flip(0.004)) return 2;
    counts.bursts++;
    return faults.burst;
  }

  private delayMs(): DurationMs {
    const { delayMinMs, delayMeanMs, tail, tailMs } = this.faults;
    if (tail > 0 && this.draw.flip(tail)) {
      this.counts.late++;
      return this.draw.between(delayMinMs, tailMs);
    }
    return delayMeanMs === 0 ? delayMinMs : delayMinMs - delayMeanMs * Math.log(1 - this.draw.next());
  }

  /** ms that a message waits for a clog and for those before it; undefined: too long. */
  private waitMs(way: Way): DurationMs | undefined {
    const now = this.now();
    if (way.cloggedUntil > now) {
      this.counts.clogged++;
      return way.cloggedUntil - now;
    }
    if (this.faults.perS === Number.POSITIVE_INFINITY) return 0;
    const waitMs = Math.max(0, way.busyUntil - now);
    if (waitMs > queueMaxMs) return undefined;
    way.busyUntil = now + waitMs + 1000 / this.faults.perS;
    return waitMs;
  }

  private way(from: string, to: string): Way {
    let ways = this.ways.get(from);
    if (ways === undefined) this.ways.set(from, (ways = new Map<string, Way>()));
    let way = ways.get(to);
    if (way === undefined) ways.set(to, (way = { cut: false, cloggedUntil: 0, busyUntil: 0 }));
    return way;
  }
}
