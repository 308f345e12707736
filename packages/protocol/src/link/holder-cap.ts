import type { Emergency } from "../messages.js";
import type { MonoMs, Watts } from "../units.js";
import type { HolderLink } from "./holder.js";
import type { HolderFacts, RestoredHolder } from "./holder-facts.js";

/** Import and export that an emergency leaves. */
export interface Cap {
  readonly importW: Watts;
  readonly exportW: Watts;
  readonly until: MonoMs;
}

/** The last emergency that a holder heard of. */
export class HolderCap {
  /** The cap in force; undefined without one. */
  now: Cap | undefined;
  private number = 0;
  /** Epoch of the grantor that gave this number. */
  private epoch = 0;
  private timer: object | undefined;

  constructor(
    private readonly link: HolderLink,
    private readonly ended: () => void,
  ) {}

  restore({ cap, emergencyNumber, emergencyEpoch }: RestoredHolder, sameBoot: boolean): void {
    this.number = emergencyNumber;
    this.epoch = emergencyEpoch;
    if (cap === undefined) return;
    const { importW, exportW, until, durationMs } = cap;
    // CP-EMERG-1: an emergency outlives a restart; after another boot it runs its whole duration again.
    this.set({ importW, exportW, until: sameBoot ? until : this.link.context.now.mono + durationMs });
  }

  /** True where it is news; CP-EMERG-5: a later number replaces an earlier one; a new life of the grantor counts anew. */
  take(emergency: Emergency, epoch: number): boolean {
    const again = epoch === this.epoch && emergency.number === this.number;
    // The same one said again lasts no longer: it may be a message of long ago.
    if (again && this.now === undefined) return false;
    if (epoch === this.epoch && emergency.number < this.number) return false;
    const { context, config, terms } = this.link;
    this.number = emergency.number;
    this.epoch = epoch;
    const { importMaxW: importW, exportMaxW: exportW, durationMs } = emergency;
    const fallbackW = terms.fallbackHeld.importW;
    if (importW < fallbackW && durationMs > 0) {
      // CP-EMERG-4.
      const detail = `${String(importW)} W is below the fallback of ${String(fallbackW)} W`;
      context.alarm("EMERGENCY_SHORT", detail, config.grantor);
    }
    const lasts = context.now.mono + durationMs / context.speed;
    const until = again ? Math.min(lasts, this.now?.until ?? lasts) : lasts;
    this.set(durationMs === 0 ? undefined : { importW, exportW, until });
    return true;
  }

  stop(): void {
    this.link.context.timers.clear(this.timer);
  }

  numberFacts(): Pick<HolderFacts, "emergencyNumber" | "emergencyEpoch"> {
    return { emergencyNumber: this.number, emergencyEpoch: this.epoch };
  }

  capFacts(): Pick<HolderFacts, "cap"> {
    if (this.now === undefined) return {};
    const { importW, exportW, until } = this.now;
    return { cap: { importW, exportW, until, durationMs: until - this.link.context.now.mono } };
  }

  private set(cap: Cap | undefined): void {
    const { timers } = this.link.context;
    timers.clear(this.timer);
    this.now = cap;
    this.timer =
      cap === undefined
        ? undefined
        : timers.set(cap.until, () => {
            this.now = undefined;
            this.ended();
          });
  }
}
