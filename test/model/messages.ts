import type { Envelope } from "@chargepact/protocol";

const plain = (_: string, value: unknown): unknown => (value instanceof Uint8Array ? value.length : value);

/** Every message that was ever sent in a search, numbered: two that say the same are one. */
export class Messages {
  private readonly numbers = new Map<string, number>();
  private readonly list: Envelope[] = [];

  numberOf(envelope: Envelope): number {
    const text = JSON.stringify(envelope, plain);
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.list.push(envelope) - 1;
      this.numbers.set(text, number);
    }
    return number;
  }
  get(number: number): Envelope {
    const envelope = this.list[number];
    if (envelope === undefined) throw new Error(`no message ${number}`);
    return envelope;
  }
  get count(): number {
    return this.list.length;
  }
}

/** What is on its way, as a set: a number for each set that occurs. */
export class Networks {
  private readonly numbers = new Map<string, number>([["", 0]]);
  private readonly sets: (readonly number[])[] = [[]];
  private readonly changes = new Map<number, number>();
  private readonly sendings = new Map<readonly number[], number>();

  get(number: number): readonly number[] {
    return this.sets[number] ?? [];
  }
  get count(): number {
    return this.sets.length;
  }

  /** `set` without one message (−1: without none) and with others. */
  change(set: number, without: number, sent: readonly number[]): number {
    if (without < 0 && sent.length === 0) return set;
    let sending = 0;
    if (sent.length > 0) {
      sending = this.sendings.get(sent) ?? this.sendings.size + 1;
      this.sendings.set(sent, sending);
    }
    const key = sending < 0x8000 && without < 0x7fff ? (set * 0x8000 + without + 1) * 0x8000 + sending : -1;
    const known = this.changes.get(key);
    if (known !== undefined && key >= 0) return known;
    const changed = this.made(set, without, sent);
    if (key >= 0) this.changes.set(key, changed);
    return changed;
  }

  private made(set: number, without: number, sent: readonly number[]): number {
    const kept = this.get(set).filter((each) => each !== without);
    for (const each of sent) if (!kept.includes(each)) kept.push(each);
    kept.sort((a, b) => a - b);
    const key = kept.join();
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.sets.push(kept) - 1;
      this.numbers.set(key, number);
    }
    return number;
  }
}
