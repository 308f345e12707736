import type { Body, BodyKind, BodyOf, Envelope, LeaseVersion, Reason, Schedule, Terms } from "@chargepact/protocol";
import { energyText, powerText, spanText } from "./quantity.js";

/** Schedule time of the story's second 0, Unix s: a whole hour. */
export const originS = 1_750_003_200;

const runsMax = 5;
const at = (unixS: number): string => String(Math.round((unixS - originS) * 10) / 10);
const version = (of: LeaseVersion | undefined): string => (of === undefined ? "none" : `v${of.epoch}.${of.counter}`);
const why = (reasons: readonly Reason[]): string => (reasons.length === 0 ? "" : ` [${reasons.join(", ")}]`);
const money = (micro: number): string => String(Math.round(micro / 1000) / 1000);

/** A schedule as `11.04 kW to 3600, 4.14 kW to 3900`: what holds until which second of the story. */
function scheduleText({ startS, stepS, max, min }: Schedule): string {
  const runs: { text: string; endS: number }[] = [];
  for (const [step, maxW] of max.entries()) {
    const minW = min?.[step] ?? maxW;
    const text = minW === maxW || (minW === 0 && maxW > 0) ? powerText(maxW) : `${powerText(minW)}..${powerText(maxW)}`;
    const last = runs.at(-1);
    const endS = startS + (step + 1) * stepS;
    if (last?.text === text) last.endS = endS;
    else runs.push({ text, endS });
  }
  const shown = runs.slice(0, runsMax).map(({ text, endS }) => `${text} to ${at(endS)}`);
  return `${shown.join(", ")}${runs.length > runsMax ? ", …" : ""}`;
}

function termsText({ parts }: Terms): string {
  if (parts.length === 0) return "nothing";
  return parts
    .map(({ connector, schedule }) => `${parts.length === 1 ? "" : `#${connector} `}${scheduleText(schedule)}`)
    .join(" | ");
}

type Words = { readonly [K in BodyKind]: (body: BodyOf<K>) => string };
const words: Words = {
  hello: ({ role, fallback, fallbackHeld, recoveringMs, scheduleMs }) =>
    `hello, ${role}: fallback ${powerText(fallback.importW)} ${scheduleMs === undefined ? "wanted" : "admitted"}` +
    (fallbackHeld === undefined ? "" : `, ${powerText(fallbackHeld.importW)} held`) +
    (recoveringMs === undefined ? "" : `, RECOVERING for ${spanText(recoveringMs)}`),
  need: ({ parts }) =>
    `need: ${parts
      .map(
        (part) =>
          `${parts.length === 1 ? "" : `#${part.connector} `}${energyText(part.energyWh)} by ${at(part.departureS)}, ` +
          `${powerText(part.powerMinW)} to ${powerText(part.powerMaxW)}` +
          (part.exportMaxW > 0 ? `, exports up to ${powerText(part.exportMaxW)}` : ""),
      )
      .join(" | ")}`,
  offer: ({ proposals, reservedMs, reasons }) =>
    proposals.length === 0
      ? "offer: none yet"
      : `offer, ${reservedMs === undefined ? "indicative" : `reserved ${spanText(reservedMs)}`}: ` +
        `${proposals.map(({ value }) => termsText(value)).join(" or ")}${why(reasons)}`,
  counterOffer: ({ options }) =>
    `counter-offer: ${options
      .map(({ terms, costMicro, reasons }) => `${termsText(terms.value)}, costs ${money(costMicro)}${why(reasons)}`)
      .join(" or ")}`,
  accept: () => "accept",
  commit: ({ version: of, terms, ttlMs, fallback, reasons }) =>
    `commit ${version(of)}: ${termsText(terms.value)}; lease ${spanText(ttlMs)}, ` +
    `fallback ${powerText(fallback.importW)}${why(reasons)}`,
  commitAck: ({ version: of, taken, reject }) =>
    `commit-ack ${version(of)}: ${taken ? "taken" : `not taken, ${reject ?? "no reason"}`}`,
  renew: ({ version: of }) => `renew ${version(of)}`,
  renewAck: ({ version: of, ttlMs }) => `renew-ack ${version(of)}: ${spanText(ttlMs)}`,
  release: ({ version: of, reasons }) => `release ${version(of)}${why(reasons)}`,
  releaseAck: () => "release-ack",
  revoke: ({ version: of, reasons }) => `revoke ${version(of)}${why(reasons)}`,
  revokeAck: ({ version: of }) => `revoke-ack ${version(of)}`,
  reject: ({ reason, detail }) => `reject ${reason}: ${detail}`,
  emergency: ({ number, importMaxW, durationMs }) =>
    durationMs === 0
      ? `emergency ${number}: lifted`
      : `emergency ${number}: at most ${powerText(importMaxW)} for ${spanText(durationMs)}`,
  emergencyAck: ({ number, achievedW }) => `emergency-ack ${number}: at ${powerText(achievedW)}`,
  status: ({ state, powerW, version: of }) => `status ${state} ${version(of)} at ${powerText(powerW)}`,
  statusAck: () => "status-ack",
  resync: () => "resync",
  snapshot: ({ version: of }) => `snapshot: lease ${version(of)}`,
  planNotice: ({ plan }) => `notice of plan ${plan}`,
  forecast: ({ children }) => `forecast of ${children} children`,
  priceNotice: ({ number }) => `price notice ${number}`,
  tradeOffer: ({ terms, priceMicro, version: of }) =>
    `trade-offer on ${version(of)}: ${termsText(terms.value)}, ` +
    (priceMicro < 0 ? `gets ${money(-priceMicro)}` : `pays ${money(priceMicro)}`),
  tradeAccept: ({ version: of, costMicro }) => `trade-accept on ${version(of)}: costs it ${money(costMicro)}`,
  presence: ({ online, nodeEpoch }) => `presence: ${online ? "here" : "gone"}, life ${nodeEpoch}`,
  roster: ({ agents }) => `roster: ${agents.map(({ id }) => id).join(", ")}`,
};

/** What a message says, with its number and what it answers. */
export function messageText({ body, seq, inReplyTo }: Envelope): string {
  if (body.kind === "hello" && body.scheduleMs !== undefined && inReplyTo === undefined) {
    return `#${seq} hello, ${body.role}: greet me anew`;
  }
  const say = words[body.kind] as (body: Body) => string;
  const answers = inReplyTo === undefined ? "" : ` (to #${inReplyTo.seq})`;
  return `#${seq} ${say(body)}${answers}`;
}
