import type { Schedule } from "../../messages.js";
import { maxAt, minAt } from "../../schedule.js";
import type { AgentId, Micro, MicroPerKwh, UnixS, WattHours, Watts } from "../../units.js";
import type { ChildNeed } from "../strategy.js";
import { tiersOf } from "../tiers.js";
import { tradeHours, type TradeParty } from "./types.js";

/** The steps of a window and what undelivered energy is worth at the site. */
export interface StaleView {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly steps: number;
  /** What comes before is as it is. */
  readonly fromS: UnixS;
  readonly nowS: UnixS;
  readonly valueMicroPerKwh: MicroPerKwh;
}

/**
 * A connector as somebody to trade with, by a plan that no longer suits its need: what its running lease gives it, and as
 * cost the worth of what it would still miss at departure. Its wear it knows itself, and says when it is asked. Undefined
 * where it has no lease on the grid of the window, or one that exports.
 */
export function staleParty({ id, need, ratedW, running }: ChildNeed, view: StaleView): TradeParty | undefined {
  const { startS, stepS, steps } = view;
  if (running?.stepS !== stepS || (startS - running.startS) % stepS !== 0) return undefined;
  if (running.min?.some((watts) => watts < 0) === true) return undefined;
  const starts = Array.from({ length: steps }, (_, step) => startS + step * stepS);
  const given = starts.map((fromS) => maxAt(running, fromS));
  // Where the lease has ended the fallback holds, which is nobody's to sell.
  const end = given.indexOf(undefined);
  const powerW = given.slice(0, end < 0 ? steps : end).map((watts) => watts ?? 0);
  if (powerW.length === 0) return undefined;
  const mostW = Math.min(ratedW, need.powerMaxW);
  const here = starts.slice(0, powerW.length).map((fromS) => fromS + stepS <= need.departureS);
  const outsideWh = energyOutside(running, { ...view, steps: powerW.length, untilS: need.departureS });
  const tiers = tiersOf(need.energyWh, view.valueMicroPerKwh, need.firstWh);
  const costMicro = (nextW: readonly Watts[]): Micro => {
    const insideWh = nextW.reduce(
      (sum, watts, step) => sum + (here[step] === true ? watts * tradeHours(view, step) : 0),
      0,
    );
    let leftWh = outsideWh + insideWh;
    const missing = tiers.reduce((micro, { energyWh, valueMicroPerKwh }) => {
      const missingWh = Math.max(0, energyWh - leftWh);
      leftWh = Math.max(0, leftWh - energyWh);
      return micro + (missingWh * valueMicroPerKwh) / 1000;
    }, 0);
    return Math.ceil(missing);
  };
  const maxW = here.map((is) => (is ? Math.floor(mostW) : 0));
  return { holder: id, connector: need.connector, powerW, maxW, powerMinW: need.powerMinW, costMicro };
}

/**
 * A storage site as somebody to buy from: of what it would charge in the window before it exports, each kWh is thought to
 * be worth `worthMicroPerKwh` to it. It knows better, and says so when it is asked. Undefined where it charges nothing.
 */
export function storageParty(
  { id, connector, running }: { readonly id: AgentId; readonly connector: number; readonly running: Schedule },
  view: StaleView,
  worthMicroPerKwh: MicroPerKwh,
): TradeParty | undefined {
  const { startS, stepS, steps } = view;
  if (running.stepS !== stepS || (startS - running.startS) % stepS !== 0) return undefined;
  const powerW: Watts[] = [];
  for (let step = 0; step < steps; step += 1) {
    const [maxW, minW] = [maxAt(running, startS + step * stepS), minAt(running, startS + step * stepS)];
    if (maxW === undefined || maxW < 0 || (minW ?? 0) < 0) break;
    powerW.push(maxW);
  }
  if (!powerW.some((watts) => watts > 0)) return undefined;
  const kwh = (watts: readonly Watts[]): number =>
    watts.reduce((sum, each, step) => sum + (each * tradeHours(view, step)) / 1000, 0);
  const storedKwh = kwh(powerW);
  const costMicro = (nextW: readonly Watts[]): Micro =>
    Math.ceil(Math.max(0, storedKwh - kwh(nextW)) * worthMicroPerKwh - 1e-6);
  return { holder: id, connector, powerW, maxW: powerW, powerMinW: 0, costMicro };
}

/** Wh that a lease gives from now until departure outside the window. */
function energyOutside(
  running: NonNullable<ChildNeed["running"]>,
  { startS, stepS, steps, fromS, nowS, untilS }: StaleView & { readonly untilS: UnixS },
): WattHours {
  return running.max.reduce((sum, watts, step) => {
    const beginS = running.startS + step * running.stepS;
    const isInside = beginS >= startS && beginS < startS + steps * stepS;
    const endS = Math.min(beginS + running.stepS, untilS);
    const seconds = (isInside ? Math.min(endS, fromS) : endS) - Math.max(beginS, nowS);
    return sum + (Math.max(0, watts) * Math.max(0, seconds)) / 3600;
  }, 0);
}
