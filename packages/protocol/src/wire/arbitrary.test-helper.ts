import fc, { type Arbitrary } from "fast-check";
import type {
  Blend,
  Body,
  BodyKind,
  Embedded,
  Envelope,
  ForecastProfile,
  PriceVector,
  Schedule,
  SiteProfile,
  Terms,
} from "../messages.js";
import type { Field, Kind, MessageSpec, SpecOf } from "./fields.js";
import { limits } from "./limits.js";
import { bodySpecs, headerSpec } from "./spec.js";
import { forecast, forecastProfile, siteProfile } from "./spec-market.js";
import { blend, prices, schedule, termsSpec } from "./spec-common.js";
import { embedTerms, type HashFunction } from "./terms.js";

/** Valid values of every message, drawn from the tables that the codec itself uses. For tests only. */

/** What keeps drawn envelopes under 16 KiB; tables allow more. */
const drawn = { steps: 24, list: 3 } as const;

/** Valid envelopes, of one body kind or of any. */
export function arbitraryEnvelope(hash: HashFunction, kind?: BodyKind): Arbitrary<Envelope> {
  const kinds = kind === undefined ? (Object.keys(bodySpecs) as BodyKind[]) : [kind];
  return fc
    .constantFrom(...kinds)
    .chain((each) =>
      fc
        .record({ header: ofMessage(headerSpec, hash), body: arbitraryBody(hash, each) })
        .map(({ header, body }) => ({ ...header, recipient: recipientOf(body, header.recipient), body })),
    );
}

export function arbitraryBody(hash: HashFunction, kind: BodyKind): Arbitrary<Body> {
  return ofMessage(bodySpecs[kind][1] as SpecOf<Body>, hash).map((body) => ({ ...body, kind }) as Body);
}

export const arbitraryTerms = (hash: HashFunction): Arbitrary<Terms> => ofMessage(termsSpec, hash);

export const arbitrarySchedule = (): Arbitrary<Schedule> =>
  fc
    .record({
      startS: fc.integer({ min: 0, max: limits.instantMaxS }),
      stepS: fc.integer({ min: 1, max: limits.stepMaxS }),
      unitW: fc.constantFrom(1, 1, 7, 50, 100),
      bands: fc.array(fc.tuple(inUnits, inUnits), { minLength: 1, maxLength: drawn.steps }),
      shape: fc.constantFrom("fixed", "band", "constant"),
    })
    .map(({ startS, stepS, unitW, bands, shape }) => {
      const high = bands.map(([a, b]) => Math.max(a, b) * unitW);
      const low = bands.map(([a, b]) => Math.min(a, b) * unitW);
      if (shape === "fixed") return { startS, stepS, max: high };
      return { startS, stepS, max: high, min: shape === "band" ? low : low.map(() => Math.min(...low)) };
    });
const inUnits = fc.integer({ min: -limits.powerMaxW / 100, max: limits.powerMaxW / 100 });

const arbitraryPrices = (): Arbitrary<PriceVector> =>
  fc.tuple(importPrices(), fc.boolean()).map(([prices, apart]) => {
    return apart ? { ...prices, exportMicroPerKwh: [...prices.microPerKwh].reverse() } : prices;
  });
const importPrices = (): Arbitrary<PriceVector> =>
  fc.record(
    {
      startS: fc.integer({ min: 0, max: limits.instantMaxS }),
      stepS: fc.integer({ min: 1, max: limits.stepMaxS }),
      microPerKwh: fc.array(fc.integer({ min: -limits.priceMaxMicro, max: limits.priceMaxMicro }), {
        minLength: 1,
        maxLength: drawn.steps,
      }),
    },
    { noNullPrototype: true },
  );

/** Several vectors of one length on one grid. */
const arbitraryVectors = <T>(ranges: Readonly<Record<string, readonly [min: number, max: number]>>): Arbitrary<T> =>
  fc
    .record({
      startS: fc.integer({ min: 0, max: limits.instantMaxS }),
      stepS: fc.integer({ min: 1, max: limits.stepMaxS }),
      length: fc.integer({ min: 1, max: drawn.steps }),
    })
    .chain(({ startS, stepS, length }) => {
      const vector = ([min, max]: readonly [number, number]) =>
        fc.array(fc.integer({ min, max }), { minLength: length, maxLength: length });
      const vectors = Object.fromEntries(Object.entries(ranges).map(([name, range]) => [name, vector(range)]));
      return fc.record(
        { startS: fc.constant(startS), stepS: fc.constant(stepS), ...vectors },
        { noNullPrototype: true },
      );
    }) as Arbitrary<T>;

const magnitude = [0, limits.powerMaxW] as const;
const arbitraryForecast = (): Arbitrary<ForecastProfile> =>
  arbitraryVectors<ForecastProfile>({ importP50W: magnitude, importP90W: magnitude, exportP50W: magnitude }).map(
    (profile) => ({
      ...profile,
      importP90W: profile.importP90W.map((watts, step) => Math.max(watts, profile.importP50W[step] ?? 0)),
    }),
  );
const arbitrarySiteProfile = (): Arbitrary<SiteProfile> =>
  arbitraryVectors({
    microPerKwh: [-limits.priceMaxMicro, limits.priceMaxMicro],
    capacityW: magnitude,
    profileW: [-limits.powerMaxW, limits.powerMaxW],
    sharePpm: [0, limits.millionths],
  });

/** Weights between cuts of the unit, so that they have the sum they must have. */
const arbitraryBlend = (): Arbitrary<Blend> =>
  fc
    .record({
      connector: fc.integer({ min: 1, max: limits.connectorMax }),
      cuts: fc.uniqueArray(fc.integer({ min: 1, max: limits.blendUnit - 1 }), { maxLength: drawn.list - 1 }),
      hashes: fc.array(hexOf([16]), {
        minLength: drawn.list,
        maxLength: drawn.list,
      }),
    })
    .map(({ connector, cuts, hashes }) => {
      const edges = [0, ...cuts, limits.blendUnit].sort((a, b) => a - b);
      const weights = edges.slice(1).map((edge, i) => ({ hash: hashes[i] ?? "", weight: edge - (edges[i] ?? 0) }));
      return { connector, weights };
    });

/** Only some bodies may go to all, and those that must have no reader. */
function recipientOf(body: Body, recipient: string): string {
  if (body.kind === "presence" || body.kind === "roster" || body.kind === "planNotice") return "";
  if (body.kind === "offer" && body.reservedMs === undefined) return recipient;
  return recipient === "" ? "reader" : recipient;
}

function ofMessage<T>(spec: SpecOf<T>, hash: HashFunction): Arbitrary<T> {
  return plain(spec, hash) as Arbitrary<T>;
}

function plain(spec: MessageSpec, hash: HashFunction): Arbitrary<unknown> {
  if (spec === schedule) return arbitrarySchedule();
  if (spec === prices) return arbitraryPrices();
  if (spec === blend) return arbitraryBlend();
  if (spec === forecastProfile) return arbitraryForecast();
  if (spec === siteProfile) return arbitrarySiteProfile();
  const model: Record<string, Arbitrary<unknown>> = {};
  for (const { key, field } of spec.rows) model[key] = ofField(field, hash);
  const requiredKeys = spec.rows.filter(({ field }) => field.presence !== "optional").map(({ key }) => key);
  const any = fc.record(model, { requiredKeys, noNullPrototype: true });
  const { check } = spec;
  return spec === forecast && check !== undefined ? any.filter((value) => check(value as never) === undefined) : any;
}

function ofField(field: Field, hash: HashFunction): Arbitrary<unknown> {
  const each = ofKind(field.kind, hash);
  if (field.list === undefined) return each;
  const { min, max, distinct } = field.list;
  const bounds = { minLength: min, maxLength: Math.min(max, Math.max(min, drawn.list)) };
  if (distinct === undefined) return fc.array(each, bounds);
  const selector = (value: unknown) => (distinct === "value" ? value : (value as Record<string, unknown>)[distinct]);
  return fc.uniqueArray(each, { ...bounds, selector });
}

function ofKind(kind: Kind, hash: HashFunction): Arbitrary<unknown> {
  switch (kind.kind) {
    case "integer":
      return fc.oneof(fc.constantFrom(kind.min, kind.max), fc.integer({ min: kind.min, max: kind.max }));
    case "flag":
      return fc.boolean();
    case "choice":
      return fc.constantFrom(...kind.names);
    case "text":
      return fc
        .string({
          unit: fc.constantFrom("a", "z", "X", "0", "9", "-", ".", ":", " ", "é"),
          minLength: kind.min,
          maxLength: kind.max,
        })
        .map((text) => (kind.pattern.test(text) ? text : text.replace(/[^a-z0-9-]/g, "a")));
    case "hex":
      return hexOf(kind.lengths);
    case "bytes":
      return bytesOf(kind.lengths);
    case "message":
      return plain(kind.spec, hash);
    case "terms":
      return arbitraryTerms(hash).map((terms): Embedded<Terms> => embedTerms(terms, hash));
  }
}

const bytesOf = (lengths: readonly number[]): Arbitrary<Uint8Array> =>
  fc.constantFrom(...lengths).chain((length) => fc.uint8Array({ minLength: length, maxLength: length }));
const hexOf = (lengths: readonly number[]): Arbitrary<string> =>
  bytesOf(lengths).map((bytes) => bytes.reduce((text, byte) => text + byte.toString(16).padStart(2, "0"), ""));
