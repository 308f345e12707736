import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import type { Trace } from "../core.js";
import { equalShare } from "../market/index.js";
import { Depot } from "./depot.test-helper.js";
import { biased, hallucinations, type Predicting, predicting, refusing } from "./predictions.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const predicts = { wear: true, horizon: true };

function depotOf(answers: Predicting, cells: { temperatureC?: number; asks?: boolean; ms?: number } = {}): Depot {
  const { asks = true, ms = 300_000, ...more } = cells;
  const depot = new Depot(hash, 5, {}, { ...(asks ? { predicts } : {}), ...more });
  depot.strategy = equalShare;
  depot.network.recording = true;
  for (const { id } of depot.batteries) depot.host(id).predicts = answers;
  depot.start();
  depot.timeline.run(ms);
  return depot;
}
const tracesOf = <What extends Trace["what"]>(depot: Depot, what: What): Extract<Trace, { what: What }>[] =>
  depot.batteries.flatMap(({ id }) =>
    depot.host(id).traces.filter((trace): trace is Extract<Trace, { what: What }> => trace.what === what),
  );
const appliedW = (depot: Depot): readonly (number | undefined)[] =>
  depot.batteries.map(({ id }) => depot.host(id).applied.get(1)?.maxW);

describe("batteries that ask a predictor", () => {
  const honest = depotOf(refusing);

  it.each(Object.entries(hallucinations))("decide the same where it says: %s", (_, [fault, answers]) => {
    const depot = depotOf(answers);
    expect(depot.problems()).toEqual([]);
    expect(depot.network.transcript).toEqual(honest.network.transcript);
    expect(appliedW(depot)).toEqual(appliedW(honest));
    const guarded = tracesOf(depot, "guarded");
    expect(new Set(guarded.map((trace) => trace.fault.fault))).toEqual(new Set([fault]));
    const flags = tracesOf(depot, "predicted").flatMap(({ horizon, wear }) => [horizon?.fault, wear?.fault]);
    expect(flags.some((flag) => flag?.fault === fault)).toBe(true);
  });

  it("say which kind of predictor stood behind a price, and nothing else of it", () => {
    const depot = depotOf(predicting({}));
    const options = depot.batteries.flatMap(({ id }) =>
      depot.host(id).sentEnvelopes.flatMap(({ body }) => (body.kind === "counterOffer" ? body.options : [])),
    );
    const later = options.slice(-depot.batteries.length);
    expect(new Set(later.map(({ quality }) => quality))).toEqual(new Set(["MODEL"]));
    expect(new Set(later.map(({ modelHash }) => modelHash))).toEqual(new Set(["ab".repeat(8)]));
    const said = JSON.stringify(options);
    for (const inside of ["model-1", "a test", "soh", "temperature", "agePerKwh"]) expect(said).not.toContain(inside);
  });

  it("keep all that a replay needs of every quote in their own log", () => {
    const depot = depotOf(predicting({}));
    const quotes = new Map(tracesOf(depot, "quoted").map((quote) => [quote.quoteId, quote]));
    for (const { id } of depot.batteries) {
      for (const { body } of depot.host(id).sentEnvelopes) {
        if (body.kind !== "counterOffer") continue;
        for (const option of body.options) expect(quotes.get(option.quoteId)?.costMicro).toBe(option.costMicro);
      }
    }
    expect(quotes.size).toBeGreaterThan(0);
  });

  it("take less at once where a believed p90 nears their limit, and never more than what they measure allows", () => {
    const at = { temperatureC: 47, ms: 50_000 };
    const [physics, warmer, colder] = [refusing, biased(2), biased(-2)].map((answers) =>
      appliedW(depotOf(answers, at)),
    );
    for (const [index, watts] of physics!.entries()) {
      expect(warmer![index]).toBeLessThanOrEqual(watts!);
      // 47 degC leave 8 of 15 parts of the rating, however cool it is said to become.
      expect(colder![index]).toBeLessThanOrEqual((11_000 * 8) / 15);
    }
    const [one] = warmer!;
    expect(one).toBeLessThan(physics![0]! - 500);
    const needs = depotOf(biased(2), at)
      .host("c1-b1")
      .sentEnvelopes.flatMap(({ body }) => (body.kind === "need" ? body.parts : []));
    expect(needs.at(-1)?.powerMaxW).toBeLessThan(5_000);
  });

  it("decide as without one where it says what physics says", () => {
    const depot = depotOf(predicting({}));
    expect(appliedW(depot)).toEqual(appliedW(depotOf(refusing, { asks: false })));
  });

  it.each(["predictions", "no numbers"])("decide the same again from the events that were recorded: %s", (what) => {
    const depot = depotOf(what === "predictions" ? predicting({}) : hallucinations["not a number"]![1]);
    const host = depot.host("c1-b1");
    const core = host.again?.();
    const events = host.events.map((event) => structuredClone(event));
    expect(events.filter(({ kind }) => kind === "predicted").length).toBeGreaterThan(1);
    expect(events.flatMap((event) => core?.handle(event) ?? [])).toEqual(host.effects);
  });

  it("compare what was expected with what is measured", () => {
    const felt = tracesOf(honest, "forecastFelt");
    expect(felt.length).toBeGreaterThan(honest.batteries.length);
    for (const { met, within } of felt) expect(within).toBeLessThanOrEqual(met);
  });
});
