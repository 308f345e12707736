import { outsideOf } from "./box.js";
import { clamp, interpolate, openCircuitCellV, type Point, resistanceOf, seriesOf } from "./pack.js";
import { cRateOf } from "./physics-wear.js";
import type {
  Quantiles,
  ShortHorizonPrediction,
  ShortHorizonPredictorNow,
  ShortHorizonQuery,
  ValidityBox,
} from "./types.js";

/** Two RC pairs beside the ohmic part: share of the resistance and time constant, s. Usual orders for large cells. */
const pairs = [
  { share: 0.4, timeS: 20 },
  { share: 0.4, timeS: 300 },
] as const;
/** Standard deviation of the voltage, V per cell (three-RC fit on 10 Hz drives: 5.5 mV), and K after 300 s. */
const voltageSigma = 0.0055;
const temperatureSigma300 = 0.29;
/** K; what the sensors of a pack differ by from one reading to the next, though nothing has changed. */
const sensorSigma = 0.25;
const z90 = 1.2816;

/** Entropic heat −I·T·dU/dT: dU/dT of NMC graphite cells, V/K, mean against SoC (order of magnitude). */
const entropy: readonly Point[] = [
  [0, -2e-4],
  [0.4, 0],
  [1, 1e-4],
];

const box: ValidityBox = { temperatureC: [-20, 60], cRate: [0, 3], soc: [0, 1], soh: [0.6, 1.05] };

/** Equivalent circuit and one lumped heat capacity, stepped through the plan. Refuses outside of its box. */
export const physicsShortHorizon: ShortHorizonPredictorNow = {
  predict(query) {
    const { pack } = query;
    const cRate = Math.max(0, ...query.powerW.map((powerW) => cRateOf(pack, query.soh, powerW)));
    if (!(query.stepS > 0) || outsideOf(box, { ...query, cRate }) !== undefined) return undefined;
    const cells = seriesOf(pack);
    const voltageV: Quantiles[] = [];
    const temperatureC: Quantiles[] = [];
    let state = stateOf(query);
    for (const [index, powerW] of query.powerW.entries()) {
      const stepped = step(query, state, { powerW, stepS: query.stepS });
      state = stepped.state;
      voltageV.push(around(stepped.voltageV, voltageSigma * cells));
      temperatureC.push(around(state.temperatureC, temperatureSigma((index + 1) * query.stepS)));
    }
    const provenance = {
      modelId: "physics-2rc-1",
      sha256: "",
      trainedOn: "literature",
      chemistry: pack.chemistry,
      box,
    };
    return { voltageV, temperatureC, provenance: { ...provenance, engine: "physics" }, quality: "PHYSICS" };
  },
};

/** Fastest that a vendor's table lets a pack warm up and cool down, K/s per 1/h of C-rate, and without any current. */
const [warmPerC, cooling] = [0.02, 0.002];

/** Last in the chain: how fast packs warm at most. Answers always, and knows little. */
export const staticShortHorizon: { predict(query: ShortHorizonQuery): ShortHorizonPrediction } = {
  predict({ pack, soh, powerW, stepS, temperatureC: fromC }) {
    let [low, middle, high] = [fromC, fromC, fromC];
    const temperatureC = powerW.map((watts): Quantiles => {
      const warming = warmPerC * Math.min(3, cRateOf(pack, soh, watts)) * stepS;
      [low, middle, high] = [low - cooling * stepS, middle + warming / 4, high + warming + cooling * stepS];
      return { p10: low, p50: middle, p90: high };
    });
    const everywhere = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY] as const;
    const { voltageV: volts, chemistry } = pack;
    const band = { p10: 0.75 * volts, p50: volts, p90: 1.2 * volts };
    return {
      voltageV: powerW.map(() => band),
      temperatureC,
      provenance: {
        ...{ modelId: "static-warming-1", sha256: "", trainedOn: "usual data sheets", chemistry, engine: "static" },
        box: { temperatureC: everywhere, cRate: everywhere, soc: everywhere, soh: everywhere },
      },
      quality: "STATIC",
    };
  },
};

/** °C that physics expects after this long at one power, whatever its box: the middle, without its band. */
export function temperatureAfter(
  query: Omit<ShortHorizonQuery, "powerW" | "stepS" | "deadlineMs">,
  plan: { readonly powerW: number; readonly stepS: number },
): number {
  return step(query, stateOf(query), plan).state.temperatureC;
}

/** K; standard deviation of what physics expects this many seconds ahead. */
export const temperatureSigma = (aheadS: number): number =>
  Math.sqrt(sensorSigma ** 2 + (temperatureSigma300 ** 2 * aheadS) / 300);

interface State {
  readonly soc: number;
  readonly temperatureC: number;
  /** V over each RC pair. */
  readonly pairV: readonly number[];
}
type Cells = Pick<ShortHorizonQuery, "pack" | "soc" | "soh" | "temperatureC" | "ambientC">;

const stateOf = ({ soc, temperatureC }: Cells): State => ({ soc, temperatureC, pairV: pairs.map(() => 0) });

/** Exact over a step of constant current: exponentials for the pairs and for the heat. */
function step(
  { pack, soh, ambientC }: Cells,
  state: State,
  { powerW, stepS }: { readonly powerW: number; readonly stepS: number },
): { state: State; voltageV: number } {
  const cellW = powerW >= 0 ? powerW * pack.chargeEfficiency : powerW / pack.dischargeEfficiency;
  const cells = seriesOf(pack);
  const open = openCircuitCellV(pack.chemistry, state.soc) * cells;
  const ohm = resistanceOf(pack, { soh, temperatureC: state.temperatureC });
  const ohmic = ohm * (1 - pairs.reduce((sum, pair) => sum + pair.share, 0));
  const current = currentFor(cellW, open + sum(state.pairV), ohmic);
  const pairV = pairs.map(({ share, timeS }, index) => {
    const settled = current * ohm * share;
    return settled + ((state.pairV[index] ?? 0) - settled) * Math.exp(-stepS / timeS);
  });
  const entropic = current * (state.temperatureC + 273.15) * interpolate(entropy, state.soc) * cells;
  const heatW = current * (current * ohmic + sum(pairV)) - entropic;
  const settledC = ambientC + heatW / pack.heatLossWPerK;
  const decay = Math.exp((-stepS * pack.heatLossWPerK) / pack.heatCapacityJPerK);
  const soc = clamp(state.soc + (cellW * stepS) / 3600 / (pack.capacityWh * soh), 0, 1);
  return {
    state: { soc, temperatureC: settledC + (state.temperatureC - settledC) * decay, pairV },
    voltageV: openCircuitCellV(pack.chemistry, soc) * cells + sum(pairV) + current * ohmic,
  };
}

/** A, + into the cells: P = I·(U + I·R), the root near P/U; the largest discharge where none gives that power. */
function currentFor(cellW: number, volts: number, ohm: number): number {
  const root = volts * volts + 4 * ohm * cellW;
  return root < 0 ? -volts / (2 * ohm) : (Math.sqrt(root) - volts) / (2 * ohm);
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

const around = (p50: number, sigma: number): Quantiles => ({ p10: p50 - z90 * sigma, p50, p90: p50 + z90 * sigma });
