import type { AnswerProblem, RoundsChild, RoundsProblem, RoundsRow, WearStep } from "@chargepact/protocol";
import type { SessionRow } from "./data.js";
import type { Holder } from "./play.js";

/** A site for one horizon, with everybody's own problem behind it. */
export interface Instance {
  readonly name: string;
  readonly problem: RoundsProblem;
  readonly holders: ReadonlyMap<string, Holder>;
}

/** What makes one instance differ from another. */
export interface Shape {
  readonly name: string;
  readonly sessions: readonly SessionRow[];
  /** 24 values, µ/kWh. */
  readonly prices: readonly number[];
  readonly stepS: 300 | 900;
  /** Import limit over the peak of charging at once at full power. */
  readonly limitShare: number;
  readonly demandMicroPerKw: number;
  /** µ/kWh on top of the price of what is drawn. */
  readonly feeMicro: number;
  readonly v2gShare: number;
  readonly storage: boolean;
  /** 6 A: three phases 4140 W, one phase 1380 W. */
  readonly minimum: boolean;
  readonly phased: boolean;
  readonly podSize: number;
  readonly seed: number;
}

const startS = 1_600_000_200;
const fromH = 5;
const hoursOf = (stepS: number): number => (stepS === 300 ? 16 : 19);
/** µ/kWh; what the site holds a kWh not delivered to be worth at least. */
const valueMicro = 500_000;
const tierShares = [
  [0.5, 3],
  [0.3, 1.5],
  [0.2, 1],
] as const;

/** Small, fast, the same everywhere. */
export function chance(seed: number): () => number {
  let state = (seed + 1) * 0x9e3779b9;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export function makeInstance(shape: Shape): Instance {
  const { stepS } = shape;
  const steps = (hoursOf(stepS) * 3600) / stepS;
  const next = chance(shape.seed);
  const importPrice = Array.from({ length: steps }, (_, step) => {
    const hour = Math.floor(fromH + (step * stepS) / 3600);
    return (shape.prices[hour % 24] ?? 0) + shape.feeMicro;
  });
  const exportPrice = importPrice.map((price) => price - shape.feeMicro - 5000);
  const tierScale = Math.max(
    1,
    (Math.max(...importPrice) + (shape.demandMicroPerKw * 3600) / stepS) / (3 * valueMicro),
  );
  const vehicles = shape.sessions.map((session, index) =>
    vehicleOf({
      session,
      shape,
      steps,
      id: `v${String(index).padStart(4, "0")}`,
      next,
      valueMicro: valueMicro * tierScale,
    }),
  );
  const limitW = Math.ceil((peakOf(vehicles, steps, stepS) * shape.limitShare) / 100) * 100;
  const baseW = Array.from({ length: steps }, (_, step) => {
    const hour = fromH + (step * stepS) / 3600;
    return Math.round(0.25 * limitW * Math.exp(-(((hour - 13) / 5) ** 2)) + 0.05 * limitW);
  });
  const parts = shape.storage ? [...vehicles, storageOf(limitW, importPrice, stepS)] : vehicles;
  const problem: RoundsProblem = {
    grid: { startS, stepS, usable: Array<number>(steps).fill(1) },
    ...{ importPrice, exportPrice, demandMicroPerKw: shape.demandMicroPerKw },
    peakSoFarW: Math.max(...baseW),
    baseW,
    rows: rowsOf(shape, parts, { limitW, steps }),
    children: parts.map(({ child }) => child),
  };
  return { name: shape.name, problem, holders: new Map(parts.map(({ child, holder }) => [child.id, holder])) };
}

interface Part {
  readonly child: RoundsChild;
  readonly holder: Holder;
  /** Phases it loads; all three for one with three. */
  readonly phases: readonly number[];
}

function vehicleOf(of: {
  readonly session: SessionRow;
  readonly shape: Shape;
  readonly steps: number;
  readonly id: string;
  readonly next: () => number;
  readonly valueMicro: number;
}): Part {
  const { session, shape, steps, id, next } = of;
  const { stepS } = shape;
  const stepAt = (hour: number): number => Math.min(steps, Math.max(0, ((hour - fromH) * 3600) / stepS));
  const [first, end] = [Math.ceil(stepAt(session.fromH)), Math.floor(stepAt(session.toH))];
  const three = next() < 0.4;
  const powerMaxW = three ? 11_000 : next() < 0.5 ? 7_360 : 3_680;
  const presentH = (Math.max(0, end - first) * stepS) / 3600;
  const energyWh = Math.round(Math.min(session.kwh * 1000 * (0.9 + 0.6 * next()), powerMaxW * presentH * 0.95));
  const v2g = next() < shape.v2gShare;
  const wear = 5_000 + 55_000 * next() * next();
  const half = Math.round(powerMaxW / 20) * 10;
  const bands = (factor: number): WearStep[] => [
    { toW: half, wearMicroPerKwh: Math.round(wear * factor) },
    { toW: powerMaxW, wearMicroPerKwh: Math.round(wear * factor * 1.8) },
  ];
  const capacityWh = Math.round(energyWh / (0.3 + 0.4 * next()));
  const efficiency = 0.9 + 0.05 * next();
  const storedWh = Math.round(0.2 * capacityWh);
  const usable = Array.from({ length: steps }, (_, step) => (step >= first && step < end ? 1 : 0));
  // On every other site a cold battery takes less at first than it says it can; only it knows.
  const coldSteps = shape.seed % 2 === 0 && next() < 0.3 ? Math.round(2_700 / stepS) : 0;
  const chargeMaxW = usable.map((_, step) => (step < first + coldSteps ? 0.6 * powerMaxW : powerMaxW));
  const powerMinW = shape.minimum ? (three ? 4_140 : 1_380) : 0;
  const tiers = tierShares.map(([share, times]) => ({
    energyWh: share * energyWh,
    valueMicroPerKwh: Math.round(times * of.valueMicro),
  }));
  const problem: AnswerProblem = {
    ...{ startS, stepS, usable, price: usable, charge: bands(1), chargeMaxW, discharge: v2g ? bands(1.5) : [] },
    ...{
      chargeEfficiency: efficiency,
      dischargeEfficiency: efficiency,
      storedWh,
      storedMinWh: storedWh - (v2g ? 0.1 * capacityWh : 0),
    },
    storedMaxWh: storedWh + Math.max(energyWh * efficiency, v2g ? 0.7 * capacityWh : 0),
    ...{ tiers, powerMinW },
  };
  const most = (watts: number): readonly number[] => usable.map((share) => share * watts);
  const child: RoundsChild = {
    id,
    ...{ importMaxW: most(powerMaxW), exportMaxW: most(v2g ? powerMaxW : 0), bookedImportW: 0, bookedExportW: 0 },
    ...{ powerMinW, blendable: powerMinW === 0, departureS: startS + end * stepS, tiers },
    ...(v2g ? {} : { energyMaxWh: energyWh }),
    fallback: {
      powerW: Array<number>(steps).fill(0),
      costMicro: tiers.reduce((sum, tier) => sum + Math.ceil((tier.energyWh * tier.valueMicroPerKwh) / 1000), 0),
    },
  };
  return { child, holder: { id, problem }, phases: three ? [1, 2, 3] : [1 + Math.floor(next() * 3)] };
}

function storageOf(limitW: number, importPrice: readonly number[], stepS: number): Part {
  const steps = importPrice.length;
  const powerW = Math.round(limitW / 5 / 10) * 10;
  const capacityWh = 2 * powerW;
  const mean = importPrice.reduce((sum, price) => sum + price, 0) / steps;
  const usable = Array<number>(steps).fill(1);
  const bands = [{ toW: powerW, wearMicroPerKwh: 12_000 }];
  const storedWh = capacityWh / 2;
  const tiers = [{ energyWh: capacityWh / 2 / 0.95, valueMicroPerKwh: Math.max(0, Math.round(mean * 0.9)) }];
  const problem: AnswerProblem = {
    ...{ startS, stepS, usable, price: usable, charge: bands, discharge: bands, chargeEfficiency: 0.95 },
    ...{
      dischargeEfficiency: 0.95,
      storedWh,
      storedMinWh: 0.05 * capacityWh,
      storedMaxWh: capacityWh,
      tiers,
      powerMinW: 0,
    },
  };
  const most = Array<number>(steps).fill(powerW);
  const child: RoundsChild = {
    id: "storage",
    ...{ importMaxW: most, exportMaxW: most, bookedImportW: 0, bookedExportW: 0, powerMinW: 0, blendable: true },
    ...{ departureS: startS + steps * stepS, tiers: [] },
    fallback: {
      powerW: Array<number>(steps).fill(0),
      costMicro: tiers.reduce((sum, tier) => sum + Math.ceil((tier.energyWh * tier.valueMicroPerKwh) / 1000), 0),
    },
  };
  return { child, holder: { id: "storage", problem }, phases: [1, 2, 3] };
}

function rowsOf(
  shape: Shape,
  parts: readonly Part[],
  of: { readonly limitW: number; readonly steps: number },
): readonly RoundsRow[] {
  const constant = (watts: number): readonly number[] => Array<number>(of.steps).fill(Math.round(watts));
  const row = (id: string, watts: number, share: (part: Part, index: number) => number): RoundsRow => ({
    id,
    importW: constant(watts),
    exportW: constant(0.6 * watts),
    shares: Object.fromEntries(
      parts.map((part, index) => [part.child.id, share(part, index)] as const).filter(([, value]) => value > 0),
    ),
  });
  const rows = [row("site", of.limitW, () => 1)];
  if (shape.phased) {
    for (const phase of [1, 2, 3]) {
      rows.push(
        row(`phase-${phase}`, of.limitW * 0.37, ({ phases }) => (phases.includes(phase) ? 1 / phases.length : 0)),
      );
    }
  }
  const pods = shape.podSize === 0 ? 0 : Math.ceil(parts.length / shape.podSize);
  for (let pod = 0; pod < pods; pod += 1) {
    const inPod = (index: number): boolean => index % pods === pod;
    const peakW = parts.reduce((sum, { child }, index) => sum + (inPod(index) ? Math.max(...child.importMaxW) : 0), 0);
    rows.push(row(`pod-${pod}`, 0.35 * peakW, ({ child }, index) => (child.id !== "storage" && inPod(index) ? 1 : 0)));
  }
  return rows;
}

/** W of everybody charging at once at full power from arrival. */
function peakOf(parts: readonly Part[], steps: number, stepS: number): number {
  const totalW = new Float64Array(steps);
  for (const { child } of parts) {
    let leftWh = child.tiers.reduce((sum, { energyWh }) => sum + energyWh, 0);
    for (let step = 0; step < steps; step += 1) {
      const watts = Math.min(child.importMaxW[step] ?? 0, (leftWh * 3600) / stepS);
      totalW[step] = (totalW[step] ?? 0) + watts;
      leftWh -= (watts * stepS) / 3600;
    }
  }
  return Math.max(...totalW);
}
