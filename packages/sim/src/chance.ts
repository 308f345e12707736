/**
 * Chance as a function: the same seed, label and counter give the same number on every machine, in any order of asking,
 * so that reading a sensor twice or adding a vehicle changes nothing else in a run.
 */

/** 32-bit hash of a seed and a label (FNV-1a, then {@link mix}). */
export function chanceKey(seed: number, label: string): number {
  let hash = (0x811c9dc5 ^ seed) >>> 0;
  for (let index = 0; index < label.length; index += 1) {
    hash = Math.imul(hash ^ label.charCodeAt(index), 0x01000193) >>> 0;
  }
  return mix(hash);
}

/** Uniform in [0, 1). */
export function uniform(key: number, counter = 0): number {
  return mix((key + Math.imul(counter, 0x9e3779b9)) >>> 0) / 2 ** 32;
}

/** Nearly normal, mean 0, standard deviation 1, never beyond ±3 (sum of three uniforms). */
export function bell(key: number, counter = 0): number {
  return 2 * (uniform(key, 3 * counter) + uniform(key, 3 * counter + 1) + uniform(key, 3 * counter + 2) - 1.5);
}

/** Final mixing of MurmurHash3 (public domain). */
function mix(value: number): number {
  let hash = value >>> 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b) >>> 0;
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35) >>> 0;
  return (hash ^ (hash >>> 16)) >>> 0;
}
