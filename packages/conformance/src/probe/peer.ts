import {
  type AgentHandle,
  type AgentKeys,
  type Clock,
  type Entropy,
  launchAgent,
  MemoryStore,
  type Refusal,
  type Registry,
  type Transport,
} from "@chargepact/agent";
import {
  type AgentId,
  type Body,
  type BodyKind,
  type BodyOf,
  type Conversation,
  type CoreEvent,
  type Envelope,
  type MessageRef,
  type MonoMs,
} from "@chargepact/protocol";
import type { RequirementId } from "../requirements.js";
import { CannotRun } from "../failure.js";
import type { Log } from "../log.js";
import { Identities } from "./identities.js";
import { Forge } from "./forge.js";
import { Repeats } from "./repeats.js";
import { Puppet } from "./puppet.js";
import { Tap } from "./tap.js";
import { Valve } from "./valve.js";
import { type Handlers, type Heard, refOf } from "./heard.js";

export { type Handlers, type Heard, refOf } from "./heard.js";

export interface PeerOptions {
  readonly id: AgentId;
  /** The agent under test. */
  readonly subject: AgentId;
  readonly registry: Registry;
  /** Absent: nothing is sealed. */
  readonly keys: AgentKeys | undefined;
  readonly transport: Transport;
  readonly clock: Clock;
  readonly entropy: Entropy;
  readonly log: Log;
  /** First levels of all topics. */
  readonly root: string;
  /** Nobody else writes down what the agent under test says. */
  readonly logsArrivals?: boolean;
  /** Epoch of the first life. */
  readonly epoch: number;
}

export interface SayOptions {
  readonly inReplyTo?: MessageRef;
  readonly conversation?: Conversation;
  readonly ttlMs?: number;
  /** Instead of this life's. */
  readonly epoch?: number;
  /** Instead of the next. */
  readonly seq?: number;
  /** Repeated every 0.25 s. */
  readonly fast?: boolean;
}

const unexplainedMs = 5000;

/**
 * One partner of the agent under test: real codec, keys, seals and sessions, and no decisions. What it does by itself is
 * in the classes made of it; everything else a case tells it to say.
 */
export abstract class Peer {
  readonly id: AgentId;
  readonly heard: Heard[] = [];
  /** Why something that came from the agent under test changed nothing. */
  readonly refused: { readonly at: MonoMs; readonly refusal: Refusal; readonly detail: string }[] = [];
  /** Rules that something which came has broken. */
  readonly faults: { readonly id: RequirementId; readonly detail: string }[] = [];
  /** The session that was spoken in last. */
  session: string | undefined;
  online = false;
  epoch: number;
  protected seq = 0;
  private readonly valve: Valve;
  private readonly store = new MemoryStore();
  private handle: AgentHandle | undefined;
  private puppet: Puppet | undefined;
  private readonly identities = new Identities();
  readonly forge: Forge;
  private readonly repeats: Repeats;
  private askedAt = Number.NEGATIVE_INFINITY;

  constructor(readonly options: PeerOptions) {
    this.id = options.id;
    this.epoch = options.epoch - 1;
    this.valve = new Valve(options);
    this.forge = new Forge(options);
    this.repeats = new Repeats(options.clock, (envelope) => {
      this.emit(envelope);
    });
    this.store.commit([["shell/epoch", options.epoch - 1]]);
  }

  get now(): MonoMs {
    return this.options.clock.now().mono;
  }

  /** Nothing leaves and nothing comes in, though the connection stands. */
  get cut(): boolean {
    return this.valve.cut;
  }
  set cut(cut: boolean) {
    this.valve.cut = cut;
  }
  /** The number of the next message. */
  get seqNext(): number {
    return this.seq + 1;
  }

  /** Begins a life. */
  start(): void {
    const { id, registry, keys, clock, entropy, root, transport } = this.options;
    const tap = new Tap(transport, this.valve);
    const { handle } = launchAgent({
      ...{ id, registry, clock, entropy, root, transport: tap, store: this.store },
      ...(keys === undefined ? { insecure: true } : { keys }),
      createCore: (life) => {
        this.seq = 0;
        this.epoch = life.epoch;
        return (this.puppet = new Puppet(life, (event) => {
          this.happened(event);
        }));
      },
      onRefused: (refusal, detail) => this.refused.push({ at: this.now, refusal, detail }),
    });
    this.handle = handle;
  }

  /** Ends the life; `graceful`: with a goodbye. */
  async end(graceful = true): Promise<void> {
    this.repeats.endAll();
    this.online = false;
    this.session = undefined;
    await (graceful ? this.handle?.stop() : this.handle?.kill());
    this.handle = undefined;
  }

  /** The next life, with a higher epoch; sessions begin anew. */
  async restart(): Promise<void> {
    await this.end(false);
    this.start();
  }

  /** A case is over: nothing of it goes on. */
  relax(): void {
    this.repeats.endAll();
    this.cut = false;
    this.refused.length = 0;
    this.faults.length = 0;
  }

  /** Says something once. */
  say(body: Body, options: SayOptions = {}): Envelope {
    const envelope = this.envelope(body, options);
    this.emit(envelope);
    return envelope;
  }

  /** Says something that wants an answer, again and again until one comes or its ttl has passed. */
  request(body: Body, options: SayOptions = {}): Envelope {
    const envelope = this.say(body, options);
    this.repeats.add(envelope, options.fast === true);
    if (options.inReplyTo !== undefined) this.identities.answered(options.inReplyTo, envelope);
    return envelope;
  }

  /** Says something that does not leave: the bundle that it would be, to be published later or never. */
  withheld(say: () => Envelope): { readonly said: Envelope; readonly bundle: Uint8Array } {
    const kept: Uint8Array[] = (this.valve.kept = []);
    const said = say();
    this.valve.kept = undefined;
    const [bundle] = kept;
    if (bundle === undefined) throw new CannotRun(`${this.id} is in no session with ${this.options.subject}`);
    return { said, bundle };
  }

  /** Answers a message; a repetition of it gets the same answer again. */
  answer(to: Envelope, body: Body): Envelope {
    const { conversation } = to;
    const flipped = conversation === undefined ? {} : { conversation: { ...conversation, byRecipient: true } };
    const envelope = this.say(body, { inReplyTo: refOf(to), ...flipped });
    this.identities.answered(refOf(to), envelope);
    return envelope;
  }

  /** Says the very same message again, so many times. */
  again(envelope: Envelope, times: number): void {
    for (let time = 0; time < times; time++) this.emit(envelope);
  }

  /** Numbers that nobody will ever see. */
  skip(count = 1): void {
    this.seq += count;
  }

  /** A request is repeated no more. */
  forget(request: Envelope | undefined): void {
    if (request !== undefined) this.repeats.end(request.seq);
  }

  /** No request is repeated any more. */
  hush(): void {
    this.repeats.endAll();
  }

  /** The messages of these kinds since `from`, an index of `heard`. */
  since<K extends BodyKind>(from: number, ...kinds: readonly K[]): readonly Heard<BodyOf<K>>[] {
    return this.heard
      .slice(from)
      .filter((each): each is Heard<BodyOf<K>> => (kinds as readonly string[]).includes(each.body.kind));
  }

  /** How often a message arrived. */
  copiesOf(ref: MessageRef): number {
    return this.identities.copiesOf(ref);
  }

  /** An envelope as `say` would say it; numbered, not sent. */
  envelope(body: Body, options: SayOptions = {}): Envelope {
    const { inReplyTo, conversation } = options;
    return {
      ...{ major: 1, minor: 0, sender: this.id, recipient: this.options.subject },
      epoch: options.epoch ?? this.epoch,
      seq: options.seq ?? ++this.seq,
      ...(conversation === undefined ? {} : { conversation }),
      ...(inReplyTo === undefined ? {} : { inReplyTo }),
      sessionId: "",
      ttlMs: options.ttlMs ?? 30_000,
      body,
    };
  }

  /** What it does by itself with each message; nothing with the others. */
  protected abstract readonly handlers: Handlers;
  /** The connection stands. */
  protected abstract connected(): void;
  /** Something came that no session explains: say Hello. */
  protected abstract unexplained(): void;

  private happened(event: CoreEvent): void {
    if (event.kind === "transportUp") {
      this.online = true;
      this.connected();
    } else if (event.kind === "transportDown") this.online = false;
    else if (event.kind === "unexplained") {
      if (this.now - this.askedAt < unexplainedMs) return;
      this.askedAt = this.now;
      this.unexplained();
    } else if (event.kind === "message") this.received(event.envelope, event.session);
  }

  private received(envelope: Envelope, session: string | undefined): void {
    if (envelope.sender !== this.options.subject || envelope.recipient !== this.id) return;
    const arrival = this.identities.came(envelope);
    if (arrival === "otherLife") this.refuseLife(envelope);
    if (arrival === "conflict") {
      const detail = `${envelope.body.kind} ${envelope.epoch}.${envelope.seq} came twice with other content`;
      this.faults.push({ id: "CP-WINDOW-1", detail });
    }
    const answer = this.identities.answerTo(envelope);
    if (arrival !== "new" && arrival !== "otherLife" && answer !== undefined) this.emit(answer);
    if (arrival !== "new") return;
    if (session !== undefined) this.session = session;
    if (envelope.inReplyTo?.epoch === this.epoch && envelope.body.kind !== "status") {
      this.repeats.end(envelope.inReplyTo.seq);
    }
    const heard: Heard = { at: this.now, envelope, body: envelope.body, session };
    this.heard.push(heard);
    const handle = this.handlers[envelope.body.kind] as ((heard: Heard) => void) | undefined;
    handle?.(heard);
  }

  /** CP-WINDOW-8: a Hello from a life that is over, or from another with its number: facts were lost. It is told so. */
  private refuseLife(envelope: Envelope): void {
    const value = this.identities.newestEpoch;
    const detail = `epoch ${envelope.epoch} was seen before, the newest is ${value}: begin anew above it`;
    if (this.greets) this.say({ kind: "reject", reason: "EPOCH_STALE", detail, value }, { inReplyTo: refOf(envelope) });
  }

  /** Answers Hellos. */
  protected abstract readonly greets: boolean;

  private emit(envelope: Envelope): void {
    const { puppet, handle } = this;
    if (puppet === undefined || handle === undefined) return;
    puppet.emit({ kind: "send", to: this.options.subject, envelope });
    if (!puppet.busy) handle.input({ kind: "timer" });
  }
}
