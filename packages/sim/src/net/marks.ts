import type { AgentId, BodyKind, CoreEvent, Effect, Envelope, RejectReason } from "@chargepact/protocol";
import type { LifeChange, Onlooker, Step } from "./history.js";

type Said = Extract<Effect, { readonly kind: "send" }>;

/** By what is said, heard, refused, alarmed, traced and told: one look at each event and effect finds all of it. */
const saying = {
  emergencyAck: "an emergency is obeyed",
  resync: "a gap is given up",
} as const satisfies Partial<Record<BodyKind, string>>;
const hearing = {
  accept: "an offer is accepted",
  counterOffer: "an offer is countered",
  renewAck: "a lease is renewed",
  snapshot: "a snapshot is compared",
} as const satisfies Partial<Record<BodyKind, string>>;
const refusing = {
  OFFER_EXPIRED: "an accept comes after its offer",
  OPTION_EXPIRED: "a commit comes for an option that is over",
  STALE_NEED: "a commit comes for a need that is over",
  NO_LEASE: "a renew comes for a lease that is unknown",
  NOT_NOW: "a need is refused",
  RECOVERING: "a grantor recovers",
  EPOCH_STALE: "a life is older than one that was seen",
} as const satisfies Partial<Record<RejectReason, string>>;
const alarming = {
  FALLBACK_ENTERED: "a holder falls back",
  EMERGENCY_SHORT: "an emergency is below the fallback",
  OVERDRAW: "more is drawn than was given",
  STORE_LOST: "a store is lost",
} as const satisfies Record<string, string>;
const leasing = { expired: "a lease runs out", released: "a lease is released" } as const;
const happening = {
  unexplained: "a session is not known",
  transportDown: "the broker is gone",
} as const satisfies Partial<Record<CoreEvent["kind"], string>>;

const together = [
  "a lease is taken",
  "a commit is taken only where it lowers",
  "a decrease is not complete yet",
  "an old version is renewed and answered with the newest",
  "an emergency is lifted",
  "a life begins from its store",
  "a life goes on in the same boot",
  "a contactor opens",
  "a person stops",
  "a sensor says no number",
] as const;

const overTime = [
  "a message comes a second time",
  "a message overtakes another",
  "a revoke crosses an accept",
  "a commit crosses a need",
  "a grant comes when its request is over",
  "a process dies with an offer open",
  "a process dies with a commit under way",
] as const;

const tables = [saying, hearing, refusing, alarming, leasing, happening] as const;
type TableMark<T> = T extends Readonly<Record<string, infer M>> ? M : never;
export type Mark = TableMark<(typeof tables)[number]> | (typeof together)[number] | (typeof overTime)[number];
export const marks: readonly Mark[] = [
  ...tables.flatMap((table): readonly Mark[] => Object.values(table)),
  ...together,
  ...overTime,
];

const markIn = (table: Readonly<Record<string, Mark>>, key: string | undefined): Mark | undefined =>
  key === undefined ? undefined : table[key];

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
    const { agent, atMs, event, effects } = step;
    this.happened(event);
    if (event.kind === "message" && event.envelope.recipient !== "") this.came(agent, event.envelope, atMs);
    for (const effect of effects) {
      if (effect.kind === "send") {
        this.said(effect.envelope, event);
        this.went(agent, effect, atMs);
      } else if (effect.kind === "alarm") this.mark(markIn(alarming, effect.code));
      else if (effect.kind === "trace" && effect.trace.what === "lease") this.mark(markIn(leasing, effect.trace.step));
    }
  }

  private happened(event: CoreEvent): void {
    switch (event.kind) {
      case "message": {
        const { body } = event.envelope;
        this.mark(markIn(hearing, body.kind));
        if (body.kind === "emergency" && body.durationMs === 0) this.mark("an emergency is lifted");
        break;
      }
      case "start":
        if (!event.lost && Object.keys(event.facts).length > 0) this.mark("a life begins from its store");
        if (event.sameBoot === true) this.mark("a life goes on in the same boot");
        break;
      case "plugged":
        if (event.peer === undefined) this.mark("a contactor opens");
        break;
      case "personLimit":
        if (event.maxW === 0) this.mark("a person stops");
        break;
      case "batteryTelemetry":
        if (Number.isNaN(event.telemetry.temperatureC)) this.mark("a sensor says no number");
        break;
      default:
        this.mark(markIn(happening, event.kind));
    }
  }

  private said({ body }: Envelope, event: CoreEvent): void {
    this.mark(markIn(saying, body.kind));
    const heard = event.kind === "message" ? event.envelope.body.kind : undefined;
    if (body.kind === "commitAck") {
      this.mark(body.taken ? "a lease is taken" : "a commit is taken only where it lowers");
      this.mark(markIn(refusing, body.reject));
    } else if (body.kind === "reject") this.mark(markIn(refusing, body.reason));
    else if (body.kind === "status" && heard === "commit") this.mark("a decrease is not complete yet");
    else if (body.kind === "commit" && heard === "renew")
      this.mark("an old version is renewed and answered with the newest");
  }

  lived({ agent, what }: LifeChange): void {
    if (what !== "died") return;
    for (const { body } of this.open.get(agent)?.values() ?? []) {
      if (body.kind === "offer") this.mark("a process dies with an offer open");
      if (body.kind === "commit") this.mark("a process dies with a commit under way");
    }
    this.open.delete(agent);
  }

  private mark(mark: Mark | undefined): void {
    if (mark === undefined) return;
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
