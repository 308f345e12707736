import { agents, type Budget, type ModelConfig } from "./config.js";

/** How much of what is bounded is left: a number for each budget that occurs, and what spending makes of it. */
export class Budgets {
  private readonly list: Budget[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly spent: number[] = [];

  constructor({ acts, slips, crashes, duplicates }: ModelConfig) {
    this.numberOf({
      duplicates,
      crashes: agents.map((agent) => crashes[agent]),
      acts: acts.map(() => 0),
      slips: slips.map(() => false),
    });
  }

  /** Each returns the budget that is left, or −1 where there is none. */
  double(budget: number): number {
    return this.spend(budget, 0, (from) =>
      from.duplicates > 0 ? { ...from, duplicates: from.duplicates - 1 } : undefined,
    );
  }
  crash(budget: number, agent: number): number {
    return this.spend(budget, 1 + agent, (from) => {
      if ((from.crashes[agent] ?? 0) === 0) return undefined;
      return { ...from, crashes: from.crashes.map((each, at) => (at === agent ? each - 1 : each)) };
    });
  }
  act(budget: number, index: number): number {
    return this.spend(budget, 8 + index, (from) => ({
      ...from,
      acts: from.acts.map((each, at) => (at === index ? each + 1 : each)),
    }));
  }
  slip(budget: number, index: number): number {
    return this.spend(budget, 16 + index, (from) =>
      from.slips[index] === true ? undefined : { ...from, slips: from.slips.map((each, at) => each || at === index) },
    );
  }
  actsDone(budget: number, index: number): number {
    return this.list[budget]?.acts[index] ?? 0;
  }

  private spend(budget: number, what: number, of: (from: Budget) => Budget | undefined): number {
    const known = this.spent[budget * 32 + what];
    if (known !== undefined) return known;
    const left = of(this.list[budget] as Budget);
    const number = left === undefined ? -1 : this.numberOf(left);
    this.spent[budget * 32 + what] = number;
    return number;
  }

  private numberOf(budget: Budget): number {
    const key = JSON.stringify(budget);
    let number = this.numbers.get(key);
    if (number === undefined) {
      number = this.list.push(budget) - 1;
      this.numbers.set(key, number);
      for (let what = 0; what < 32; what++) this.spent.push(undefined as never);
    }
    return number;
  }
}
