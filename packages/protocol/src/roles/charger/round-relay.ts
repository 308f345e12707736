import type { Answer } from "../../link/grantor.js";
import type { Blend, CounterOffer, Embedded, Envelope, HolderOption, Offer, PartValue, Terms } from "../../messages.js";
import type { AgentId, MonoMs } from "../../units.js";
import { batteryTerms } from "./grants.js";
import type { Plug, Station } from "./station.js";

interface Asking {
  readonly offer: Offer;
  readonly envelope: Envelope;
  readonly waiting: Set<AgentId>;
  readonly answers: Map<AgentId, CounterOffer>;
  readonly timer: object;
}

/** Options in one answer (`CounterOffer.options`). */
const optionsMax = 16;

/** The first of each, then the second of each: where there is no room for all, no battery is left out. */
function inTurn<Item>(lists: readonly (readonly Item[])[]): readonly Item[] {
  const longest = Math.max(0, ...lists.map((list) => list.length));
  return Array.from({ length: longest }, (_, index) => lists.flatMap((list) => list.slice(index, index + 1))).flat();
}

/** Share of the grantor's time to answer that the batteries get. */
const batteryShare = 0.75;

/**
 * Option rounds through a charger: the prices go down to each battery, and one option a connector comes up. Its own rows
 * are rows of the grid's plan, so it adds no prices of its own.
 */
export class RoundRelay {
  private asking: Asking | undefined;
  /** Which option of a battery stands behind one that went up, by the latter's hash. */
  private readonly behind = new Map<
    string,
    { readonly holder: AgentId; readonly hash: string; readonly until: MonoMs }
  >();

  constructor(private readonly station: Station) {}

  offered(offer: Offer, envelope: Envelope): void {
    const { desk, plugs, context } = this.station;
    this.drop();
    const deadlineMs = Math.max(1, Math.floor(offer.deadlineMs * batteryShare));
    const waiting = new Set<AgentId>();
    const timer = context.timers.set(context.now.mono + deadlineMs, () => {
      this.answer();
    });
    this.asking = { offer, envelope, waiting, answers: new Map(), timer };
    for (const plug of plugs.values()) {
      const link = desk.links.get(plug.holder);
      if (link?.connected !== true || link.needs.length === 0) continue;
      const prices = offer.partPrices?.find((part) => part.connector === plug.connector)?.prices ?? offer.prices;
      if (prices === undefined) continue;
      waiting.add(plug.holder);
      const { plan, round, roundsMax } = offer;
      link.askRound({ plan, round, roundsMax, deadlineMs, prices, proposals: this.proposalsFor(plug, offer) });
    }
    if (waiting.size === 0) this.answer();
  }

  private proposalsFor(plug: Plug, offer: Offer): readonly Embedded<Terms>[] {
    return offer.proposals.flatMap((proposal) => {
      const part = proposal.value.parts.find((each) => each.connector === plug.connector);
      return part === undefined ? [] : [this.station.desk.embed(batteryTerms(part))];
    });
  }

  /** True where the answer belonged to a round. */
  asked(holder: AgentId, answer: Answer): boolean {
    const { asking } = this;
    if (asking === undefined || answer.kind !== "countered" || answer.counter.plan !== asking.offer.plan) return false;
    if (!asking.waiting.delete(holder)) return false;
    asking.answers.set(holder, answer.counter);
    if (asking.waiting.size === 0) this.answer();
    return true;
  }

  /** A battery that was asked has left. */
  left(holder: AgentId): void {
    if (this.asking?.waiting.delete(holder) === true && this.asking.waiting.size === 0) this.answer();
  }

  private drop(): void {
    if (this.asking !== undefined) this.station.context.timers.clear(this.asking.timer);
    this.asking = undefined;
  }

  private answer(): void {
    const { asking } = this;
    this.drop();
    if (asking === undefined || !this.station.up.connected) return;
    const ofPlugs: HolderOption[][] = [];
    const partValues: PartValue[] = [];
    for (const plug of this.station.plugs.values()) {
      const counter = asking.answers.get(plug.holder);
      if (counter === undefined) continue;
      ofPlugs.push(
        counter.options.filter((option) => this.carries(plug, option)).map((option) => this.raised(plug, option)),
      );
      const { bestValueMicro } = counter;
      if (bestValueMicro !== undefined) partValues.push({ connector: plug.connector, bestValueMicro });
    }
    const counter = { plan: asking.offer.plan, options: inTurn(ofPlugs).slice(0, optionsMax) };
    this.station.up.counter(asking.envelope, partValues.length === 0 ? counter : { ...counter, partValues }, true);
  }

  /**
   * Whether the connector carries an option. A battery knows from our Hello what it carries (CP-SESSION-5); one option
   * beyond what is stated upward would have the whole answer refused (CP-NEG-11), what was priced of the proposals with it.
   */
  private carries({ connector }: Plug, option: HolderOption): boolean {
    const stated = this.station.up.needs.find((part) => part.connector === connector);
    const { max = [], min = max } = option.terms.value.parts[0]?.schedule ?? {};
    const [most, least] = [Math.max(0, ...max), Math.min(0, ...min)];
    return stated === undefined || (most <= stated.powerMaxW && -least <= stated.exportMaxW);
  }

  /** A battery's option as its connector's, remembered so that a commit of it finds its way down. */
  private raised(plug: Plug, option: HolderOption): HolderOption {
    const { desk, context } = this.station;
    const schedule = option.terms.value.parts[0]?.schedule;
    if (schedule === undefined) return option;
    const terms = desk.embed({ parts: [{ connector: plug.connector, schedule }] });
    const until = context.now.mono + option.validMs;
    this.behind.set(terms.hash, { holder: plug.holder, hash: option.terms.hash, until });
    for (const [hash, each] of this.behind) if (each.until <= context.now.mono) this.behind.delete(hash);
    return { ...option, terms };
  }

  /** A connector's blend as its battery knows it; undefined where an option of it is not (or no longer) the battery's. */
  blendFor(plug: Plug, blends: readonly Blend[]): Blend | undefined {
    const blend = blends.find((each) => each.connector === plug.connector);
    if (blend === undefined) return undefined;
    const weights = blend.weights.flatMap(({ hash, weight }) => {
      const known = this.behind.get(hash);
      return known?.holder === plug.holder ? [{ hash: known.hash, weight }] : [];
    });
    return weights.length === blend.weights.length ? { connector: 1, weights } : undefined;
  }
}
