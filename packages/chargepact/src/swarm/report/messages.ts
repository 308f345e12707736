import type { Body, Envelope, NeedPart, Reason, Schedule, Terms } from "@chargepact/protocol";
import { decimal, duration, kW, kWh, money } from "../format.js";
import { clockOf } from "../../scenario/time.js";
import { becauseOf } from "../why.js";
import { html, type Markup } from "./html.js";

/** Stretches of a schedule that are written out before the rest is only hinted at. */
const runsMax = 4;

interface Run {
  readonly fromS: number;
  toS: number;
  readonly powerW: number;
}

const powerText = (powerW: number): string => (powerW === 0 ? "nothing" : kW(powerW));

/** A schedule in words: `nothing until 11:55, 6.6 kW from 11:55, nothing from 13:15`. */
export function scheduleText({ startS, stepS, max }: Schedule): string {
  const runs: Run[] = [];
  max.forEach((powerW, index) => {
    const fromS = startS + index * stepS;
    const last = runs.at(-1);
    if (last !== undefined && powerText(last.powerW) === powerText(powerW)) last.toS = fromS + stepS;
    else runs.push({ fromS, toS: fromS + stepS, powerW });
  });
  const texts = runs.slice(0, runsMax).map(({ fromS, toS, powerW }, index) => {
    const later = index > 0 || runs.length === 1;
    return `${powerText(powerW)} ${later || powerW > 0 ? `from ${clockOf(fromS)}` : `until ${clockOf(toS)}`}`;
  });
  return `${texts.join(", ")}${runs.length > runsMax ? ", …" : ""}`;
}

/** Terms of one connector, or of several, each by its number. */
function termsText({ parts }: Terms): string {
  if (parts.length === 1 && parts[0] !== undefined) return scheduleText(parts[0].schedule);
  return parts.map(({ connector, schedule }) => `for connector ${connector}: ${scheduleText(schedule)}`).join("; ");
}

const because = (reasons: readonly Reason[]): string => (reasons.length === 0 ? "" : `, because ${becauseOf(reasons)}`);

function needText(part: NeedPart, alone: boolean): string {
  const where = alone ? "" : ` for connector ${part.connector}`;
  if (part.energyWh === 0) return `nothing more${where}`;
  const least = part.powerMinW > 0 ? `, not under ${kW(part.powerMinW)} when on` : "";
  const phases = part.phases.length === 1 ? `phase L${part.phases[0] ?? 1}` : `${part.phases.length} phases`;
  return `${kWh(part.energyWh)}${where} by ${clockOf(part.departureS)}, at most ${kW(part.powerMaxW)}${least}, on ${phases}`;
}

/** Names of messages as the protocol has them. */
export const titles: Partial<Record<Body["kind"], string>> = {
  need: "Need",
  offer: "Offer",
  counterOffer: "CounterOffer",
  accept: "Accept",
  commit: "Commit",
  commitAck: "CommitAck",
  reject: "Reject",
};

/** What a message says, decoded: a sentence with units, and below it the fields that machines look at. */
export function decoded({ body, epoch, seq, ttlMs }: Envelope, currency: string): Markup {
  const small = [`epoch ${epoch}, number ${seq}`, `void after ${duration(ttlMs / 1000)}`, ...fieldsOf(body)];
  return html`${sentence(body, currency)}<br /><span class="small">${small.join(" · ")}</span>`;
}

function sentence(body: Body, currency: string): string {
  switch (body.kind) {
    case "need":
      return `Wants ${body.parts.map((part) => needText(part, body.parts.length === 1)).join("; ")}.`;
    case "offer": {
      const [proposal] = body.proposals;
      const proposed = proposal === undefined ? "nothing" : termsText(proposal.value);
      return `Proposes: ${proposed}${because(body.reasons)}. Asks for an answer within ${duration(body.deadlineMs / 1000)}.`;
    }
    case "counterOffer": {
      const [option] = body.options;
      if (option === undefined) return "Has no option to give.";
      const cost = `It would cost the battery ${money(option.costMicro, currency)} in wear and energy not delivered.`;
      return `Can do: ${termsText(option.terms.value)}${because(option.reasons)}. ${cost}`;
    }
    case "accept":
      return "Takes the proposal as it is.";
    case "commit": {
      const { importW } = body.fallback;
      const fallback = importW === 0 ? "charging stops" : `at most ${kW(importW)}`;
      const lease = `${duration(body.ttlMs / 1000)}, to be renewed; without contact ${fallback}`;
      return `Grants: ${termsText(body.terms.value)}${because(body.reasons)}. The lease holds for ${lease}.`;
    }
    case "commitAck":
      return body.taken
        ? "Has taken it: from now on it is kept."
        : `Has not taken it: ${body.reject ?? "no reason given"}.`;
    case "reject":
      return `Refuses: ${body.reason}, ${body.detail}.`;
    default:
      return body.kind;
  }
}

function fieldsOf(body: Body): string[] {
  const short = (hash: string): string => `hash ${hash.slice(0, 8)}`;
  switch (body.kind) {
    case "need":
      return body.parts.map(({ version }) => `need version ${version}`).slice(0, 1);
    case "offer":
      return [`plan ${body.plan}`, ...body.proposals.map(({ hash }) => short(hash))];
    case "counterOffer":
      return [
        `plan ${body.plan}`,
        ...body.options.map(({ terms, quality }) => `${short(terms.hash)}, ${quality.toLowerCase()}`),
      ];
    case "accept":
      return [`plan ${body.plan}`, short(body.hash)];
    case "commit":
      return [
        `lease ${body.version.epoch}.${body.version.counter}`,
        short(body.terms.hash),
        `grace ${decimal(body.graceMs / 1000, 1)} s`,
      ];
    case "commitAck":
      return [`lease ${body.version.epoch}.${body.version.counter}`, short(body.hash)];
    default:
      return [];
  }
}
