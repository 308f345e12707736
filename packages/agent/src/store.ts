import { ChargepactError, type Facts } from "@chargepact/protocol";
import type { Entropy } from "./entropy.js";

/** A fact and its new value; undefined removes it. */
export type StoreEntry = readonly [key: string, value: unknown];

export interface Loaded {
  readonly facts: Facts;
  /** What was stored cannot be believed. False at a first start: then there was nothing. */
  readonly lost: boolean;
}

/** Facts that survive a restart. In any doubt about what was stored they are lost: never an older state. */
export interface Store {
  load(): Loaded | Promise<Loaded>;
  /** All entries or none; durable when it returns, or when its promise is fulfilled. Throws `STORE_FAILED`. */
  commit(entries: readonly StoreEntry[]): void | Promise<void>;
  close(): void | Promise<void>;
}

/** Facts in memory, by reference; outlives an agent's restart, not the process. */
export class MemoryStore implements Store {
  private facts: Record<string, unknown> = {};
  private lost = false;

  load(): Loaded {
    return { facts: { ...this.facts }, lost: this.lost };
  }

  commit(entries: readonly StoreEntry[]): void {
    this.lost = false;
    for (const [key, value] of entries) {
      // A fresh record per removal keeps the record small and fast to copy.
      if (value === undefined) this.facts = without(this.facts, key);
      else this.facts[key] = value;
    }
  }

  close(): void {
    // Nothing to close: the facts stay for the next life.
  }

  /** Fault: everything stored is gone, and the next life knows that. */
  lose(): void {
    this.facts = {};
    this.lost = true;
  }
}

function without(facts: Readonly<Record<string, unknown>>, key: string): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([name]) => name !== key));
}

/** Facts whose keys begin so are the shell's own; a core never sees them. */
export const shellPrefix = "shell/";
const epochMax = 2 ** 32 - 1;

/**
 * Says that facts were lost. It goes into the first commit after a loss, and out with the core's own first commit: a
 * crash in between must not make a loss look like a first start.
 */
export const lostEntry: StoreEntry = [`${shellPrefix}lost`, true];
export const recoveredEntry: StoreEntry = [`${shellPrefix}lost`, undefined];
export const wasLost = (facts: Facts): boolean => facts[`${shellPrefix}lost`] === true;

const bootKey = `${shellPrefix}boot`;
/** CP-STORE-5: whether instants among the facts are of the clock named `boot`; in any doubt they are not. */
export const isBootOf = (facts: Facts, boot: string | undefined): boolean =>
  boot !== undefined && facts[bootKey] === boot;
/**
 * What makes the facts name the clock that instants are of from now on: `now`, and with the core's own first commit, which
 * is `later`. Until then instants of an earlier boot are among them, and a crash in between must not make them of this one.
 */
export function bootEntries(
  facts: Facts,
  boot: string | undefined,
): { readonly now: readonly StoreEntry[]; readonly later: readonly StoreEntry[] } {
  if (facts[bootKey] === boot) return { now: [], later: [] };
  const named: readonly StoreEntry[] = [[bootKey, boot]];
  const empty = Object.keys(facts).every((key) => key.startsWith(shellPrefix));
  return empty ? { now: named, later: [] } : { now: [[bootKey, undefined]], later: named };
}

/** The facts that a core is started with. */
export function coreFacts(facts: Facts): Facts {
  return Object.fromEntries(Object.entries(facts).filter(([key]) => !key.startsWith(shellPrefix)));
}

/** A counter that the shell keeps among the facts: 0 where it is absent. Throws `STORE_LOST` where it is no counter. */
export function counterOf(facts: Facts, name: string): number {
  const value = facts[shellPrefix + name] ?? 0;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) {
    throw new ChargepactError("STORE_LOST", `stored ${name} is ${JSON.stringify(value)}, not a counter`);
  }
  return value;
}

/** The next value of the epoch called `name`, above what was stored and at least `atLeast`. */
export function epochAfter(facts: Facts, name: string, atLeast = 1): number {
  const epoch = Math.max(counterOf(facts, name) + 1, atLeast);
  if (epoch > epochMax) throw new ChargepactError("STORE_FAILED", `${name} has reached ${epochMax}: enrol a new id`);
  return epoch;
}

/**
 * CP-STORE-9: the epoch of a life that does not know how many there were before: one that none of them can have had, but
 * by a chance of 1 in 65 536. Where it is below the last one a peer says so (CP-WINDOW-8).
 */
export const drawnEpoch = (entropy: Entropy): number => 65_536 + Buffer.from(entropy(2)).readUInt16BE();

/** Allocates the next epoch: durable when this returns (CP-STORE-3), so that no two lives share one. */
export async function nextEpoch(store: Store, name = "epoch", atLeast = 1): Promise<number> {
  const { facts } = await store.load();
  const epoch = epochAfter(facts, name, atLeast);
  await store.commit([[shellPrefix + name, epoch]]);
  return epoch;
}
