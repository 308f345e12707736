import type { Clock, TimerHandle } from "@chargepact/agent";
import type { Envelope } from "@chargepact/protocol";

const pacesMs = [250, 500, 1000, 2000];
const fastMs = 250;

/** Requests that are said again until they are answered or their ttl has passed (CP-WINDOW-6). */
export class Repeats {
  private readonly open = new Map<number, TimerHandle>();

  constructor(
    private readonly clock: Clock,
    private readonly emit: (envelope: Envelope) => void,
  ) {}

  add(envelope: Envelope, fast: boolean): void {
    const until = this.clock.now().mono + envelope.ttlMs;
    const arm = (attempt: number): void => {
      const wait = fast ? fastMs : (pacesMs[attempt] ?? 2000);
      const timer = this.clock.setTimer(this.clock.now().mono + wait, () => {
        this.open.delete(envelope.seq);
        if (this.clock.now().mono >= until) return;
        this.emit(envelope);
        arm(attempt + 1);
      });
      this.open.set(envelope.seq, timer);
    };
    arm(0);
  }

  end(seq: number): void {
    const timer = this.open.get(seq);
    if (timer !== undefined) this.clock.clear(timer);
    this.open.delete(seq);
  }

  endAll(): void {
    for (const seq of [...this.open.keys()]) this.end(seq);
  }
}
