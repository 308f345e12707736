import type { Watts } from "../../units.js";
import { valueOf } from "./judge.js";
import type { ChildPrices, RoundsOption, RoundsReply } from "./types.js";

/**
 * The most that a child has shown it can take in each step: where it answered a proposal with the same schedule but for
 * less power in some steps, that is what it can take there. A guess for proposals alone: bounds and judgements keep to
 * what it stated.
 */
export function seenMost(
  before: readonly Watts[],
  proposals: readonly (readonly Watts[])[],
  answer: { readonly reply: RoundsReply; readonly told: ChildPrices; readonly hours: readonly number[] },
): readonly Watts[] {
  const priced = new Set(answer.reply.priced.map(({ proposal }) => proposal));
  const options = followedOptions(answer);
  let seen: Watts[] | undefined;
  for (const [position, proposal] of proposals.entries()) {
    if (priced.has(position)) continue;
    const followed = options.find(({ powerW }) => follows(powerW, proposal));
    for (const [step, asked] of proposal.entries()) {
      const watts = followed?.powerW[step] ?? asked;
      if (asked <= 0 || watts >= asked) continue;
      seen ??= [...before];
      seen[step] = Math.min(seen[step] ?? 0, watts);
    }
  }
  return seen ?? before;
}

/** Without the best answer, which follows no proposal: the option of least value at the prices. */
function followedOptions(answer: {
  readonly reply: RoundsReply;
  readonly told: ChildPrices;
  readonly hours: readonly number[];
}): readonly RoundsOption[] {
  const { reply, told, hours } = answer;
  if (reply.bestValueMicro === undefined) return reply.options;
  const values = reply.options.map((option) => valueOf(option, told, hours));
  const best = values.indexOf(Math.min(...values));
  return reply.options.filter((_, index) => index !== best);
}

/** Nowhere above the proposal, and charging wherever it does. */
const follows = (powerW: readonly Watts[], proposal: readonly Watts[]): boolean =>
  powerW.every((watts, step) => watts <= (proposal[step] ?? 0) && watts > 0 === (proposal[step] ?? 0) > 0);
