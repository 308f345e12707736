import type { DurationMs } from "@chargepact/protocol";

export interface ReconnectOptions {
  /** Upper bound of the first wait, ms. Default 500. */
  readonly minMs?: DurationMs;
  /** Upper bound of every wait, ms. Default 10 000. */
  readonly maxMs?: DurationMs;
  /** A session this long is stable: after it the waits begin anew. Default 5 000 ms. */
  readonly stableMs?: DurationMs;
  /** Wait, at least, while another client uses the same id. Default 60 000 ms. */
  readonly clashMs?: DurationMs;
}

/** Sessions in a row that end right after they began before another client with this id is suspected. */
const clashAfter = 3;

/** How long to wait for the next attempt, and whether another client seems to use the same id. */
export interface NextAttempt {
  readonly waitMs: DurationMs;
  readonly clash: boolean;
}

/**
 * Waits between connection attempts: full jitter below a bound that doubles. A broker that ends one session after the
 * other right after it has accepted it is handing the id to somebody else: that is not fought.
 */
export class Reconnect {
  private attempts = 0;
  private shortSessions = 0;

  /** `random` gives a number in [0, 1). */
  constructor(
    private readonly options: ReconnectOptions,
    private readonly random: () => number,
  ) {}

  /** An attempt failed before there was a session. */
  afterFailure(): NextAttempt {
    return { waitMs: this.jitter(), clash: false };
  }

  /** A session ended that had lasted `lastedMs`. */
  afterSession(lastedMs: DurationMs): NextAttempt {
    const { stableMs = 5_000, clashMs = 60_000 } = this.options;
    if (lastedMs >= stableMs) {
      this.attempts = 0;
      this.shortSessions = 0;
    } else if (++this.shortSessions >= clashAfter) {
      return { waitMs: clashMs * (1 + this.random()), clash: true };
    }
    return { waitMs: this.jitter(), clash: false };
  }

  private jitter(): DurationMs {
    const { minMs = 500, maxMs = 10_000 } = this.options;
    const bound = Math.min(maxMs, minMs * 2 ** Math.min(this.attempts++, 20));
    return bound * this.random();
  }
}
