import { ageOf, ownLimit, physicsWear, predictWear, type WearPredictorNow } from "@chargepact/protocol";
import { bundledWear, earlyCycles } from "../../predictor/life-models.js";
import type { Figure } from "../report.js";
import { quoteFault } from "./quote-fault.js";
import { anyQuery, anyRating, numbersFrom } from "./quote-states.js";

const states = 100_000;
const seed = 41;

/** Whether quotes of wear are what clearing relies on, with the bundled models, physics and the table as the chain has them. */
export async function quoteFigures(say: (line: string) => void): Promise<readonly Figure[]> {
  const random = numbersFrom(seed);
  const models = await Promise.all(
    Array.from({ length: 8 }, (_, index) => bundledWear(earlyCycles(0.02 + 0.005 * index))),
  );
  // Physics alone as often as one of the batteries with models.
  const anyChain = (): readonly WearPredictorNow[] => {
    const model = models[Math.floor(random() * 2 * models.length)];
    return model === undefined ? [physicsWear] : [model, physicsWear];
  };
  const counted = new Map<string, number>();
  const faults: string[] = [];
  for (let state = 0; state < states; state += 1) {
    const query = anyQuery(random);
    const { prediction } = predictWear(query, anyChain());
    counted.set(prediction.quality, (counted.get(prediction.quality) ?? 0) + 1);
    const fault = quoteFault(random, query, prediction);
    if (fault !== undefined) faults.push(fault);
    if (state % 20_000 === 0) say(`quote: ${state} states, ${faults.length} faults`);
  }
  for (const fault of faults.slice(0, 3)) say(`quote: ${fault}`);
  const by = [...counted].map(([quality, count]) => `${quality} ${count}`).join(", ");
  const reference = `not convex, monotone, additive or ordered, of ${states} random states (${by})`;
  return [
    { id: "quote.faults", value: faults.length, unit: "", bar: "<= 0", reference, runs: [] },
    ...sohFigures(random, anyChain),
  ];
}

/** The same charge of the same pack at 100 % and at 95 % SoH, at a power that the envelope allows both. */
function sohFigures(random: () => number, anyChain: () => readonly WearPredictorNow[]): readonly Figure[] {
  const [same, changed]: [number[], number[]] = [[], []];
  while (same.length < states / 10) {
    const query = anyQuery(random);
    const limits = { pack: query.pack, ratedW: anyRating(random, query.pack), socMax: 1 };
    const powerMaxW = ownLimit(limits, { ...query, soh: 0.95 }).maxW;
    if (powerMaxW < 1) continue;
    const chain = anyChain();
    const [fresh, worn] = [1, 0.95].map((soh) => predictWear({ ...query, powerMaxW, soh }, chain).prediction);
    const usage = [{ powerW: powerMaxW, hours: 1, socFrom: query.soc, socTo: query.soc }];
    const [one, other] = [fresh, worn].map((prediction) => (prediction ? ageOf(prediction.p90, usage) : Number.NaN));
    const ratio = (other ?? Number.NaN) / (one ?? Number.NaN);
    (fresh?.quality === worn?.quality ? same : changed).push(Math.max(ratio, 1 / ratio));
  }
  const what = "price of the same charge at 100 % and 95 % SoH, at powers within the envelope; the largest";
  const share = ((100 * changed.length) / (same.length + changed.length)).toPrecision(2);
  const edge = `the same where the edge of the predictor's box lies between, ${share} % of states`;
  return [
    { id: "quote.soh", value: Math.max(...same), unit: "×", bar: "< 1.5", reference: what, runs: quartiles(same) },
    {
      id: "quote.soh.edge",
      value: Math.max(...changed),
      unit: "×",
      bar: "",
      reference: edge,
      runs: quartiles(changed),
    },
  ];
}

function quartiles(values: readonly number[]): readonly number[] {
  const sorted = [...values].sort((a, b) => a - b);
  return [0, 0.25, 0.5, 0.75, 1].map((share) => sorted[Math.round(share * (sorted.length - 1))] ?? Number.NaN);
}
