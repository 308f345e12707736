import {
  type Answered,
  type CoreInput,
  type Effect,
  type Predictors,
  readHorizon,
  readWear,
  type ShortHorizonPrediction,
  type WearPrediction,
} from "@chargepact/protocol";
import type { Clock } from "./clock.js";

type PredictEffect = Extract<Effect, { kind: "predict" }>;
type Maybe<Prediction> = Answered<Prediction> | undefined;

/** Calls that may be open at a time: a predictor that never answers is asked no more, and holds no more memory. */
const openMax = 8;

/** Asks one owner's predictors; whatever comes of it, or does not in time, is one input like any other. */
export class PredictorDesk {
  /** Calls that have not settled. */
  private open = 0;

  constructor(
    private readonly predictors: Predictors | undefined,
    private readonly clock: Clock,
  ) {}

  /** Answers exactly once, at the latest when the deadline has passed; within the call where the predictors do. */
  ask({ number, question, deadlineMs }: PredictEffect, answer: (input: CoreInput) => void): void {
    const late = { deadlineMs, at: this.clock.now().mono + deadlineMs };
    const { wear: aboutWear, horizon: aboutHorizon } = question;
    const wear =
      aboutWear &&
      this.call(late, () => this.predictors?.wear?.predict(aboutWear), {
        read: (said) => readWear(said, aboutWear.pack.chemistry),
      });
    const horizon =
      aboutHorizon &&
      this.call(late, () => this.predictors?.horizon?.predict(aboutHorizon), {
        read: (said) => readHorizon(said, aboutHorizon.pack.chemistry),
      });
    if (!(wear instanceof Promise) && !(horizon instanceof Promise)) {
      answer(predicted(number, wear, horizon));
      return;
    }
    this.wait({ number, late, wear, horizon }, answer);
  }

  private wait(
    asked: {
      readonly number: number;
      readonly late: Late;
      readonly wear: Maybe<WearPrediction> | Promise<Answered<WearPrediction>>;
      readonly horizon: Maybe<ShortHorizonPrediction> | Promise<Answered<ShortHorizonPrediction>>;
    },
    answer: (input: CoreInput) => void,
  ): void {
    const { number, late } = asked;
    let wear: Maybe<WearPrediction> = asked.wear instanceof Promise ? tooLate(late) : asked.wear;
    let horizon: Maybe<ShortHorizonPrediction> = asked.horizon instanceof Promise ? tooLate(late) : asked.horizon;
    let told = false;
    const tell = (): void => {
      if (told) return;
      told = true;
      this.clock.clear(timer);
      answer(predicted(number, wear, horizon));
    };
    const timer = this.clock.setTimer(late.at, tell);
    const heard = [
      Promise.resolve(asked.wear).then((said) => {
        wear = said;
      }),
      Promise.resolve(asked.horizon).then((said) => {
        horizon = said;
      }),
    ];
    // Neither rejects: how a call fails is its answer.
    void Promise.all(heard).then(tell);
  }

  /** One call, whatever it does. A blocking one is late when it returns. */
  private call<Prediction>(
    late: Late,
    predict: () => unknown,
    { read }: { readonly read: (said: unknown) => Prediction | undefined },
  ): Answered<Prediction> | Promise<Answered<Prediction>> {
    if (this.open >= openMax) return failed(`${this.open} earlier questions are not answered, allowed: ${openMax}`);
    const answered = (said: unknown): Answered<Prediction> => {
      if (this.clock.now().mono > late.at) return tooLate(late);
      if (said === undefined) return { kind: "refused" };
      const prediction = attempt(() => read(said));
      return prediction === undefined
        ? failed("its answer has not the shape of a prediction")
        : { kind: "answered", prediction };
    };
    try {
      const said = predict();
      if (!(said instanceof Promise)) return answered(said);
      this.open++;
      return said
        .then(answered, (cause: unknown) => failed<Prediction>(textOf(cause)))
        .finally(() => {
          this.open--;
        });
    } catch (cause) {
      return failed(textOf(cause));
    }
  }
}

interface Late {
  readonly deadlineMs: number;
  /** ms of the machine's clock. */
  readonly at: number;
}

const predicted = (number: number, wear: Maybe<WearPrediction>, horizon: Maybe<ShortHorizonPrediction>): CoreInput => ({
  ...{ kind: "predicted", number },
  ...(wear === undefined ? {} : { wear }),
  ...(horizon === undefined ? {} : { horizon }),
});

const failed = <Prediction>(detail: string): Answered<Prediction> => ({ kind: "failed", detail });
const tooLate = <Prediction>({ deadlineMs }: Late): Answered<Prediction> => failed(`no answer within ${deadlineMs} ms`);

/** What is thrown by getters of an answer counts as an answer that cannot be read. */
function attempt<Result>(read: () => Result): Result | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}

const detailMax = 200;
function textOf(cause: unknown): string {
  const text = attempt(() => (cause instanceof Error ? cause.message : String(cause))) ?? "threw what cannot be read";
  return text.slice(0, detailMax);
}
