import type { Envelope, MessageRef } from "../messages.js";
import { protocolVersion } from "../messages.js";
import type { DurationMs, MonoMs } from "../units.js";
import type { HolderLink } from "./holder.js";

type Told = { readonly type: "regreet" } | { readonly type: "refused"; readonly backoffMs: DurationMs };

/** How a holder greets: its Hello, and how long it waits before the next one. */
export class HolderGreeting {
  private helloRef: MessageRef | undefined;
  private lastUnexplained: MonoMs = Number.NEGATIVE_INFINITY;
  /** When the last Hello went out: while it waits for its answer another one would say nothing new. */
  private greetedAt: MonoMs = Number.NEGATIVE_INFINITY;
  private backoffCap: DurationMs;

  constructor(
    private readonly link: HolderLink,
    private readonly tell: (event: Told) => void,
  ) {
    this.backoffCap = link.context.timings.backoffMinMs;
  }

  greet(): void {
    const { channel, config, context, terms } = this.link;
    channel.cancel();
    this.greetedAt = context.now.mono;
    this.helloRef = channel.request(
      {
        kind: "hello",
        role: config.role,
        versions: [protocolVersion],
        features: [],
        criticalFeatures: [],
        nonce: new Uint8Array(0),
        sessionKey: new Uint8Array(0),
        fallback: config.fallback,
        ...(terms.fallbackReported === undefined ? {} : { fallbackHeld: terms.fallbackReported }),
        powerMaxW: config.powerMaxW,
        exportMaxW: config.exportMaxW,
        connectors: config.connectors,
        stepsMax: config.stepsMax,
      },
      { ttlMs: context.timings.helloMs },
    );
  }

  /** True for an answer to the last Hello. */
  isAnswer({ inReplyTo }: Envelope): boolean {
    return inReplyTo !== undefined && inReplyTo.seq === this.helloRef?.seq;
  }

  /** The Hello was answered with one: the next back-off starts from the smallest. */
  succeeded(): void {
    this.backoffCap = this.link.context.timings.backoffMinMs / 2;
  }

  /** CP-SEAL-4: the grantor is greeted anew, at most once per 5 s. */
  unexplained(): void {
    const { now, timings } = this.link.context;
    const last = this.link.connected ? this.lastUnexplained : Math.max(this.lastUnexplained, this.greetedAt);
    if (now.mono - last < timings.unexplainedMs) return;
    this.lastUnexplained = now.mono;
    this.tell({ type: "regreet" });
  }

  /** CP-SESSION-1: full jitter, doubling up to the cap. */
  drawBackoff(): void {
    const { context } = this.link;
    const { timings } = context;
    this.backoffCap = Math.min(timings.backoffMaxMs, this.backoffCap * 2);
    const backoffMs = Math.max(timings.backoffMinMs / 10, context.random() * this.backoffCap);
    this.tell({ type: "refused", backoffMs });
  }
}
