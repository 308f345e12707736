import type { ConnectorInfo, Fallback, Hello } from "../messages.js";
import type { AgentId, Watts } from "../units.js";
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
    // CP-FALL-4: one that claims to hold more than it can draw at all would leave nothing for anybody else.
    const most = this.mostOf(holder, hello);
    const held = smaller(hello.fallbackHeld ?? ledger.fallbackOf(holder), most);
    const both = larger(wanted, held);
    ledger.inheritFallback(holder, held);
    // CP-FALL-4.
    const guaranteed = isWithin(wanted, most) && this.isGuaranteed(holder, both);
    const fits = guaranteed && !this.recovery.active && ledger.admitFallback(holder, both, owner.nowS()) === undefined;
    if (fits) return wanted;
    // CP-STORE-7: what is booked for one that does not know its own may only have been supposed, and admitted by nobody.
    const kept = hello.fallbackHeld === undefined ? none : smaller(wanted, held);
    return { ...kept, rampWPerS: wanted.rampWPerS };
  }

  /** W that a holder can draw and feed back at most: by its cap in the registry, else by what carries it here. */
  private mostOf(holder: AgentId, hello: Hello): Power {
    const { config, owner } = this.books;
    const capW = config.registryCaps.get(holder);
    if (capW !== undefined) return { importW: capW, exportW: capW };
    const carried = owner.carries(hello, holder);
    const sum = (of: (info: ConnectorInfo) => Watts): Watts => carried.reduce((total, info) => total + of(info), 0);
    return { importW: sum((info) => info.powerMaxW), exportW: sum((info) => info.exportMaxW ?? 0) };
  }

  /** CP-FALL-1: a holder whose fallback found no room is asked to greet again once there is some. */
  raise(): void {
    if (this.recovery.active) return;
    const { ledger, links, owner } = this.books;
    for (const link of links.values()) {
      const { hello } = link;
      if (!link.connected || hello === undefined || link.offerOpen || link.commitOpen) continue;
      const wanted = hello.fallback;
      const admitted = ledger.fallbackOf(link.holder);
      if (isWithin(wanted, smaller(admitted, link.admitted))) continue;
      if (!isWithin(wanted, this.mostOf(link.holder, hello))) continue;
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

const none: Power = { importW: 0, exportW: 0 };

function isWithin(a: Power, b: Power): boolean {
  return a.importW <= b.importW && a.exportW <= b.exportW;
}

function smaller(a: Power, b: Power): Power {
  return { importW: Math.min(a.importW, b.importW), exportW: Math.min(a.exportW, b.exportW) };
}

function larger(a: Power, b: Power): Power {
  return { importW: Math.max(a.importW, b.importW), exportW: Math.max(a.exportW, b.exportW) };
}
