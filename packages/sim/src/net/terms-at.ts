import type { Schedule, Terms, UnixS, Watts } from "@chargepact/protocol";

/** A stretch of schedule time, s. */
export interface Span {
  readonly fromS: UnixS;
  readonly toS: UnixS;
}

/** The largest import that terms allow at any time of a span, all connectors together, W ≥ 0. */
export function mostAt(terms: Terms, span: Span): Watts {
  return terms.parts.reduce((sum, { schedule }) => sum + mostOf(schedule, span), 0);
}

/** The same of one schedule: 0 W before it begins and after it ends. */
export function mostOf({ startS, stepS, max }: Schedule, { fromS, toS }: Span): Watts {
  const first = Math.max(0, Math.floor((fromS - startS) / stepS));
  const last = Math.min(max.length - 1, Math.floor((toS - startS) / stepS));
  let most = 0;
  for (let step = first; step <= last; step++) most = Math.max(most, max[step] ?? 0);
  return most;
}

/** True where terms allow no more than others in any of their own steps. */
export function nowhereAbove(terms: Terms, others: Terms): boolean {
  return terms.parts.every(({ schedule: { startS, stepS, max } }) =>
    max.every((_, step) => {
      const span = { fromS: startS + step * stepS, toS: startS + (step + 1) * stepS - 1 };
      return mostAt(terms, span) <= mostAt(others, span);
    }),
  );
}
