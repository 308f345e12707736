/** A set of states, each four numbers of which it keeps all: nothing is taken for another by its hash. */
export class Seen {
  count = 0;
  private size = 1 << 16;
  private slots = new Int32Array(this.size);
  private parts = new Int32Array(4 * this.size);

  /** The state's number where it is new, else −1. */
  add(a: number, b: number, c: number, d: number): number {
    if (this.count * 2 >= this.size) this.grow();
    let slot = hashOf(a, b, c, d) & (this.size - 1);
    for (;;) {
      const held = (this.slots[slot] as number) - 1;
      if (held < 0) break;
      const at = 4 * held;
      const { parts } = this;
      if (parts[at] === a && parts[at + 1] === b && parts[at + 2] === c && parts[at + 3] === d) return -1;
      slot = (slot + 1) & (this.size - 1);
    }
    const at = 4 * this.count;
    this.parts[at] = a;
    this.parts[at + 1] = b;
    this.parts[at + 2] = c;
    this.parts[at + 3] = d;
    this.slots[slot] = ++this.count;
    return this.count - 1;
  }

  part(state: number, index: 0 | 1 | 2 | 3): number {
    return this.parts[4 * state + index] as number;
  }

  private grow(): void {
    const { parts } = this;
    this.size *= 2;
    this.parts = new Int32Array(4 * this.size);
    this.parts.set(parts);
    this.slots = new Int32Array(this.size);
    for (let state = 0; state < this.count; state++) {
      const at = 4 * state;
      const [a, b, c, d] = [parts[at], parts[at + 1], parts[at + 2], parts[at + 3]] as [number, number, number, number];
      let slot = hashOf(a, b, c, d) & (this.size - 1);
      while (this.slots[slot] !== 0) slot = (slot + 1) & (this.size - 1);
      this.slots[slot] = state + 1;
    }
  }
}

function hashOf(a: number, b: number, c: number, d: number): number {
  let hash = Math.imul(a ^ 0x9e3779b9, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15) ^ b, 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 13) ^ c, 0x27d4eb2f);
  hash = Math.imul(hash ^ (hash >>> 15) ^ d, 0x165667b1);
  return hash ^ (hash >>> 16);
}
