import { hash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { join } from "node:path";
import { ChargepactError, type Facts } from "@chargepact/protocol";
import { factsFromText, textOfFacts } from "./facts-text.js";
import type { Loaded, Store, StoreEntry } from "./store.js";

const magic = "chargepact-store-1";

/** One state of the store, whole; each slot holds one. */
interface Slot {
  readonly generation: number;
  readonly facts: Facts;
}

/**
 * Facts in two files that take turns: each commit writes the whole state beside the older slot, syncs it, renames it
 * over the slot and syncs the folder. A crash therefore leaves two whole slots of consecutive generations. Anything
 * else is no crash: then everything is lost (CP-STORE-8), since to go on from an older state would be to break promises.
 */
export class FileStore implements Store {
  private facts: Record<string, unknown> = {};
  private generation = 0;
  /** False until loaded, and after a failure: what is on disk is not known then. */
  private ready = false;
  /** The slots are no good: the next commit writes both. */
  private lost = false;
  private last: Promise<void> = Promise.resolve();

  /** `folder` is made where it is missing. */
  constructor(private readonly folder: string) {}

  load(): Loaded {
    try {
      mkdirSync(this.folder, { recursive: true });
      const names = readdirSync(this.folder);
      for (const name of names) if (name.endsWith(".tmp")) rmSync(join(this.folder, name));
      const slots = [0, 1].map((index) => this.read(index, names));
      const newest = newestOf(slots);
      this.lost = newest === undefined;
      this.generation = newest?.generation ?? 0;
      this.facts = { ...newest?.facts };
    } catch (cause) {
      throw new ChargepactError("STORE_FAILED", `${this.folder} cannot be read`, { cause });
    }
    this.ready = true;
    return { facts: { ...this.facts }, lost: this.lost };
  }

  commit(entries: readonly StoreEntry[]): Promise<void> {
    this.last = this.last.catch(() => undefined).then(() => this.write(entries));
    return this.last;
  }

  async close(): Promise<void> {
    await this.last.catch(() => undefined);
    this.ready = false;
  }

  private async write(entries: readonly StoreEntry[]): Promise<void> {
    if (!this.ready)
      throw new ChargepactError("STORE_FAILED", `${this.folder}: load before commit, also after a failure`);
    for (const [key, value] of entries) this.facts[key] = value;
    try {
      const text = textOfFacts(this.facts);
      await this.writeSlot(text);
      // Only when both are whole does the store no longer count as lost.
      if (this.lost) await this.writeSlot(text);
      this.lost = false;
    } catch (cause) {
      this.ready = false;
      throw new ChargepactError("STORE_FAILED", `${this.folder} cannot be written`, { cause });
    }
  }

  private async writeSlot(text: string): Promise<void> {
    const generation = this.generation + 1;
    const path = this.pathOf(generation % 2);
    const file = await open(`${path}.tmp`, "w", 0o600);
    try {
      await file.writeFile(encodeSlot(generation, text));
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(`${path}.tmp`, path);
    await syncFolder(this.folder);
    this.generation = generation;
  }

  private pathOf(index: number): string {
    return join(this.folder, `slot-${index}`);
  }

  /** The slot, `"absent"`, or undefined for a bad one. */
  private read(index: number, names: readonly string[]): Slot | "absent" | undefined {
    if (!names.includes(`slot-${index}`)) return "absent";
    const slot = decodeSlot(readFileSync(this.pathOf(index)));
    return slot !== undefined && slot.generation % 2 === index ? slot : undefined;
  }
}

/** The state to go on from; undefined where it is lost. */
function newestOf([even, odd]: readonly (Slot | "absent" | undefined)[]): Slot | undefined {
  if (even === "absent" && odd === "absent") return { generation: 0, facts: {} };
  if (even === "absent") return odd !== "absent" && odd?.generation === 1 ? odd : undefined;
  // CP-STORE-8: one bad or missing slot, or two that do not follow each other, and nothing is believed.
  if (even === undefined || odd === undefined || odd === "absent") return undefined;
  if (Math.abs(even.generation - odd.generation) !== 1) return undefined;
  return even.generation > odd.generation ? even : odd;
}

function encodeSlot(generation: number, text: string): string {
  const body = `${magic} ${generation}\n${text}\n`;
  return `${hash("sha256", body, "hex")} ${body}`;
}

/** A slot that is, byte for byte, what `encodeSlot` writes; else undefined. */
function decodeSlot(bytes: Uint8Array): Slot | undefined {
  const whole = Buffer.from(bytes).toString("utf8");
  const [, number, text] = /^[0-9a-f]{64} chargepact-store-1 ([1-9][0-9]{0,14})\n(.*)\n$/s.exec(whole) ?? [];
  if (number === undefined || text === undefined) return undefined;
  const generation = Number(number);
  if (!Buffer.from(encodeSlot(generation, text)).equals(bytes)) return undefined;
  const facts = factsFromText(text);
  return facts === undefined ? undefined : { generation, facts };
}

async function syncFolder(path: string): Promise<void> {
  // Windows cannot sync a folder; its renames are ordered by the file system's own log.
  if (process.platform === "win32") return;
  const folder = await open(path, "r");
  try {
    await folder.sync();
  } finally {
    await folder.close();
  }
}
