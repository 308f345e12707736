import type { Body, BodyKind, Embedded, Envelope, Terms } from "../messages.js";
import { decodeEnvelope, encodeEnvelope } from "./codec.js";
import type { Field, Kind, MessageSpec, Row, SpecOf } from "./fields.js";
import { chargepact } from "./gen/chargepact.js";
import { limits } from "./limits.js";
import { bodySpecs, headerSpec } from "./spec.js";
import { forecast, forecastProfile, siteProfile } from "./spec-market.js";
import { blend, prices, schedule, termsSpec } from "./spec-common.js";
import { decodeTerms, embedTerms, encodeTerms, type HashFunction } from "./terms.js";
import { flatOf } from "./reference-write.test-helper.js";

/** Walks every field of every message that the tables know, with a valid whole around it. For tests only. */

export type Path = readonly (string | number)[];
type Tree = Record<string, unknown>;

/** One field of one message kind, and how to try a value in it in both directions. */
export interface Place {
  readonly where: string;
  readonly row: Row;
  /** A valid value of the field. */
  readonly valid: unknown;
  /** The same as generated code encodes it. */
  readonly flat: unknown;
  /** Encodes and decodes the whole with this value in the field; the decoded value of the field. */
  readonly through: (value: unknown) => unknown;
  /** Encodes the whole with this domain value in the field. */
  readonly out: (value: unknown) => void;
  /** Decodes the bytes of the whole with this value in the field as generated code encodes it, unchecked. */
  readonly in: (flat: unknown) => void;
}

interface Whole {
  readonly valid: unknown;
  readonly encode: (value: never) => Uint8Array;
  readonly decode: (bytes: Uint8Array) => unknown;
  readonly flat: Readonly<Tree>;
  readonly encodeFlat: (flat: Tree) => Uint8Array;
}

/** A whole per body kind, with every optional field there; one for terms. */
export function everyPlace(hash: HashFunction): Place[] {
  const bodies = (Object.keys(bodySpecs) as BodyKind[]).flatMap((kind) => {
    const whole = envelopeOf(kind, hash);
    const header = placesOf(whole, headerSpec, [], []);
    return [...(kind === "renew" ? header : []), ...placesOf(whole, bodySpecs[kind][1], ["body"], [kind])];
  });
  return [...bodies, ...placesOf(termsOf(hash), termsSpec, [], [])];
}

function envelopeOf(kind: BodyKind, hash: HashFunction): Whole {
  const body = { ...(fullOf(bodySpecs[kind][1], hash) as object), kind } as Body;
  const header = fullOf(headerSpec, hash) as Omit<Envelope, "body">;
  const broadcast = kind === "presence" || kind === "roster" || kind === "planNotice";
  const valid: Envelope = { ...header, recipient: broadcast ? "" : "reader", body };
  const flat = {
    ...flatOf(headerSpec, valid),
    [kind]: flatOf(bodySpecs[kind][1] as SpecOf<Body>, body),
  };
  return {
    valid,
    flat,
    encode: (value: Envelope) => encodeEnvelope(value),
    decode: (bytes) => decodeEnvelope(bytes, hash),
    encodeFlat: (tree) => chargepact.v1.Envelope.encode(tree).finish(),
  };
}

function termsOf(hash: HashFunction): Whole {
  const valid = fullOf(termsSpec, hash) as Terms;
  return {
    valid,
    flat: flatOf(termsSpec, valid),
    encode: (value: Terms) => encodeTerms(value),
    decode: decodeTerms,
    encodeFlat: (tree) => chargepact.v1.Terms.encode(tree).finish(),
  };
}

function placesOf(whole: Whole, spec: MessageSpec, path: Path, flatPath: Path): Place[] {
  return spec.rows.flatMap((row) => {
    const at = [...path, row.key];
    const flatAt = [...flatPath, row.key];
    const place: Place = {
      where: row.where,
      row,
      valid: get(whole.valid, at),
      flat: get(whole.flat, flatAt),
      through: (value) => get(whole.decode(whole.encode(set(whole.valid, at, value) as never)), at),
      out: (value) => whole.encode(set(whole.valid, at, value) as never),
      in: (flat) => whole.decode(whole.encodeFlat(set(whole.flat, flatAt, flat) as Tree)),
    };
    if (row.field.kind.kind !== "message") return [place];
    const index = row.field.list === undefined ? [] : [0];
    return [place, ...placesOf(whole, row.field.kind.spec, [...at, ...index], [...flatAt, ...index])];
  });
}

function fullOf(spec: MessageSpec, hash: HashFunction): unknown {
  if (spec === schedule) return { startS: 900, stepS: 900, max: [100, 250], min: [0, 50] };
  if (spec === prices) return { startS: 900, stepS: 900, microPerKwh: [100, -50] };
  if (spec === blend) return { connector: 7, weights: [{ hash: "5a".repeat(16), weight: limits.blendUnit }] };
  if (spec === forecastProfile)
    return { startS: 900, stepS: 900, importP50W: [100, 90], importP90W: [120, 90], exportP50W: [0, 5] };
  if (spec === siteProfile)
    return {
      ...{ startS: 900, stepS: 900, microPerKwh: [100, -50] },
      ...{ capacityW: [500, 400], profileW: [100, -30], sharePpm: [1000, 0] },
    };
  const full = Object.fromEntries(spec.rows.map(({ key, field }) => [key, fullField(field, hash)]));
  return spec === forecast ? { ...full, children: 5 } : full;
}

function fullField(field: Field, hash: HashFunction): unknown {
  if (field.list === undefined) return one(field.kind, hash);
  return many(field, Math.max(1, field.list.min), one(field.kind, hash));
}

/** A list of `length` values like `value`, different where they must be, and of the sum that they must have. */
export function many(field: Field, length: number, value: unknown): unknown[] {
  if (field.kind.kind === "message" && field.kind.spec.name === "BlendWeight") {
    const weightOf = (i: number) => (i === 0 ? limits.blendUnit - (length - 1) : 1);
    return Array.from({ length }, (_, i) => ({ ...(value as object), weight: weightOf(i) }));
  }
  const distinct = field.list?.distinct;
  return Array.from({ length }, (_, i) => {
    if (distinct === undefined) return value;
    if (distinct === "value") return i + 1;
    return { ...(value as object), [distinct]: distinct === "id" ? `agent-${i}` : i + 1 };
  });
}

function one(kind: Kind, hash: HashFunction): unknown {
  switch (kind.kind) {
    case "integer":
      return Math.min(kind.max, Math.max(kind.min, 7));
    case "flag":
      return true;
    case "choice":
      return kind.names[1];
    case "text":
      return "a".repeat(Math.max(1, kind.min));
    case "hex":
      return "5a".repeat(kind.lengths[kind.lengths.length - 1] ?? 0);
    case "bytes":
      return new Uint8Array(kind.lengths[kind.lengths.length - 1] ?? 0).fill(7);
    case "message":
      return fullOf(kind.spec, hash);
    case "terms":
      return embedTerms(fullOf(termsSpec, hash) as Terms, hash) satisfies Embedded<Terms>;
  }
}

function get(tree: unknown, path: Path): unknown {
  return path.reduce<unknown>((node, key) => (node as Tree | undefined)?.[key], tree);
}

/** A copy with another value at the path; undefined takes the key away. */
function set(tree: unknown, path: Path, value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  const copy: Tree = Array.isArray(tree) ? ([...(tree as unknown[])] as never) : { ...(tree as Tree) };
  const below = set(copy[key], rest, value);
  if (rest.length > 0 || below !== undefined) copy[key] = below;
  else Reflect.deleteProperty(copy, key);
  return copy;
}
