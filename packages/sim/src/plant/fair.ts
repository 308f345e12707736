import type { Watts } from "@chargepact/protocol";

/** Somebody who wants power: none, or between a minimum and a maximum, W, equally on some phases of the site. */
export interface Claim {
  readonly phases: readonly (1 | 2 | 3)[];
  readonly powerMaxW: Watts;
  readonly powerMinW: Watts;
}
/** What there is to share, W; Infinity where nothing limits a phase. */
export interface Room {
  readonly siteW: Watts;
  readonly phaseW: Watts;
}

/**
 * Shares as equal as the maxima and phases allow, W, in the order of the claims. Where the minima do not all fit, they
 * are served from number `turn` on, round and round, as far as they fit.
 */
export function fairShares(claims: readonly Claim[], room: Room, turn: number): readonly Watts[] {
  const shares = claims.map(() => 0);
  const rising = new Set<number>();
  for (let offset = 0; offset < claims.length; offset += 1) {
    const index = (turn + offset) % claims.length;
    const claim = claims[index];
    if (claim === undefined || claim.powerMaxW < claim.powerMinW) continue;
    shares[index] = claim.powerMinW;
    if (fits(claims, shares, room)) rising.add(index);
    else shares[index] = 0;
  }
  while (rising.size > 0) {
    const level = highestLevel(claims, shares, room, rising);
    for (const index of rising) shares[index] = at(claims[index], level);
    const stuck = [...rising].filter((index) => isStuck(claims, shares, room, index));
    if (stuck.length === 0) break;
    for (const index of stuck) rising.delete(index);
  }
  return shares.map(Math.floor);
}

const at = (claim: Claim | undefined, level: Watts): Watts =>
  claim === undefined ? 0 : Math.min(claim.powerMaxW, Math.max(claim.powerMinW, level));

/** Whether a claim cannot rise by one more watt, by its own maximum or by a row that is full. */
function isStuck(claims: readonly Claim[], shares: readonly Watts[], room: Room, index: number): boolean {
  if ((shares[index] ?? 0) >= (claims[index]?.powerMaxW ?? 0)) return true;
  return !fits(
    claims,
    shares.map((share, other) => (other === index ? share + 1 : share)),
    room,
  );
}

/** The common level, W, to which all that rise may go together; within half a watt, by bisection. */
function highestLevel(
  claims: readonly Claim[],
  shares: readonly Watts[],
  room: Room,
  rising: ReadonlySet<number>,
): Watts {
  const raised = (level: Watts): readonly Watts[] =>
    shares.map((share, index) => (rising.has(index) ? at(claims[index], level) : share));
  let low = 0;
  let high = Math.max(0, ...claims.map((claim) => claim.powerMaxW));
  if (fits(claims, raised(high), room)) return high;
  while (high - low > 0.5) {
    const middle = (low + high) / 2;
    if (fits(claims, raised(middle), room)) low = middle;
    else high = middle;
  }
  return low;
}

function fits(claims: readonly Claim[], shares: readonly Watts[], room: Room): boolean {
  let siteW = 0;
  const phaseW = [0, 0, 0];
  for (const [index, claim] of claims.entries()) {
    const share = shares[index] ?? 0;
    siteW += share;
    for (const phase of claim.phases) phaseW[phase - 1] = (phaseW[phase - 1] ?? 0) + share / claim.phases.length;
  }
  return siteW <= room.siteW && Math.max(...phaseW) <= room.phaseW;
}
