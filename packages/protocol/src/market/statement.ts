import type { Micro, MicroPerKwh, UnixS, WattHours } from "../units.js";
import { settle, type MeteredStretch } from "./settlement.js";
import { tiersOf } from "./tiers.js";
import type { TradeLine } from "./trade/index.js";

/** One slot of a stay as metered, at one price. */
export interface StatementSlot extends MeteredStretch {
  readonly fromS: UnixS;
  readonly toS: UnixS;
  /** What the grid takes for a kWh then. */
  readonly gridPrice: MicroPerKwh;
  /** The row whose room was dearest for the connector. */
  readonly limitedBy?: string;
}

/** What one slot comes to. Money in whole µ, negative: received. */
export interface StatementLine extends Amounts {
  readonly fromS: UnixS;
  readonly toS: UnixS;
  readonly limitedBy?: string;
}
interface Amounts {
  readonly meteredWh: WattHours;
  readonly energyMicro: Micro;
  /** The same energy at the grid's own prices. */
  readonly gridMicro: Micro;
  /** ≥ 0. */
  readonly deviationWh: WattHours;
  readonly deviationMicro: Micro;
}

/** How much of one service tier of what was asked for was delivered. */
export interface TierReached {
  readonly askedWh: WattHours;
  readonly deliveredWh: WattHours;
}

/** The bill of one stay. What was taken and what was fed back within one slot is one sum, `meteredWh`. */
export interface Statement extends Amounts {
  /** ≥ 0: what was fed back, and what that earned at the prices of its commits (positive: credited). */
  readonly exportedWh: WattHours;
  readonly creditMicro: Micro;
  readonly lines: readonly StatementLine[];
  /** Its part of what all paid for room, which is given back; negative: of what was missing. */
  readonly returnedMicro: Micro;
  /** What was paid to others of the site for their energy, and their sum; negative: received. */
  readonly trades: readonly TradeLine[];
  readonly tradedMicro: Micro;
  /** Energy, deviation and trades less what is given back. */
  readonly totalMicro: Micro;
  readonly tiers: readonly TierReached[];
}

/** Each slot settled and rounded to whole µ, and their sums, which are exact; `trades` as {@link tradeLines} has them. */
export function statementOf(
  slots: readonly StatementSlot[],
  requestedWh: WattHours,
  trades: readonly TradeLine[] = [],
): Statement {
  const lines = slots.map(lineOf);
  const sum = (of: (line: StatementLine) => number): number => lines.reduce((total, line) => total + of(line), 0);
  const meteredWh = sum((line) => line.meteredWh);
  const fedBack = lines.filter((line) => line.meteredWh < 0);
  const [energyMicro, deviationMicro] = [sum((line) => line.energyMicro), sum((line) => line.deviationMicro)];
  const tradedMicro = trades.reduce((total, { micro }) => total + micro, 0);
  return {
    lines,
    meteredWh,
    exportedWh: fedBack.reduce((total, line) => total - line.meteredWh, 0),
    creditMicro: fedBack.reduce((total, line) => total - line.energyMicro, 0),
    energyMicro,
    gridMicro: sum((line) => line.gridMicro),
    deviationWh: sum((line) => line.deviationWh),
    deviationMicro,
    returnedMicro: 0,
    trades,
    tradedMicro,
    totalMicro: energyMicro + deviationMicro + tradedMicro,
    tiers: tiersReached(requestedWh, meteredWh),
  };
}

function lineOf(slot: StatementSlot): StatementLine {
  const { fromS, toS, meteredWh, gridPrice, limitedBy } = slot;
  const { energyMicro, deviationWh, deviationMicro } = settle([slot]);
  return {
    fromS,
    toS,
    meteredWh,
    energyMicro: Math.round(energyMicro) || 0,
    gridMicro: Math.round((gridPrice * meteredWh) / 1000) || 0,
    deviationWh,
    deviationMicro: Math.round(deviationMicro),
    ...(limitedBy === undefined ? {} : { limitedBy }),
  };
}

/** First half, next three tenths, rest: each only after the one before. */
function tiersReached(requestedWh: WattHours, meteredWh: WattHours): readonly TierReached[] {
  let leftWh = Math.max(0, meteredWh);
  return tiersOf(requestedWh, 1).map(({ energyWh: askedWh }) => {
    const deliveredWh = Math.min(leftWh, askedWh);
    leftWh -= deliveredWh;
    return { askedWh, deliveredWh };
  });
}

/** s; what was paid for room is given back within so much of the day. */
const returnS = 900;

/**
 * The bills of a day's stays that sum to what their energy costs: what they paid for it above the grid's own prices (room
 * on rows, and all else in the prices) is given back, quarter of an hour by quarter, to whoever was plugged in then, by
 * the time. No statement of a holder moves that, and a price that one brings down takes as much from its part as from
 * its bill. `owedMicro` (the day's demand charge) is paid by the whole time at a connector. Deviation is given back to
 * nobody. Exact to the µ; lines have to cover each stay from plug-in to the end.
 */
export function withRentReturned(statements: readonly Statement[], owedMicro: Micro = 0): readonly Statement[] {
  const returned = wholeParts(
    -owedMicro,
    statements.map(({ lines }) => stayedS(lines)),
  );
  for (const [slot, micro] of rentBySlot(statements)) {
    const [fromS, toS] = [slot * returnS, (slot + 1) * returnS];
    const weights = statements.map(({ lines }) => stayedS(lines, fromS, toS));
    for (const [index, part] of wholeParts(micro, weights).entries()) returned[index] = (returned[index] ?? 0) + part;
  }
  return statements.map((each, index) => {
    const returnedMicro = returned[index] ?? 0;
    const paidMicro = each.energyMicro + each.deviationMicro + each.tradedMicro;
    return { ...each, returnedMicro, totalMicro: paidMicro - returnedMicro };
  });
}

/** µ paid above the grid's own prices, by the quarter of an hour in which a line begins. */
function rentBySlot(statements: readonly Statement[]): ReadonlyMap<number, Micro> {
  const rents = new Map<number, Micro>();
  for (const { fromS, energyMicro, gridMicro } of statements.flatMap(({ lines }) => lines)) {
    const slot = Math.floor(fromS / returnS);
    rents.set(slot, (rents.get(slot) ?? 0) + energyMicro - gridMicro);
  }
  return rents;
}

/** s of a stay between two instants. */
function stayedS(lines: readonly StatementLine[], fromS = -Infinity, toS = Infinity): number {
  return lines.reduce((sum, line) => sum + Math.max(0, Math.min(toS, line.toS) - Math.max(fromS, line.fromS)), 0);
}

/** Whole parts of a whole amount by weights, which they sum to; all alike where nobody has a weight. */
function wholeParts(micro: Micro, weights: readonly number[]): Micro[] {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const shares = weights.map((weight) => (total > 0 ? weight / total : 1 / weights.length));
  let [before, given] = [0, 0];
  return shares.map((share, index) => {
    before += share;
    const upTo = index === shares.length - 1 ? micro : Math.round(micro * before);
    const part = upTo - given;
    given = upTo;
    return part;
  });
}
