/** A reproducible source of chance: uniform in [0, 1). */
export type Random = () => number;

/** 32-bit FNV-1a hash of a text; the same on every machine. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** Numbers that depend on the seed and the purpose only, so that one draw more does not move the others (mulberry32). */
export function randomOf(seed: number, purpose: string): Random {
  let state = (Math.imul(seed, 0x9e3779b1) ^ hashOf(purpose)) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The items in a random order. */
export function shuffled<T>(items: readonly T[], random: Random): T[] {
  const keyed = items.map((item) => ({ item, key: random() }));
  return keyed.sort((a, b) => a.key - b.key).map(({ item }) => item);
}

/** `count` numbers in (0, 1), one in each of `count` equal slices, in random order: close to uniform in every sample. */
export function stratified(count: number, random: Random): number[] {
  const slices = Array.from({ length: count }, (_, i) => (i + 0.5 + 0.98 * (random() - 0.5)) / count);
  return shuffled(slices, random);
}

/** A pair of standard normal numbers (Box–Muller). */
export function normalPair(random: Random): readonly [number, number] {
  const radius = Math.sqrt(-2 * Math.log(1 - random()));
  const angle = 2 * Math.PI * random();
  return [radius * Math.cos(angle), radius * Math.sin(angle)];
}

/** Probability that a standard normal number is below `x` (Abramowitz and Stegun 26.2.17, error below 1e-7). */
export function normalBelow(x: number): number {
  const t = 1 / (1 + 0.2316419 * Math.abs(x));
  const tail =
    (Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI)) *
    t *
    (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
  return x > 0 ? 1 - tail : tail;
}
