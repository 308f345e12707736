import type { AgentId, Body, DurationMs, Envelope, MessageRef } from "@chargepact/protocol";
import type { Span } from "./terms-at.js";

/** Schedule time less the world's own, ms, as a grantor said it from an instant on. */
interface Offset {
  readonly atMs: number;
  readonly ms: DurationMs;
}
/** The newest exchange from which a holder knows the time: when its request left and when the answer came. */
interface Exchange {
  readonly sentMs: number;
  readonly receivedMs: number;
}
interface Heard extends Exchange {
  /** Smallest and largest offset that was said meanwhile, ms. */
  readonly lowMs: DurationMs;
  readonly highMs: DurationMs;
}

/** ms by which two clocks come apart of those that pass, and what nobody counts: rounding, and how wide a holder lets it grow. */
const [driftShare, slackMs] = [0.001, 1500];
/** A grantor's time has jumped where it differs by more, ms. */
const jumpMs = 20;
const kept = 200;

/** What grantors said of schedule time, and which of it each holder has heard: all that a holder can know of it. */
export class ToldTime {
  private readonly offsets = new Map<AgentId, Offset[]>();
  private readonly heard = new Map<string, Heard>();
  /** A repeat, which is the same object, says what the time was when it was first said. */
  private readonly known = new WeakSet<Envelope>();

  said(grantor: AgentId, envelope: Envelope, atMs: number): void {
    const told = timeIn(envelope.body);
    if (told === undefined || this.known.has(envelope)) return;
    this.known.add(envelope);
    const ms = told - atMs;
    let offsets = this.offsets.get(grantor);
    if (offsets === undefined) this.offsets.set(grantor, (offsets = []));
    const last = offsets.at(-1);
    if (last !== undefined && Math.abs(last.ms - ms) < jumpMs) return;
    offsets.push({ atMs, ms });
    if (offsets.length > kept) offsets.shift();
  }

  /** A holder heard the time of its grantor in the answer to what it first sent at `sentMs`. */
  came(link: string, envelope: Envelope, exchange: Exchange): void {
    if (timeIn(envelope.body) === undefined) return;
    const known = this.heard.get(link);
    // A copy that comes late says nothing of what happened since.
    if (known !== undefined && exchange.sentMs < known.sentMs) return;
    const { sentMs, receivedMs } = exchange;
    const offsets = this.offsets.get(envelope.sender) ?? [];
    let [lowMs, highMs] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let index = offsets.length - 1; index >= 0; index--) {
      const { atMs, ms } = offsets[index] as Offset;
      if (atMs > receivedMs) continue;
      [lowMs, highMs] = [Math.min(lowMs, ms), Math.max(highMs, ms)];
      if (atMs < sentMs) break;
    }
    if (lowMs <= highMs) this.heard.set(link, { sentMs, receivedMs, lowMs, highMs });
  }

  /** Schedule time as a holder may count it now, s; undefined: it never heard of any. */
  span(link: string, atMs: number): Span | undefined {
    const heard = this.heard.get(link);
    if (heard === undefined) return undefined;
    const { sentMs, receivedMs, lowMs, highMs } = heard;
    // What it knew before counts on where the newest answer, which took so long, does not contradict it.
    const slack = receivedMs - sentMs + (atMs - sentMs) * driftShare + slackMs;
    return { fromS: (atMs + lowMs - slack) / 1000, toS: (atMs + highMs + slack) / 1000 };
  }
}

/** Which request a message answers where it says the time. */
export function timeRefOf({ body, inReplyTo }: Envelope): MessageRef | undefined {
  return body.kind === "commit" || body.kind === "renewAck" ? body.echo : inReplyTo;
}

function timeIn(body: Body): number | undefined {
  switch (body.kind) {
    case "hello":
    case "commit":
    case "renewAck":
    case "statusAck":
      return body.scheduleMs;
    default:
      return undefined;
  }
}
