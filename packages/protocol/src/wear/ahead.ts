import {
  type EnvelopeLimits,
  hotFromC,
  hotShare,
  type EnvelopeState,
  type OwnLimit,
  ownExportLimit,
  ownLimit,
} from "./envelope.js";
import { temperatureAfter } from "./short-horizon.js";
import type { Pack } from "./types.js";

/** What a battery knows beyond what it measures at this moment. */
export interface Ahead {
  readonly horizonS: number;
  /** K by which the p90 that is believed for the end of the horizon lies above what physics expects, ≥ 0. */
  readonly leadK: number;
  /** °C that the cells may have instead, while a sensor is not believed: whatever is tighter holds. */
  readonly heldC?: number;
  /** °C of the hottest sensor where there are several: whatever is tighter holds. */
  readonly hottestC?: number;
}
export interface AheadState extends EnvelopeState {
  readonly ambientC: number;
}

const turns = 12;
/** How many times its resistance when new a pack has at most, where it is warm enough for heat to matter. */
const resistanceMost = 6;
/** Heat of reaction, W per A and V of the pack: 300 K times 2e-4 V/K of a cell of 3.3 V, rounded up. */
const reactionMost = 0.03;

/** K by which a pack can warm at a power in this time, at most: cheap, and seldom near where it matters. */
function warmingMost({ resistanceOhm, voltageV, heatCapacityJPerK }: Pack, maxW: number, horizonS: number): number {
  const currentA = (1.5 * maxW) / voltageV;
  const heatW = currentA * currentA * resistanceOhm * resistanceMost + reactionMost * currentA * voltageV;
  return (heatW * horizonS) / heatCapacityJPerK;
}

/**
 * The envelope, and below it the power at which the p90 of the temperature stays where that power may be drawn: the same
 * curve that holds for what is measured holds for what is forecast. Never above the envelope.
 */
export function limitAhead(limits: EnvelopeLimits, state: AheadState, ahead: Ahead | undefined): OwnLimit {
  const now = tightest(ahead, state, (at) => ownLimit(limits, at));
  return ahead === undefined ? now : cooled(now, { ...limits, state, ahead, sign: 1 });
}

/** The same for export, W ≥ 0. */
export function exportLimitAhead(
  limits: Parameters<typeof ownExportLimit>[0],
  state: AheadState,
  ahead: Ahead | undefined,
): OwnLimit {
  const now = tightest(ahead, state, (at) => ownExportLimit(limits, at));
  return ahead === undefined ? now : cooled(now, { ...limits, state, ahead, sign: -1 });
}

function tightest(ahead: Ahead | undefined, state: AheadState, limitAt: (state: AheadState) => OwnLimit): OwnLimit {
  const now = limitAt(state);
  return othersC(ahead).reduce((least, temperatureC) => {
    const other = limitAt({ ...state, temperatureC });
    return other.maxW < least.maxW ? other : least;
  }, now);
}

/** °C that some of the cells may have beside what is measured. */
const othersC = ({ heldC, hottestC }: Partial<Ahead> = {}): readonly number[] =>
  [heldC, hottestC].filter((each) => each !== undefined);

function cooled(
  now: OwnLimit,
  of: Pick<EnvelopeLimits, "pack" | "ratedW"> & {
    readonly state: AheadState;
    readonly ahead: Ahead;
    readonly sign: 1 | -1;
  },
): OwnLimit {
  const { pack, ratedW, state, ahead, sign } = of;
  if (now.maxW <= 0) return now;
  const temperatureC = Math.max(state.temperatureC, ...othersC(ahead));
  const ambientC = Number.isFinite(state.ambientC) ? state.ambientC : temperatureC;
  if (Math.max(temperatureC, ambientC) + ahead.leadK + warmingMost(pack, now.maxW, ahead.horizonS) < hotFromC)
    return now;
  const cells = { ...state, pack, temperatureC, ambientC };
  const excess = (maxW: number): number => {
    const p90C = temperatureAfter(cells, { powerW: sign * maxW, stepS: ahead.horizonS }) + Math.max(0, ahead.leadK);
    return maxW - ratedW * hotShare(p90C);
  };
  if (!(excess(now.maxW) > 0)) return now;
  let [low, high] = [0, now.maxW];
  for (let turn = 0; turn < turns; turn++) {
    const middle = (low + high) / 2;
    if (excess(middle) > 0) high = middle;
    else low = middle;
  }
  return { maxW: low, reasons: ["THERMAL", ...now.reasons.filter((reason) => reason !== "THERMAL")] };
}
