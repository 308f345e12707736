import { bestAnswer, declaredCost, usableOf, type AnswerProblem } from "../../market/answer/index.js";
import type { RoundsAsk, RoundsChild, RoundsReply } from "../../market/rounds/index.js";
import { tiersOf, worthOf } from "../../market/tiers.js";
import type { MicroPerKwh, UnixS, WattHours, Watts } from "../../units.js";

/** Vehicles that history lets a site expect and that have not come yet: those that arrive at about one time, together. */
export interface ExpectedNeed {
  readonly arriveS: UnixS;
  readonly departureS: UnixS;
  readonly energyWh: WattHours;
  /** W ≥ 0 of all of them together. */
  readonly powerMaxW: Watts;
  /** µ per kWh that charging wears their batteries. */
  readonly wearMicroPerKwh: MicroPerKwh;
}

interface Grid {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly steps: number;
}

/** No agent has an id like this. */
const prefix = "~expected";

/** True for a child of a plan that is only expected: it is answered for here, and granted nothing. */
export const isExpected = (child: string): boolean => child.startsWith(prefix);

/**
 * What is expected to come within a plan, as children that the site answers for itself: they hold nothing in the ledger,
 * but energy that somebody here could take now is not put off into the time that they will need.
 */
export class Expected {
  private readonly problems = new Map<string, AnswerProblem>();
  readonly children: readonly RoundsChild[];

  constructor(
    needs: readonly ExpectedNeed[],
    about: { readonly grid: Grid; readonly nowS: UnixS; readonly valueMicroPerKwh: MicroPerKwh },
  ) {
    const { grid, nowS, valueMicroPerKwh } = about;
    const endS = grid.startS + grid.steps * grid.stepS;
    this.children = needs
      .filter(({ arriveS }) => arriveS > nowS && arriveS < endS)
      .map((need, index) => {
        const id = `${prefix}-${String(index).padStart(3, "0")}/1`;
        const problem = problemOf(need, grid, valueMicroPerKwh);
        this.problems.set(id, problem);
        return childOf(id, need, problem);
      });
  }

  /** The answer of an expected child to one round. */
  answer({ child, prices, proposals }: RoundsAsk): RoundsReply {
    const problem = this.problems.get(child);
    if (problem === undefined) return { options: [], priced: [] };
    const best = bestAnswer({ ...problem, price: prices.importPrice });
    const schedules = [best, ...proposals.map((powerW) => declaredCost(problem, powerW))];
    const byId = new Map(schedules.map(({ powerW, costMicro }) => [powerW.join(), { powerW, costMicro }]));
    const options = [...byId].map(([id, option]) => ({ id, ...option }));
    const priced = proposals.flatMap((powerW, proposal) => {
      const option = options.findIndex(({ id }) => id === powerW.join());
      return option < 0 ? [] : [{ proposal, option }];
    });
    return { options, priced, bestValueMicro: best.boundMicro };
  }
}

/** What does not fit into the plan's horizon is left out: as much of the need as of its stay. */
function problemOf(need: ExpectedNeed, grid: Grid, valueMicroPerKwh: MicroPerKwh): AnswerProblem {
  const { arriveS, departureS, powerMaxW, wearMicroPerKwh } = need;
  const endS = grid.startS + grid.steps * grid.stepS;
  const share = Math.max(0, Math.min(1, (endS - arriveS) / Math.max(1, departureS - arriveS)));
  const energyWh = need.energyWh * share;
  const usable = usableOf(grid, { fromS: arriveS, toS: departureS }).map((part) => (part < 1 ? 0 : 1));
  return {
    startS: grid.startS,
    stepS: grid.stepS,
    usable,
    price: usable.map(() => 0),
    charge: [{ toW: powerMaxW, wearMicroPerKwh }],
    discharge: [],
    chargeEfficiency: 1,
    dischargeEfficiency: 1,
    storedWh: 0,
    storedMinWh: 0,
    storedMaxWh: energyWh,
    tiers: tiersOf(energyWh, valueMicroPerKwh),
    powerMinW: 0,
  };
}

function childOf(
  id: string,
  { powerMaxW, departureS, wearMicroPerKwh }: ExpectedNeed,
  problem: AnswerProblem,
): RoundsChild {
  const none = problem.usable.map(() => 0);
  return {
    id,
    importMaxW: problem.usable.map((share) => (share > 0 ? powerMaxW : 0)),
    exportMaxW: none,
    bookedImportW: 0,
    bookedExportW: 0,
    powerMinW: 0,
    blendable: true,
    departureS,
    tiers: problem.tiers,
    energyMaxWh: problem.storedMaxWh,
    knownWearMicroPerKwh: wearMicroPerKwh,
    fallback: {
      powerW: none,
      costMicro: Math.ceil(worthOf(problem.tiers)),
    },
  };
}
