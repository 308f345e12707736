import type { AgentId, DurationMs, MonoMs, Watts } from "../units.js";
import type { DeskBooks } from "./desk-books.js";
import { restoreGrant } from "./grant-facts.js";
import type { GrantorLink } from "./grantor.js";

/** A desk's time after a lost ledger: the worst is booked for everybody, and nothing is granted. */
export class DeskRecovery {
  private until: MonoMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly books: DeskBooks) {}

  get active(): boolean {
    return this.books.context.now.mono < this.until;
  }

  /** Ms until anything is granted; 0 = now. */
  leftMs(): DurationMs {
    return Math.ceil(Math.max(0, this.until - this.books.context.now.mono));
  }

  /** CP-STORE-7: nothing is granted until every lease of a forgotten life has ended; a restart meanwhile starts anew. */
  begin(): void {
    const { context, config, owner } = this.books;
    this.until = context.now.mono + config.ttlMs + config.graceMs;
    context.persist("recovering", true);
    for (const [holder, capW] of config.registryCaps) this.book(holder, { importW: capW, exportW: capW });
    context.timers.set(this.until, () => {
      context.persist("recovering", undefined);
      owner.childChanged("", "expired");
    });
  }

  /** Books a holder that has not greeted at what its connection could carry. */
  suppose(holder: AgentId, importW: Watts): void {
    if (!this.active || this.books.links.get(holder)?.connected === true) return;
    this.book(holder, { importW, exportW: 0 });
  }

  private book(holder: AgentId, most: { readonly importW: Watts; readonly exportW: Watts }): void {
    const { ledger } = this.books;
    ledger.open(holder, [1]);
    ledger.inheritFallback(holder, most);
    this.books.save(holder);
  }
}

/** Books what was granted in an earlier life. */
export function restoreGrants(
  books: DeskBooks,
  facts: Readonly<Record<string, unknown>>,
  linkOf: (holder: AgentId) => GrantorLink,
): void {
  const { context, config, ledger } = books;
  const now = context.now.mono;
  for (const [key, value] of Object.entries(facts)) {
    if (!key.startsWith("grant/")) continue;
    const holder = key.slice("grant/".length);
    const grant = restoreGrant(value, context.hash);
    ledger.open(holder, grant.connectors);
    ledger.inheritFallback(holder, grant.fallback);
    // CP-STORE-6: every booking starts anew at its full ttl + grace.
    const versions = grant.versions.map((each) => ({ ...each, expiresAt: now + each.ttlMs + config.graceMs }));
    ledger.inherit(holder, versions);
    const link = linkOf(holder);
    link.admitted = { ...grant.fallback, rampWPerS: 1 };
    link.revoked = grant.revoked;
    link.lapsed = versions.length === 0 || grant.revoked !== undefined;
  }
}
