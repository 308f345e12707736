/**
 * The last few things with a number, in the order in which they came. A ring: a Map that things go through leaves one
 * table after the other behind, each of which holds on to the next and so to all that ever was in any, until the whole
 * heap is collected.
 */
export class Recent<T extends { readonly number: number }> {
  /** A power of two of places, as many as were ever needed at once. */
  private ring: (T | undefined)[] = [];
  private first = 0;
  private count = 0;
  private highest = 0;

  /** `size`: how many are kept at most, a power of two. */
  constructor(private readonly size: number) {}

  get oldest(): T | undefined {
    return this.count === 0 ? undefined : this.ring[this.first];
  }

  get(number: number): T | undefined {
    if (number > this.highest) return undefined;
    for (let back = this.count - 1; back >= 0; back--) {
      const each = this.ring[(this.first + back) & (this.ring.length - 1)];
      if (each?.number === number) return each;
    }
    return undefined;
  }

  /** Adds what is not there yet; the oldest makes room where need be. */
  add(item: T): void {
    if (this.count === this.size) this.dropOldest();
    if (this.count === this.ring.length) this.grow();
    this.ring[(this.first + this.count) & (this.ring.length - 1)] = item;
    this.count++;
    this.highest = Math.max(this.highest, item.number);
  }

  dropOldest(): void {
    if (this.count === 0) return;
    this.ring[this.first] = undefined;
    this.first = (this.first + 1) & (this.ring.length - 1);
    this.count--;
  }

  clear(): void {
    this.ring = [];
    this.first = 0;
    this.count = 0;
    this.highest = 0;
  }

  private grow(): void {
    const { ring, first, count } = this;
    this.ring = Array.from({ length: Math.max(2, 2 * count) }, (_, at) =>
      at < count ? ring[(first + at) & (count - 1)] : undefined,
    );
    this.first = 0;
  }
}
