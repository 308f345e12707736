import { partKey, type ChildNeed } from "../../market/index.js";
import { type AnswerProblem, declaredCost, usableOf } from "../../market/answer/index.js";
import { cohortLeast } from "../../market/feeder/cohort.js";
import { type SumAnswer, type SumAsk, type SumChild, SumHolder, SumMembers } from "../../market/sum/index.js";
import { tiersOf } from "../../market/tiers.js";
import type { Offer, PriceVector, SumQuestion } from "../../messages.js";
import type { Micro, MicroPerKwh, UnixS, Watts } from "../../units.js";

const baseId = "base";

/** What a site knows of its members when it is first asked in a plan. */
export interface SpeakerView {
  readonly nowS: UnixS;
  readonly vehicles: readonly ChildNeed[];
  /** W ≥ 0 per step of the question: load that nobody moves. */
  readonly baseW: readonly Watts[];
  /** W > 0: what its own need says that it can use at most; its members' limits count as parts of it. */
  readonly limitW: Watts;
  /** µ per kWh of a need's last tier. */
  readonly valueMicroPerKwh: MicroPerKwh;
}

/** One profile for all, W per step, with what it costs its members. */
export interface SpeakerAnswer extends SumAnswer {
  readonly costMicro: Micro;
}

interface Member {
  readonly id: string;
  readonly holder: SumHolder;
  readonly problem: AnswerProblem;
}

interface Conversation {
  readonly plan: number;
  readonly members: SumMembers;
  readonly vehicles: readonly Member[];
  readonly baseW: readonly Watts[];
  /** Hours that are left of each step. */
  readonly hours: readonly number[];
}

/**
 * Answers for a site in the sum mode, from the needs that its members stated: what each would do at the prices is worked
 * out here, and only the sum leaves. Wear stays out of it; that is what option rounds inside the site are for.
 */
export class SumSpeaker {
  private conversation: Conversation | undefined;

  /** The site's profile, or undefined where it has fewer than three members to add up. `sum` has the steps of `prices`. */
  answer({ plan, prices, sum }: Offer, read: () => SpeakerView): SpeakerAnswer | undefined {
    if (prices === undefined || sum === undefined) return undefined;
    if (this.conversation?.plan !== plan) this.conversation = begin(plan, prices, read());
    const { members, vehicles, baseW, hours } = this.conversation;
    if (vehicles.length < cohortLeast) return undefined;
    const ask = askOf(prices, sum);
    members.ask();
    const baseMicro = hours.reduce((all, h, step) => all + (h * (baseW[step] ?? 0) * (ask.price[step] ?? 0)) / 1000, 0);
    members.take(baseId, { powerW: baseW, bestValueMicro: Math.floor(baseMicro) });
    let costMicro = 0;
    for (const { id, holder, problem } of vehicles) {
      const answer = holder.answer(ask);
      if (members.take(id, answer) === undefined) costMicro += declaredCost(problem, answer.powerW).costMicro;
    }
    const answer = members.answer();
    return { ...answer, costMicro };
  }
}

/** A question as it travels, as members are asked it. */
const askOf = (prices: PriceVector, { excessPpm, stiffnessMicroPerKwh, relaxMilli }: SumQuestion): SumAsk => ({
  set: "",
  children: [],
  price: prices.microPerKwh,
  excess: excessPpm.map((ppm) => ppm / 1e6),
  stiffness: stiffnessMicroPerKwh,
  relax: relaxMilli / 1000,
});

function begin(plan: number, prices: PriceVector, view: SpeakerView): Conversation {
  const steps = prices.microPerKwh.length;
  const problems = view.vehicles.flatMap((vehicle) => {
    const problem = problemOf(vehicle, prices, view);
    return problem === undefined ? [] : [{ id: partKey(vehicle.id, vehicle.need.connector), problem }];
  });
  const mostW = Array.from({ length: steps }, (_, step) =>
    problems.reduce((sum, { problem }) => sum + (problem.chargeMaxW?.[step] ?? 0), 0),
  );
  const zero = Array<Watts>(steps).fill(0);
  const vehicles = problems.map(({ id, problem }): Member => {
    // What is shared out by limits is shared by the site's own limit above, and here by the members' parts of it.
    const shareW = zero.map(
      (_, step) => ((problem.chargeMaxW?.[step] ?? 0) * view.limitW) / Math.max(1, mostW[step] ?? 0),
    );
    return { id, problem, holder: new SumHolder(problem, shareW, zero) };
  });
  const base: SumChild = { id: baseId, importMaxW: view.baseW, exportMaxW: zero, fallbackW: view.baseW };
  const members = new SumMembers(
    [
      base,
      ...problems.map(({ id, problem }): SumChild => ({
        ...{ id, importMaxW: problem.chargeMaxW ?? zero, exportMaxW: zero, fallbackW: zero },
      })),
    ],
    steps,
  );
  const { startS, stepS } = prices;
  const left = usableOf({ startS, stepS, steps }, { fromS: view.nowS, toS: Number.POSITIVE_INFINITY });
  return { plan, members, vehicles, baseW: view.baseW, hours: left.map((share) => (share * stepS) / 3600) };
}

/** What a need says, as an answer is worked out from it; undefined where it asks for nothing that can be charged. */
function problemOf({ need, ratedW }: ChildNeed, prices: PriceVector, view: SpeakerView): AnswerProblem | undefined {
  const { startS, stepS, microPerKwh } = prices;
  const powerMaxW = Math.min(need.powerMaxW, ratedW);
  if (need.energyWh <= 0 || powerMaxW <= 0) return undefined;
  const grid = { startS, stepS, steps: microPerKwh.length };
  const usable = usableOf(grid, { fromS: view.nowS, toS: need.departureS });
  return {
    ...{ startS, stepS, usable, price: microPerKwh },
    charge: [{ toW: powerMaxW, wearMicroPerKwh: 0 }],
    chargeMaxW: usable.map((share) => (share > 0 ? powerMaxW : 0)),
    discharge: [],
    ...{ chargeEfficiency: 1, dischargeEfficiency: 1, storedWh: 0, storedMinWh: 0, storedMaxWh: need.energyWh },
    tiers: tiersOf(need.energyWh, view.valueMicroPerKwh, need.firstWh),
    powerMinW: 0,
  };
}
