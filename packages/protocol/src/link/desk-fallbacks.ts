import type { Fallback, Hello } from "../messages.js";
import type { AgentId } from "../units.js";
import type { DeskBooks } from "./desk-books.js";
import type { DeskRecovery } from "./desk-recovery.js";

type Power = Pick<Fallback, "importW" | "exportW">;

/** Which fallbacks a desk admits: those that it can honour at all times, for all holders together. */
export class DeskFallbacks {
  constructor(
    private readonly books: DeskBooks,
    private readonly recovery: DeskRecovery,
  ) {}

  /** CP-FALL-1: what does not fit is admitted at what the holder has already, else at 0 W; never refused. */
  admit(holder: AgentId, hello: Hello): Fallback {
    const { ledger, owner } = this.books;
    const wanted = hello.fallback;
    // CP-FALL-3: a holder that lost its store does not know what its equipment obeys: what is booked stays.
    const held = hello.fallbackHeld ?? ledger.fallbackOf(holder);
    const both = larger(wanted, held);
    ledger.inheritFallback(holder, held);
    // CP-FALL-4.
    const guaranteed = this.isGuaranteed(holder, both);
    const fits = guaranteed && !this.recovery.active && ledger.admitFallback(holder, both, owner.nowS()) === undefined;
    if (fits) return wanted;
    return {
      importW: Math.min(wanted.importW, held.importW),
      exportW: Math.min(wanted.exportW, held.exportW),
      rampWPerS: wanted.rampWPerS,
    };
  }

  /** CP-FALL-1: a holder whose fallback found no room is asked to greet again once there is some. */
  raise(): void {
    if (this.recovery.active) return;
    const { ledger, links, owner } = this.books;
    for (const link of links.values()) {
      const wanted = link.hello?.fallback;
      if (!link.connected || wanted === undefined || link.offerOpen || link.commitOpen) continue;
      const admitted = ledger.fallbackOf(link.holder);
      if (wanted.importW <= admitted.importW && wanted.exportW <= admitted.exportW) continue;
      const both = larger(wanted, admitted);
      if (this.isGuaranteed(link.holder, both) && ledger.fallbackMisfit(link.holder, both, owner.nowS()) === undefined)
        link.askHello();
    }
  }

  private isGuaranteed(holder: AgentId, fallback: Power): boolean {
    const others = this.sum(holder);
    const room = this.books.owner.guaranteed();
    return others.importW + fallback.importW <= room.importW && others.exportW + fallback.exportW <= room.exportW;
  }

  private sum(except: AgentId): Power {
    const { ledger } = this.books;
    let [importW, exportW] = [0, 0];
    for (const holder of ledger.holders()) {
      if (holder === except) continue;
      const fallback = ledger.fallbackOf(holder);
      importW += fallback.importW;
      exportW += fallback.exportW;
    }
    return { importW, exportW };
  }
}

function larger(a: Power, b: Power): Power {
  return { importW: Math.max(a.importW, b.importW), exportW: Math.max(a.exportW, b.exportW) };
}
