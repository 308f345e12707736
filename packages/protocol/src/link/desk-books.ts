import type { Embedded, Terms } from "../messages.js";
import type { StepFunction } from "../step-function.js";
import type { AgentId, ScheduleMs } from "../units.js";
import { embedTerms } from "../wire/index.js";
import type { IssuedVersion } from "./booking.js";
import type { CoreContext } from "./context.js";
import type { DeskConfig, DeskOwner } from "./desk-owner.js";
import { grantFacts } from "./grant-facts.js";
import type { GrantorLink } from "./grantor.js";
import { Ledger } from "./ledger.js";

/** What the parts of a desk share: who is here, what is booked, and what of it is written down. */
export class DeskBooks {
  readonly ledger: Ledger;
  readonly links = new Map<AgentId, GrantorLink>();
  /** Greeted, and did not answer an offer or a commit. */
  readonly silent = new Set<AgentId>();

  constructor(
    readonly context: CoreContext,
    readonly config: DeskConfig,
    readonly owner: DeskOwner,
  ) {
    this.ledger = new Ledger(config.rows);
  }

  /** The newest version issued to a holder, whether or not it still holds one. */
  newest(link: GrantorLink): IssuedVersion | undefined {
    return this.ledger.versionsOf(link.holder).at(-1);
  }

  /** Newest terms issued to a holder that it may still hold; undefined where it holds none. */
  current(holder: AgentId): Terms | undefined {
    const link = this.links.get(holder);
    if (link === undefined || link.lapsed) return undefined;
    return this.newest(link)?.terms.value;
  }

  /** True for a holder that a plan can count on: greeted, and answering. */
  responsive(holder: AgentId): boolean {
    return this.links.get(holder)?.connected === true && !this.silent.has(holder);
  }

  /** Import booked on a row by holders that a plan cannot move: silent, not greeted in this life, or without a need. */
  frozen(row: string): StepFunction {
    const still = this.ledger
      .holders()
      .filter((holder) => !this.responsive(holder) || (this.links.get(holder)?.needs.length ?? 0) === 0);
    return this.ledger.bookedImport(row, still);
  }

  embed(terms: Terms): Embedded<Terms> {
    return embedTerms(terms, this.context.hash);
  }

  scheduleMs(): ScheduleMs {
    return Math.floor(this.owner.nowS() * 1000);
  }

  /** Writes a holder's bookings down. */
  save(holder: AgentId): void {
    const fallback = this.ledger.fallbackOf(holder);
    this.context.persist(
      `grant/${holder}`,
      grantFacts(fallback, this.ledger.connectorsOf(holder), this.ledger.versionsOf(holder), {
        // A renewal is not written down and may be as long as any: what is restored counts the longest.
        ttlMs: this.config.ttlMs,
        revoked: this.links.get(holder)?.revoked,
      }),
    );
  }
}
