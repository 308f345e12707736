import { sha256 } from "@chargepact/agent";
import {
  constantSchedule,
  embedTerms,
  type Embedded,
  type ScheduleMs,
  type Terms,
  type Watts,
} from "@chargepact/protocol";

export const embed = (terms: Terms): Embedded<Terms> => embedTerms(terms, sha256);

const stepS = 900;

/** W by connector, constant from the quarter of an hour that holds `scheduleMs` on, for `steps` quarters. */
export function flat(
  scheduleMs: ScheduleMs,
  powers: readonly Watts[],
  options: { readonly steps?: number; readonly minW?: Watts } = {},
): Terms {
  const startS = Math.floor(scheduleMs / 1000 / stepS) * stepS;
  const { steps = 16, minW = 0 } = options;
  const grid = { startS, stepS, steps };
  return {
    parts: powers.map((maxW, index) => ({
      connector: index + 1,
      schedule: constantSchedule(grid, maxW, Math.min(minW, maxW)),
    })),
  };
}

/** Steps of `stepS` from `scheduleMs` on, one power each. */
export function stepped(scheduleMs: ScheduleMs, stepS: number, powers: readonly Watts[]): Terms {
  const startS = Math.floor(scheduleMs / 1000);
  return { parts: [{ connector: 1, schedule: { startS, stepS, max: powers, min: powers.map(() => 0) } }] };
}
