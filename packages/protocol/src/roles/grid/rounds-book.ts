import { partOfKey } from "../../market/index.js";
import type { ChildPrices, RoundsAsk, RoundsOption, RoundsProblem, RoundsReply } from "../../market/rounds/index.js";
import type { CounterOffer, PriceVector, Schedule, Terms, TermsPart } from "../../messages.js";
import type { Grid } from "../../schedule.js";
import type { AgentId, Watts } from "../../units.js";

/** What one holder is asked in a round. */
export interface Question {
  readonly prices: PriceVector;
  readonly partPrices: readonly { readonly connector: number; readonly prices: PriceVector }[];
  readonly proposals: readonly Terms[];
}

/** Translates between the children of a plan (one connector each) and the holders that speak for them. */
export class HolderBook {
  private readonly rounds = new Map<AgentId, number>();
  private readonly proposed = new Map<string, readonly (readonly Watts[])[]>();
  /** Hash of the terms that stand behind an option, by child and option id. */
  private readonly hashes = new Map<string, string>();

  constructor(private readonly problem: RoundsProblem) {}

  roundOf(holder: AgentId): number {
    return this.rounds.get(holder) ?? 0;
  }
  /** Everybody who was asked in this plan. */
  asked(): readonly AgentId[] {
    return [...this.rounds.keys()];
  }
  hashOf(child: string, option: string): string | undefined {
    return this.hashes.get(`${child} ${option}`);
  }

  questions(asks: readonly RoundsAsk[], round: number): ReadonlyMap<AgentId, Question> {
    const questions = new Map<AgentId, Question>();
    for (const [holder, own] of byHolder(asks)) {
      const [first] = own;
      if (first === undefined) continue;
      this.rounds.set(holder, round);
      for (const ask of own) this.proposed.set(ask.child, ask.proposals);
      const prices = priceVector(this.problem.grid, first.prices);
      const partPrices = own
        .map((ask) => ({
          connector: partOfKey(ask.child).connector,
          prices: priceVector(this.problem.grid, ask.prices),
        }))
        .filter((part) => JSON.stringify(part.prices) !== JSON.stringify(prices));
      questions.set(holder, { prices, partPrices, proposals: this.proposals(own) });
    }
    return questions;
  }

  /** The k-th proposals of all parts together, at most five. */
  private proposals(own: readonly RoundsAsk[]): readonly Terms[] {
    const { startS, stepS } = this.problem.grid;
    const most = Math.min(5, Math.max(0, ...own.map((ask) => ask.proposals.length)));
    return Array.from({ length: most }, (_, index): Terms => {
      const parts = own.flatMap((ask): TermsPart[] => {
        const powerW = ask.proposals[index];
        if (powerW === undefined) return [];
        const schedule: Schedule = {
          startS,
          stepS,
          max: powerW.map((watts) => Math.max(0, Math.round(watts))),
          min: powerW.map((watts) => Math.min(0, Math.round(watts))),
        };
        return [{ connector: partOfKey(ask.child).connector, schedule }];
      });
      return { parts: parts.sort((a, b) => a.connector - b.connector) };
    });
  }

  /** What a counter-offer says for each of the holder's parts. */
  replies(holder: AgentId, counter: CounterOffer): readonly { readonly child: string; readonly reply: RoundsReply }[] {
    const own = this.problem.children.filter((child) => partOfKey(child.id).holder === holder);
    return own.map((child) => {
      const connector = partOfKey(child.id).connector;
      const options: RoundsOption[] = [];
      for (const option of counter.options) {
        const part = option.terms.value.parts.find((each) => each.connector === connector);
        if (part === undefined || option.terms.value.parts.length !== 1) continue;
        this.hashes.set(`${child.id} ${option.terms.hash}`, option.terms.hash);
        options.push({
          id: option.terms.hash,
          powerW: powersOf(part.schedule, { ...this.problem.grid, steps: this.problem.grid.usable.length }),
          costMicro: option.costMicro,
        });
      }
      const proposals = this.proposed.get(child.id) ?? [];
      const priced = proposals.flatMap((powerW, proposal) => {
        const option = options.findIndex((each) =>
          each.powerW.every((watts, step) => watts === Math.round(powerW[step] ?? 0)),
        );
        return option < 0 ? [] : [{ proposal, option }];
      });
      const value = counter.partValues?.find((each) => each.connector === connector)?.bestValueMicro;
      const bestValueMicro = value ?? (own.length === 1 ? counter.bestValueMicro : undefined);
      return {
        child: child.id,
        reply: { options, priced, ...(bestValueMicro === undefined ? {} : { bestValueMicro }) },
      };
    });
  }
}

/** What is about single children, by the holder that speaks for them. */
export function byHolder<About extends { readonly child: string }>(
  all: readonly About[],
): ReadonlyMap<AgentId, readonly About[]> {
  const groups = new Map<AgentId, About[]>();
  for (const each of all) {
    const { holder } = partOfKey(each.child);
    groups.set(holder, [...(groups.get(holder) ?? []), each]);
  }
  return groups;
}

/** Prices of one child on a plan's grid, as they travel. */
export function priceVector(
  { startS, stepS }: RoundsProblem["grid"],
  { importPrice, exportPrice }: ChildPrices,
): PriceVector {
  const same = importPrice.every((price, step) => price === exportPrice[step]);
  const vector = { startS, stepS, microPerKwh: importPrice.map(Math.round) };
  return same ? vector : { ...vector, exportMicroPerKwh: exportPrice.map(Math.round) };
}

/** A schedule on a plan's grid as one power a step: import where it may import, else export; 0 W outside of it. */
export function powersOf(schedule: Schedule, { startS, stepS, steps }: Grid): readonly Watts[] {
  return Array.from({ length: steps }, (_, step) => {
    const index = Math.floor((startS + step * stepS - schedule.startS) / schedule.stepS);
    const max = schedule.max[index] ?? 0;
    const min = schedule.min === undefined ? max : (schedule.min[index] ?? 0);
    return max > 0 ? max : Math.min(0, min);
  });
}
