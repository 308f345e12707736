import {
  declaredCost,
  energyMicro,
  equalShare,
  partKey,
  proposeTrades,
  staleParty,
  type AnswerProblem,
  type ChildNeed,
  type RoundsChild,
  type TradeProposal,
  type TradeRow,
  type TradeSide,
} from "@chargepact/protocol";
import type { Instance } from "../market/instance.js";

export interface TradedDay {
  readonly name: string;
  /** µ by which each trade changed what both together pay: wear, what is not delivered, energy. */
  readonly changesMicro: readonly number[];
  readonly refused: number;
  /** µ of all vehicles over the day, energy included. */
  readonly costMicro: number;
}

/** s between two plans of the site: trades are made in between. */
const planEveryS = 3600;
/** Trades after another in one step; offers at a time are not told apart. */
const tradesMost = 24;

/** A vehicle as its site knows it, and its own problem, which the site does not. */
interface Vehicle {
  readonly child: RoundsChild;
  readonly problem: AnswerProblem;
  readonly first: number;
  readonly askedWh: number;
  /** W by step of the day. */
  powerW: readonly number[];
}

/**
 * One day of a site that shares equally every hour among those who are there, by what they asked for, and has them trade
 * before each step. Everybody judges a trade by its own problem, as the roles do; energy costs all the same.
 */
export function tradeDay({ name, problem, holders }: Instance, trades: boolean): TradedDay {
  const { grid, importPrice } = problem;
  const { startS, stepS } = grid;
  const steps = importPrice.length;
  const vehicles = problem.children.flatMap((child): Vehicle[] => {
    const own = holders.get(child.id)?.problem;
    const first = child.importMaxW.findIndex((watts) => watts > 0);
    if (own === undefined || first < 0) return [];
    const askedWh = child.tiers.reduce((sum, tier) => sum + tier.energyWh, 0);
    const priced = { ...own, price: importPrice };
    return [{ child, problem: priced, first, askedWh, powerW: importPrice.map(() => 0) }];
  });
  const perPlan = planEveryS / stepS;
  const changesMicro: number[] = [];
  let refused = 0;
  for (let step = 0; step < steps; step += 1) {
    const here = vehicles.filter((each) => each.first <= step && (each.child.importMaxW[step] ?? 0) > 0);
    if (step % perPlan === 0) plan(here, step);
    const end = Math.min(steps, (Math.floor(step / perPlan) + 1) * perPlan);
    if (trades) trade(here, { step, end });
  }
  return { name, changesMicro, refused, costMicro: vehicles.reduce((sum, each) => sum + total(each, each.powerW), 0) };

  function plan(here: readonly Vehicle[], step: number): void {
    const fromS = startS + step * stepS;
    const room = { startS: fromS, stepS, steps: steps - step, site: problem.rows[0]?.importW.slice(step) ?? [] };
    const children = here.map((each) => needOf(each, step, undefined));
    const schedules = equalShare.clear({ nowS: fromS, room, children });
    for (const each of vehicles) {
      const max = here.includes(each) ? schedules.get(partKey(each.child.id, 1))?.max : undefined;
      each.powerW = each.powerW.map((watts, at) => (at < step ? watts : (max?.[at - step] ?? 0)));
    }
  }

  function trade(here: readonly Vehicle[], { step, end }: { readonly step: number; readonly end: number }): void {
    const refusedPairs = new Set<string>();
    for (let count = 0; count < tradesMost; count += 1) {
      const proposal = proposalsFor(here, step, end).find((each) => !refusedPairs.has(pairOf(each)));
      if (proposal === undefined) return;
      const changeMicro = carryOut(proposal, { step });
      if (changeMicro === undefined) {
        refusedPairs.add(pairOf(proposal));
        refused += 1;
      } else changesMicro.push(changeMicro);
    }
  }

  function proposalsFor(here: readonly Vehicle[], step: number, end: number): readonly TradeProposal[] {
    const fromS = startS + step * stepS;
    const parties = here.flatMap((each) => {
      const view = { startS: fromS, stepS, steps: end - step, fromS, nowS: fromS };
      const valueMicroPerKwh = each.child.tiers.at(-1)?.valueMicroPerKwh ?? 0;
      const max = each.powerW.slice(step);
      const running = { startS: fromS, stepS, max, min: max.map(() => 0) };
      return staleParty(needOf(each, step, running), { ...view, valueMicroPerKwh }) ?? [];
    });
    const rows = problem.rows.map(({ id, importW, shares }): TradeRow => {
      const usedAt = (at: number): number =>
        vehicles.reduce((sum, each) => sum + (shares[each.child.id] ?? 0) * (each.powerW[at] ?? 0), 0);
      const freeW = importW.slice(step, end).map((watts, at) => watts - usedAt(step + at));
      return { id, freeW, share: (holder) => shares[holder] ?? 0 };
    });
    const window = { startS: fromS, stepS, energyMicroPerKwh: importPrice.slice(step, end) };
    return proposeTrades(parties, window, { rows, settings: { gainMinMicro: 10_000, most: 12, pairs: 16 } });
  }

  /** µ by which both together change; undefined where one of them does not agree. */
  function carryOut({ seller, buyer, priceMicro }: TradeProposal, at: { readonly step: number }): number | undefined {
    const [sold, bought] = [sideOf(seller, at.step), sideOf(buyer, at.step)];
    if (sold === undefined || bought === undefined) return undefined;
    const [ofSeller, ofBuyer] = [worth(sold), worth(bought)];
    if (!ofSeller.keepsFirst || ofSeller.micro - priceMicro > 0) return undefined;
    if (!ofBuyer.keepsFirst || ofBuyer.micro + priceMicro > 0) return undefined;
    const pair = [sold, bought];
    const before = pair.reduce((sum, { vehicle }) => sum + total(vehicle, vehicle.powerW), 0);
    for (const { vehicle, nextW } of pair) vehicle.powerW = nextW;
    return pair.reduce((sum, { vehicle }) => sum + total(vehicle, vehicle.powerW), 0) - before;
  }

  function sideOf({ holder, powerW }: TradeSide, step: number): Side | undefined {
    const vehicle = vehicles.find(({ child }) => child.id === holder);
    if (vehicle === undefined) return undefined;
    return { vehicle, nextW: vehicle.powerW.map((watts, at) => powerW[at - step] ?? watts) };
  }

  function needOf({ child, askedWh, powerW }: Vehicle, step: number, running: ChildNeed["running"]): ChildNeed {
    const givenWh = powerW.slice(0, step).reduce((sum, watts) => sum + (watts * stepS) / 3600, 0);
    const energyWh = Math.max(0, Math.ceil(askedWh - givenWh));
    const powerMaxW = Math.max(...child.importMaxW);
    const firstWh = Math.max(0, Math.ceil((child.tiers[0]?.energyWh ?? 0) - givenWh));
    return {
      ...{ id: child.id, ratedW: powerMaxW, fallbackImportW: 0, ...(running === undefined ? {} : { running }) },
      need: {
        ...{ connector: 1, version: 1, departureS: child.departureS, energyWh, firstWh, powerMaxW },
        ...{ powerMinW: child.powerMinW, exportMaxW: 0, phases: [1, 2, 3], blendable: true },
      },
    };
  }
}

interface Side {
  readonly vehicle: Vehicle;
  readonly nextW: readonly number[];
}

const pairOf = ({ seller, buyer }: TradeProposal): string => `${seller.holder}+${buyer.holder}`;

/** µ of one vehicle over its stay as it would follow some powers: wear, what is not delivered, energy. */
function total({ problem }: Vehicle, powerW: readonly number[]): number {
  const priced = declaredCost(problem, powerW);
  return priced.costMicro + energyMicro(problem, priced.powerW);
}

/** µ by which a vehicle would be worse off, and whether what it needs first is left to it. */
function worth({ vehicle, nextW }: Side): { readonly micro: number; readonly keepsFirst: boolean } {
  const [now, next] = [declaredCost(vehicle.problem, vehicle.powerW), declaredCost(vehicle.problem, nextW)];
  const firstWh = Math.min(vehicle.askedWh / 2, now.deliveredWh);
  const micro = total(vehicle, nextW) - total(vehicle, vehicle.powerW);
  return { micro, keepsFirst: next.deliveredWh >= firstWh - 1 };
}
