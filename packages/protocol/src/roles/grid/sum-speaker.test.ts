import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ChildNeed } from "../../market/index.js";
import { type SumAnswer, type SumAsk, type SumChild, SumClearing, type SumOutcome } from "../../market/sum/index.js";
import type { Offer } from "../../messages.js";
import type { Watts } from "../../units.js";
import { SumSpeaker, type SpeakerView } from "./sum-speaker.js";

const [startS, stepS, steps] = [1_800_000_000, 900, 24];
const value = 500_000;
const price = Array.from({ length: steps }, (_, step) => 200_000 + 150_000 * Math.cos(step / 4));
const fill = (watts: Watts): readonly Watts[] => Array.from({ length: steps }, () => watts);

const need = (id: string, of: { readonly kw: number; readonly kwh: number; readonly hours: number }): ChildNeed => ({
  id,
  need: {
    ...{ connector: 1, version: 1, departureS: startS + of.hours * 3600, energyWh: of.kwh * 1000 },
    ...{ powerMaxW: of.kw * 1000, powerMinW: 0, exportMaxW: 0, phases: [1], blendable: true },
  },
  ratedW: of.kw * 1000,
  fallbackImportW: 0,
  group: id,
});
const arbitraryNeed = fc.record({
  kw: fc.integer({ min: 3, max: 22 }),
  kwh: fc.integer({ min: 2, max: 40 }),
  hours: fc.integer({ min: 2, max: 6 }),
});
const view = (vehicles: readonly ChildNeed[], limitW: Watts, baseW: Watts): SpeakerView => ({
  ...{ nowS: startS, vehicles, baseW: fill(baseW), limitW, valueMicroPerKwh: value },
});

/** A question as it travels: rounded as on the wire. */
const offerOf = (ask: SumAsk, round: number): Offer => ({
  ...{ kind: "offer", plan: 1, round, roundsMax: 15, deadlineMs: 2000, scheduleMs: startS * 1000 },
  ...{ proposals: [], needVersions: [], reasons: [] },
  prices: { startS, stepS, microPerKwh: ask.price.map(Math.round) },
  sum: {
    excessPpm: ask.excess.map((share) => Math.round(share * 1e6)),
    stiffnessMicroPerKwh: Math.max(1, Math.round(ask.stiffness)),
    relaxMilli: Math.round(ask.relax * 1000),
  },
});

function play(
  children: readonly SumChild[],
  feederW: Watts,
  answer: (child: string, ask: SumAsk, round: number) => SumAnswer | undefined,
): SumOutcome {
  const clearing = new SumClearing({
    problem: {
      ...{ grid: { startS, stepS, usable: fill(1) }, importPrice: price, exportPrice: price },
      ...{ demandMicroPerKw: 0, peakSoFarW: 0, baseW: fill(0), groups: [], children },
      feeder: { importW: fill(feederW), exportW: fill(0) },
    },
    settings: { stop: 0 },
  });
  const queue = [...clearing.begin()];
  for (;;) {
    const effect = queue.shift();
    if (effect === undefined) throw new Error("a clearing that does not end");
    if (effect.kind === "done") return effect.outcome;
    if (effect.kind === "refused") throw new Error(effect.detail);
    for (const ask of effect.asks) {
      for (const child of ask.children) {
        const said = answer(child, ask, effect.round);
        if (said === undefined) throw new Error(`${child} says nothing`);
        queue.push(...clearing.handle({ kind: "answered", child, round: effect.round, answer: said }));
      }
    }
  }
}

describe("a site's answer by sums", () => {
  it("comes to what its members would agree to one by one, whatever limit the site declares", () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryNeed, { minLength: 6, maxLength: 12 }),
        fc.integer({ min: 10, max: 40 }),
        fc.constantFrom(1, 1.5, 3),
        (drawn, feederKw, declared) => {
          const needs = drawn.map((each, index) => need(`v${index}`, each));
          const halves = [needs.slice(0, needs.length / 2), needs.slice(needs.length / 2)];
          const mostW = (of: readonly ChildNeed[]) => of.reduce((sum, { ratedW }) => sum + ratedW, 0);
          const speakers = new Map(halves.map((half, index) => [`s${index}`, { half, speaker: new SumSpeaker() }]));
          const sites = halves.map((half, index): SumChild => {
            const limitW = mostW(half) * declared;
            return { id: `s${index}`, importMaxW: fill(limitW), exportMaxW: fill(0), fallbackW: fill(0) };
          });
          const together = play(sites, feederKw * 1000, (child, ask, round) => {
            const site = speakers.get(child);
            const limitW = mostW(site?.half ?? []) * declared;
            return site?.speaker.answer(offerOf(ask, round), () => view(site.half, limitW, 0));
          });
          const one = new Map(needs.map((each) => [each.id, new SumSpeaker()]));
          const triple = (each: ChildNeed): readonly ChildNeed[] =>
            ["x", "y", "z"].map((letter) => ({ ...each, id: `${each.id}${letter}` }));
          const alone = play(
            needs.map(({ id, ratedW }) => ({
              id,
              importMaxW: fill(3 * ratedW),
              exportMaxW: fill(0),
              fallbackW: fill(0),
            })),
            3 * feederKw * 1000,
            (child, ask, round) => {
              const own = needs.filter(({ id }) => id === child).flatMap(triple);
              return one.get(child)?.answer(offerOf(ask, round), () => view(own, mostW(own), 0));
            },
          );
          const kwh = ({ grants }: SumOutcome, size: number) =>
            grants.flatMap(({ powerW }) => powerW).reduce((sum, watts) => sum + watts / 4000 / size, 0);
          const [a, b] = [kwh(together, 1), kwh(alone, 3)];
          expect(Math.abs(a - b)).toBeLessThanOrEqual(0.03 * Math.max(a, b) + 0.5);
        },
      ),
      { numRuns: 60, seed: 11 },
    );
  });

  it("counts load that nobody moves, and its price in the bound", () => {
    const needs = ["a", "b", "c"].map((id) => need(id, { kw: 11, kwh: 5, hours: 5 }));
    const ask: SumAsk = {
      ...{ set: "", children: [], price, excess: fill(0), stiffness: 100_000, relax: 1.6 },
    };
    const without = new SumSpeaker().answer(offerOf(ask, 1), () => view(needs, 33_000, 0));
    const withBase = new SumSpeaker().answer(offerOf(ask, 1), () => view(needs, 33_000, 2000));
    const extraW = withBase?.powerW.map((watts, step) => watts - (without?.powerW[step] ?? 0));
    expect(extraW).toEqual(fill(2000));
    const paid = price.reduce((sum, micro) => sum + Math.round(micro) * 2 * 0.25, 0);
    expect((withBase?.bestValueMicro ?? 0) - (without?.bestValueMicro ?? 0)).toBeCloseTo(paid, -1);
    expect(withBase?.costMicro).toBe(without?.costMicro);
  });

  it("says nothing for fewer than three", () => {
    const needs = ["a", "b", "c"].map((id) => need(id, { kw: 11, kwh: 5, hours: 5 }));
    const ask: SumAsk = { ...{ set: "", children: [], price, excess: fill(0), stiffness: 100_000, relax: 1.6 } };
    const offer = offerOf(ask, 1);
    expect(new SumSpeaker().answer(offer, () => view(needs.slice(1), 22_000, 0))).toBeUndefined();
  });
});
