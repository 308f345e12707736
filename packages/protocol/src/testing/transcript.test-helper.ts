import type { Body, Envelope, LeaseVersion, Terms } from "../messages.js";

const version = (of: LeaseVersion | undefined): string => (of === undefined ? "-" : `v${of.epoch}.${of.counter}`);
const power = (terms: Terms): string =>
  terms.parts.map(({ schedule }) => `${schedule.max[0] ?? 0} W × ${schedule.max.length}`).join(" + ");

/** What a message says, for a person. */
export function described(envelope: Envelope): string {
  const { inReplyTo, seq, body } = envelope;
  const answers = inReplyTo === undefined ? "" : ` (to ${inReplyTo.seq})`;
  return `#${seq} ${body.kind}${detailed(body)}${answers}`;
}

function detailed(body: Body): string {
  switch (body.kind) {
    case "hello":
      return ` fallback ${body.fallback.importW} W held ${body.fallbackHeld?.importW ?? "-"}${
        body.recoveringMs === undefined ? "" : ` RECOVERING ${body.recoveringMs}`
      }`;
    case "need":
      return body.parts.map((part) => ` ${part.energyWh} Wh v${part.version}`).join("");
    case "offer":
      return ` plan ${body.plan}${body.reservedMs === undefined ? "" : " reserved"}${body.proposals
        .map((each) => ` ${power(each.value)}`)
        .join("")}`;
    case "counterOffer":
      return body.options.map((each) => ` ${power(each.terms.value)}`).join("");
    case "commit":
      return ` ${version(body.version)} ${power(body.terms.value)} ttl ${body.ttlMs} echo ${body.echo.seq}`;
    case "commitAck":
      return ` ${version(body.version)} ${body.taken ? "taken" : `untaken ${body.reject ?? ""}`}`;
    case "renew":
    case "renewAck":
    case "revoke":
    case "revokeAck":
    case "release":
    case "snapshot":
      return ` ${version(body.version)}`;
    case "reject":
      return ` ${body.reason}`;
    case "emergency":
      return ` no ${body.number} ${body.importMaxW} W for ${body.durationMs} ms`;
    case "emergencyAck":
      return ` no ${body.number} ${body.achievedW} W`;
    case "status":
      return ` ${body.state} ${body.powerW} W`;
    default:
      return "";
  }
}
