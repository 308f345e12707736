import type { Effect, Trace } from "../../core.js";
import type { CoreContext } from "../../link/context.js";
import type { RoundsOutcome } from "../../market/rounds/index.js";
import type { Settlement } from "../../market/settlement.js";
import { protocolVersion, type PlanNotice } from "../../messages.js";

/** Largest gap that has a number on the wire, millionths. */
const gapMaxPpm = 2 ** 32 - 1;

/** How a plan of option rounds ended, as all are told. The prices are those at the connection, without any row's. */
export function planNotice(plan: number, outcome: RoundsOutcome, settlement: Settlement): PlanNotice {
  const { startS, stepS, balance } = settlement;
  return {
    kind: "planNotice",
    plan,
    strategy: "option-rounds",
    rounds: outcome.rounds,
    upperMicro: outcome.upperMicro,
    ...boundOf(outcome),
    prices: { startS, stepS, microPerKwh: balance },
  };
}

/** CP-PLAN-1: a bound that leaves a child out, or lies above what the plan costs, is none and is not claimed. */
function boundOf(outcome: RoundsOutcome): Pick<PlanNotice, "lowerMicro" | "gapPpm" | "boundComplete"> {
  const { upperMicro, lowerMicro, gapPpm, boundComplete } = outcome;
  if (!boundComplete || lowerMicro === undefined || lowerMicro > upperMicro) return { boundComplete: false };
  const gap = gapPpm === undefined || gapPpm > gapMaxPpm ? {} : { gapPpm };
  return { boundComplete: true, lowerMicro: Math.floor(lowerMicro), ...gap };
}

/** How a plan of option rounds ended, as whoever watches this agent sees it. */
export function clearedTrace(plan: number, outcome: RoundsOutcome, settlement: Settlement): Trace {
  const { upperMicro, lowerMicro, gapPpm, rounds, origin, ended, boundComplete } = outcome;
  return {
    what: "cleared",
    plan,
    rounds,
    upperMicro,
    origin,
    ended,
    boundComplete,
    ...(lowerMicro === undefined ? {} : { lowerMicro }),
    ...(gapPpm === undefined ? {} : { gapPpm }),
    trail: outcome.trail.map(({ round, gap }) => ({ round, gap: gap ?? Number.NaN })),
    settlement,
  };
}

/** CP-PLAN-1: how a plan ended is told once to all who listen; nobody has to hear it. `seq` counts this life's notices. */
export function noticeToAll({ self, epoch, timings }: CoreContext, seq: number, body: PlanNotice): Effect {
  const header = { ...protocolVersion, sender: self, recipient: "", epoch, seq, sessionId: "" };
  return { kind: "broadcast", envelope: { ...header, ttlMs: timings.requestTtlMs, body } };
}
