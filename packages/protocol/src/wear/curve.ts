import type { Watts } from "../units.js";
import type { CalendarPoint, WearBand, WearCurve } from "./types.js";

/** What a battery does for a while: constant power, SoC moving in a straight line. */
export interface Usage {
  /** W at the grid side, + import, − export. */
  readonly powerW: Watts;
  readonly hours: number;
  readonly socFrom: number;
  readonly socTo: number;
}

/** Virtual age that the usage costs: energy by band plus time by state of charge. */
export function ageOf(curve: WearCurve, usage: readonly Usage[]): number {
  let age = 0;
  for (const { powerW, hours, socFrom, socTo } of usage) {
    const bands = powerW >= 0 ? curve.charge : curve.discharge;
    age += hours * (agePerHourAt(bands, Math.abs(powerW)) + calendarMean(curve.calendar, socFrom, socTo));
  }
  return age;
}

/** Virtual age per hour at a power (magnitude, W): convex, 0 at 0 W. */
export function agePerHourAt(bands: readonly WearBand[], powerW: Watts): number {
  let [fromW, age, slope] = [0, 0, 0];
  for (const band of bands) {
    slope = band.agePerKwh;
    age += (slope * Math.max(0, Math.min(powerW, band.toW) - fromW)) / 1000;
    fromW = band.toW;
    if (powerW <= fromW) return age;
  }
  return age + (slope * Math.max(0, powerW - fromW)) / 1000;
}

/** Bands of a cost per hour sampled at rising powers: its slopes, each at least the one before. */
export function bandsOf(agePerHour: (powerW: Watts) => number, powersW: readonly Watts[]): readonly WearBand[] {
  const bands: WearBand[] = [];
  let [fromW, before, slope] = [0, agePerHour(0), 0];
  for (const toW of powersW) {
    const age = agePerHour(toW);
    slope = Math.max(slope, ((age - before) * 1000) / (toW - fromW));
    bands.push({ toW, agePerKwh: slope });
    [fromW, before] = [toW, age];
  }
  return bands;
}

/** The lower convex hull of points ascending in SoC. */
export function lowerHull(points: readonly CalendarPoint[]): readonly CalendarPoint[] {
  const hull: CalendarPoint[] = [];
  for (const point of points) {
    for (;;) {
      const [last, previous] = [hull.at(-1), hull.at(-2)];
      if (last === undefined || previous === undefined || slopeOf(previous, last) < slopeOf(last, point)) break;
      hull.pop();
    }
    hull.push(point);
  }
  return hull;
}

/** First thing that is wrong with the shape of a curve; undefined where it may be quoted. */
export function shapeFault(curve: WearCurve): string | undefined {
  for (const bands of [curve.charge, curve.discharge]) {
    let [fromW, slope] = [0, 0];
    for (const band of bands) {
      if (!Number.isFinite(band.agePerKwh) || !(band.toW > fromW)) return "bands are not finite and rising in power";
      if (band.agePerKwh < slope) return `${band.agePerKwh} per kWh up to ${band.toW} W is below ${slope} before it`;
      [fromW, slope] = [band.toW, band.agePerKwh];
    }
  }
  let [before, slope]: [CalendarPoint | undefined, number] = [undefined, Number.NEGATIVE_INFINITY];
  for (const point of curve.calendar) {
    if (!(point.agePerHour >= 0 && Number.isFinite(point.agePerHour)))
      return "calendar ageing is not finite and positive";
    const next: number = before === undefined ? slope : slopeOf(before, point);
    if (!(next >= slope - 1e-12)) return `calendar ageing is not convex at SoC ${point.soc}`;
    [before, slope] = [point, next];
  }
  return undefined;
}

/** A curve `factor` times as high. */
export function scaleCurve(curve: WearCurve, factor: number): WearCurve {
  const scaled = (bands: readonly WearBand[]): WearBand[] =>
    bands.map(({ toW, agePerKwh }) => ({ toW, agePerKwh: agePerKwh * factor }));
  return {
    charge: scaled(curve.charge),
    discharge: scaled(curve.discharge),
    calendar: curve.calendar.map(({ soc, agePerHour }) => ({ soc, agePerHour: agePerHour * factor })),
  };
}

/** Mean of the calendar rate while SoC moves evenly between two values: exact, so that cutting changes nothing. */
function calendarMean(points: readonly CalendarPoint[], socA: number, socB: number): number {
  const [low, high] = [Math.min(socA, socB), Math.max(socA, socB)];
  if (high - low < 1e-9) return calendarAt(points, (low + high) / 2);
  const cuts = [low, ...points.map(({ soc }) => soc).filter((soc) => soc > low && soc < high), high];
  let area = 0;
  for (let index = 1; index < cuts.length; index += 1) {
    const [from, to] = [cuts[index - 1] ?? low, cuts[index] ?? high];
    area += ((calendarAt(points, from) + calendarAt(points, to)) / 2) * (to - from);
  }
  return area / (high - low);
}

/** Virtual age per hour at a state of charge; constant beyond the ends. */
export function calendarAt(points: readonly CalendarPoint[], soc: number): number {
  let before = points[0];
  for (const point of points) {
    if (before !== undefined && soc < point.soc) {
      return soc <= before.soc ? before.agePerHour : before.agePerHour + slopeOf(before, point) * (soc - before.soc);
    }
    before = point;
  }
  return before?.agePerHour ?? 0;
}

const slopeOf = (a: CalendarPoint, b: CalendarPoint): number => (b.agePerHour - a.agePerHour) / (b.soc - a.soc);
