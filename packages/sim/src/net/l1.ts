import type { AgentId, Envelope } from "@chargepact/protocol";
import type { Checker, Report, Step } from "./history.js";

/** An open request is repeated until its ttl has passed, by a clock that may run off by a thousandth. */
const tolerated = (ms: number): number => ms * 1.002 + 100;

/** More new messages from one agent to another than anything but a circle of offers and answers has, in so many ms. */
const [circleCount, circleMs] = [120, 10_000];

/**
 * L1: every negotiation ends: no request is repeated beyond its ttl, no plan asks more rounds than it said, and no two go on
 * offering and answering the same at the speed of the network.
 */
export class L1 implements Checker {
  readonly id = "L1";
  /** When each message was first sent, by its sender's clock; repeats are the same object. */
  private readonly first = new WeakMap<Envelope, number>();
  private readonly recent = new Map<string, { fromMs: number; count: number }>();

  constructor(private readonly report: Report) {}

  stepped({ agent, atMs, event, effects }: Step): void {
    // By its own clock: a machine that is suspended does not repeat anything either.
    const { mono } = event.now;
    for (const effect of effects) {
      if (effect.kind !== "send") continue;
      const { envelope, to } = effect;
      const since = this.first.get(envelope);
      if (since === undefined) this.begun(agent, envelope, { atMs, mono });
      // An answer goes out again for each repeat of what it answers, and ends with that.
      else if (envelope.inReplyTo === undefined && mono - since > tolerated(envelope.ttlMs)) {
        const forS = Math.round((mono - since) / 1000);
        this.say([agent, to], atMs, `${agent} still repeats a ${envelope.body.kind} after ${forS} s`);
      }
    }
  }

  private begun(
    agent: AgentId,
    envelope: Envelope,
    { atMs, mono }: { readonly atMs: number; readonly mono: number },
  ): void {
    this.first.set(envelope, mono);
    const { body, recipient } = envelope;
    this.count(agent, recipient, atMs);
    if (body.kind !== "offer" || body.round <= body.roundsMax) return;
    this.say([agent, recipient], atMs, `${agent} asks round ${body.round} of ${body.roundsMax} of plan ${body.plan}`);
  }

  private count(agent: AgentId, recipient: AgentId, atMs: number): void {
    const key = `${agent}>${recipient}`;
    const known = this.recent.get(key);
    if (known === undefined || atMs - known.fromMs > circleMs) this.recent.set(key, { fromMs: atMs, count: 1 });
    else if (++known.count === circleCount) {
      this.say([agent, recipient], atMs, `${agent} tells ${recipient} something new ${circleCount} times in 10 s`);
    }
  }

  private say(agents: readonly AgentId[], atMs: number, detail: string): void {
    this.report({ id: "L1", atMs, agents, detail });
  }
}
