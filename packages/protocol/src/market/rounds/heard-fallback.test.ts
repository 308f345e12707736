import { describe, expect, it } from "vitest";
import { firstColumns } from "./columns.js";
import { withHeardFallback } from "./heard-fallback.js";
import type { RoundsState } from "./state.js";
import type { RoundsChild, RoundsOption } from "./types.js";

function stateOf(tiers: RoundsChild["tiers"], exportW = 0): RoundsState {
  const fallback = { powerW: [0, 0], costMicro: 0 };
  const child = { id: "store/1", tiers, fallback, exportMaxW: [exportW, exportW] } as unknown as RoundsChild;
  return { problem: { children: [child] }, columns: [firstColumns(child, [1, 1])] } as unknown as RoundsState;
}
const options: readonly RoundsOption[] = [
  { id: "charges", powerW: [2000, 0], costMicro: 90_000 },
  { id: "idles", powerW: [0, 0], costMicro: 150_000 },
];
const costs = ({ problem, columns }: RoundsState): unknown => [
  problem.children[0]?.fallback.costMicro,
  columns[0]?.[0]?.costMicro,
];

describe("the cost of leaving a store alone", () => {
  it("is what the store says of the same schedule", () => {
    expect(costs(withHeardFallback(stateOf([]), 0, { options, priced: [] }))).toEqual([150_000, 150_000]);
  });

  it("stays supposed where the store says nothing of it, and of whoever asks for energy", () => {
    expect(costs(withHeardFallback(stateOf([]), 0, { options: options.slice(0, 1), priced: [] }))).toEqual([0, 0]);
    const asking = stateOf([{ energyWh: 1000, valueMicroPerKwh: 1_000_000 }]);
    expect(costs(withHeardFallback(asking, 0, { options, priced: [] }))).toEqual([0, 0]);
  });

  it("is what a battery that can export says of it, whatever it asks for", () => {
    const asking = stateOf([{ energyWh: 1000, valueMicroPerKwh: 1_000_000 }], 5000);
    expect(costs(withHeardFallback(asking, 0, { options, priced: [] }))).toEqual([150_000, 150_000]);
  });
});
