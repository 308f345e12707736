import type { Micro } from "../../units.js";
import { stepHours } from "./grid-cost.js";
import type { Column } from "./columns.js";
import type { ChildPrices, RoundsChild, RoundsOption, RoundsProblem, RoundsReply } from "./types.js";

/** W by which a schedule may pass a limit: rounding on the way. */
const slackW = 1;
/** µ by which a best value may pass what its own options show: whole µ, whole W. */
const slackMicro = 1000;
const optionsMax = 6;

/** CP-NEG-11: why a reply is refused, with the number that was wrong; undefined where it may be used. */
export function refusalOf(
  problem: RoundsProblem,
  child: RoundsChild,
  given: {
    readonly reply: RoundsReply;
    readonly told: ChildPrices;
    readonly columns: readonly Column[];
    /** µ that a child's clock may make between its best value and its own options; default 0. */
    readonly lagMicro?: Micro;
  },
): string | undefined {
  const { reply, told, columns, lagMicro = 0 } = given;
  if (reply.options.length > optionsMax) return `${reply.options.length} options, at most ${optionsMax}`;
  const seen = new Map<string, RoundsOption>(columns.map((column) => [column.id, column]));
  const now = new Set<string>();
  for (const option of reply.options) {
    const twice = now.has(option.id) ? "is there twice" : undefined;
    const refusal = optionRefusal(problem, child, option) ?? conflict(seen.get(option.id), option) ?? twice;
    if (refusal !== undefined) return `option ${option.id}: ${refusal}`;
    now.add(option.id);
    seen.set(option.id, option);
  }
  const best = reply.bestValueMicro;
  if (best === undefined) return undefined;
  if (!Number.isFinite(best)) return `best value ${best} is no number`;
  const hours = stepHours(problem);
  for (const option of seen.values()) {
    const value = valueOf(option, told, hours);
    // The fallback's cost is the clearing agent's own estimate: it proves nothing about the child.
    if (option !== columns[0] && best > value + slackMicro + lagMicro) {
      return `best value ${best} µ is above the ${Math.round(value)} µ of its own option ${option.id}`;
    }
  }
  return undefined;
}

/**
 * Most that a child's best value may be off because its clock is up to `lagS` behind: it still counts on that much more
 * of the running step than there is, µ.
 */
export function lagMicroOf(
  problem: RoundsProblem,
  child: RoundsChild,
  at: { readonly told: ChildPrices; readonly lagS: number },
): Micro {
  const step = problem.grid.usable.findIndex((share) => share > 0);
  const price = Math.max(Math.abs(at.told.importPrice[step] ?? 0), Math.abs(at.told.exportPrice[step] ?? 0));
  const mostW = Math.max(child.importMaxW[step] ?? 0, child.exportMaxW[step] ?? 0);
  return Math.ceil((price * mostW * Math.min(at.lagS, problem.grid.stepS)) / 3_600_000);
}

/** Declared cost and price of a schedule, µ. */
export function valueOf(option: RoundsOption, prices: ChildPrices, hours: readonly number[]): number {
  let micro: number = option.costMicro;
  for (let step = 0; step < option.powerW.length; step += 1) {
    const watts = option.powerW[step] ?? 0;
    if (watts === 0) continue;
    const price = (watts > 0 ? prices.importPrice : prices.exportPrice)[step] ?? 0;
    micro += (price * watts * (hours[step] ?? 0)) / 1000;
  }
  return micro;
}

function optionRefusal(problem: RoundsProblem, child: RoundsChild, option: RoundsOption): string | undefined {
  const steps = problem.grid.usable.length;
  const { powerW, costMicro } = option;
  if (powerW.length !== steps) return `${powerW.length} steps, the grid has ${steps}`;
  if (!(costMicro >= 0 && costMicro < Number.MAX_SAFE_INTEGER)) return `declared cost ${costMicro} µ, at least 0`;
  for (let step = 0; step < steps; step += 1) {
    const watts = powerW[step] ?? 0;
    if (watts === 0) continue;
    const mostW = child.importMaxW[step] ?? 0;
    const leastW = -(child.exportMaxW[step] ?? 0);
    if (!(watts <= mostW + slackW && watts >= leastW - slackW)) {
      return `${watts} W in step ${step}, its own limits are ${leastW} to ${mostW} W`;
    }
    if (watts > 0 && watts < child.powerMinW - slackW && child.powerMinW > 0) {
      return `${watts} W in step ${step} is below its minimum of ${child.powerMinW} W`;
    }
  }
  return undefined;
}

/** One id has one content. */
function conflict(known: RoundsOption | undefined, option: RoundsOption): string | undefined {
  if (known === undefined) return undefined;
  if (known.costMicro !== option.costMicro) return `costs ${option.costMicro} µ, was ${known.costMicro} µ`;
  const same = known.powerW.every((watts, step) => watts === option.powerW[step]);
  return same ? undefined : "has another schedule than before";
}
