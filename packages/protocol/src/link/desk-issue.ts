import type { LeaseTariff, MessageRef, Terms } from "../messages.js";
import type { DurationMs } from "../units.js";
import type { Misfit } from "./booking.js";
import type { DeskBooks } from "./desk-books.js";
import type { DeskExpiry } from "./desk-expiry.js";
import type { Target } from "./desk-owner.js";
import type { DeskRecovery } from "./desk-recovery.js";
import { overMost } from "./desk-terms.js";
import type { GrantorLink } from "./grantor.js";

/** `later` = not now, because the holder has been quiet for too long or our lease ends. */
export type IssueOutcome = "done" | "later" | Misfit;

export interface IssueOptions {
  readonly lowering: boolean;
  readonly inReplyTo?: MessageRef;
  readonly needVersions?: readonly number[];
}

/** Books leases, sends their commits, and says for how long they hold. */
export class DeskIssuer {
  /** The plan that is being carried out. */
  plan = 0;
  private counter = 0;

  constructor(
    private readonly books: DeskBooks,
    private readonly recovery: DeskRecovery,
    private readonly expiry: DeskExpiry,
  ) {}

  /** Books and sends one commit. */
  issue(link: GrantorLink, target: Target, options: IssueOptions): IssueOutcome {
    if (!link.canCommit()) return "later";
    const { context, config, ledger, owner } = this.books;
    const most = options.lowering ? undefined : this.overMost(link, target.terms.value);
    if (most !== undefined) return most;
    const now = context.now.mono;
    let ttlMs = this.ttlMs();
    // CP-LEASE-7: where our own lease ends too soon, a decrease lowers the child's and extends nothing.
    if (options.lowering) ttlMs = Math.max(ttlMs, 1);
    else if (this.recovery.active || link.clashed) return "later";
    // CP-LEASE-5: no increase for a child whose newest request is old.
    else if (ttlMs <= 0 || now - (link.requestedAt ?? Number.NEGATIVE_INFINITY) > ttlMs / 2) return "later";
    const version = { epoch: context.epoch, counter: ++this.counter };
    // A holder may take it without moving its deadline: it is booked as long as any version before it.
    const booked = ledger.versionsOf(link.holder).map((each) => each.expiresAt);
    const expiresAt = Math.max(now + ttlMs + config.graceMs, ...booked);
    const { terms, reasons, blends, tariff } = target;
    const issue = { version, terms, expiresAt, keepsReservation: options.lowering, ...tariffed(tariff) };
    const misfit = ledger.tryApply(link.holder, issue, owner.nowS());
    if (misfit !== undefined) return misfit;
    this.books.save(link.holder);
    const body = { version, terms, ttlMs, plan: this.plan, reasons, ...tariffed(tariff) };
    link.commit({ ...body, ...(blends === undefined ? {} : { blends }) }, options);
    this.expiry.arm();
    return "done";
  }

  /** What terms have above what this holder may have at most. */
  overMost(link: GrantorLink, terms: Terms): Misfit | undefined {
    const { config, owner } = this.books;
    const capW = config.registryCaps.get(link.holder) ?? Number.POSITIVE_INFINITY;
    return overMost(link, terms, { capW, nowS: owner.nowS() });
  }

  /** A session ended before the newest commit was acknowledged: it is sent again, so that both hold the same (S4). */
  recommit(link: GrantorLink): void {
    const newest = this.books.newest(link);
    const ttlMs = this.ttlMs();
    const open = newest === undefined || link.commitOpen || link.lapsed || ttlMs <= 0;
    if (open || this.books.ledger.versionsOf(link.holder).length < 2) return;
    const { version, terms, tariff } = newest;
    this.confirmed(link, ttlMs);
    const issue = { version, terms, ttlMs, plan: this.plan, reasons: [], ...tariffed(tariff) };
    link.commit(issue, { lowering: true });
  }

  /** CP-LEASE-7: a child's confirmation + ttl + grace ends before our own deadline. */
  ttlMs(): DurationMs {
    const { context, config, owner } = this.books;
    const deadline = owner.ownDeadline();
    if (deadline === undefined) return config.ttlMs;
    return Math.min(config.ttlMs, Math.floor(deadline - context.now.mono - config.graceMs));
  }

  confirmed(link: GrantorLink, ttlMs: DurationMs): void {
    const { context, config, ledger } = this.books;
    const newest = this.books.newest(link);
    if (newest === undefined) return;
    ledger.confirm(link.holder, newest.version, context.now.mono + ttlMs + config.graceMs);
  }
}

const tariffed = (tariff: LeaseTariff | undefined): { readonly tariff?: LeaseTariff } =>
  tariff === undefined ? {} : { tariff };
