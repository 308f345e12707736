import { describe, expect, it } from "vitest";
import type { NeedPart, Terms } from "../../messages.js";
import { GridNeeds } from "./needs.js";
import type { Site } from "./site.js";

const phases = [1, 2, 3] as const;
const part = (connector: number, version = 1): NeedPart => ({
  ...{ connector, version, departureS: 36_000, energyWh: 20_000, powerMaxW: 11_000, powerMinW: 0, exportMaxW: 0 },
  ...{ phases, blendable: true },
});
const terms = (...watts: readonly number[]): Terms => ({
  parts: watts.map((max, index) => ({
    connector: index + 1,
    schedule: { startS: 0, stepS: 900, max: [max, max] },
  })),
});

/** A station with two connectors, both with a need. */
function stationOf() {
  const link: { holder: string; needs: readonly NeedPart[]; hello: object } = {
    ...{ holder: "c1", needs: [part(1), part(2)], hello: { role: "charger", connectors: [] } },
  };
  const ledger = { fallbackOf: () => ({ importW: 0, exportW: 0 }) };
  const links = new Map([["c1", link]]);
  const desk = { link: () => link, links, responsive: () => true, current: () => undefined, ledger };
  const needs = new GridNeeds({ desk, nowS: () => 0 } as unknown as Site);
  const state = (stated: readonly NeedPart[]): void => {
    link.needs = stated;
    needs.stated("c1");
  };
  state(link.needs);
  const mostW = (): readonly number[] => needs.children({ asCountered: true }).map(({ need }) => need.powerMaxW);
  return { needs, state, mostW };
}

describe("what a plan asks for after a counter-offer", () => {
  it("is no more than the counter-offer where that is less than was proposed", () => {
    const { needs, mostW } = stationOf();
    needs.countered("c1", terms(11_000, 11_000), terms(7000, 11_000));
    expect(mostW()).toEqual([7000, 11_000]);
  });

  it("is all of the need where a connector was proposed nothing, or got as much as was proposed", () => {
    const { needs, mostW } = stationOf();
    needs.countered("c1", terms(0, 8000), terms(0, 6000));
    expect(mostW()).toEqual([11_000, 6000]);
    needs.countered("c1", terms(3000, 6000), terms(9000, 6000));
    expect(mostW()).toEqual([11_000, 6000]);
  });

  it("is all of the need again once it is stated anew", () => {
    const { needs, mostW, state } = stationOf();
    needs.countered("c1", terms(11_000, 11_000), terms(0, 0));
    state([part(1, 2), part(2)]);
    expect(mostW()).toEqual([11_000, 0]);
  });

  it("is all of the need where another life numbers its needs from one again, or the connector was empty meanwhile", () => {
    const { needs, mostW, state } = stationOf();
    needs.countered("c1", terms(11_000, 11_000), terms(0, 0));
    state([{ ...part(1), energyWh: 9000 }]);
    state([{ ...part(1), energyWh: 9000 }, part(2)]);
    expect(mostW()).toEqual([11_000, 11_000]);
  });
});
