import {
  type Clock,
  type DeliveryFate,
  MemoryNetwork,
  sha256,
  type Transport,
  type TransportSession,
} from "@chargepact/agent";
import {
  type BodyKind,
  decodeBundle,
  decodeEnvelope,
  encodeBundle,
  type Envelope,
  parseTopic,
  type Sealed,
} from "@chargepact/protocol";
import type { Transcript } from "./transcript.js";
import { messageText } from "./words.js";
import { secondsText } from "./quantity.js";

export const space = { root: "chargepact", site: "site" };
/** One way, ms. */
const delayMs = 20;
const routine: ReadonlySet<BodyKind> = new Set(["renew", "renewAck", "status", "statusAck"]);
/** What nodes say to all: shown where a story asks for it. */
const broadcast: ReadonlySet<BodyKind> = new Set(["presence", "roster", "planNotice"]);

/** A message as it went over the wire. */
export interface Recorded {
  readonly from: string;
  readonly topic: string;
  readonly sealed: Sealed;
  readonly envelope: Envelope;
}

/** A fault of the network: what happens to deliveries from one client to another. `*` is anybody. */
export interface Rule {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Absent: whatever it carries. */
  readonly kind?: BodyKind;
  readonly fate: "lost" | "clogged" | { readonly lateMs: number } | { readonly copies: number };
  /** How many deliveries it befalls; Infinity until healed. */
  left: number;
}

type Said = Pick<Recorded, "sealed" | "envelope">;

interface Fated {
  readonly to: string;
  readonly note: string;
}

/** The broker of a story: every message is written down with what became of it. */
export class Wire {
  readonly net: MemoryNetwork;
  readonly recorded: Recorded[] = [];
  readonly shown = new Set<BodyKind>();
  /** Messages that were made faulty so far. */
  faulty = 0;
  rules: Rule[] = [];
  private readonly clogged: { readonly rule: string; readonly topic: string; readonly payload: Uint8Array }[] = [];
  /** Hash of what was said under each number. */
  private readonly seen = new Map<string, Uint8Array>();
  private readonly stranger: Transport;
  private fates: Fated[] | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly transcript: Transcript,
  ) {
    this.net = new MemoryNetwork(clock, { delayMs, hook: (...delivery) => this.befall(...delivery) });
    this.stranger = this.net.transport("stranger");
    const handlers = { up: () => undefined, down: () => undefined, message: () => undefined };
    this.stranger.open({ filters: [], handlers });
  }

  /** A client's transport, on which whatever it publishes is written down. */
  transport(id: string): Transport {
    const inner = this.net.transport(id);
    return {
      loopback: true,
      open: (session: TransportSession) => inner.open(session),
      close: (graceful) => inner.close(graceful),
      publish: (topic, payload, options) => {
        this.fates = [];
        const taken = inner.publish(topic, payload, options);
        const fates = this.fates;
        this.fates = undefined;
        this.write(id, topic, payload, taken ? fates : [{ to: "", note: "not connected" }]);
        return taken;
      },
    };
  }

  /** The newest message that fits; throws where there is none. */
  find(from: string, to: string, kind: BodyKind, seq?: number): Recorded {
    const found = this.recorded.findLast(
      ({ envelope }) =>
        envelope.sender === from &&
        envelope.recipient === to &&
        envelope.body.kind === kind &&
        (seq === undefined || envelope.seq === seq),
    );
    if (found === undefined)
      throw new Error(`${from} has said no ${kind}${seq === undefined ? "" : ` #${seq}`} to ${to}`);
    return found;
  }

  /** Somebody who holds no key says what was said before, again or where it was not meant for. */
  replay(topic: string, sealed: Sealed, options: { readonly retain?: boolean; readonly note: string }): void {
    this.fates = [];
    const { retain = false, note } = options;
    this.stranger.publish(topic, encodeBundle([sealed]), { retain });
    this.fates = undefined;
    const { kind, to } = this.placeOf(topic);
    this.transcript.add(`stranger -> ${to} ${kind}: ${messageText(decodeEnvelope(sealed.envelope, sha256))} (${note})`);
  }

  /** Says bytes on a topic, of which nothing is written down. */
  say(topic: string, sealed: Sealed): void {
    this.fates = [];
    this.stranger.publish(topic, encodeBundle([sealed]));
    this.fates = undefined;
  }

  /** What was held back arrives, in its order. */
  unclog(rule: string): void {
    this.rules = this.rules.filter(({ name }) => name !== rule);
    for (const { topic, payload } of this.clogged.filter((each) => each.rule === rule)) {
      this.fates = [];
      this.stranger.publish(topic, payload);
      this.fates = undefined;
      for (const { envelope } of open(payload)) {
        const { sender, recipient, body } = envelope;
        const family = `${sender} -> ${recipient} ${body.kind} #${envelope.seq} arrives now`;
        this.transcript.add(`${sender} -> ${recipient} arrives now: ${messageText(envelope)}`, family);
      }
    }
    this.clogged.splice(0, this.clogged.length, ...this.clogged.filter((each) => each.rule !== rule));
  }

  private placeOf(topic: string): { readonly kind: string; readonly to: string } {
    const parsed = parseTopic(space, topic);
    if (parsed?.kind === "inbox") return { kind: `(as ${parsed.from})`, to: parsed.to };
    return { kind: parsed === undefined ? topic : `(as ${parsed.node})`, to: "all" };
  }

  private befall(from: string, to: string, topic: string, payload: Uint8Array): DeliveryFate | undefined {
    const kinds = new Set(open(payload).map(({ envelope }) => envelope.body.kind));
    const rule = this.rules.find(
      (each) =>
        each.left > 0 &&
        (each.from === "*" || each.from === from) &&
        (each.to === "*" || each.to === to) &&
        (each.kind === undefined || kinds.has(each.kind)),
    );
    if (rule !== undefined) rule.left--;
    if (rule?.fate === "clogged") this.clogged.push({ rule: rule.name, topic, payload });
    const [note, fate] = fateOf(rule?.fate, this.clock.now().mono);
    if (this.fates === undefined) this.write(from === "" ? "broker" : from, topic, payload, [{ to, note }]);
    else this.fates.push({ to, note });
    return fate;
  }

  private write(from: string, topic: string, payload: Uint8Array, fates: readonly Fated[]): void {
    const parsed = parseTopic(space, topic);
    for (const { sealed, envelope } of open(payload)) {
      this.recorded.push({ from, topic, sealed, envelope });
      const { kind } = envelope.body;
      const [shown] = [this.shown.has(kind) || !broadcast.has(kind)];
      if (!shown) continue;
      if (parsed?.kind === "inbox") {
        const note = fates.length === 0 ? "nobody there" : fates.map((each) => each.note).find((each) => each !== "");
        this.tell(`${from} -> ${parsed.to}`, { sealed, envelope }, note ?? "");
      } else for (const { to, note } of fates) this.tell(`${from} -> ${to}`, { sealed, envelope }, note);
    }
  }

  private tell(way: string, { sealed, envelope }: Said, note: string): void {
    const { sender, recipient, epoch, seq, body } = envelope;
    const identity = `${sender}>${recipient}/${epoch}/${seq}`;
    const before = this.seen.get(identity);
    const content = sha256(sealed.envelope);
    const again = before !== undefined && recipient !== "" && Buffer.compare(before, content) === 0;
    this.seen.set(identity, content);
    const fate = `${again ? " again" : ""}${note === "" ? "" : `, ${note}`}`;
    const lost = note !== "" && !note.startsWith("arrives") && !note.includes("copies");
    const family = again || lost || routine.has(body.kind) ? `${way} ${body.kind}${fate}` : undefined;
    this.transcript.add(`${way} ${messageText(envelope)}${fate}`, family);
  }
}

/** What can be read of a payload; what cannot is told by whoever drops it. */
function open(payload: Uint8Array): readonly { readonly sealed: Sealed; readonly envelope: Envelope }[] {
  return decodeBundle(payload).flatMap((sealed) => {
    try {
      return [{ sealed, envelope: decodeEnvelope(sealed.envelope, sha256) }];
    } catch {
      return [];
    }
  });
}

function fateOf(
  fate: Rule["fate"] | undefined,
  nowMs: number,
): readonly [note: string, fate: DeliveryFate | undefined] {
  if (fate === undefined) return ["", undefined];
  if (fate === "lost") return ["lost", { drop: true }];
  if (fate === "clogged") return ["held back", { drop: true }];
  if ("copies" in fate) return [`${fate.copies} copies`, { copies: fate.copies }];
  return [`arrives ${secondsText(nowMs + fate.lateMs)}`, { delayMs: fate.lateMs }];
}
