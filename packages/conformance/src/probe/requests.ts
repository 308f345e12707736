import type { DurationMs, MessageRef, MonoMs } from "@chargepact/protocol";
import { type Heard, refOf } from "./peer.js";

const nameOf = ({ epoch, seq }: MessageRef): string => `${epoch}.${seq}`;

/** Requests of a holder, which commits and confirmations echo. */
export class Requests {
  /** Of this session. */
  newest: { readonly ref: MessageRef; readonly at: MonoMs } | undefined;
  private readonly heardAt = new Map<string, MonoMs>();

  came({ envelope, at }: Heard): void {
    const ref = refOf(envelope);
    this.heardAt.set(nameOf(ref), at);
    const { newest } = this;
    if (newest !== undefined && (newest.ref.epoch - ref.epoch || newest.ref.seq - ref.seq) > 0) return;
    this.newest = { ref, at };
  }

  /** Until when a holder may believe what echoes this request: it left before it came. */
  deadlineOf(echo: MessageRef, ttlMs: DurationMs): MonoMs {
    return (this.heardAt.get(nameOf(echo)) ?? Number.NEGATIVE_INFINITY) + ttlMs;
  }
}
