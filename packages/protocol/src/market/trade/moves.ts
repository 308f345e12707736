import type { Micro, Watts } from "../../units.js";
import { planUnitW } from "../strategy.js";
import type { TradeParty, TradeRow } from "./types.js";

/** Two parties and what each would have. */
export interface Pair {
  readonly first: TradeParty;
  readonly second: TradeParty;
  readonly firstW: readonly Watts[];
  readonly secondW: readonly Watts[];
  /** µ of both together. */
  readonly costMicro: Micro;
}

/** W that are moved first; what fits a least power or what is there whole is tried beside it. */
const chunkW = 1000;

export function pairOf(first: TradeParty, second: TradeParty): Pair {
  return withPowers({ first, second, firstW: [], secondW: [], costMicro: 0 }, first.powerW, second.powerW);
}

/** The pair after the one move that saves most; undefined where none saves anything that fits. */
export function bestMove(pair: Pair, rows: readonly TradeRow[]): Pair | undefined {
  let best: Pair | undefined;
  for (const next of moves(pair)) {
    if (next.costMicro >= (best ?? pair).costMicro) continue;
    if (fits(next, rows)) best = next;
  }
  return best;
}

/** Every sale from either in one step, and every sale that is given back in another step. */
function* moves(pair: Pair): Generator<Pair> {
  for (const [from] of pair.firstW.entries()) {
    for (const givenW of quantities(pair, from)) {
      const sold = moved(pair, from, givenW);
      yield sold;
      for (const [back] of pair.firstW.entries()) {
        if (back !== from && isWithin(sold, back, -givenW)) yield moved(sold, back, -givenW);
      }
    }
  }
}

/** W > 0 that the first may give to the second in a step, < 0 the other way round. */
function quantities(pair: Pair, step: number): readonly Watts[] {
  const { first, second, firstW, secondW } = pair;
  const [firstOwnW, secondOwnW] = [firstW[step] ?? 0, secondW[step] ?? 0];
  const give = (sign: 1 | -1): readonly Watts[] => {
    const [from, to] = sign > 0 ? [first, second] : [second, first];
    const [fromW, toW] = sign > 0 ? [firstOwnW, secondOwnW] : [secondOwnW, firstOwnW];
    const mostW = Math.min(fromW - (from.leastW?.[step] ?? 0), (to.maxW[step] ?? 0) - toW);
    return [chunkW, fromW, fromW - from.powerMinW, to.powerMinW - toW, mostW]
      .map((watts) => Math.floor(Math.min(watts, mostW) / planUnitW) * planUnitW)
      .filter((watts, index, all) => watts > 0 && all.indexOf(watts) === index)
      .map((watts) => sign * watts);
  };
  return [...give(1), ...give(-1)];
}

function isWithin({ first, second, firstW, secondW }: Pair, step: number, givenW: Watts): boolean {
  const [ownW, otherW] = [(firstW[step] ?? 0) - givenW, (secondW[step] ?? 0) + givenW];
  return ownW >= 0 && otherW >= 0 && ownW <= (first.maxW[step] ?? 0) && otherW <= (second.maxW[step] ?? 0);
}

function moved(pair: Pair, step: number, givenW: Watts): Pair {
  const change = (powerW: readonly Watts[], byW: Watts): readonly Watts[] =>
    powerW.map((watts, index) => (index === step ? watts + byW : watts));
  return withPowers(pair, change(pair.firstW, -givenW), change(pair.secondW, givenW));
}

function withPowers(pair: Pair, firstW: readonly Watts[], secondW: readonly Watts[]): Pair {
  const costMicro = pair.first.costMicro(firstW) + pair.second.costMicro(secondW);
  return { first: pair.first, second: pair.second, firstW, secondW, costMicro };
}

/** CP-TRADE-2: each keeps its least and its most where it changes, and each row carries what is added to it. */
function fits(pair: Pair, rows: readonly TradeRow[]): boolean {
  const { first, second, firstW, secondW } = pair;
  if (!keeps(first, firstW) || !keeps(second, secondW)) return false;
  return rows.every(({ freeW, share }) => {
    const [ofFirst, ofSecond] = [share(first.holder, first.connector), share(second.holder, second.connector)];
    return firstW.every((watts, step) => {
      const addedW =
        ofFirst * (watts - (first.powerW[step] ?? 0)) + ofSecond * ((secondW[step] ?? 0) - (second.powerW[step] ?? 0));
      return addedW <= 0 || addedW <= (freeW[step] ?? 0);
    });
  });
}

function keeps({ powerW, maxW, powerMinW, leastW }: TradeParty, nextW: readonly Watts[]): boolean {
  return nextW.every((watts, step) => {
    if (watts === powerW[step]) return true;
    if (watts < Math.min(powerW[step] ?? 0, leastW?.[step] ?? 0)) return false;
    return watts === 0 || (watts >= powerMinW && watts <= (maxW[step] ?? 0));
  });
}
