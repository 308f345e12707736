import type { Micro, Watts } from "../../units.js";
import { refusalOf } from "./judge.js";
import type { SumAnswer, SumChild, SumGrant } from "./types.js";

/**
 * A grantor's side of a plan in the sum mode: it passes each question on to its members as it is, and answers with the sum
 * of their profiles. What a member needs stays here; not even its profile leaves. Of a grant for all, each gets its share.
 */
export class SumMembers {
  readonly #profiles: (readonly Watts[])[];
  readonly #best: (Micro | undefined)[];
  readonly #indexOf: ReadonlyMap<string, number>;

  constructor(
    private readonly members: readonly SumChild[],
    private readonly steps: number,
  ) {
    this.#profiles = members.map(({ fallbackW }) => fallbackW);
    this.#best = members.map(() => undefined);
    this.#indexOf = new Map(members.map(({ id }, index) => [id, index]));
  }

  /** What it declares of itself: the sums of its members. Its own connection is its group's row, which who asks knows. */
  child(id: string, group?: string): SumChild {
    return {
      ...{ id, ...(group === undefined ? {} : { group }) },
      importMaxW: this.#sum(({ importMaxW }) => importMaxW),
      exportMaxW: this.#sum(({ exportMaxW }) => exportMaxW),
      fallbackW: this.#sum(({ fallbackW }) => fallbackW),
    };
  }

  /** A new question goes out: nobody has said its L yet. */
  ask(): void {
    this.#best.fill(undefined);
  }

  /** A member's answer; gives why it does not count, where it does not: its last profile then stays. */
  take(member: string, answer: SumAnswer): string | undefined {
    const index = this.#indexOf.get(member);
    const child = index === undefined ? undefined : this.members[index];
    if (index === undefined || child === undefined) return `no member ${member}`;
    const detail = refusalOf(child, answer, this.steps);
    if (detail !== undefined) return detail;
    this.#profiles[index] = answer.powerW;
    this.#best[index] = answer.bestValueMicro;
    return undefined;
  }

  /** The sum of all, as one answer; with L where every member said it. */
  answer(): SumAnswer {
    const powerW = this.#sum((_, index) => this.#profiles[index] ?? []);
    let micro = 0;
    for (const best of this.#best) micro += best ?? Number.NaN;
    return { powerW, ...(Number.isFinite(micro) ? { bestValueMicro: micro } : {}) };
  }

  /**
   * The members' parts of a grant, which is what this answered last or, step by step, less: their last profiles, all by one
   * factor. They add up to no more than the grant; whole units.
   */
  share(grantW: readonly Watts[], unitW: Watts): readonly SumGrant[] {
    const sumW = this.#sum((_, index) => this.#profiles[index] ?? []);
    const factors = sumW.map((watts, step) => factorOf(grantW[step] ?? 0, watts));
    return this.members.map(({ id }, index) => ({
      child: id,
      powerW: factors.map((factor, step) => {
        const [asked, given] = [this.#profiles[index]?.[step] ?? 0, grantW[step] ?? 0];
        const units = (Math.abs(asked) * factor) / unitW;
        // What goes the grant's way is rounded down, what goes against it up, so that the sum stays within.
        const whole = asked * given >= 0 ? Math.floor(units + 1e-9) : Math.ceil(units - 1e-9);
        return Math.sign(asked) * Math.min(Math.abs(asked), whole * unitW) || 0;
      }),
    }));
  }

  #sum(of: (member: SumChild, index: number) => readonly Watts[]): readonly Watts[] {
    const sumW = Array<number>(this.steps).fill(0);
    for (const [index, member] of this.members.entries()) {
      const own = of(member, index);
      for (let step = 0; step < this.steps; step += 1) sumW[step] = (sumW[step] ?? 0) + (own[step] ?? 0);
    }
    return sumW;
  }
}

/** Share of a sum that a grant leaves, 0–1; all where the grant is all, or there is nothing to share. */
const factorOf = (grantW: Watts, sumW: Watts): number => (sumW === 0 ? 1 : Math.max(0, Math.min(1, grantW / sumW)));
