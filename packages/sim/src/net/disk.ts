import type { Loaded, Store, StoreEntry } from "@chargepact/agent";
import { ChargepactError, type Facts } from "@chargepact/protocol";

/** What a disk does to what is written to it; each happens once unless it says otherwise. */
export type DiskFault =
  /** The write fails and is not there. */
  | "eio"
  /** As `eio`, and again for the next few writes. */
  | "enospc"
  /** The machine dies while it writes: half of a slot is there, and its checksum tells. */
  | "torn"
  /** A bit of what lies there turns: the checksum tells at the next start. */
  | "bitFlip"
  /** What was written last, and confirmed, is gone while the process is down: a disk that lies about its cache. */
  | "lostTail"
  /** Somebody puts an older copy back while the process is down. */
  | "staleCopy";

interface Slot {
  readonly facts: Facts;
  readonly intact: boolean;
}

/** The disk of one machine: survives its processes. */
export class Disk implements Store {
  private slot: Slot = { facts: {}, intact: true };
  private readonly older: Slot[] = [];
  private fault: DiskFault | undefined;
  private fullFor = 0;
  private replaced = false;
  /** Durable writes so far. */
  commits = 0;
  /** Called for each durable write with its number; true: the process dies with it. */
  onCommit: ((commit: number) => boolean) | undefined;

  constructor(
    private readonly id: string,
    /** The process dies here and now. */
    private readonly die: () => void,
    /** A write is durable and what follows it happens, or it does not. */
    private readonly wrote: (goesOn: boolean) => void,
  ) {}

  load(): Loaded {
    if (!this.slot.intact) return { facts: {}, lost: true };
    return { facts: this.slot.facts, lost: false };
  }

  commit(entries: readonly StoreEntry[]): void {
    const fault = this.take();
    if (fault !== undefined) this.wrote(false);
    if (fault === "eio" || fault === "enospc") throw this.failed(fault);
    if (fault === "torn") {
      this.slot = { ...this.slot, intact: false };
      this.die();
      throw this.failed(fault);
    }
    this.write(entries);
    if (this.onCommit?.(this.commits) !== true) {
      this.wrote(true);
      return;
    }
    this.wrote(false);
    // The write is there, and nothing that should follow it happens in this process.
    this.die();
    throw this.failed("death");
  }

  close(): void {
    // What is written stays.
  }

  /** What lies here is not what was confirmed last; said once. */
  takeReplaced(): boolean {
    const { replaced } = this;
    this.replaced = false;
    return replaced;
  }

  /** The next write, or what lies there, is hit by it. */
  hit(fault: DiskFault): void {
    if (fault === "lostTail" || fault === "staleCopy") this.replaced = true;
    if (fault === "bitFlip") this.slot = { ...this.slot, intact: false };
    else if (fault === "staleCopy") this.slot = this.older[0] ?? this.slot;
    else if (fault === "lostTail") this.slot = this.older.pop() ?? this.slot;
    else this.fault = fault;
    if (fault === "enospc") this.fullFor = 3;
  }
  heal(): void {
    this.fault = undefined;
    this.fullFor = 0;
  }

  private take(): DiskFault | undefined {
    if (this.fullFor > 0) {
      this.fullFor--;
      return "enospc";
    }
    const { fault } = this;
    this.fault = undefined;
    return fault;
  }

  private write(entries: readonly StoreEntry[]): void {
    this.commits++;
    const facts: Record<string, unknown> = { ...(this.slot.intact ? this.slot.facts : {}) };
    for (const [key, value] of entries) {
      if (value === undefined) Reflect.deleteProperty(facts, key);
      else facts[key] = value;
    }
    this.older.push(this.slot);
    if (this.older.length > 8) this.older.shift();
    this.slot = { facts, intact: true };
  }

  private failed(fault: DiskFault | "death"): ChargepactError {
    return new ChargepactError("STORE_FAILED", `${this.id}: ${fault} on a simulated disk`);
  }
}
