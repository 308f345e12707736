import type { Watts } from "../../units.js";
import { bestAnswer } from "../answer/best-answer.js";
import type { AnswerProblem } from "../answer/problem.js";
import { proxAnswer } from "./prox.js";
import type { SumAnswer, SumAsk } from "./types.js";

/**
 * A battery's side of one plan in the sum mode: answers each question with one profile, and remembers where it was.
 * Questions that it never got only make the rounds slower.
 */
export class SumHolder {
  #centreW: readonly Watts[] | undefined;
  #powerW: readonly Watts[];

  /** `limitW` is what it declared, W per step: the larger of import and export; `fallbackW` what it does without a plan. */
  constructor(
    private readonly problem: AnswerProblem,
    private readonly limitW: readonly Watts[],
    fallbackW: readonly Watts[],
  ) {
    this.#powerW = fallbackW;
  }

  /** Its profile and, unless it is not to say, its L. Throws `UNSUPPORTED` for one that exports or has a least power. */
  answer(ask: SumAsk, saysBest = true): SumAnswer {
    const before = this.#centreW;
    const centreW = this.problem.usable.map((_, step) => {
      const last = this.#powerW[step] ?? 0;
      const relaxed = before === undefined ? last : ask.relax * last + (1 - ask.relax) * (before[step] ?? 0);
      return relaxed - (ask.excess[step] ?? 0) * (this.limitW[step] ?? 0);
    });
    const { powerW } = proxAnswer(this.problem, ask, { centreW, limitW: this.limitW });
    this.#centreW = centreW;
    this.#powerW = powerW;
    if (!saysBest) return { powerW };
    return { powerW, bestValueMicro: bestAnswer({ ...this.problem, price: ask.price }).boundMicro };
  }
}
