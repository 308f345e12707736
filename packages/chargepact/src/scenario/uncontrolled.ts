import { type Watts } from "@chargepact/protocol";
import { type Series, type Session, type Station } from "@chargepact/sim";
import { sessionDrawMaxW } from "./stays.js";
import { hourS } from "./time.js";

/** Value of a series at a time; the nearest end outside of it, 0 for an empty one. */
export function valueAt(series: Series<number>, atS: number): number {
  const index = Math.floor((atS - series.startS) / series.stepS);
  return series.values[Math.min(Math.max(0, index), series.values.length - 1)] ?? 0;
}

/**
 * Largest import if nobody negotiated, W: every session draws min(connector, vehicle) from its arrival until its energy
 * is in or it leaves, on top of the base load.
 */
export function uncontrolledPeakW(
  sessions: readonly Session[],
  stations: readonly Station[],
  baseLoad: Series<Watts>,
): { powerW: Watts; atS: number } {
  const changes = sessions.flatMap((session) => {
    const powerW = sessionDrawMaxW(session, stations);
    const endS = Math.min(session.departS, session.arriveS + (session.energyWh * hourS) / Math.max(1, powerW));
    return [
      { atS: session.arriveS, byW: powerW },
      { atS: endS, byW: -powerW },
    ];
  });
  const steps = baseLoad.values.map((_, i) => ({ atS: baseLoad.startS + i * baseLoad.stepS, byW: 0 }));
  let drawnW = 0;
  let peak = { powerW: 0, atS: baseLoad.startS };
  for (const change of [...changes, ...steps].sort((a, b) => a.atS - b.atS || a.byW - b.byW)) {
    drawnW += change.byW;
    const powerW = Math.round(drawnW + valueAt(baseLoad, change.atS));
    if (powerW > peak.powerW) peak = { powerW, atS: change.atS };
  }
  return peak;
}
