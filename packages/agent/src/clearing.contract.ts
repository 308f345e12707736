import assert from "node:assert/strict";
import {
  type ChildNeed,
  type ClearingInput,
  type ClearingStrategy,
  energyWh,
  maxAt,
  type NeedPart,
  partKey,
  planUnitW,
  type Room,
  type Schedule,
  type Watts,
} from "@chargepact/protocol";
import { type Draw, type DrawOptions, forEachDrawn } from "./contract-draw.js";
import type { ContractCase } from "./contract.js";

type Plans = ReadonlyMap<string, Schedule>;
type Rule = (strategy: ClearingStrategy, options: DrawOptions) => Promise<void>;

const stepS = 900;
const steps = 8;
const startS = 1_700_000_100;
const hairW = 1e-6;

/** The first step has a part of its quarter of an hour left. */
function anInput(draw: Draw): ClearingInput {
  const nowS = startS + draw.int(0, stepS - 1);
  const children = draw.list(draw.int(1, 8), () => undefined).map((_, index) => aChild(draw, nowS, `c${index}`));
  const row = (): readonly Watts[] => draw.list(draw.pick([steps, steps, steps - 3]), () => draw.int(-5_000, 40_000));
  const room: Room = {
    ...{ startS, stepS, steps, site: draw.list(steps, () => draw.int(-5_000, 60_000)) },
    ...(draw.int(0, 1) === 0 ? {} : { phases: [row(), row(), row()] }),
    ...(draw.int(0, 1) === 0 ? {} : { groups: new Map([["east", row()]]) }),
  };
  return { nowS, room, children };
}

function aChild(draw: Draw, nowS: number, id: string): ChildNeed {
  const phases = draw.pick<NeedPart["phases"]>([[1, 2, 3], [1], [2], [3], [1, 2], []]);
  const group = draw.pick(["east", "west", undefined]);
  return {
    id,
    ratedW: draw.pick([3_680, 7_200, 11_000]),
    fallbackImportW: draw.pick([0, 0, 1_380]),
    ...(group === undefined ? {} : { group }),
    need: {
      connector: draw.int(1, 2),
      version: 1,
      departureS: nowS + draw.int(-600, 5 * 3600),
      energyWh: draw.pick([0, draw.int(1, 30_000)]),
      powerMaxW: draw.int(0, 11_000),
      powerMinW: draw.pick([0, 1_380, 4_140]),
      exportMaxW: 0,
      phases,
      blendable: true,
    },
  };
}

/** Room for everybody at full power, nobody beyond what it can take by its departure; some run already. */
function aRoomyInput(draw: Draw): ClearingInput {
  const input = anInput(draw);
  const { nowS } = input;
  const children = input.children.map((child): ChildNeed => {
    const powerMaxW = draw.int(4_200, 11_000);
    const capW = Math.min(powerMaxW, child.ratedW);
    const powerMinW = Math.min(child.need.powerMinW, Math.floor(capW / 2));
    const departureS = Math.max(child.need.departureS, nowS + 1_200);
    const energyWh = Math.floor(Math.min(30_000, ((capW - planUnitW) * (departureS - nowS)) / 3_600));
    const need = { ...child.need, powerMaxW, powerMinW, departureS, energyWh };
    const runningW = draw.pick([0, draw.int(powerMinW, capW)]);
    return { ...child, need, running: { startS, stepS, max: Array<number>(steps).fill(runningW) } };
  });
  const room: Room = { startS, stepS, steps: 24, site: Array<number>(24).fill(90_000) };
  return { nowS, room, children };
}

const keyOf = (child: ChildNeed): string => partKey(child.id, child.need.connector);
const capOf = (child: ChildNeed): Watts => Math.max(0, Math.min(child.need.powerMaxW, child.ratedW));

function planOf(plans: Plans, child: ChildNeed): Schedule {
  const plan = plans.get(keyOf(child));
  assert.ok(plan !== undefined, `${keyOf(child)} has no schedule`);
  return plan;
}

/** Each row that is limited, with the share of a watt of each child that it carries. */
function rowsOf(room: Room): readonly { name: string; room: readonly Watts[]; share: (child: ChildNeed) => number }[] {
  const onPhase = (phase: number) => (child: ChildNeed) => {
    const { phases } = child.need;
    // One without known phases counts in full on each.
    if (phases.length === 0) return 1;
    return phases.some((each) => each === phase) ? 1 / phases.length : 0;
  };
  return [
    { name: "site", room: room.site, share: () => 1 },
    ...(room.phases ?? []).map((row, index) => ({ name: `phase ${index + 1}`, room: row, share: onPhase(index + 1) })),
    ...[...(room.groups ?? [])].map(([name, row]) => ({
      name,
      room: row,
      share: (child: ChildNeed) => (child.group === name ? 1 : 0),
    })),
  ];
}

const rules: Readonly<Record<string, Rule>> = {
  "every connector that asks has a schedule on the room's grid, of 0 W up to the plan, and nobody else has": (
    strategy,
    options,
  ) =>
    forEachDrawn(options, anInput, (input) => {
      const plans = strategy.clear(input);
      assert.deepEqual([...plans.keys()].sort(), input.children.map(keyOf).sort());
      for (const [key, plan] of plans) {
        assert.deepEqual([plan.startS, plan.stepS, plan.max.length], [startS, stepS, steps], `the grid of ${key}`);
        assert.deepEqual(plan.min, Array<number>(steps).fill(0), `the lower bound of ${key}`);
      }
    }),

  "a plan is whole watts, at most what the connector and the holder can, and 0 W or at least the minimum": (
    strategy,
    options,
  ) =>
    forEachDrawn(options, anInput, (input) => {
      const plans = strategy.clear(input);
      for (const child of input.children) {
        for (const [step, watts] of planOf(plans, child).max.entries()) {
          const what = `${keyOf(child)} at step ${step}: ${watts} W`;
          assert.ok(Number.isInteger(watts) && watts >= 0, `${what} is not a whole number of watts from 0 W up`);
          assert.ok(watts <= capOf(child), `${what}, at most ${capOf(child)} W`);
          assert.ok(watts === 0 || watts >= child.need.powerMinW, `${what}, at least ${child.need.powerMinW} W or 0 W`);
        }
      }
    }),

  "no row is loaded beyond its room, counting fallbacks; where they alone are more, nothing is added to it": (
    strategy,
    options,
  ) =>
    forEachDrawn(options, anInput, (input) => {
      const plans = strategy.clear(input);
      for (const row of rowsOf(input.room)) {
        for (let step = 0; step < steps; step++) {
          const sum = (watts: (child: ChildNeed) => Watts): number =>
            input.children.reduce((total, child) => total + row.share(child) * watts(child), 0);
          const fallbacksW = sum((child) => child.fallbackImportW);
          const usedW = sum((child) => Math.max(planOf(plans, child).max[step] ?? 0, child.fallbackImportW));
          const roomW = Math.max(row.room[step] ?? 0, fallbacksW);
          assert.ok(usedW <= roomW + hairW, `${row.name} at step ${step}: ${usedW} W, room ${roomW} W`);
        }
      }
    }),

  "who has left, and who needs nothing, is given nothing": (strategy, options) =>
    forEachDrawn(options, anInput, (input) => {
      const plans = strategy.clear(input);
      for (const child of input.children) {
        const { departureS, energyWh: missing } = child.need;
        for (const [step, watts] of planOf(plans, child).max.entries()) {
          if (startS + step * stepS < departureS && missing > 0) continue;
          assert.equal(watts, 0, `${keyOf(child)} at step ${step}`);
        }
      }
    }),

  "the same question has the same answer, in whatever order the children come": (strategy, options) =>
    forEachDrawn(options, anInput, (input, draw) => {
      const sorted = (plans: Plans) => [...plans].sort(([a], [b]) => (a < b ? -1 : 1));
      const answer = sorted(strategy.clear(input));
      assert.deepEqual(sorted(strategy.clear(input)), answer, "asked again");
      const children = draw.shuffled(input.children);
      assert.deepEqual(sorted(strategy.clear({ ...input, children })), answer, "asked in another order");
    }),

  "where all fits at full power, nobody who needs all of this step is lowered below what it runs at": (
    strategy,
    options,
  ) =>
    forEachDrawn(options, aRoomyInput, (input) => {
      const plans = strategy.clear(input);
      for (const child of input.children) {
        const { running, need } = child;
        const runningW = (running && maxAt(running, input.nowS)) ?? 0;
        const leftS = Math.min(startS + stepS, need.departureS) - input.nowS;
        if ((capOf(child) * leftS) / 3_600 > need.energyWh) continue;
        const watts = planOf(plans, child).max[0] ?? 0;
        assert.ok(watts > runningW - planUnitW, `${keyOf(child)} runs at ${runningW} W and is lowered to ${watts} W`);
      }
    }),

  "where all fits at full power, every need is met by its departure": (strategy, options) =>
    forEachDrawn(options, aRoomyInput, (input) => {
      const plans = strategy.clear(input);
      for (const child of input.children) {
        const gotWh = energyWh(planOf(plans, child), input.nowS, child.need.departureS);
        assert.ok(gotWh >= child.need.energyWh - hairW, `${keyOf(child)}: ${gotWh} Wh of ${child.need.energyWh} Wh`);
      }
    }),
};

/**
 * What every one-shot strategy must do, asked with random rooms and needs. The ledger lets nothing through that does not fit:
 * a strategy that breaks these shares power badly, or asks for what is not granted.
 */
export function clearingContract(create: () => ClearingStrategy, options: DrawOptions = {}): readonly ContractCase[] {
  return Object.entries(rules).map(([title, rule]) => ({ title, run: () => rule(create(), options) }));
}
