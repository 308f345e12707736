import { sha256 } from "@chargepact/agent";
import {
  type Body,
  decodeBundle,
  decodeEnvelope,
  embedTerms,
  encodeBundle,
  encodeEnvelope,
  type Envelope,
  type Terms,
} from "@chargepact/protocol";
import type { Draw } from "./draw.js";

/** Share of its messages about which it lies. */
const share = 0.3;
const kept = 40;

/** The content of a message made untrue; undefined: there is nothing to lie about. */
type Lie = (body: Body, draw: Draw, epoch: number) => Body | undefined;

const scaled = ({ parts }: Terms, draw: Draw): Terms => ({
  parts: parts.map(({ connector, schedule }) => {
    const { min, ...rest } = schedule;
    const max = schedule.max.map((watts) => Math.min(50_000, Math.round(Math.max(0, watts) * draw.between(0, 4))));
    return { connector, schedule: min === undefined ? { ...rest, max } : { ...rest, max, min: max.map(() => 0) } };
  }),
});

/** More than was given, other terms under the same version, times that are none, acknowledgements of what was not done. */
const untrue: Lie = (body, draw) => {
  switch (body.kind) {
    case "commit": {
      const terms = embedTerms(scaled(body.terms.value, draw), sha256);
      const { epoch, counter } = body.version;
      return {
        ...body,
        terms,
        version: { epoch, counter: counter + draw.below(3) },
        ttlMs: draw.pick([1, 1e6, body.ttlMs]),
      };
    }
    case "renewAck":
      return { ...body, ttlMs: draw.pick([1, 1e6]), scheduleMs: body.scheduleMs + Math.round(draw.between(-4e6, 4e6)) };
    case "commitAck":
      return body.taken ? { ...body, taken: false, reject: "NOT_NOW" } : { ...body, taken: true };
    case "need":
      return {
        ...body,
        parts: body.parts.map((part) => ({
          ...part,
          version: part.version + draw.below(3),
          energyWh: 500_000,
          powerMaxW: 100_000,
        })),
      };
    case "hello":
      return {
        ...body,
        fallback: { importW: draw.below(200_000), exportW: draw.below(20_000), rampWPerS: 1 + draw.below(1e5) },
      };
    case "status":
      return { ...body, powerW: Math.round(draw.between(-50_000, 50_000)) };
    case "emergencyAck":
      return { ...body, achievedW: 0 };
    case "emergency":
      return { ...body, importMaxW: draw.below(50_000), durationMs: draw.pick([0, 3_600_000]) };
    case "renew":
      return { kind: "release", version: body.version, reasons: [] };
    default:
      return undefined;
  }
};

const stale: Lie = (_, draw, epoch) => ({
  ...{ kind: "reject", reason: "EPOCH_STALE", detail: "I have seen a later life of you" },
  value: epoch + draw.pick([0, 1, 1000, 1_000_000]),
});

/**
 * A peer that has a key and lies: well-formed messages under its own name, with untrue, old or contradictory content. What
 * it says first is what its peers remember of a message; what its agent decided follows as a repeat with other content.
 */
export class Liar {
  lies = 0;
  private readonly bodies: Body[] = [];
  private readonly payloads: Uint8Array[] = [];

  constructor(private readonly draw: Draw) {}

  /** What leaves instead of this payload of its agent. */
  lie(payload: Uint8Array): Uint8Array {
    const { draw } = this;
    const told = draw.flip(share / 3) && this.payloads.length > 0 ? draw.pick(this.payloads) : this.altered(payload);
    keep(this.payloads, payload);
    return told;
  }

  private altered(payload: Uint8Array): Uint8Array {
    try {
      return encodeBundle(
        decodeBundle(payload).map((sealed) => {
          const envelope = decodeEnvelope(sealed.envelope, sha256);
          keep(this.bodies, envelope.body);
          if (!this.draw.flip(share)) return sealed;
          return { ...sealed, envelope: encodeEnvelope(this.liedAbout(envelope)) };
        }),
      );
    } catch {
      // What the codec refuses would be refused by its peers, too.
      return payload;
    }
  }

  private liedAbout(envelope: Envelope): Envelope {
    const { draw } = this;
    const { body, epoch } = envelope;
    const lie = draw.pick<Lie>([untrue, untrue, untrue, stale, () => draw.pick(this.bodies)]);
    const said = lie(body, draw, epoch);
    if (said === undefined) return envelope;
    this.lies++;
    return { ...envelope, body: said };
  }
}

function keep<T>(list: T[], value: T): void {
  list.push(value);
  if (list.length > kept) list.shift();
}
