import type { BodyKind, CounterOffer, Envelope, Offer, Reason, Schedule, ScheduleMs } from "@chargepact/protocol";
import { gridId } from "../scenario/index.js";

export interface StoryMessage {
  readonly atMs: ScheduleMs;
  readonly envelope: Envelope;
}

/** One negotiation between a battery, its charger and the grid operator, every message of it in order. */
export interface Story {
  readonly battery: string;
  readonly charger: string;
  readonly messages: readonly StoryMessage[];
  /** What the battery was offered, what it answered, and what was committed to it, W. */
  readonly offered: Schedule;
  readonly answered: Schedule;
  readonly committed: Schedule;
  /** Why the battery answered something else; empty where it agreed. */
  readonly reasons: readonly Reason[];
}

const told: ReadonlySet<BodyKind> = new Set<BodyKind>([
  "need",
  "offer",
  "counterOffer",
  "accept",
  "commit",
  "commitAck",
  "reject",
]);
/** Messages remembered per charger: enough for a negotiation with several connectors. */
const rememberedMax = 48;
/** Schedule ms after which a negotiation that has not ended is given up. */
const endMs = 60_000;
const gentle: ReadonlySet<Reason> = new Set<Reason>(["THERMAL", "COLD", "WORN"]);

/** A negotiation that is going on. */
interface Open {
  readonly battery: string;
  readonly untilMs: ScheduleMs;
  readonly messages: StoryMessage[];
  readonly offered: Schedule;
  readonly answered: Schedule;
  readonly reasons: readonly Reason[];
  /** The charger's commit to the battery. */
  commit?: Envelope;
}

/** Listens to all that is said and keeps the one negotiation that is best to show. */
export class StoryTeller {
  best: Story | undefined;
  private bestScore = -1;
  private readonly recent: ReadonlyMap<string, StoryMessage[]>;
  private readonly open = new Map<string, Open>();

  constructor(chargers: readonly string[]) {
    this.recent = new Map(chargers.map((id) => [id, []]));
  }

  message(envelope: Envelope, atMs: ScheduleMs): void {
    if (!told.has(envelope.body.kind)) return;
    const charger = this.recent.has(envelope.sender) ? envelope.sender : envelope.recipient;
    const recent = this.recent.get(charger);
    if (recent === undefined || recent.some((each) => same(each.envelope, envelope))) return;
    const message = { atMs, envelope };
    const open = this.open.get(charger);
    if (open !== undefined) this.goOn(charger, open, message);
    else if (answers(envelope)) this.begin(charger, recent, message);
    recent.push(message);
    if (recent.length > rememberedMax) recent.shift();
  }

  /** A battery answered an offer: what came before belongs to the story, if this may become the best one. */
  private begin(charger: string, recent: readonly StoryMessage[], message: StoryMessage): void {
    const { sender: battery, body } = message.envelope;
    if (body.kind !== "counterOffer" || battery === gridId) return;
    const before = beginning(recent, { charger, battery, counter: body });
    const [option] = body.options;
    const answered = option?.terms.value.parts[0]?.schedule;
    if (before === undefined || option === undefined || answered === undefined) return;
    const agreed = before.proposalHash === option.terms.hash;
    const reasons = agreed ? [] : option.reasons;
    if (agreed && this.best !== undefined) return;
    this.open.set(charger, {
      battery,
      reasons,
      answered,
      offered: before.offered,
      untilMs: message.atMs + endMs,
      messages: [...before.messages, message],
    });
  }

  private goOn(charger: string, open: Open, message: StoryMessage): void {
    const { envelope, atMs } = message;
    if (atMs > open.untilMs) {
      this.open.delete(charger);
      return;
    }
    const { sender, recipient, body } = envelope;
    const withBattery = sender === open.battery || recipient === open.battery;
    if ((!withBattery && sender !== gridId && recipient !== gridId) || body.kind === "need") return;
    open.messages.push(message);
    if (body.kind === "commit" && recipient === open.battery) open.commit = envelope;
    if (body.kind === "commitAck" && sender === open.battery) {
      this.end(charger, open);
      this.open.delete(charger);
    }
  }

  private end(charger: string, { commit, ...open }: Open): void {
    const body = commit?.body;
    const committed = body?.kind === "commit" ? body.terms.value.parts[0]?.schedule : undefined;
    if (committed === undefined) return;
    const story = { ...open, charger, committed };
    const score = scoreOf(story);
    if (score <= this.bestScore) return;
    this.best = story;
    this.bestScore = score;
  }
}

const same = (one: Envelope, other: Envelope): boolean =>
  one.sender === other.sender &&
  one.recipient === other.recipient &&
  one.seq === other.seq &&
  one.epoch === other.epoch;

const answers = ({ body }: Envelope): boolean => body.kind === "counterOffer";

interface Beginning {
  readonly messages: readonly StoryMessage[];
  readonly offered: Schedule;
  readonly proposalHash: string;
}

/** Need and offer, from battery to grid operator and back, of which the newest message is the offer to the battery. */
function beginning(
  recent: readonly StoryMessage[],
  { charger, battery, counter }: { charger: string; battery: string; counter: CounterOffer },
): Beginning | undefined {
  const last = (sender: string, recipient: string, kind: BodyKind, plan?: number): StoryMessage | undefined =>
    recent.findLast(
      ({ envelope }) =>
        envelope.sender === sender &&
        envelope.recipient === recipient &&
        envelope.body.kind === kind &&
        (plan === undefined || (envelope.body as Offer).plan === plan),
    );
  const offer = last(charger, battery, "offer", counter.plan);
  const body = offer?.envelope.body;
  const proposal = body?.kind === "offer" ? body.proposals[0] : undefined;
  const offered = proposal?.value.parts[0]?.schedule;
  if (offer === undefined || proposal === undefined || offered === undefined) return undefined;
  const messages = [
    last(battery, charger, "need"),
    last(charger, gridId, "need"),
    last(gridId, charger, "offer", counter.plan),
    offer,
  ];
  const known = messages.filter((each) => each !== undefined).sort((a, b) => a.atMs - b.atMs);
  return { messages: known, offered, proposalHash: proposal.hash };
}

/** How much there is to see: a battery that asks for less to live longer, taken up by all, with little around it. */
function scoreOf({ messages, reasons, offered, answered, committed }: Story): number {
  const [most, less] = [Math.max(1, ...offered.max), Math.max(0, ...answered.max)];
  const taken = Math.abs(Math.max(0, ...committed.max) - less) <= 0.02 * most;
  const first = messages[0];
  const quick = first?.envelope.body.kind === "need" && (messages.at(-1)?.atMs ?? 0) - first.atMs < endMs;
  const lower = Math.max(0, 1 - less / most);
  const parts = [
    reasons.some((reason) => gentle.has(reason)) ? 50 : 0,
    taken ? 20 : 0,
    quick ? 15 : 0,
    20 * Math.min(1, 2 * lower),
    Math.max(0, 12 - messages.length),
  ];
  return parts.reduce((sum, part) => sum + part, 0);
}
