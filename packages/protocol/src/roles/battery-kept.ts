import type { Facts } from "../core.js";
import type { CoreContext } from "../link/context.js";
import type { HolderTerms } from "../link/holder-terms.js";
import type { Fallback } from "../messages.js";

const key = "kept";

/** CP-FALL-1: the fallback that a battery's equipment may still obey of an earlier link, until it was taken back. */
export class KeptFallback {
  private kept: Fallback | undefined;

  constructor(private readonly context: CoreContext) {}

  restore(facts: Facts): void {
    this.kept = facts[key] as Fallback | undefined;
  }

  /** A link begins. */
  linked(terms: HolderTerms): void {
    if (this.kept !== undefined) terms.takeBack(this.kept);
  }

  /** A link ends, with what was admitted in it. */
  unlinked(terms: HolderTerms | undefined): void {
    const held = terms?.fallbackReported;
    if (held !== undefined && (held.importW > 0 || held.exportW > 0)) this.keep(held);
  }

  /** The equipment was read back: the link that is there knows what it obeys. */
  written(): void {
    if (this.kept !== undefined) this.keep(undefined);
  }

  private keep(kept: Fallback | undefined): void {
    this.kept = kept;
    this.context.persist(key, kept);
  }
}
