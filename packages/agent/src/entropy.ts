import { createHash, randomBytes } from "node:crypto";

/** Gives this many bytes that nobody else can guess; injected, so that a virtual run is repeatable. */
export type Entropy = (bytes: number) => Uint8Array;

/** The machine's own entropy. */
export const systemEntropy: Entropy = (bytes) => randomBytes(bytes);

/** Repeatable bytes for virtual runs and tests: SHA-256 over seed and a counter. Guessable: never for real keys. */
export function seededEntropy(seed: string): Entropy {
  let counter = 0;
  let pool = Buffer.alloc(0);
  return (bytes) => {
    while (pool.length < bytes) {
      pool = Buffer.concat([pool, createHash("sha256").update(`${seed}/${counter++}`).digest()]);
    }
    const taken = pool.subarray(0, bytes);
    pool = pool.subarray(bytes);
    return taken;
  };
}
