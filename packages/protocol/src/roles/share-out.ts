import type { Watts } from "../units.js";

export interface Claim<Key> {
  readonly key: Key;
  /** W ≥ 0. */
  readonly wantsW: Watts;
  /** Smallest useful power above zero, W. */
  readonly minW: Watts;
}

/**
 * Shares a power among claims: everybody equally, at most what is wanted; who would get less than its minimum gets
 * nothing, later claims first, and the rest is shared again. Whole watts; the sum never exceeds `totalW`.
 */
export function shareOut<Key>(totalW: Watts, claims: readonly Claim<Key>[]): ReadonlyMap<Key, Watts> {
  let served = claims.filter((claim) => claim.wantsW > 0 && claim.wantsW >= claim.minW);
  for (;;) {
    const level = waterLevel(totalW, served);
    const short = served.findLast((claim) => Math.min(level, claim.wantsW) < Math.max(claim.minW, 1));
    if (short === undefined) {
      const shares = new Map(claims.map((claim) => [claim.key, 0]));
      for (const claim of served) shares.set(claim.key, Math.floor(Math.min(level, claim.wantsW)));
      return shares;
    }
    served = served.filter((claim) => claim !== short);
  }
}

/** The level at which Σ min(level, wants) = total, or the largest want. */
function waterLevel(totalW: Watts, claims: readonly Claim<unknown>[]): Watts {
  let left = totalW;
  const wants = claims.map((claim) => claim.wantsW).sort((a, b) => a - b);
  for (const [index, w] of wants.entries()) {
    const share = left / (wants.length - index);
    if (w >= share) return share;
    left -= w;
  }
  return wants.at(-1) ?? 0;
}
