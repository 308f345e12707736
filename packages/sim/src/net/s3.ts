import type { Accept, AgentId, Commit, Envelope, MessageRef } from "@chargepact/protocol";
import type { Checker, LifeChange, Report, Step } from "./history.js";

/** Clocks may run off by a thousandth, and a message is read a moment after it came. */
const tolerated = (ms: number): number => ms * 1.002 + 1;
const kept = 2000;

interface Sent {
  readonly kind: string;
  readonly atMs: number;
  readonly reservedMs: number | undefined;
}

/** S3: no agent acts on an expired offer or option, on a lower epoch, or on a message that its sender never sent. */
export class S3 implements Checker {
  readonly id = "S3";
  /** What each agent sent to each other, by name. */
  private readonly sent = new Map<string, Map<string, Sent>>();
  /** The newest epoch that a life has heard of a peer. */
  private readonly epochs = new Map<string, number>();
  /** Until when each option holds, by who stated it and its hash. */
  private readonly options = new Map<AgentId, Map<string, number>>();

  private readonly known = new WeakSet<Envelope>();

  constructor(private readonly report: Report) {}

  lived({ agent, what }: LifeChange): void {
    if (what !== "began") return;
    for (const key of this.epochs.keys()) if (key.startsWith(`${agent}<`)) this.epochs.delete(key);
  }

  stepped(step: Step): void {
    const { event, agent, atMs, effects } = step;
    if (event.kind === "message" && event.envelope.recipient !== "") this.heard(step, event.envelope);
    for (const effect of effects) {
      if (effect.kind !== "send") continue;
      const { envelope } = effect;
      if (this.known.has(envelope)) continue;
      this.known.add(envelope);
      this.remember(agent, effect.to, envelope, atMs);
      if (envelope.body.kind === "counterOffer") this.stated(agent, envelope, atMs);
    }
  }

  private heard(step: Step, envelope: Envelope): void {
    const { agent, atMs } = step;
    const { sender, body, epoch } = envelope;
    const original = this.sent.get(`${sender}>${agent}`)?.get(nameOf(envelope));
    if (original === undefined) this.say(step, sender, `took a ${body.kind} that ${sender} never sent`);
    else if (original.kind !== body.kind)
      this.say(step, sender, `took a ${original.kind} of ${sender} as ${body.kind}`);
    const key = `${agent}<${sender}`;
    const known = this.epochs.get(key) ?? 0;
    if (epoch < known && this.answersOf(step, envelope).some(({ body: { kind } }) => kind !== "reject")) {
      this.say(step, sender, `answered a ${body.kind} of epoch ${epoch} after one of epoch ${known}`);
    }
    this.epochs.set(key, Math.max(known, epoch));
    if (body.kind === "accept") this.accepted(step, envelope as Envelope<Accept>, atMs);
    if (body.kind === "commit") this.committed(step, envelope as Envelope<Commit>, atMs);
  }

  /** A grantor gives nothing for an accept that comes when its offer is over. */
  private accepted(step: Step, accept: Envelope<Accept>, atMs: number): void {
    const { inReplyTo, sender } = accept;
    const offer = inReplyTo && this.sent.get(`${step.agent}>${sender}`)?.get(refName(inReplyTo));
    if (offer?.reservedMs === undefined || atMs - offer.atMs <= tolerated(offer.reservedMs)) return;
    if (this.answersOf(step, accept).some(({ body }) => body.kind === "commit")) {
      this.say(step, sender, `committed an offer ${Math.round(atMs - offer.atMs)} ms after it was made`);
    }
  }

  /** A holder takes no commit that is mixed from options of its own that are over. */
  private committed(step: Step, commit: Envelope<Commit>, atMs: number): void {
    const { blends = [] } = commit.body;
    const own = this.options.get(step.agent);
    const over = blends
      .flatMap(({ weights }) => weights)
      .filter(({ hash }) => (own?.get(hash) ?? Number.POSITIVE_INFINITY) < atMs);
    if (over.length === 0) return;
    if (this.answersOf(step, commit).some(({ body }) => body.kind === "commitAck" && body.taken)) {
      this.say(step, commit.sender, "took a commit of an option that had expired");
    }
  }

  private stated(agent: AgentId, { body }: Envelope, atMs: number): void {
    if (body.kind !== "counterOffer") return;
    const own = this.options.get(agent) ?? new Map<string, number>();
    this.options.set(agent, own);
    for (const { terms, validMs } of body.options) own.set(terms.hash, atMs + tolerated(validMs));
    forget(own);
  }

  private remember(from: AgentId, to: AgentId, envelope: Envelope, atMs: number): void {
    const key = `${from}>${to}`;
    let sent = this.sent.get(key);
    if (sent === undefined) this.sent.set(key, (sent = new Map<string, Sent>()));
    const { body } = envelope;
    const name = nameOf(envelope);
    // A life that lost its store may use a number again, for something else.
    if (sent.get(name)?.kind === body.kind) return;
    sent.set(name, { kind: body.kind, atMs, reservedMs: body.kind === "offer" ? body.reservedMs : undefined });
    forget(sent);
  }

  /** What it answers for the first time: a repeat says what was so then. */
  private answersOf({ effects }: Step, to: Envelope): readonly Envelope[] {
    return effects.flatMap((effect) => {
      if (effect.kind !== "send" || effect.to !== to.sender || this.known.has(effect.envelope)) return [];
      const { inReplyTo } = effect.envelope;
      return inReplyTo?.epoch === to.epoch && inReplyTo.seq === to.seq ? [effect.envelope] : [];
    });
  }

  private say({ agent, atMs }: Step, peer: AgentId, detail: string): void {
    this.report({ id: "S3", atMs, agents: [agent, peer], detail: `${agent} ${detail}` });
  }
}

const refName = ({ epoch, seq }: MessageRef): string => `${epoch}.${seq}`;
const nameOf = (envelope: Envelope): string => refName(envelope);

function forget(map: Map<string, unknown>): void {
  if (map.size <= kept) return;
  for (const key of map.keys()) {
    map.delete(key);
    if (map.size <= kept / 2) return;
  }
}
