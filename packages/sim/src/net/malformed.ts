import { decodeBundle, decodeEnvelope, isChargepactError } from "@chargepact/protocol";
import { sha256 } from "@chargepact/agent";
import { Draw } from "./draw.js";

export interface MalformedResult {
  readonly inputs: number;
  readonly refused: number;
  /** ms that the slowest took, at its best of a few times: what else the machine did meanwhile does not count. */
  readonly worstMs: number;
  /** What was thrown beside our own errors, in words; there should be none. */
  readonly surprises: readonly string[];
}

type Mutation = (bytes: Uint8Array, draw: Draw, other: Uint8Array) => Uint8Array;

const spliced = (bytes: Uint8Array, at: number, drop: number, into: readonly number[]): Uint8Array =>
  Uint8Array.from([...bytes.subarray(0, at), ...into, ...bytes.subarray(at + drop)]);

/** What a broken or hostile peer makes of a good message. */
const mutations: readonly Mutation[] = [
  // A bit turns.
  (bytes, draw) => {
    const copy = bytes.slice();
    const at = draw.below(copy.length);
    copy[at] = (copy[at] ?? 0) ^ (1 << draw.below(8));
    return copy;
  },
  // A byte is something else, an extreme more often than not.
  (bytes, draw) => {
    const copy = bytes.slice();
    copy[draw.below(copy.length)] = draw.pick([0, 1, 0x7f, 0x80, 0xff, draw.below(256)]);
    return copy;
  },
  // It ends too early.
  (bytes, draw) => bytes.slice(0, draw.below(bytes.length)),
  // Something is missing, doubled, or stands in between.
  (bytes, draw) => spliced(bytes, draw.below(bytes.length), 1 + draw.below(8), []),
  (bytes, draw) => {
    const at = draw.below(bytes.length);
    return spliced(bytes, at, 0, [...bytes.subarray(at, at + 1 + draw.below(40))]);
  },
  // A number as long as numbers get, or longer.
  (bytes, draw) => spliced(bytes, draw.below(bytes.length), 1, Array<number>(1 + draw.below(12)).fill(0xff)),
  // A length that reaches beyond the end.
  (bytes, draw) => spliced(bytes, draw.below(bytes.length), 1, [0xff, 0xff, 0xff, 0x7f]),
  // Two messages grown into one.
  (bytes, draw, other) =>
    Uint8Array.from([...bytes.subarray(0, draw.below(bytes.length)), ...other.subarray(draw.below(other.length))]),
  // Nothing of a message at all.
  (bytes, draw) => Uint8Array.from({ length: draw.below(2 * bytes.length) }, () => draw.below(256)),
];

/** Reads `count` malformed bundles and their envelopes, made from `samples` of real ones. */
export function readMalformed(samples: readonly Uint8Array[], count: number, seed: number): MalformedResult {
  const draw = new Draw(seed, "malformed");
  const surprises: string[] = [];
  let [refused, worstMs] = [0, 0];
  for (let input = 0; input < count; input++) {
    let bytes = draw.pick(samples);
    for (let times = 1 + draw.below(3); times > 0 && bytes.length > 0; times--) {
      bytes = draw.pick(mutations)(bytes, draw, draw.pick(samples));
    }
    const { error, tookMs } = read(bytes);
    if (error !== undefined) {
      refused++;
      if (!isChargepactError(error) && surprises.length < 10) surprises.push(String(error));
    }
    if (tookMs > worstMs) worstMs = Math.max(worstMs, Math.min(tookMs, ...again.map(() => read(bytes).tookMs)));
  }
  return { inputs: count, refused, worstMs, surprises };
}

const again = [1, 2, 3, 4];

function read(bytes: Uint8Array): { readonly error: unknown; readonly tookMs: number } {
  const from = performance.now();
  try {
    for (const { envelope } of decodeBundle(bytes)) decodeEnvelope(envelope, sha256);
    return { error: undefined, tookMs: performance.now() - from };
  } catch (error) {
    return { error, tookMs: performance.now() - from };
  }
}
