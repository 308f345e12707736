/** What went wrong with an engine or a model; it goes on without the model's answers, by whoever is next in the chain. */
export interface EngineProblem {
  readonly kind: "HANG" | "ENDED" | "THREW" | "ANSWER" | "LOAD";
  /** Id of the model that was at work, where one was. */
  readonly model?: string;
  readonly detail: string;
  /** How often this has happened with this model. */
  readonly count: number;
}

/** Tells of a problem the first, second, fourth, eighth … time that it happens. */
export class Problems {
  readonly #counts = new Map<string, number>();
  readonly #tell: ((problem: EngineProblem) => void) | undefined;

  constructor(tell: ((problem: EngineProblem) => void) | undefined) {
    this.#tell = tell;
  }

  add(kind: EngineProblem["kind"], detail: string, model?: string): void {
    const key = `${kind} ${model ?? ""}`;
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.set(key, count);
    if (Number.isInteger(Math.log2(count)))
      this.#tell?.({ kind, detail, count, ...(model === undefined ? {} : { model }) });
  }
}
