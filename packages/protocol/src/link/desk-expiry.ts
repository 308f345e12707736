import type { MonoMs } from "../units.js";
import type { DeskBooks } from "./desk-books.js";

/** When the next booking ends, and what happens then. */
export class DeskExpiry {
  private timer: object | undefined;
  private at: MonoMs = Number.POSITIVE_INFINITY;

  constructor(
    private readonly books: DeskBooks,
    /** There may be room now. */
    private readonly freed: () => void,
  ) {}

  arm(): void {
    const { ledger, context } = this.books;
    const next = ledger.nextExpiry();
    if (next === undefined || (this.timer !== undefined && this.at <= next)) return;
    context.timers.clear(this.timer);
    this.at = next;
    this.timer = context.timers.set(next, () => {
      this.timer = undefined;
      this.expire();
    });
  }

  /** CP-LEASE-4: reclaims what can no longer be in force. */
  private expire(): void {
    const { books } = this;
    for (const holder of books.ledger.expire(books.context.now.mono)) {
      const link = books.links.get(holder);
      if (link !== undefined && books.newest(link) === undefined && !link.lapsed) {
        link.lapsed = true;
        books.context.trace({ what: "lease", peer: holder, step: "expired" });
      }
      books.save(holder);
      books.owner.childChanged(holder, "expired");
    }
    this.arm();
    this.freed();
  }
}
