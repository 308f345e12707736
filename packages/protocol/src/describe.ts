import type { Body, BodyKind, BodyOf, Emergency, Need, Reason, Schedule, Terms } from "./messages.js";
import type { Watts } from "./units.js";

type Words = { readonly [Kind in BodyKind]: (body: BodyOf<Kind>) => string };

const runsMax = 4;

/**
 * A schedule as `11040 W for 20 min, 4140 W for 5 min`: the most import, or where there is none the most export. At most
 * four runs; 0 W at the end is left out.
 */
export function describeSchedule(schedule: Schedule): string {
  const runs: { powerW: Watts; steps: number }[] = [];
  for (const [step, maxW] of schedule.max.entries()) {
    const powerW = maxW > 0 ? maxW : Math.min(maxW, schedule.min?.[step] ?? maxW);
    const last = runs.at(-1);
    if (last?.powerW === powerW) last.steps++;
    else runs.push({ powerW, steps: 1 });
  }
  if (runs.at(-1)?.powerW === 0) runs.pop();
  const shown = runs
    .slice(0, runsMax)
    .map(({ powerW, steps }) => `${powerW} W for ${spanText(steps * schedule.stepS)}`);
  return [...(shown.length === 0 ? ["0 W"] : shown), ...(runs.length > runsMax ? ["…"] : [])].join(", ");
}

function spanText(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function termsText({ parts }: Terms): string {
  if (parts.length === 0) return "nothing";
  const text = parts.map((part) =>
    parts.length === 1
      ? describeSchedule(part.schedule)
      : `connector ${part.connector}: ${describeSchedule(part.schedule)}`,
  );
  return text.join("; ");
}

const reasonsText = (reasons: readonly Reason[]): string => (reasons.length === 0 ? "" : ` (${reasons.join(", ")})`);

function needText({ parts }: Need): string {
  const text = parts.map(({ connector, energyWh, powerMinW, powerMaxW, exportMaxW }) => {
    const where = parts.length === 1 ? "" : `connector ${connector}: `;
    if (energyWh === 0 && exportMaxW > 0) return `${where}no energy, has ${powerMaxW} W in and ${exportMaxW} W out`;
    return energyWh === 0 ? `${where}nothing` : `${where}${energyWh} Wh at ${powerMinW} to ${powerMaxW} W`;
  });
  return text.join("; ");
}

function emergencyText({ durationMs, importMaxW, reasons }: Emergency): string {
  if (durationMs === 0) return "lifts the emergency";
  return `at most ${importMaxW} W for ${Math.round(durationMs / 1000)} s${reasonsText(reasons)}`;
}

/** Of who is offered it. */
const priceText = (micro: number): string => `${micro < 0 ? "for" : "at"} ${Math.abs(micro)} micro`;

const words: Words = {
  hello: ({ role, fallback }) => `hello, ${role}; without contact ${fallback.importW} W`,
  need: (need) => `needs ${needText(need)}`,
  offer: ({ proposals, reasons, reservedMs }) => {
    const [proposal] = proposals;
    if (proposal === undefined) return "notes the need";
    return `${reservedMs === undefined ? "suggests" : "offers"} ${termsText(proposal.value)}${reasonsText(reasons)}`;
  },
  counterOffer: ({ options }) => {
    const [option] = options;
    return option === undefined
      ? "has no option"
      : `asks for ${termsText(option.terms.value)}${reasonsText(option.reasons)}`;
  },
  accept: () => "accepts",
  commit: ({ terms, ttlMs, reasons }) =>
    `grants ${termsText(terms.value)}, lease of ${ttlMs} ms${reasonsText(reasons)}`,
  commitAck: ({ taken, reject }) => (taken ? "takes it" : `does not take it: ${reject ?? "UNSPECIFIED"}`),
  renew: () => "renews",
  renewAck: ({ ttlMs }) => `confirms for ${ttlMs} ms`,
  release: ({ reasons }) => `gives the lease back${reasonsText(reasons)}`,
  releaseAck: () => "has it back",
  revoke: ({ reasons }) => `takes the lease back${reasonsText(reasons)}`,
  revokeAck: () => "gives it up",
  reject: ({ reason, detail }) => `refuses: ${reason}, ${detail}`,
  emergency: emergencyText,
  emergencyAck: ({ achievedW }) => `is down to ${achievedW} W`,
  status: ({ state, powerW }) => `is ${state} at ${powerW} W`,
  statusAck: () => "noted",
  resync: () => "asks where we stand",
  snapshot: ({ version }) => (version === undefined ? "no lease" : `lease ${version.epoch}.${version.counter}`),
  planNotice: ({ plan, rounds }) => `plan ${plan} is done after ${rounds} rounds`,
  forecast: ({ children, profile }) => `expects at most ${Math.max(...profile.importP50W)} W of ${children} children`,
  priceNotice: ({ number, terms }) => `tells prices and capacity of ${terms.capacityW.length} steps, number ${number}`,
  tradeOffer: ({ terms, priceMicro }) => `offers a trade: ${termsText(terms.value)}, ${priceText(priceMicro)}`,
  tradeAccept: ({ priceMicro }) => `agrees to the trade, ${priceText(priceMicro)}`,
  presence: ({ online }) => (online ? "is here" : "is gone"),
  roster: ({ agents }) => `has ${agents.map(({ id }) => id).join(", ")}`,
};

/** A message in a few English words, for logs; without who says it to whom. */
export function describeMessage<Kind extends BodyKind>(body: BodyOf<Kind>): string;
export function describeMessage(body: Body): string;
export function describeMessage(body: Body): string {
  const say = words[body.kind] as (body: Body) => string;
  return say(body);
}
