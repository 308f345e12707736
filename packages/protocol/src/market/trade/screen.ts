import type { Watts } from "../../units.js";
import type { TradeParty } from "./types.js";

/** W by which one step is changed to see what that costs. */
const probeW = 1000;

interface Slopes {
  readonly party: TradeParty;
  /** µ/W of giving up some power by step, and of getting some; undefined where there is none to give or to get. */
  readonly less: readonly (number | undefined)[];
  readonly more: readonly (number | undefined)[];
}

/** Pairs of different holders by what a W from one to the other would save, the most first; pairs that save nothing too. */
export function likelyPairs(
  parties: readonly TradeParty[],
  most: number,
): readonly (readonly [TradeParty, TradeParty])[] {
  const slopes = parties.map(slopesOf);
  const pairs: { readonly pair: readonly [TradeParty, TradeParty]; readonly saves: number }[] = [];
  for (const [index, a] of slopes.entries()) {
    for (const b of slopes.slice(index + 1)) {
      if (a.party.holder === b.party.holder) continue;
      const saves = Math.max(saving(a, b), saving(b, a));
      if (saves > Number.NEGATIVE_INFINITY) pairs.push({ pair: [a.party, b.party], saves });
    }
  }
  return pairs
    .sort((a, b) => b.saves - a.saves)
    .slice(0, most)
    .map(({ pair }) => pair);
}

/**
 * The most that a W from `from` to `to` saves: sold in one step, or sold there and given back in another, where what
 * each step alone says is added up.
 */
function saving(from: Slopes, to: Slopes): number {
  const sold = from.less.map((less, step) => -sumOf(less, to.more[step]));
  const back = to.less.map((less, step) => -sumOf(less, from.more[step]));
  const sale = Math.max(...sold);
  let shift = Number.NEGATIVE_INFINITY;
  for (const [step, saves] of sold.entries()) {
    for (const [other, gives] of back.entries()) if (other !== step) shift = Math.max(shift, saves + gives);
  }
  return Math.max(sale, shift);
}

function sumOf(less: number | undefined, more: number | undefined): number {
  return less === undefined || more === undefined ? Number.POSITIVE_INFINITY : less + more;
}

function slopesOf(party: TradeParty): Slopes {
  const { powerW, maxW, costMicro } = party;
  const baseMicro = costMicro(powerW);
  const slope = (step: number, byW: Watts): number | undefined => {
    if (byW === 0) return undefined;
    const changed = powerW.map((watts, index) => (index === step ? watts + byW : watts));
    return (costMicro(changed) - baseMicro) / Math.abs(byW);
  };
  return {
    party,
    less: powerW.map((watts, step) => slope(step, -Math.min(probeW, watts))),
    more: powerW.map((watts, step) => slope(step, Math.min(probeW, Math.max(0, (maxW[step] ?? 0) - watts)))),
  };
}
