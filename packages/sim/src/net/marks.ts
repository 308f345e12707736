import type { AgentId, BodyKind, CoreInput, Effect, Envelope, RejectReason } from "@chargepact/protocol";
import type { LifeChange, Onlooker, Step } from "./history.js";

type Said = Extract<Effect, { readonly kind: "send" }>;
const says = (step: Step, is: (envelope: Envelope) => boolean): boolean =>
  step.effects.some((effect): effect is Said => effect.kind === "send" && is(effect.envelope));
const saysKind =
  (kind: BodyKind) =>
  (step: Step): boolean =>
    says(step, ({ body }) => body.kind === kind);
const hears =
  (kind: BodyKind) =>
  ({ event }: Step): boolean =>
    event.kind === "message" && event.envelope.body.kind === kind;
const happens =
  (kind: CoreInput["kind"]) =>
  ({ event }: Step): boolean =>
    event.kind === kind;
const rejects =
  (reason: RejectReason) =>
  (step: Step): boolean =>
    says(step, ({ body }) => (body.kind === "reject" || body.kind === "commitAck") && reasonOf(body) === reason);
const reasonOf = (body: Envelope["body"]): RejectReason | undefined =>
  body.kind === "reject" ? body.reason : body.kind === "commitAck" ? body.reject : undefined;
const alarms =
  (code: string) =>
  ({ effects }: Step): boolean =>
    effects.some((effect) => effect.kind === "alarm" && effect.code === code);
const leases =
  (step: string) =>
  ({ effects }: Step): boolean =>
    effects.some((effect) => effect.kind === "trace" && effect.trace.what === "lease" && effect.trace.step === step);

/** What one event and its effects tell by themselves. */
const byStep = {
  "an offer is accepted": hears("accept"),
  "an offer is countered": hears("counterOffer"),
  "a lease is taken": (step) => says(step, ({ body }) => body.kind === "commitAck" && body.taken),
  "a commit is taken only where it lowers": (step) =>
    says(step, ({ body }) => body.kind === "commitAck" && !body.taken),
  "a decrease is not complete yet": (step) => hears("commit")(step) && saysKind("status")(step),
  "a lease is renewed": hears("renewAck"),
  "an old version is renewed and answered with the newest": (step) => hears("renew")(step) && saysKind("commit")(step),
  "a lease runs out": leases("expired"),
  "a lease is released": leases("released"),
  "a holder falls back": alarms("FALLBACK_ENTERED"),
  "an accept comes after its offer": rejects("OFFER_EXPIRED"),
  "a commit comes for an option that is over": rejects("OPTION_EXPIRED"),
  "a commit comes for a need that is over": rejects("STALE_NEED"),
  "a renew comes for a lease that is unknown": rejects("NO_LEASE"),
  "a need is refused": rejects("NOT_NOW"),
  "a grantor recovers": rejects("RECOVERING"),
  "a life is older than one that was seen": rejects("EPOCH_STALE"),
  "a gap is given up": saysKind("resync"),
  "a snapshot is compared": hears("snapshot"),
  "a session is not known": happens("unexplained"),
  "the broker is gone": happens("transportDown"),
  "an emergency is obeyed": saysKind("emergencyAck"),
  "an emergency is below the fallback": alarms("EMERGENCY_SHORT"),
  "an emergency is lifted": (step) =>
    step.event.kind === "message" &&
    step.event.envelope.body.kind === "emergency" &&
    step.event.envelope.body.durationMs === 0,
  "more is drawn than was given": alarms("OVERDRAW"),
  "a store is lost": alarms("STORE_LOST"),
  "a life begins from its store": ({ event }) =>
    event.kind === "start" && !event.lost && Object.keys(event.facts).length > 0,
  "a life goes on in the same boot": ({ event }) => event.kind === "start" && event.sameBoot === true,
  "a contactor opens": ({ event }) => event.kind === "plugged" && event.peer === undefined,
  "a person stops": ({ event }) => event.kind === "personLimit" && event.maxW === 0,
  "a sensor says no number": ({ event }) =>
    event.kind === "batteryTelemetry" && Number.isNaN(event.telemetry.temperatureC),
} as const satisfies Record<string, (step: Step) => boolean>;

const overTime = [
  "a message comes a second time",
  "a message overtakes another",
  "a revoke crosses an accept",
  "a commit crosses a need",
  "a grant comes when its request is over",
  "a process dies with an offer open",
  "a process dies with a commit under way",
] as const;

export type Mark = keyof typeof byStep | (typeof overTime)[number];
export const marks = [...Object.keys(byStep), ...overTime] as readonly Mark[];

interface Way {
  lastSeq: number;
  lastEpoch: number;
  seen: Set<number>;
}

/** Counts what a strong run meets sometimes; a run that misses some of it proves less than it could. */
export class Marks implements Onlooker {
  readonly counts = new Map<Mark, number>();
  private readonly ways = new Map<string, Way>();
  private readonly sentAt = new Map<string, number>();
  /** What each agent said last to each other that waits for an answer. */
  private readonly open = new Map<AgentId, Map<AgentId, Envelope>>();
  private readonly saidAt = new Map<string, number>();

  stepped(step: Step): void {
    for (const [name, holds] of Object.entries(byStep)) if (holds(step)) this.mark(name as Mark);
    const { agent, atMs, event, effects } = step;
    if (event.kind === "message" && event.envelope.recipient !== "") this.came(agent, event.envelope, atMs);
    for (const effect of effects) if (effect.kind === "send") this.went(agent, effect, atMs);
  }

  lived({ agent, what }: LifeChange): void {
    if (what !== "died") return;
    for (const { body } of this.open.get(agent)?.values() ?? []) {
      if (body.kind === "offer") this.mark("a process dies with an offer open");
      if (body.kind === "commit") this.mark("a process dies with a commit under way");
    }
    this.open.delete(agent);
  }

  private mark(mark: Mark): void {
    this.counts.set(mark, (this.counts.get(mark) ?? 0) + 1);
  }

  private came(agent: AgentId, { sender, epoch, seq, body, inReplyTo }: Envelope, atMs: number): void {
    const way = this.way(`${sender}>${agent}`, epoch);
    if (way.seen.has(seq)) this.mark("a message comes a second time");
    else if (seq < way.lastSeq) this.mark("a message overtakes another");
    way.seen.add(seq);
    way.lastSeq = Math.max(way.lastSeq, seq);
    if (inReplyTo !== undefined) this.open.get(agent)?.delete(sender);
    const within = (kind: BodyKind): boolean => atMs - (this.saidAt.get(`${agent}>${sender} ${kind}`) ?? -1e9) < 2000;
    if (body.kind === "accept" && within("revoke")) this.mark("a revoke crosses an accept");
    if (body.kind === "need" && within("commit")) this.mark("a commit crosses a need");
    if (body.kind === "commit") {
      const asked = this.sentAt.get(`${agent}>${sender} ${body.echo.epoch}.${body.echo.seq}`);
      if (asked !== undefined && atMs - asked > body.ttlMs) this.mark("a grant comes when its request is over");
    }
  }

  private went(agent: AgentId, { to, envelope }: Said, atMs: number): void {
    const { body, epoch, seq } = envelope;
    const name = `${agent}>${to} ${epoch}.${seq}`;
    if (!this.sentAt.has(name)) this.sentAt.set(name, atMs);
    if (this.sentAt.size > 50_000) this.sentAt.clear();
    if (body.kind === "revoke" || body.kind === "commit") this.saidAt.set(`${agent}>${to} ${body.kind}`, atMs);
    if (body.kind !== "offer" && body.kind !== "commit") return;
    const open = this.open.get(agent) ?? new Map<AgentId, Envelope>();
    this.open.set(agent, open.set(to, envelope));
  }

  private way(key: string, epoch: number): Way {
    let way = this.ways.get(key);
    if (way?.lastEpoch !== epoch) this.ways.set(key, (way = { lastSeq: 0, lastEpoch: epoch, seen: new Set<number>() }));
    if (way.seen.size > 2000) way.seen.clear();
    return way;
  }
}
