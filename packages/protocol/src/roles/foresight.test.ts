import { describe, expect, test } from "vitest";
import type { BatteryTelemetry, Effect, Trace } from "../core.js";
import type { CoreContext } from "../link/context.js";
import { limitAhead, packOf, physicsShortHorizon, physicsWear, type WearQuery } from "../wear/index.js";
import { planOf } from "./foresight-question.js";
import { Foresight } from "./foresight.js";
import type { PredictSettings } from "./foresight-question.js";

const pack = packOf("NMC", 60_000);
const warm: BatteryTelemetry = { soc: 0.4, soh: 0.95, temperatureC: 41, ambientC: 30, powerW: 40_000 };
const wear: WearQuery = {
  ...{ pack, soc: 0.4, soh: 0.95, temperatureC: 41, powerMaxW: 50_000, exportMaxW: 0, deadlineMs: 25 },
};
const schedule = { startS: 0, stepS: 900, max: Array.from({ length: 96 }, () => 40_000), min: [] };
const limitsOf = { pack, ratedW: 50_000, socMax: 1 };

/** A battery's foresight, asked once at 0 s. */
function asked(telemetry: BatteryTelemetry, settings: PredictSettings = { wear: true, horizon: true }) {
  const traces: Trace[] = [];
  const effects: Effect[] = [];
  const now = { mono: 0, t: 0 };
  const context = {
    ...{ now, speed: 1 },
    trace: (trace: Trace) => void traces.push(trace),
    emit: (effect: Effect) => void effects.push(effect),
  } as unknown as CoreContext;
  const foresight = new Foresight(context, settings);
  const measure = (atS: number, report: BatteryTelemetry, toldS = atS): void => {
    [now.mono, now.t] = [1000 * atS, 1000 * atS];
    foresight.measured(report, toldS, pack);
  };
  measure(0, telemetry);
  const plan = planOf(schedule, { nowS: 0, ratedW: 50_000, maxW: 40_000, minW: 0 });
  const ask = (soh = wear.soh): void => foresight.consider(telemetry, { pack, wear: { ...wear, soh }, plan });
  ask();
  const [question] = effects.flatMap((effect) => (effect.kind === "predict" ? [effect] : []));
  return { foresight, traces, question, measure, ask };
}

describe("what a battery expects of itself", () => {
  test("lowers the power of warm cells although its ambient sensor is dead", () => {
    const { foresight } = asked({ ...warm, ambientC: Number.NaN });
    const now = limitAhead(limitsOf, { ...warm, ambientC: Number.NaN }, undefined);
    const ahead = limitAhead(limitsOf, { ...warm, ambientC: Number.NaN }, foresight.ahead());
    expect(foresight.ahead().leadK).toBeGreaterThan(0);
    expect(ahead.maxW).toBeLessThan(now.maxW);
  });

  test("holds the hottest of its sensors against the limit, but none that says what no battery has", () => {
    const hot = { ...warm, temperatureC: 40, sensorsC: [38, 40, 54] };
    const limit = limitAhead(limitsOf, hot, asked(hot).foresight.ahead());
    expect(limit.maxW).toBeLessThan(4000);
    const cold = { ...warm, temperatureC: 5, sensorsC: [5, 20, Number.NaN, 500] };
    const own = limitAhead(limitsOf, cold, undefined).maxW;
    expect(limitAhead(limitsOf, cold, asked(cold).foresight.ahead()).maxW).toBe(own);
  });

  test("gives each predictor the deadline that its owner set", () => {
    const { question } = asked(warm, { wear: true, horizon: true, deadlineMs: 200 });
    expect(question?.question.horizon?.deadlineMs).toBe(200);
    expect(question?.question.wear?.deadlineMs).toBe(200);
  });

  test("guards a forecast although its ambient sensor is dead", () => {
    const { foresight, question, traces } = asked({ ...warm, ambientC: Number.NaN });
    const said = physicsShortHorizon.predict({ ...question!.question.horizon!, ambientC: 30 })!;
    const cool = said.temperatureC.map((_, step) => ({ p10: 20 - step, p50: 20 - step, p90: 20 - step }));
    const prediction = { ...said, temperatureC: cool.map((each) => ({ ...each })), quality: "MODEL" as const };
    foresight.predicted({
      ...{ kind: "predicted", number: question!.number, now: { mono: 0, t: 0 } },
      horizon: { kind: "answered", prediction },
    });
    expect(traces.filter(({ what }) => what === "guarded")).toHaveLength(1);
  });

  test("does not believe an end of life that is no number", () => {
    const { foresight, question, traces } = asked(warm);
    const nan = { p10: Number.NaN, p50: Number.NaN, p90: Number.NaN };
    const prediction = { ...physicsWear.predict(wear)!, endOfLifeMonths: nan, quality: "MODEL" as const };
    foresight.predicted({
      ...{ kind: "predicted", number: question!.number, now: { mono: 0, t: 0 } },
      wear: { kind: "answered", prediction },
    });
    expect(traces.filter(({ what }) => what === "guarded")).toHaveLength(1);
  });

  test("tells its owner what to see to by physics again, where a model said so once and then no more", () => {
    const { foresight, question, traces, measure, ask } = asked(warm);
    foresight.predicted({
      ...{ kind: "predicted", number: question!.number, now: { mono: 0, t: 0 } },
      wear: { kind: "answered", prediction: { ...physicsWear.predict(wear)!, quality: "MODEL" } },
    });
    measure(86_400, warm);
    ask(0.79);
    const advice = traces.flatMap((trace) => (trace.what === "maintenance" ? [trace.advice] : []));
    expect(advice.at(-1)).toBe("SECOND_LIFE");
  });

  test("does not fill its owner's log with a sensor that comes and goes", () => {
    const { traces, measure } = asked(warm);
    for (let atS = 1; atS <= 3600; atS++) measure(atS, { ...warm, temperatureC: atS % 2 === 0 ? 41 : Number.NaN });
    expect(traces.filter(({ what }) => what === "guarded").length).toBeLessThan(30);
  });

  test("is compared by its own clock, whatever time it is told", () => {
    const { traces, measure } = asked(warm);
    measure(1, warm, 241);
    expect(traces.filter(({ what }) => what === "forecastFelt")).toEqual([]);
    for (let atS = 10; atS <= 120; atS += 10) measure(atS, warm, atS - 7200);
    const felt = traces.flatMap((trace) => (trace.what === "forecastFelt" ? [trace.leadS] : []));
    expect(felt).toEqual([60, 90, 120]);
  });

  test("a model that is sure of itself allows no more power than physics does", () => {
    const { foresight, question } = asked(warm);
    const without = limitAhead(limitsOf, warm, foresight.ahead()).maxW;
    const said = physicsShortHorizon.predict(question!.question.horizon!)!;
    const prediction = {
      ...said,
      temperatureC: said.temperatureC.map(({ p50 }) => ({ p10: p50 - 1, p50: p50 - 1, p90: p50 - 1 })),
      quality: "MODEL" as const,
    };
    foresight.predicted({
      ...{ kind: "predicted", number: question!.number, now: { mono: 0, t: 0 } },
      horizon: { kind: "answered", prediction },
    });
    expect(limitAhead(limitsOf, warm, foresight.ahead()).maxW).toBeLessThanOrEqual(without);
  });
});
