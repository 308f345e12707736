import type { Body, BodyKind, BodyOf, Envelope, LeaseVersion, Terms } from "@chargepact/protocol";

const version = (of: LeaseVersion | undefined): string =>
  of === undefined ? "no lease" : `v${of.epoch}.${of.counter}`;

/** Terms in short: for each connector its powers, runs of equal ones together. */
function power({ parts }: Terms): string {
  return parts.map(({ connector, schedule }) => `[${connector}] ${runs(schedule.max)} W`).join(" ");
}
function runs(values: readonly number[]): string {
  const found: string[] = [];
  for (let from = 0; from < values.length && found.length < 4;) {
    let to = from;
    while (to < values.length && values[to] === values[from]) to++;
    found.push(to - from === 1 ? `${values[from] ?? 0}` : `${values[from] ?? 0}×${to - from}`);
    from = to;
  }
  return found.join(" ");
}
const seconds = (ms: number): string => `${ms / 1000} s`;

type Details = { readonly [K in BodyKind]?: (body: BodyOf<K>) => string };

const details: Details = {
  hello: ({ fallback, recoveringMs }) =>
    `fallback ${fallback.importW} W${recoveringMs === undefined || recoveringMs === 0 ? "" : `, RECOVERING for ${seconds(recoveringMs)}`}`,
  need: ({ parts }) => parts.map((part) => `[${part.connector}] ${part.energyWh} Wh, need v${part.version}`).join(" "),
  offer: ({ plan, reservedMs, proposals }) =>
    `plan ${plan} ${reservedMs === undefined ? "indicative" : "reserved"} ${proposals.map((each) => power(each.value)).join(" | ")}`,
  counterOffer: ({ options }) => options.map((each) => power(each.terms.value)).join(" | "),
  accept: ({ plan }) => `plan ${plan}`,
  commit: ({ version: v, terms, ttlMs, echo }) =>
    `${version(v)} ${power(terms.value)} for ${seconds(ttlMs)} from #${echo.seq}`,
  commitAck: ({ version: v, taken, reject }) =>
    `${version(v)} ${taken ? "taken" : `not taken: ${reject ?? "it lowers"}`}`,
  renew: (body) => version(body.version),
  renewAck: ({ version: v, ttlMs, echo }) => `${version(v)} for ${seconds(ttlMs)} from #${echo.seq}`,
  revoke: (body) => version(body.version),
  revokeAck: (body) => version(body.version),
  release: (body) => version(body.version),
  snapshot: (body) => version(body.version),
  reject: ({ reason, detail }) => `${reason} ${detail}`.slice(0, 80),
  emergency: ({ number, importMaxW, durationMs }) => `no. ${number}: ${importMaxW} W for ${seconds(durationMs)}`,
  emergencyAck: ({ number, achievedW }) => `no. ${number}: ${achievedW} W`,
  status: ({ state, powerW }) => `${state} ${powerW} W`,
};

/** What a message says, in one line for a person, with units. */
export function said({ epoch, seq, inReplyTo, body }: Envelope): string {
  const detail = details[body.kind] as ((body: Body) => string) | undefined;
  const answers = inReplyTo === undefined ? "" : ` (answers #${inReplyTo.seq})`;
  return `#${epoch}.${seq} ${body.kind} ${detail?.(body) ?? ""}`.trimEnd() + answers;
}
