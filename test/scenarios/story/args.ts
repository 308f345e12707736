import { quantity } from "./quantity.js";

/** The words of a command: places in order, and settings as `key=value`. */
export class Args {
  readonly places: readonly string[];
  private readonly settings: ReadonlyMap<string, string>;
  private readonly asked = new Set<string>();

  constructor(words: readonly string[]) {
    this.places = words.filter((word) => !word.includes("="));
    this.settings = new Map(
      words.flatMap((word): [string, string][] => {
        const at = word.indexOf("=");
        return at < 0 ? [] : [[word.slice(0, at), word.slice(at + 1)]];
      }),
    );
  }

  /** The word at this place; throws where it is missing. */
  place(index: number, what: string): string {
    const word = this.places[index];
    if (word === undefined) throw new Error(`${what} is missing`);
    return word;
  }

  power = (key: string, otherwise?: number): number => this.value(key, (text) => quantity(text, "W"), otherwise);
  energy = (key: string, otherwise?: number): number => this.value(key, (text) => quantity(text, "Wh"), otherwise);
  time = (key: string, otherwise?: number): number => this.value(key, (text) => quantity(text, "ms"), otherwise);
  share = (key: string, otherwise?: number): number => this.value(key, (text) => quantity(text, "share"), otherwise);
  temperature = (key: string, otherwise?: number): number => this.value(key, (text) => quantity(text, "C"), otherwise);
  count = (key: string, otherwise?: number): number => this.value(key, Number, otherwise);
  text = (key: string, otherwise?: string): string => this.value(key, (text) => text, otherwise);
  has = (key: string): boolean => this.settings.has(key);

  /** Throws for a setting that nobody has asked for. */
  done(): void {
    for (const key of this.settings.keys()) {
      if (!this.asked.has(key))
        throw new Error(`${key} is no setting of this command: it has ${[...this.asked].join(", ")}`);
    }
  }

  private value<T>(key: string, read: (text: string) => T, otherwise: T | undefined): T {
    this.asked.add(key);
    const text = this.settings.get(key);
    if (text !== undefined) return read(text);
    if (otherwise === undefined) throw new Error(`${key}= is missing`);
    return otherwise;
  }
}
