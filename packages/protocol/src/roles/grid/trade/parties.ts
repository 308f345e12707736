import type { Desk } from "../../../link/desk.js";
import { partOf } from "../../../link/lease.js";
import {
  partKey,
  staleParty,
  storageParty,
  type ChildNeed,
  type Exchange,
  type StaleView,
  type TradeParty,
  type TradeRow,
  type TradeSide,
  type TradeWindow,
} from "../../../market/index.js";
import type { Schedule, Terms } from "../../../messages.js";
import { maxAt, refineSchedule } from "../../../schedule.js";
import { minOverInterval } from "../../../step-function.js";
import { settlementOfPart, tariffPrice } from "../../../tariff.js";
import type { AgentId, MicroPerKwh, UnixS, Watts } from "../../../units.js";
import type { StorageChild } from "../rounds-problem.js";
import type { Site, TradeConfig } from "../site.js";

/** s; at most so often does time alone call for a plan of option rounds. */
const slotS = 3600;
/** Schedule s, at real speed, that two answers and two commits take: no sooner does a trade change anything. */
const leadS = 2;
/** W by which shares that are rounded up may exceed what was counted, for two holders. */
const roundingW = 2;

/** Who could trade at a site, over which steps, within what. */
export interface Market {
  readonly window: TradeWindow;
  readonly parties: readonly TradeParty[];
  readonly rows: readonly TradeRow[];
}

/** Holders whose newest lease is acknowledged, and nothing of it on its way. */
export function marketOf(
  site: Site,
  { valueMicroPerKwh }: TradeConfig,
  below: { readonly vehicles: readonly ChildNeed[]; readonly storages: readonly StorageChild[] },
): Market {
  const { desk, config, context } = site;
  const { stepS } = config;
  const nowS = site.nowS();
  const fromS = Math.ceil(nowS + leadS * context.speed);
  const startS = Math.floor(fromS / stepS) * stepS;
  // What lies behind the next plan that time alone calls for is shared anew by it.
  const everyS = config.rounds === undefined ? stepS : Math.max(stepS, slotS);
  const steps = Math.round(((Math.floor(fromS / everyS) + 1) * everyS - startS) / stepS);
  const view: StaleView = { startS, stepS, steps, fromS, nowS, valueMicroPerKwh };
  const window = { startS, stepS, fromS, energyMicroPerKwh: pricesFrom(site, view) };
  const vehicles = below.vehicles.flatMap((child) => {
    const party = isSettled(desk, child.id) ? staleParty(child, view) : undefined;
    if (party === undefined) return [];
    const leastW = leastOf(desk, { holder: party.holder, connector: party.connector, view });
    return [{ ...party, leastW, ...tariffFrom(desk, party, view) }];
  });
  const worth = Math.max(0, ...(site.prices()?.microPerKwh ?? []));
  const storages = below.storages.flatMap((child) => {
    const held = isSettled(desk, child.id) ? partOf(desk.current(child.id), child.connector) : undefined;
    const running = held && refineSchedule(held, stepS);
    const party = running && storageParty({ ...child, running }, view, worth);
    return party === undefined ? [] : [{ ...party, ...tariffFrom(desk, party, view) }];
  });
  const rows = desk.config.rows.map((row): TradeRow => {
    return {
      id: row.id,
      freeW: freeOf(desk, row.id, view),
      share: (holder, connector) => row.share(holder, connector),
    };
  });
  return { window, parties: [...vehicles, ...storages], rows };
}

/** What changes hands, by the buyer's side. */
export function exchangeOf(
  { startS, stepS, fromS = startS }: TradeWindow,
  held: Schedule,
  { powerW }: TradeSide,
): Exchange {
  const movedW = powerW.map((watts, step) => watts - (maxAt(held, startS + step * stepS) ?? 0));
  return { startS, stepS, fromS, movedW };
}

/** The first instant of what is left of an exchange at which a lease says something else than was agreed; undefined: none. */
export function firstOther(
  { startS, stepS, movedW }: Exchange,
  { powerW, held }: { readonly powerW: readonly Watts[]; readonly held: Schedule | undefined },
  nowS: UnixS,
): UnixS | undefined {
  for (const [step, watts] of movedW.entries()) {
    const atS = Math.max(nowS, startS + step * stepS);
    if (watts === 0 || atS >= startS + (step + 1) * stepS) continue;
    if (held === undefined || maxAt(held, atS) !== powerW[step]) return atS;
  }
  return undefined;
}

/** What the holder of one side would have, all of its connectors. */
export function termsOf(current: Terms, { startS, stepS }: TradeWindow, { connector, powerW }: TradeSide): Terms {
  const changed = (held: Schedule): Schedule => {
    const schedule = refineSchedule(held, stepS) ?? held;
    const at = (step: number): number => (schedule.startS + step * schedule.stepS - startS) / stepS;
    const max = schedule.max.map((watts, step) => powerW[at(step)] ?? watts);
    const { min } = schedule;
    return min === undefined
      ? { ...schedule, max }
      : { ...schedule, max, min: min.map((watts, step) => Math.min(watts, max[step] ?? watts)) };
  };
  return {
    parts: current.parts.map((part) =>
      part.connector === connector ? { connector, schedule: changed(part.schedule) } : part,
    ),
  };
}

/** True where a holder's lease is as its grantor thinks: acknowledged, and nothing is on its way. */
export function isSettled(desk: Desk, holder: AgentId): boolean {
  const link = desk.links.get(holder);
  if (link === undefined || !desk.responsive(holder) || desk.current(holder) === undefined) return false;
  return !link.commitOpen && !link.offerOpen && !desk.isWaiting(holder) && desk.ledger.versionsOf(holder).length === 1;
}

const startsOf = ({ startS, stepS, steps }: StaleView): readonly UnixS[] =>
  Array.from({ length: steps }, (_, step) => startS + step * stepS);

function freeOf({ ledger }: Desk, row: string, view: StaleView): readonly Watts[] {
  const free = ledger.freeImport(row);
  return startsOf(view).map((fromS) => minOverInterval(free, fromS, fromS + view.stepS) - roundingW);
}

/** W of a holder's fallback that its other connectors do not cover. */
function leastOf(
  desk: Desk,
  { holder, connector, view }: { readonly holder: AgentId; readonly connector: number; readonly view: StaleView },
): readonly Watts[] {
  const { importW } = desk.ledger.fallbackOf(holder);
  const others = desk.current(holder)?.parts.filter((part) => part.connector !== connector) ?? [];
  return startsOf(view).map((atS) =>
    Math.max(
      0,
      others.reduce((left, { schedule }) => left - Math.max(0, maxAt(schedule, atS) ?? 0), importW),
    ),
  );
}

/** µ/kWh of the site by step; what it does not know is 0. */
function pricesFrom(site: Site, view: StaleView): readonly MicroPerKwh[] {
  const settlement = site.prices();
  return startsOf(view).map((atS) =>
    settlement === undefined ? 0 : (tariffPrice({ settlement }, 1, atS)?.importPrice ?? 0),
  );
}

/** What a party's lease says that its energy costs. */
function tariffFrom(
  desk: Desk,
  { holder, connector }: TradeParty,
  view: StaleView,
): Pick<TradeParty, "energyMicroPerKwh"> {
  const link = desk.links.get(holder);
  const tariff = link && desk.newest(link)?.tariff;
  if (tariff === undefined) return {};
  const settlement = settlementOfPart(tariff, connector);
  return {
    energyMicroPerKwh: startsOf(view).map((atS) => tariffPrice({ settlement }, 1, atS)?.importPrice ?? 0),
  };
}

/** Names a pair by what it would exchange now: refused once, it is not asked again for the same. */
export function pairKey(desk: Desk, sides: readonly Pick<TradeSide, "holder" | "connector">[]): string {
  return sides
    .map(({ holder, connector }) => {
      const { epoch = 0, counter = 0 } = desk.ledger.versionsOf(holder).at(-1)?.version ?? {};
      return `${partKey(holder, connector)}@${String(epoch)}.${String(counter)}`;
    })
    .join("+");
}
