import { partKey, type ChildNeed, type Room } from "../../market/index.js";
import { tiersOf, worthOf } from "../../market/tiers.js";
import type { RoundsChild, RoundsLevel, RoundsProblem, RoundsRow } from "../../market/rounds/types.js";
import type { PriceVector } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import type { AgentId, MicroPerKwh, UnixS, Watts } from "../../units.js";
import { horizonOf, roomOf } from "./clearing.js";
import { Expected, type ExpectedNeed } from "./expected.js";
import { onSteps } from "./rounds-seeds.js";
import type { RoundsConfig, Site } from "./site.js";

/** A storage site among the children: no need of its own, both directions. */
export interface StorageChild {
  readonly id: string;
  readonly connector: number;
  readonly importMaxW: Watts;
  readonly exportMaxW: Watts;
}

/** What a plan of option rounds is about, as this site stands now. Whoever needs nothing takes no part. */
export function roundsProblem(
  site: Site,
  {
    vehicles,
    storages,
    resting,
    startS,
    exportW,
  }: {
    readonly vehicles: readonly ChildNeed[];
    readonly storages: readonly StorageChild[];
    /** Holders that need nothing: of them only the fallback is booked. */
    readonly resting: readonly AgentId[];
    readonly startS: UnixS;
    readonly exportW: Watts;
  },
): { readonly problem: RoundsProblem; readonly expected: Expected; readonly room: Room } {
  const { config } = site;
  const steps = vehicles.length > 0 ? horizonOf(site, vehicles, startS) : config.stepsMax;
  const room = withoutFallbacks(site, roomOf(site, startS, steps), resting);
  const nowS = site.nowS();
  const grid = { startS, stepS: config.stepS, steps };
  const { valueMicroPerKwh = 0 } = config.rounds ?? {};
  const expected = new Expected(keptFor(config.rounds), { grid, nowS, valueMicroPerKwh });
  const [price, waiting] = [pricesOn(site.prices(), grid), waitingPrice(site, steps)];
  const problem = {
    grid: { startS, stepS: config.stepS, usable: usableOf(grid, nowS) },
    importPrice: price.map((micro, step) => micro + (waiting[step] ?? 0)),
    exportPrice: price.map((micro, step) => micro + (waiting[step] ?? 0)),
    ...demandOf(site, grid),
    rows: rowsOf(room, { vehicles, storages, expected: expected.children, exportW, steps }),
    children: [
      ...vehicles.map((vehicle) => vehicleChild(site, vehicle, { startS, steps, nowS, waiting })),
      ...storages.map((storage) => storageChild(storage, waiting)),
      ...expected.children,
    ],
  };
  return { problem, expected, room };
}

/** What the highest import costs here or above, and what of it is paid already. Without, the load of others is left out. */
function demandOf(
  site: Site,
  grid: Grid,
): Pick<RoundsProblem, "demandMicroPerKw" | "peakSoFarW" | "baseW"> & { readonly level?: RoundsLevel } {
  const { demandMicroPerKw = 0, sunkPeakW = 0 } = site.config.rounds ?? {};
  const level = site.level(grid);
  if (demandMicroPerKw === 0 && level === undefined)
    return { demandMicroPerKw, peakSoFarW: 0, baseW: Array<Watts>(grid.steps).fill(0) };
  const { baseW, peakSoFarW } = site.loadOf(grid.startS, grid.steps);
  const own = { demandMicroPerKw, peakSoFarW: Math.max(sunkPeakW, peakSoFarW), baseW };
  return level === undefined ? own : { ...own, level };
}

/** µ/kWh for what is put off until each step: room that is there now is certain. */
function waitingPrice({ config }: Site, steps: number): readonly MicroPerKwh[] {
  const perStep = ((config.rounds?.waitingMicroPerKwhHour ?? 0) * config.stepS) / 3600;
  return Array.from({ length: steps }, (_, step) => Math.round(perStep * step));
}

function withoutFallbacks({ desk }: Site, room: Room, holders: readonly AgentId[]): Room {
  const less = (row: string, importW: readonly Watts[]): readonly Watts[] => {
    const fallbackW = desk.ledger.fallbackImport(row, holders);
    return importW.map((watts) => Math.max(0, watts - fallbackW));
  };
  const { phases } = room;
  return {
    ...room,
    site: less("site", room.site),
    ...(phases === undefined ? {} : { phases: phases.map((own, index) => less(`phase-${String(index + 1)}`, own)) }),
  };
}

/** The part of what is expected for which room is kept. */
function keptFor({ expected = [], expectedShare = 1 }: Partial<RoundsConfig> = {}): readonly ExpectedNeed[] {
  return expected.map((need) => ({
    ...need,
    energyWh: Math.round(need.energyWh * expectedShare),
    powerMaxW: Math.round(need.powerMaxW * expectedShare),
  }));
}

/** Share of each step that is still to come. */
export function usableOf(
  grid: { readonly startS: UnixS; readonly stepS: number; readonly steps: number },
  nowS: UnixS,
): readonly number[] {
  return Array.from({ length: grid.steps }, (_, step) => {
    const endS = grid.startS + (step + 1) * grid.stepS;
    return Math.min(1, Math.max(0, (endS - nowS) / grid.stepS));
  });
}

function vehicleChild(
  site: Site,
  vehicle: ChildNeed,
  at: {
    readonly startS: UnixS;
    readonly steps: number;
    readonly nowS: UnixS;
    readonly waiting: readonly MicroPerKwh[];
  },
): RoundsChild {
  const { need } = vehicle;
  const { startS, steps, nowS, waiting } = at;
  const { stepS, rounds } = site.config;
  const whileHere = (watts: Watts): readonly Watts[] =>
    Array.from({ length: steps }, (_, step) => {
      const [fromS, toS] = [startS + step * stepS, startS + (step + 1) * stepS];
      return toS > nowS && fromS < need.departureS ? watts : 0;
    });
  const mostW = Math.max(0, Math.min(need.powerMaxW, vehicle.ratedW));
  const exports = need.exportMaxW > 0;
  const tiers = tiersOf(need.energyWh, rounds?.valueMicroPerKwh ?? 0, need.firstWh);
  return {
    id: partKey(vehicle.id, need.connector),
    importMaxW: whileHere(need.energyWh > 0 || exports ? mostW : 0),
    exportMaxW: whileHere(need.exportMaxW).map((watts, step) =>
      startS + (step + 1) * stepS <= need.departureS ? watts : 0,
    ),
    presence: presenceOf({ startS, stepS, steps }, { nowS, toS: need.departureS }),
    bookedImportW: vehicle.fallbackImportW,
    bookedExportW: 0,
    powerMinW: need.powerMinW,
    blendable: need.blendable,
    departureS: need.departureS,
    tiers,
    // Who exports may take more than it needs, to give it back later; and waits for the best price as a store does.
    ...(exports ? { besidePrice: waiting.map((micro) => -micro || 0) } : { energyMaxWh: need.energyWh }),
    ...heldOf(site, vehicle, startS),
    fallback: {
      powerW: Array<Watts>(steps).fill(0),
      costMicro: Math.ceil(worthOf(tiers)),
    },
  };
}

/** Share of what is left of each step that lies before a departure. */
function presenceOf(
  { startS, stepS, steps }: { readonly startS: UnixS; readonly stepS: number; readonly steps: number },
  { nowS, toS }: { readonly nowS: UnixS; readonly toS: UnixS },
): readonly number[] {
  return Array.from({ length: steps }, (_, step) => {
    const [fromS, endS] = [Math.max(nowS, startS + step * stepS), startS + (step + 1) * stepS];
    return endS <= fromS ? 0 : Math.max(0, Math.min(1, (toS - fromS) / (endS - fromS)));
  });
}

/** Steps in which what a vehicle has is not lightly taken away. */
const heldSteps = 2;

function heldOf({ config }: Site, { running }: ChildNeed, startS: UnixS): Pick<RoundsChild, "held"> {
  const microPerKw = config.rounds?.changeMicroPerKw ?? 0;
  if (running === undefined || microPerKw === 0) return {};
  const powerW = onSteps(running, { startS, stepS: config.stepS, steps: heldSteps });
  return { held: { powerW: powerW.map((watts) => Math.max(0, watts)), microPerKw } };
}

/** A store waits for the best price as it likes: what waiting costs others is taken off what it is told. */
function storageChild(storage: StorageChild, waiting: readonly MicroPerKwh[]): RoundsChild {
  const fill = (watts: Watts): readonly Watts[] => waiting.map(() => watts);
  return {
    id: partKey(storage.id, storage.connector),
    importMaxW: fill(storage.importMaxW),
    exportMaxW: fill(storage.exportMaxW),
    bookedImportW: 0,
    bookedExportW: 0,
    powerMinW: 0,
    blendable: true,
    departureS: Number.MAX_SAFE_INTEGER,
    tiers: [],
    besidePrice: waiting.map((micro) => -micro || 0),
    fallback: { powerW: fill(0), costMicro: 0 },
  };
}

/** µ/kWh per step; before and after the known prices the nearest one holds, without any 0. */
export function pricesOn(
  prices: PriceVector | undefined,
  grid: { readonly startS: UnixS; readonly stepS: number; readonly steps: number },
): readonly MicroPerKwh[] {
  return Array.from({ length: grid.steps }, (_, step) => {
    if (prices === undefined) return 0;
    const index = Math.floor((grid.startS + step * grid.stepS - prices.startS) / prices.stepS);
    const last = prices.microPerKwh.length - 1;
    return prices.microPerKwh[Math.min(last, Math.max(0, index))] ?? 0;
  });
}

function rowsOf(
  room: Room,
  {
    vehicles,
    storages,
    expected,
    exportW,
    steps,
  }: {
    readonly vehicles: readonly ChildNeed[];
    readonly storages: readonly StorageChild[];
    readonly expected: readonly RoundsChild[];
    readonly exportW: Watts;
    readonly steps: number;
  },
): readonly RoundsRow[] {
  const keys = [
    ...vehicles.map((vehicle) => ({
      key: partKey(vehicle.id, vehicle.need.connector),
      phases: vehicle.need.phases,
      group: vehicle.group,
    })),
    ...storages.map((storage) => ({
      key: partKey(storage.id, storage.connector),
      phases: [1, 2, 3],
      group: undefined,
    })),
    ...expected.map(({ id }) => ({ key: id, phases: [1, 2, 3], group: undefined })),
  ];
  const exports = Array<Watts>(steps).fill(exportW);
  const shares = (of: (part: (typeof keys)[number]) => number): Record<string, number> =>
    Object.fromEntries(keys.map((part) => [part.key, of(part)] as const).filter(([, share]) => share > 0));
  const rows: RoundsRow[] = [{ id: "site", importW: room.site, exportW: exports, shares: shares(() => 1) }];
  for (const [index, importW] of (room.phases ?? []).entries()) {
    const of = ({ phases }: (typeof keys)[number]): number =>
      phases.some((phase) => phase === index + 1) ? 1 / phases.length : 0;
    rows.push({ id: `phase-${String(index + 1)}`, importW, exportW: exports, shares: shares(of) });
  }
  for (const [group, importW] of room.groups ?? []) {
    const own = keys.filter((part) => part.group === group);
    // A station with one vehicle is bounded by the vehicle's own limit.
    if (own.length > 1)
      rows.push({ id: group, importW, exportW: exports, shares: shares((part) => (part.group === group ? 1 : 0)) });
  }
  return rows;
}
