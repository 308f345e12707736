import type { Answer } from "../../link/grantor.js";
import { partOf, termsOnlyLower } from "../../link/lease.js";
import type { Embedded, Envelope, HolderOption, Offer, Terms, TermsPart } from "../../messages.js";
import type { AgentId } from "../../units.js";
import { batteryTerms, zeroLike, type Grants } from "./grants.js";
import { relayMachine } from "./relay-machine.js";
import { carriedSchedule, noFallback, type Plug, type Station } from "./station.js";
import { createActor } from "../../link/table.js";

/** An offer of the grantor's that waits for the batteries. */
interface Asking {
  readonly offer: Offer;
  readonly envelope: Envelope;
  readonly proposal: Embedded<Terms>;
  readonly waiting: Set<AgentId>;
  readonly options: Map<AgentId, HolderOption>;
  readonly asked: Map<AgentId, string>;
}

/** Carries an offer of the grantor's to the batteries, and what they make of it back up. */
export class OfferRelay {
  private asking: Asking | undefined;
  private readonly machine;

  constructor(
    private readonly station: Station,
    private readonly grants: Grants,
  ) {
    const { timings, timers } = station.context;
    this.machine = createActor(relayMachine, {
      clock: timers.clock,
      input: { answerMs: Math.max(timings.retransmitMs[1] ?? 0, timings.offerMs / 15) },
    });
    this.machine.on("answer", () => {
      this.answerOffer();
    });
    this.machine.start();
  }

  /** Every battery whose part would rise is asked; the answer goes up when all have answered (CP-NEG-9). */
  offered(offer: Offer, envelope: Envelope): void {
    const [proposal] = offer.proposals;
    if (proposal === undefined) return;
    this.asking = { offer, envelope, proposal, waiting: new Set(), options: new Map(), asked: new Map() };
    this.machine.send({ type: "offered" });
    for (const part of proposal.value.parts) {
      const plug = this.station.plugs.get(part.connector);
      if (plug === undefined || !this.station.desk.responsive(plug.holder)) continue;
      const terms = batteryTerms(this.carried(plug, part));
      if (this.alreadyAgreed(plug.holder, terms)) continue;
      const embedded = this.station.desk.embed(terms);
      this.asking.waiting.add(plug.holder);
      this.asking.asked.set(plug.holder, embedded.hash);
      this.station.desk.link(plug.holder).ask(embedded, offer.plan, offer.reasons);
    }
    this.completeWhenAllAnswered();
  }

  /** CP-SESSION-5: what the connector does not carry is neither passed on nor accepted. */
  private carried(plug: Plug, part: TermsPart): TermsPart {
    const schedule = carriedSchedule(this.station, plug, part.schedule);
    return schedule === part.schedule ? part : { connector: part.connector, schedule };
  }

  private alreadyAgreed(holder: AgentId, terms: Terms): boolean {
    return termsOnlyLower(this.station.desk.current(holder), terms, noFallback, this.station.nowS());
  }

  private completeWhenAllAnswered(): void {
    if (this.asking !== undefined && this.asking.waiting.size === 0) this.machine.send({ type: "complete" });
  }

  private answerOffer(): void {
    const { asking } = this;
    this.asking = undefined;
    if (asking === undefined || !this.station.up.connected) return;
    const { proposal, offer, envelope } = asking;
    const options = new Map<number, HolderOption>();
    const parts = proposal.value.parts.map((part) => this.answeredPart(part, asking, options));
    const agreed = parts.every((part, index) => part === proposal.value.parts[index]);
    // CP-NEG-2: what is not reserved cannot be accepted, only offered back.
    if (agreed && offer.reservedMs !== undefined) {
      this.station.up.accept(envelope, offer, proposal.hash);
      return;
    }
    const all = [...options.values()];
    this.station.up.counter(
      envelope,
      {
        plan: offer.plan,
        options: [
          {
            terms: agreed ? proposal : this.station.desk.embed({ parts }),
            costMicro: all.reduce((sum, option) => sum + option.costMicro, 0),
            quoteId: all[0]?.quoteId ?? "none",
            validMs: this.station.context.timings.offerMs,
            reasons: [...new Set(all.flatMap((option) => option.reasons))].slice(0, 8),
            quality: all[0]?.quality ?? "STATIC",
            modelHash: "",
          },
        ],
      },
      agreed,
    );
  }

  /** The part as its battery took it: the same object where it agreed, else its option, else what it holds already. */
  private answeredPart(part: TermsPart, asking: Asking, options: Map<number, HolderOption>): TermsPart {
    const { desk, plugs, context } = this.station;
    const plug = plugs.get(part.connector);
    if (plug === undefined) return { connector: part.connector, schedule: zeroLike(part.schedule) };
    const hash = asking.asked.get(plug.holder);
    if (hash === undefined) return this.carried(plug, part);
    const option = asking.options.get(plug.holder);
    if (option === undefined) {
      const kept = partOf(desk.current(plug.holder), 1);
      return { connector: part.connector, schedule: kept ?? zeroLike(part.schedule) };
    }
    this.grants.consent(plug.holder, { terms: option.terms, until: context.now.mono + option.validMs });
    options.set(part.connector, option);
    if (option.terms.hash === hash) return this.carried(plug, part);
    const schedule = partOf(option.terms.value, 1) ?? zeroLike(part.schedule);
    return this.carried(plug, { connector: part.connector, schedule });
  }

  asked(holder: AgentId, answer: Answer): void {
    const { asking } = this;
    if (asking?.waiting.delete(holder) !== true) return;
    const [option] = answer.kind === "countered" ? answer.counter.options : [];
    if (option !== undefined) {
      const agreed = option.terms.hash === asking.asked.get(holder);
      this.station.context.trace({
        what: "negotiation",
        peer: holder,
        outcome: agreed ? "agreed" : "countered",
        reasons: option.reasons,
      });
      asking.options.set(holder, option);
    }
    this.completeWhenAllAnswered();
  }

  /** A battery that was asked has left. */
  left(holder: AgentId): void {
    this.asking?.waiting.delete(holder);
    this.completeWhenAllAnswered();
  }
}
