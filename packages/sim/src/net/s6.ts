import type { AgentId, BodyKind, Envelope } from "@chargepact/protocol";
import type { Checker, Report, Step } from "./history.js";

/** All that a battery has to say to anybody. */
const sayable: ReadonlySet<BodyKind> = new Set<BodyKind>([
  ...(["hello", "need", "counterOffer", "accept", "commitAck", "renew", "release", "revokeAck", "reject"] as const),
  ...(["emergencyAck", "status", "statusAck", "resync", "snapshot", "tradeAccept"] as const),
]);
const secretName = /soc|soh|chemistry|temperature|telemetry|health|capacity/i;
const secretText = /\b(NMC|LFP|NCA|LTO)\b/;

/** S6: state of charge, state of health, chemistry and temperature never leave the battery's agent. */
export class S6 implements Checker {
  readonly id = "S6";
  private readonly batteries: ReadonlySet<AgentId>;
  /** Looked through already: repeats are the same object. */
  private readonly known = new WeakSet<Envelope>();

  constructor(
    batteries: readonly AgentId[],
    private readonly report: Report,
  ) {
    this.batteries = new Set(batteries);
  }

  stepped({ agent, atMs, effects }: Step): void {
    if (!this.batteries.has(agent)) return;
    for (const effect of effects) {
      if (effect.kind !== "send" && effect.kind !== "broadcast") continue;
      const { envelope } = effect;
      if (this.known.has(envelope)) continue;
      this.known.add(envelope);
      const secret = sayable.has(envelope.body.kind) ? secretIn(envelope.body, "") : `a ${envelope.body.kind}`;
      if (secret === undefined) continue;
      this.report({ id: "S6", atMs, agents: [agent, envelope.recipient], detail: `${agent} says ${secret}` });
    }
  }
}

/** What must not be said, by where it stands; fractions are none of a battery's business: all that it may say is whole. */
function secretIn(value: unknown, path: string): string | undefined {
  if (value instanceof Uint8Array) return undefined;
  if (typeof value === "number") return Number.isInteger(value) ? undefined : `${path} = ${value}`;
  if (typeof value === "string") return secretText.test(value) ? `${path} = "${value}"` : undefined;
  if (typeof value !== "object" || value === null) return undefined;
  for (const [key, inner] of Object.entries(value)) {
    const secret = secretName.test(key) ? `${path}.${key}` : secretIn(inner, `${path}.${key}`);
    if (secret !== undefined) return secret;
  }
  return undefined;
}
