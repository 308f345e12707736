import type { Target } from "../../link/desk.js";
import { loweredTerms } from "../../link/commit-judge.js";
import type { Answer } from "../../link/grantor.js";
import type { Embedded, Reason, Terms } from "../../messages.js";
import {
  minOverInterval,
  stepConstant,
  stepFromSchedule,
  stepLess,
  stepMap,
  stepMax,
  stepSum,
  type StepFunction,
} from "../../step-function.js";
import type { AgentId, MonoMs, UnixS, Watts } from "../../units.js";
import type { Site } from "./site.js";

interface Wish {
  readonly terms: Embedded<Terms>;
  readonly reasons: readonly Reason[];
  readonly until: MonoMs;
}

/**
 * Schedules that holders offered of their own accord (storage sites): what is left after the vehicles carries them. One whose
 * offer is over keeps of its lease what is left.
 */
export class Wishes {
  private readonly wishes = new Map<AgentId, Wish>();

  constructor(private readonly site: Site) {}

  /** True where the answer brought a new wish. */
  heard(holder: AgentId, answer: Answer): boolean {
    const [option] = answer.kind === "countered" ? answer.counter.options : [];
    if (option === undefined) return false;
    const until = this.site.context.now.mono + option.validMs;
    this.wishes.set(holder, { terms: option.terms, reasons: option.reasons, until });
    return true;
  }

  /** Adds what each may have beside the targets so far. */
  addTo(targets: Map<AgentId, Target>, startS: UnixS, exportW: Watts): void {
    const { desk } = this.site;
    for (const [holder, { hello }] of desk.links) {
      const wish = this.wishOf(holder, hello?.role === "storage");
      if (!desk.responsive(holder) || wish === undefined) continue;
      const allowed = limitedBy(wish.terms.value, freeAfter(this.site, targets, holder), exportW, startS);
      const granted = loweredTerms(wish.terms.value, allowed);
      const whole = JSON.stringify(granted) === JSON.stringify(loweredTerms(wish.terms.value, wish.terms.value));
      targets.set(holder, {
        terms: whole ? wish.terms : desk.embed(granted),
        reasons: whole ? ["PRICE"] : ["PRICE", "CAPACITY"],
        consented: whole,
      });
    }
  }

  private wishOf(holder: AgentId, isStorage: boolean): Omit<Wish, "until"> | undefined {
    const { desk, context } = this.site;
    const wish = this.wishes.get(holder);
    if (wish !== undefined && wish.until > context.now.mono) return wish;
    this.wishes.delete(holder);
    const held = isStorage ? desk.current(holder) : undefined;
    return held === undefined ? undefined : { terms: desk.embed(held), reasons: ["PRICE"] };
  }
}

/** The same grids, import at most what is free, export at most the limit. */
function limitedBy(terms: Terms, free: StepFunction, exportW: Watts, fromS: UnixS): Terms {
  return {
    parts: terms.parts.map(({ connector, schedule }) => ({
      connector,
      schedule: {
        startS: schedule.startS,
        stepS: schedule.stepS,
        max: schedule.max.map((_, step) => {
          const stepStart = schedule.startS + step * schedule.stepS;
          const stepEnd = stepStart + schedule.stepS;
          if (stepEnd <= fromS) return 0;
          const w = minOverInterval(free, Math.max(fromS, stepStart), stepEnd);
          return Math.max(0, Math.floor(w / 10) * 10);
        }),
        min: schedule.max.map(() => -exportW),
      },
    })),
  };
}

/** W over time that `targets`, but for those of one holder, and all that a plan cannot move leave free at the connection. */
export function freeAfter(site: Site, targets: ReadonlyMap<AgentId, Target>, except?: AgentId): StepFunction {
  const { desk } = site;
  const used: StepFunction[] = [desk.frozen("site")];
  for (const [holder, target] of targets) {
    if (holder === except) continue;
    const parts = target.terms.value.parts.map(({ schedule }) =>
      stepMap(stepFromSchedule(schedule, { beforeW: 0, afterW: 0 }), (w) => Math.max(0, w)),
    );
    // CP-LEDGER-1: the fallback is booked where it is more.
    used.push(stepMax(stepSum(parts), stepConstant(desk.ledger.fallbackOf(holder).importW)));
  }
  return stepLess(desk.ledger.capacityOf("site").importW, stepSum(used));
}
