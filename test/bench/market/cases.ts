import { dataFolder, readPrices, readSessions, type SessionRow } from "./data.js";
import { chance, type Shape } from "./instance.js";

/** Instances by what they are to show. */
export interface Cases {
  /** Everybody takes mixtures. */
  readonly blendable: readonly Shape[];
  /** 6 A minima. */
  readonly minimum: readonly Shape[];
  /** Days to be lived through, each with what is expected of it: as many sessions of the days before. */
  readonly online: readonly (readonly [day: Shape, expected: Shape])[];
  /** Where the sessions come from. */
  readonly source: string;
}

/** Sessions of days in a row are folded into one until there are enough. */
const leastVehicles = 40;
const mostVehicles = 110;
const realCases = 32;
const onlineDays = 10;

export function cases(): Cases {
  const folder = dataFolder();
  const small = Array.from({ length: 6 }, (_, index) => generated(index));
  const smallMinimum = [0, 1].map((index) => ({
    ...generated(20 + index),
    minimum: true,
    name: `generated-6A-${index}`,
  }));
  if (folder === undefined) {
    const online = [0, 1, 2, 4, 6].map((seed) => {
      const { sessions } = generated(100 + seed, generated(seed).sessions.length);
      return [generated(seed), { ...generated(seed), sessions }] as const;
    });
    return {
      blendable: small,
      minimum: smallMinimum,
      online,
      source: "generated only: CHARGEPACT_DATA names no folder",
    };
  }
  const days = foldedDays(readSessions(folder));
  const prices = [...readPrices(folder)].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own);
  const negative = prices.filter((own) => own.filter((price) => price < 0).length >= 4);
  const real = Array.from({ length: realCases }, (_, index) => realShape(index, { days, prices, negative }));
  const minimum = Array.from({ length: 8 }, (_, index): Shape => {
    const shape = realShape(3 * index + 1, { days, prices, negative });
    return { ...shape, name: `${shape.name}-6A`, minimum: true, v2gShare: 0, storage: false, stepS: 900 };
  });
  const online = real
    .flatMap((shape, index) =>
      shape.stepS === 900 && index > 0 ? [[shape, expectedOf(shape, index, days)] as const] : [],
    )
    .slice(0, onlineDays);
  const source = `${realCases + 8} of workplace-ev-sessions, prices of dk2-elspot-2017-2022; 8 generated`;
  return { blendable: [...real, ...small], minimum: [...minimum, ...smallMinimum], online, source };
}

interface Pool {
  readonly days: readonly (readonly SessionRow[])[];
  readonly prices: readonly (readonly number[])[];
  readonly negative: readonly (readonly number[])[];
}

function expectedOf(shape: Shape, index: number, days: Pool["days"]): Shape {
  const before = (groups: number): readonly SessionRow[] => days.at((dayOf(index) - groups) % days.length) ?? [];
  const all = [...before(1), ...before(2), ...before(3)];
  const share = shape.sessions.length / all.length;
  const sessions = all.map((session) => ({ ...session, kwh: session.kwh * share }));
  return { ...shape, sessions, seed: shape.seed + 1_000 };
}

/** Group of sessions of a case. */
const dayOf = (index: number): number => index * 5;

function realShape(index: number, { days, prices, negative }: Pool): Shape {
  const sessions = days[dayOf(index) % days.length] ?? [];
  const isNegative = index % 8 === 7;
  const own = isNegative ? negative[(index * 3) % negative.length] : prices[(index * 61) % prices.length];
  const phased = index % 7 === 4;
  const v2g = index % 5 === 3;
  return {
    name: `workplace-${index}`,
    sessions,
    prices: own ?? [],
    stepS: index % 6 === 5 ? 300 : 900,
    limitShare: [0.33, 0.2, 0.45, 0.6][index % 4] ?? 0.33,
    demandMicroPerKw: [500_000, 0, 1_500_000][index % 3] ?? 0,
    feeMicro: isNegative ? 0 : 60_000,
    v2gShare: v2g ? 0.25 : 0,
    storage: v2g || index % 5 === 2,
    minimum: false,
    phased,
    podSize: phased ? 8 : 0,
    seed: index,
  };
}

/** The same wherever it is made: 15 to 30 vehicles, prices with a morning and an evening peak. */
export function generated(seed: number, count = 15 + 3 * (seed % 6)): Shape {
  const next = chance(7_000 + seed);
  const sessions = Array.from({ length: count }, (): SessionRow => {
    const fromH = 6.5 + 5 * next() * next();
    const stayH = 2 + 7 * next();
    return { day: "", fromH, toH: Math.min(23.5, fromH + stayH), kwh: 4 + 26 * next() * next() };
  });
  const prices = Array.from({ length: 24 }, (_, hour) => {
    const wave = 30_000 * Math.exp(-(((hour - 8) / 2) ** 2)) + 45_000 * Math.exp(-(((hour - 19) / 2.5) ** 2));
    return Math.round(35_000 + wave - (seed % 3 === 2 ? 60_000 * Math.exp(-(((hour - 13) / 2) ** 2)) : 0));
  });
  return {
    ...{ name: `generated-${seed}`, sessions, prices, stepS: seed % 4 === 3 ? 300 : 900 },
    limitShare: [0.33, 0.25, 0.5][seed % 3] ?? 0.33,
    ...{ demandMicroPerKw: seed % 2 === 0 ? 500_000 : 0, feeMicro: 30_000 },
    ...{
      v2gShare: seed % 3 === 1 ? 0.3 : 0,
      storage: seed % 3 === 1,
      minimum: false,
      phased: seed % 2 === 1,
      podSize: 0,
      seed,
    },
  };
}

/** A site of any size: sessions of the real days drawn anew, or generated ones. */
export function sized(count: number): Shape {
  const folder = dataFolder();
  const base = generated(4, count);
  if (folder === undefined) return { ...base, name: `${count} batteries`, stepS: 900 };
  const all = [...readSessions(folder).values()].flat();
  const next = chance(count);
  const sessions = Array.from(
    { length: count },
    () => all[Math.floor(next() * all.length)] ?? { day: "", fromH: 8, toH: 16, kwh: 8 },
  );
  return { ...base, name: `${count} batteries`, sessions, stepS: 900, limitShare: 0.33, v2gShare: 0.1, storage: false };
}

function foldedDays(days: ReadonlyMap<string, readonly SessionRow[]>): readonly (readonly SessionRow[])[] {
  const folded: SessionRow[][] = [];
  let open: SessionRow[] = [];
  for (const [, sessions] of [...days].sort(([a], [b]) => (a < b ? -1 : 1))) {
    open.push(...sessions);
    // Sizes differ from group to group, as sites do.
    if (open.length < leastVehicles + ((folded.length * 23) % 60)) continue;
    folded.push(open.slice(0, mostVehicles));
    open = [];
  }
  return folded;
}
