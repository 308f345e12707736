import type { WattHours } from "../../units.js";
import type { Window } from "./problem.js";

/** Wh; shorter pieces are noise of the arithmetic. */
const shortestWh = 1e-9;

/**
 * Least cost from here to the end against stored energy: convex and piecewise linear, kept as pieces from `lowWh`
 * upwards. Along a piece of `length` Wh the cost falls by `slope` µ per Wh; slopes never rise. Buffers are reused.
 */
export class CostToGo {
  lowWh = 0;
  /** µ at `lowWh`. */
  lowMicro = 0;
  count = 0;
  slopes = new Float64Array(256);
  lengths = new Float64Array(256);
  /** Wh that {@link addFrom} has passed since `begin`, kept or not. */
  passedWh = 0;
  private skipWh = 0;
  private roomWh = 0;

  /** Starts anew: what is added runs from `fromWh` (cost `fromMicro`), and only what lies within the window is kept. */
  begin(fromWh: WattHours, fromMicro: number, window: Window): void {
    this.count = 0;
    this.passedWh = 0;
    this.lowWh = Math.max(fromWh, window.lowWh);
    this.lowMicro = fromMicro;
    this.skipWh = this.lowWh - fromWh;
    this.roomWh = window.highWh - this.lowWh;
  }

  /** Nothing lies within the window. */
  get empty(): boolean {
    return this.skipWh > 1e-6 || this.roomWh < -1e-6;
  }

  add(slope: number, lengthWh: WattHours): void {
    let keptWh = lengthWh;
    if (this.skipWh > 0) {
      const skippedWh = Math.min(this.skipWh, keptWh);
      this.skipWh -= skippedWh;
      this.lowMicro -= slope * skippedWh;
      keptWh -= skippedWh;
    }
    if (keptWh > this.roomWh) keptWh = this.roomWh;
    if (keptWh < shortestWh) return;
    this.roomWh -= keptWh;
    const last = this.count - 1;
    if (last >= 0 && this.slopes[last] === slope) {
      this.lengths[last] = at(this.lengths, last) + keptWh;
      return;
    }
    this.reserve(1);
    this.slopes[this.count] = slope;
    this.lengths[this.count] = keptWh;
    this.count += 1;
  }

  /** Adds pieces of another, from number `first` on, as long as their slope is at least `slope`; returns the next. */
  addFrom(source: CostToGo, first: number, slope: number): number {
    let [piece, passedWh] = [first, this.passedWh];
    const { slopes: sourceSlopes, lengths: sourceLengths, count: end } = source;
    for (; this.skipWh > 0 && piece < end && at(sourceSlopes, piece) >= slope; piece += 1) {
      passedWh += at(sourceLengths, piece);
      this.add(at(sourceSlopes, piece), at(sourceLengths, piece));
    }
    this.reserve(end - piece);
    const { slopes, lengths } = this;
    let [count, roomWh] = [this.count, this.roomWh];
    for (; piece < end && at(sourceSlopes, piece) >= slope; piece += 1) {
      const lengthWh = at(sourceLengths, piece);
      const keptWh = lengthWh > roomWh ? roomWh : lengthWh;
      passedWh += lengthWh;
      if (keptWh < shortestWh) continue;
      roomWh -= keptWh;
      slopes[count] = at(sourceSlopes, piece);
      lengths[count] = keptWh;
      count += 1;
    }
    this.count = count;
    this.roomWh = roomWh;
    this.passedWh = passedWh;
    return piece;
  }

  /** µ; infinite outside. */
  valueAt(storedWh: WattHours): number {
    let [leftWh, micro] = [storedWh - this.lowWh, this.lowMicro];
    if (leftWh < -1e-6) return Infinity;
    for (let index = 0; index < this.count && leftWh > 0; index += 1) {
      const stepWh = Math.min(leftWh, at(this.lengths, index));
      micro -= at(this.slopes, index) * stepWh;
      leftWh -= stepWh;
    }
    return leftWh > 1e-6 ? Infinity : micro;
  }

  /** µ saved by the next stored Wh. */
  slopeAt(storedWh: WattHours): number {
    let leftWh = storedWh - this.lowWh;
    for (let index = 0; index < this.count; index += 1) {
      leftWh -= at(this.lengths, index);
      if (leftWh < 0) return at(this.slopes, index);
    }
    return this.count === 0 ? 0 : at(this.slopes, this.count - 1);
  }

  copy(): CostToGo {
    const copy = new CostToGo();
    copy.lowWh = this.lowWh;
    copy.lowMicro = this.lowMicro;
    copy.count = this.count;
    copy.slopes = this.slopes.slice(0, this.count);
    copy.lengths = this.lengths.slice(0, this.count);
    return copy;
  }

  /** Makes room for `more` pieces. */
  reserve(more: number): void {
    const needed = this.count + more;
    if (needed <= this.slopes.length) return;
    const [slopes, lengths] = [new Float64Array(2 * needed), new Float64Array(2 * needed)];
    slopes.set(this.slopes);
    lengths.set(this.lengths);
    this.slopes = slopes;
    this.lengths = lengths;
  }
}

// In each module its own: loaders that do not bundle call an imported one five times slower.
const at = (values: Float64Array, index: number): number => values[index] ?? 0;
