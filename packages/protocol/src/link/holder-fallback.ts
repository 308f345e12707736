import type { Fallback } from "../messages.js";
import type { HolderLink } from "./holder.js";
import type { HolderFacts } from "./holder-facts.js";

type Power = Pick<Fallback, "importW" | "exportW">;

/** The fallback of a holder's equipment: what it obeys, and what is being written into it. */
export class HolderFallback {
  /** What the equipment was last read back to obey. */
  held: Fallback;
  private pending: Fallback | undefined;
  /** False after a lost store, until the equipment was read back: the grantor keeps what it has booked. */
  private known = true;

  constructor(private readonly link: HolderLink) {
    // CP-FALL-1: before first admission the fallback is 0 W.
    this.held = { importW: 0, exportW: 0, rampWPerS: this.rampWPerS };
  }

  /** The largest fallback that the equipment may obey now; undefined where nobody knows (CP-FALL-3). */
  get reported(): Fallback | undefined {
    if (!this.known) return undefined;
    const { held, pending } = this;
    if (pending === undefined) return held;
    const { importW, exportW } = pending;
    return { ...held, importW: Math.max(held.importW, importW), exportW: Math.max(held.exportW, exportW) };
  }

  /** CP-STORE-5: 0 W, once the equipment says so too. */
  forget(): void {
    this.known = false;
    this.write(this.held);
  }

  restore(held: Fallback, pending: Fallback | undefined): void {
    this.held = held;
    if (pending !== undefined) this.write(pending);
  }

  /**
   * CP-FALL-2, CP-FALL-3: a higher one is used once admitted; a lower one is said only after it was read back. True
   * where it is news.
   */
  admit(admitted: Fallback): boolean {
    if (samePower(admitted, this.pending ?? this.held)) return false;
    this.write({ ...admitted, rampWPerS: this.rampWPerS });
    return true;
  }

  /** The equipment obeys this one now. True where the grantor must be told: something was lowered. */
  written(fallback: Fallback): boolean {
    const before = this.reported;
    // One that was overtaken by a later write is in force only until that is done.
    if (this.pending === undefined || samePower(fallback, this.pending)) {
      this.pending = undefined;
      this.known = true;
    }
    this.held = { ...fallback, rampWPerS: this.rampWPerS };
    const now = this.reported;
    if (now === undefined) return false;
    return before === undefined || now.importW < before.importW || now.exportW < before.exportW;
  }

  facts(): Pick<HolderFacts, "fallback" | "pendingFallback"> {
    return { fallback: this.held, ...(this.pending === undefined ? {} : { pendingFallback: this.pending }) };
  }

  private get rampWPerS(): number {
    return this.link.config.fallback.rampWPerS;
  }

  private write(fallback: Fallback): void {
    this.pending = fallback;
    this.link.context.emit({ kind: "setFallback", fallback });
  }
}

function samePower(a: Power, b: Power): boolean {
  return a.importW === b.importW && a.exportW === b.exportW;
}
