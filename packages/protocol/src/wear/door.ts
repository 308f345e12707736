import { type quoteQualities } from "../messages.js";
import {
  chemistries,
  type CalendarPoint,
  type Provenance,
  type Quantiles,
  type ShortHorizonPrediction,
  type ValidityBox,
  type WearBand,
  type WearCurve,
  type WearPrediction,
} from "./types.js";

/** Most that is read of an answer: whatever else is in it is left there. */
const [stepsMax, bandsMax, pointsMax, textMax] = [1024, 64, 64, 200];

/**
 * A predictor's answer as plain data of the shape that it should have, of bounded size; undefined where it has another.
 * Numbers are taken as they are, NaN included: the guard judges them.
 */
export function readHorizon(answer: unknown, chemistry: string): ShortHorizonPrediction | undefined {
  const voltageV = list(at(answer, "voltageV"), stepsMax, quantiles);
  const temperatureC = list(at(answer, "temperatureC"), stepsMax, quantiles);
  const common = commonOf(answer, chemistry);
  if (voltageV === undefined || temperatureC === undefined || common === undefined) return undefined;
  return { voltageV, temperatureC, ...common };
}

/** The same for wear. */
export function readWear(answer: unknown, chemistry: string): WearPrediction | undefined {
  const [p50, p90] = [curve(at(answer, "p50")), curve(at(answer, "p90"))];
  const endOfLifeMonths = quantiles(at(answer, "endOfLifeMonths"));
  const common = commonOf(answer, chemistry);
  if (p50 === undefined || p90 === undefined || endOfLifeMonths === undefined || common === undefined) return undefined;
  return { p50, p90, endOfLifeMonths, ...common };
}

function commonOf(
  answer: unknown,
  asked: string,
): { readonly provenance: Provenance; readonly quality: (typeof quoteQualities)[number] } | undefined {
  const from = at(answer, "provenance");
  const [modelId, sha256, trainedOn] = [at(from, "modelId"), at(from, "sha256"), at(from, "trainedOn")].map(text);
  const [chemistry, engine, box] = [at(from, "chemistry"), at(from, "engine"), boxOf(at(from, "box"))];
  if (modelId === undefined || modelId === "" || sha256 === undefined || box === undefined) return undefined;
  if (!/^([0-9a-f]{64})?$/.test(sha256) || chemistry !== asked) return undefined;
  const known = chemistries.find((each) => each === chemistry);
  if (known === undefined) return undefined;
  return {
    provenance: {
      ...{ modelId, sha256, trainedOn: trainedOn ?? "", chemistry: known, box },
      ...calibrationOf(at(from, "calibration")),
      // What is plugged in is a model, whatever it calls itself.
      engine: engine === "onnx" ? "onnx" : "user",
    },
    quality: "MODEL",
  };
}

function calibrationOf(value: unknown): Pick<Provenance, "calibration"> {
  const [coverage, count] = [at(value, "coverage"), at(value, "count")];
  if (typeof coverage !== "number" || typeof count !== "number") return {};
  return Number.isFinite(coverage) && Number.isFinite(count) ? { calibration: { coverage, count } } : {};
}

function boxOf(value: unknown): ValidityBox | undefined {
  const [temperatureC, cRate, soc, soh] = ["temperatureC", "cRate", "soc", "soh"].map((name) => range(at(value, name)));
  if (temperatureC === undefined || cRate === undefined || soc === undefined || soh === undefined) return undefined;
  return { temperatureC, cRate, soc, soh };
}

function curve(value: unknown): WearCurve | undefined {
  const charge = list(at(value, "charge"), bandsMax, band);
  const discharge = list(at(value, "discharge"), bandsMax, band);
  const calendar = list(at(value, "calendar"), pointsMax, point);
  if (charge === undefined || discharge === undefined || calendar === undefined) return undefined;
  return { charge, discharge, calendar };
}

const band = (value: unknown): WearBand | undefined => {
  const [toW, agePerKwh] = [number(at(value, "toW")), number(at(value, "agePerKwh"))];
  return toW === undefined || agePerKwh === undefined ? undefined : { toW, agePerKwh };
};
const point = (value: unknown): CalendarPoint | undefined => {
  const [soc, agePerHour] = [number(at(value, "soc")), number(at(value, "agePerHour"))];
  return soc === undefined || agePerHour === undefined ? undefined : { soc, agePerHour };
};
const quantiles = (value: unknown): Quantiles | undefined => {
  const [p10, p50, p90] = ["p10", "p50", "p90"].map((name) => number(at(value, name)));
  return p10 === undefined || p50 === undefined || p90 === undefined ? undefined : { p10, p50, p90 };
};
const range = (value: unknown): readonly [number, number] | undefined => {
  const both = list(value, 2, number);
  const [low, high] = both ?? [];
  return low === undefined || high === undefined ? undefined : [low, high];
};

const at = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? (value as Readonly<Record<string, unknown>>)[name] : undefined;
const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined);
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value.length <= textMax ? value : undefined;

function list<Item>(
  value: unknown,
  most: number,
  read: (item: unknown) => Item | undefined,
): readonly Item[] | undefined {
  if (!Array.isArray(value) || value.length > most) return undefined;
  const items: Item[] = [];
  for (let index = 0; index < value.length; index++) {
    const item = read(value[index]);
    if (item === undefined) return undefined;
    items.push(item);
  }
  return items;
}
