import { type Pack, seriesOf, type ShortHorizonQuery, type Watts } from "@chargepact/protocol";
import type { CellSample } from "../features/grid.js";
import { MinutesHistory, minutesSegmentS, minutesSegments } from "../features/minutes-temperature.js";
import { type ShortHorizonHistory, shortHorizonSteps } from "../features/short-horizon.js";
import type { Manifest } from "../manifest.js";
import { answersOf, type HorizonModel, stepsOf } from "./own-horizon.js";

/** A history at 10 Hz that its owner feeds, and the time of its clock, s: what the short-horizon model has to have heard. */
export interface FastHistory {
  readonly history: ShortHorizonHistory;
  readonly nowS: () => number;
}

/** Whether a model hears what the bundled ones hear, which takes a history; else its inputs are known by their names. */
export const hearsMinutes = ({ inputs }: Manifest): boolean => inputs.some(({ name }) => name === "resistance_30s_vh");
export const hearsSeconds = ({ inputs }: Manifest): boolean =>
  inputs.some(({ name }) => name === "voltage_change_100ms_v");

/** Temperature minutes ahead, from the samples that come with the question: every 35 s or more often, for a minute. */
export function minutesHorizon(manifest: Manifest): HorizonModel {
  const current = new Float64Array(minutesSegments);
  const heating = new Float64Array(minutesSegments);
  return {
    manifest,
    ask: (query, features) => {
      if (stepsOf(manifest, query) === undefined) return false;
      const history = heard(query);
      if (history === undefined) return false;
      for (let segment = 0; segment < minutesSegments; segment++) {
        current[segment] = currentC(query, plannedAt(query, (segment + 0.5) * minutesSegmentS));
        heating[segment] = (current[segment] ?? Number.NaN) ** 2;
      }
      const { soc, ambientC } = query;
      history.write({ soc, ambientC, currentC: current, heatingC2: heating }, features);
      return true;
    },
    read: answersOf(manifest),
  };
}

/** Voltage and temperature seconds ahead, from a history that its owner feeds. */
export function secondsHorizon(manifest: Manifest, { history, nowS }: FastHistory): HorizonModel {
  const current = new Float64Array(shortHorizonSteps);
  const { stepS = 0.1 } = manifest.horizon ?? {};
  return {
    manifest,
    ask: (query, features) => {
      if (stepsOf(manifest, query) === undefined || history.refusal(nowS()) !== undefined) return false;
      for (let step = 0; step < shortHorizonSteps; step++) {
        current[step] = currentC(query, plannedAt(query, (step + 0.5) * stepS));
      }
      history.write({ soc: query.soc, ambientC: query.ambientC, currentC: current }, features);
      return true;
    },
    read: answersOf(manifest),
  };
}

/** What was measured, oldest first, the moment of the question at 0 s; undefined where that is not enough. */
function heard(query: ShortHorizonQuery): MinutesHistory | undefined {
  const { pack, recent = [], temperatureC, powerNowW, voltageNowV } = query;
  if (powerNowW === undefined || voltageNowV === undefined) return undefined;
  const history = new MinutesHistory();
  for (const { ageS, powerW, temperatureC: beforeC, voltageV } of recent.toReversed()) {
    if (voltageV !== undefined) history.push(sampleOf(pack, { atS: -ageS, powerW, temperatureC: beforeC, voltageV }));
  }
  history.push(sampleOf(pack, { atS: 0, powerW: powerNowW, temperatureC, voltageV: voltageNowV }));
  return history.refusal(0) === undefined ? history : undefined;
}

interface PackSample {
  readonly atS: number;
  /** W at the grid side, + import. */
  readonly powerW: Watts;
  readonly temperatureC: number;
  /** V of the pack. */
  readonly voltageV: number;
}

/** A pack's sample, referred to one of its cells. */
export function sampleOf(pack: Pack, { atS, powerW, temperatureC, voltageV }: PackSample): CellSample {
  return { atS, temperatureC, voltageV: voltageV / seriesOf(pack), currentC: rateAt(pack, powerW, voltageV) };
}

/** 1/h; current over the rated capacity, + charges. */
function rateAt(pack: Pack, powerW: Watts, voltageV: number): number {
  const cellW = powerW >= 0 ? powerW * pack.chargeEfficiency : powerW / pack.dischargeEfficiency;
  const ratedAh = pack.capacityWh / pack.voltageV;
  return cellW / voltageV / ratedAh;
}

/** Of what is planned, at the voltage of now: it changes little within minutes. */
const currentC = ({ pack, voltageNowV = pack.voltageV }: ShortHorizonQuery, powerW: Watts): number =>
  rateAt(pack, powerW, voltageNowV);

/** W planned so many s from now; what is planned last goes on. */
function plannedAt({ powerW, stepS }: ShortHorizonQuery, atS: number): Watts {
  return powerW[Math.min(powerW.length - 1, Math.floor(atS / stepS))] ?? Number.NaN;
}
