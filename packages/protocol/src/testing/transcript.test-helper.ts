import type { Body, BodyKind, BodyOf, Envelope, LeaseVersion, Terms } from "../messages.js";

const version = (of: LeaseVersion | undefined): string => (of === undefined ? "-" : `v${of.epoch}.${of.counter}`);
const power = (terms: Terms): string =>
  terms.parts.map(({ schedule }) => `${schedule.max[0] ?? 0} W × ${schedule.max.length}`).join(" + ");

type Details = { readonly [K in BodyKind]?: (body: BodyOf<K>) => string };
const versioned = (body: { readonly version?: LeaseVersion }): string => ` ${version(body.version)}`;
const recovering = (ms: number | undefined): string => (ms === undefined ? "" : ` RECOVERING ${ms}`);

const details: Details = {
  hello: (body) =>
    ` fallback ${body.fallback.importW} W held ${body.fallbackHeld?.importW ?? "-"}${recovering(body.recoveringMs)}`,
  need: (body) => body.parts.map((part) => ` ${part.energyWh} Wh v${part.version}`).join(""),
  offer: (body) =>
    ` plan ${body.plan}${body.reservedMs === undefined ? "" : " reserved"}${body.proposals
      .map((each) => ` ${power(each.value)}`)
      .join("")}`,
  counterOffer: (body) => body.options.map((each) => ` ${power(each.terms.value)}`).join(""),
  commit: (body) => ` ${version(body.version)} ${power(body.terms.value)} ttl ${body.ttlMs} echo ${body.echo.seq}`,
  commitAck: (body) => ` ${version(body.version)} ${body.taken ? "taken" : `untaken ${body.reject ?? ""}`}`,
  renew: versioned,
  renewAck: versioned,
  revoke: versioned,
  revokeAck: versioned,
  release: versioned,
  snapshot: versioned,
  reject: (body) => ` ${body.reason}`,
  emergency: (body) => ` no ${body.number} ${body.importMaxW} W for ${body.durationMs} ms`,
  emergencyAck: (body) => ` no ${body.number} ${body.achievedW} W`,
  status: (body) => ` ${body.state} ${body.powerW} W`,
};

/** What a message says, for a person. */
export function described(envelope: Envelope): string {
  const { inReplyTo, seq, body } = envelope;
  const answers = inReplyTo === undefined ? "" : ` (to ${inReplyTo.seq})`;
  const detail = details[body.kind] as ((body: Body) => string) | undefined;
  return `#${seq} ${body.kind}${detail?.(body) ?? ""}${answers}`;
}
