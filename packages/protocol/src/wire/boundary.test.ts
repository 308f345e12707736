import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { ChargepactError } from "../errors.js";
import { everyPlace, many, type Place } from "./boundary.test-helper.js";
import type { Kind } from "./fields.js";
import { limits } from "./limits.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const places = everyPlace(hash);

type KindOf<N> = Extract<Kind, { readonly kind: N }>;
/** Single fields of a kind; lists are tried by their counts. Those inside packed messages go by `in` alone. */
function single<N extends Kind["kind"]>(name: N): (Place & { readonly limit: KindOf<N> })[] {
  return places
    .filter(({ row }) => row.field.kind.kind === name && row.field.list === undefined)
    .map((place) => ({ ...place, limit: place.row.field.kind as KindOf<N> }));
}

function refused(side: "local" | "remote", where: string, act: () => unknown): void {
  let thrown: unknown;
  try {
    act();
  } catch (error) {
    thrown = error;
  }
  expect(thrown, `${where} (${side})`).toBeInstanceOf(ChargepactError);
  const { code, side: whose, message } = thrown as ChargepactError;
  expect({ code, whose, message: message.slice(0, where.length) }).toEqual({
    code: "BAD_MESSAGE",
    whose: side,
    message: where,
  });
}

function passes(place: Place, value: unknown): void {
  expect(place.through(value), place.where).toStrictEqual(value);
}

/** Fields of the domain's own shape; a schedule's unit and differences exist on the wire only. */
const isDomain = (place: Place): boolean => place.valid !== undefined;

describe("every field of every message", () => {
  it("CP-WIRE-6 takes whole numbers at both ends of its range, and none beyond, on the way out", () => {
    for (const place of single("integer").filter(isDomain)) {
      const { min, max } = place.limit;
      if (place.where !== "BlendWeight.weight") passes(place, min); // a lone weight is the whole
      passes(place, max);
      for (const wrong of [min - 1, max + 1, 1.5, NaN, Infinity, -Infinity, "7", null]) {
        refused("local", place.where, () => place.out(wrong));
      }
    }
  });

  it("CP-WIRE-6 takes no number beyond its range on the way in", () => {
    for (const place of single("integer")) {
      const { min, max, wire } = place.limit;
      const least = wire === "double" ? -Infinity : min < 0 ? -(2 ** 31) : 0;
      const most = wire === "double" ? Infinity : min < 0 ? 2 ** 31 - 1 : 2 ** 32 - 1;
      const odd = wire === "double" ? [NaN, Infinity, -Infinity, 1.5] : [];
      for (const wrong of [min - 1, max + 1, least, most, ...odd]) {
        if (wrong >= min && wrong <= max && Number.isInteger(wrong)) continue;
        if (wrong < least || wrong > most) continue;
        refused("remote", place.where, () => place.in(wrong));
      }
    }
  });

  it("CP-WIRE-7 takes every known enum value and no other", () => {
    for (const place of single("choice")) {
      const { names, first } = place.limit;
      for (const name of names) passes(place, name);
      for (const wrong of ["NOPE", "", 1, null]) refused("local", place.where, () => place.out(wrong));
      for (const wrong of [first + names.length, 99, -1, ...(first === 1 ? [0] : [])]) {
        refused("remote", place.row.where.slice(0, place.where.indexOf(".")), () => place.in(wrong));
      }
    }
  });

  it("CP-WIRE-9 takes texts of its lengths and alphabet", () => {
    for (const place of single("text").filter(({ where }) => where !== "Envelope.recipient")) {
      const { min, max, pattern } = place.limit;
      passes(place, "a".repeat(max));
      passes(place, "a".repeat(min));
      const wrong = ["a".repeat(max + 1), "a\n", ...(min > 0 ? [""] : []), ...(pattern.test("é") ? [] : ["é"])];
      for (const text of wrong) {
        refused("local", place.where, () => place.out(text));
        refused("remote", place.where, () => place.in(text));
      }
      refused("local", place.where, () => place.out("a\uD800"));
    }
  });

  it("CP-WIRE-9 takes byte strings of its lengths", () => {
    for (const place of [...single("hex"), ...single("bytes")]) {
      const { lengths, kind } = place.limit;
      const domain = (length: number) => (kind === "hex" ? "5a".repeat(length) : new Uint8Array(length));
      for (const length of lengths) passes(place, domain(length));
      for (const length of [1, 7, 9, 15, 17, 31, 33].filter((each) => !lengths.includes(each))) {
        refused("local", place.where, () => place.out(domain(length)));
        refused("remote", place.where, () => place.in(new Uint8Array(length)));
      }
      refused("local", place.where, () => place.out(kind === "hex" ? "5A" : "5a"));
    }
  });

  it("CP-WIRE-9 takes true and false as a flag", () => {
    for (const place of single("flag")) {
      passes(place, true);
      passes(place, false);
      for (const wrong of [1, "true", null, undefined]) refused("local", place.where, () => place.out(wrong));
    }
  });

  it("CP-WIRE-10 is refused where it is absent, or absent again where it is optional", () => {
    for (const place of places.filter(({ row }) => row.field.list === undefined)) {
      const { presence } = place.row.field;
      if (presence === "optional") passes(place, undefined);
      else if (isDomain(place)) refused("local", place.where, () => place.out(undefined));
      if (presence === "required") refused("remote", place.where, () => place.in(undefined));
    }
  });

  it("CP-WIRE-10 has no key where it is an optional list and empty", () => {
    const lists = places.filter(({ row }) => row.field.list !== undefined && row.field.presence === "optional");
    expect(lists.map(({ where }) => where).sort()).toEqual([
      "Commit.blends",
      "Commit.partSettlements",
      "CounterOffer.partValues",
      "Offer.partPrices",
    ]);
    for (const place of lists) {
      passes(place, undefined);
      expect(() => place.in([]), place.where).not.toThrow();
    }
  });

  it("CP-WIRE-15 takes weights of a mixture that sum to 65 536, and no others", () => {
    const place = places.find(({ where }) => where === "Blend.weights");
    if (place === undefined) throw new Error("no Blend.weights");
    const weighted = (weights: readonly number[], hash: unknown) => weights.map((weight) => ({ hash, weight }));
    const domain = (weights: readonly number[]) => weighted(weights, "5a".repeat(16));
    for (const weights of [[65_536], [1, 65_535], [65_535, 1], [16_384, 32_768, 16_384]])
      passes(place, domain(weights));
    for (const weights of [[1], [65_535], [65_536, 1], [65_536, 65_536]]) {
      refused("local", place.where, () => place.out(domain(weights)));
      refused("remote", place.where, () => place.in(weighted(weights, new Uint8Array(16))));
    }
  });

  it("CP-WIRE-8 takes lists of its counts", () => {
    for (const place of places.filter(isDomain)) {
      const { list } = place.row.field;
      if (list === undefined) continue;
      const value = (place.valid as unknown[])[0];
      passes(place, many(place.row.field, list.min, value));
      if (list.max <= limits.rosterAgents) passes(place, many(place.row.field, list.max, value));
      refused("local", place.where, () => place.out(many(place.row.field, list.max + 1, value)));
      if (list.min > 0) refused("local", place.where, () => place.out([]));
      if (place.row.field.presence !== "optional") refused("local", place.where, () => place.out(undefined));
    }
  });

  it("CP-WIRE-8 takes lists of its counts on the way in, and what names a value once", () => {
    for (const place of places) {
      const { list } = place.row.field;
      if (list === undefined) continue;
      const value = (place.flat as unknown[])[0];
      refused("remote", place.where, () => place.in(many(place.row.field, list.max + 1, value)));
      if (list.min > 0 && place.row.field.presence !== "optional") refused("remote", place.where, () => place.in([]));
      if (list.distinct === undefined) continue;
      refused("remote", place.where, () => place.in([value, value]));
      const domain = (place.valid as unknown[])[0];
      refused("local", place.where, () => place.out([domain, domain]));
    }
  });

  it("CP-WIRE-13 takes embedded terms that are terms", () => {
    const embedding = places.filter(({ row }) => row.field.kind.kind === "terms");
    expect(new Set(embedding.map(({ where }) => where))).toEqual(
      new Set(["Offer.proposals", "HolderOption.terms", "Commit.terms", "Reject.feasible", "TradeOffer.terms"]),
    );
    for (const place of embedding) {
      const each = (value: unknown) => (place.row.field.list === undefined ? value : [value]);
      refused("remote", place.where, () => place.in(each(new Uint8Array(0))));
      for (const bytes of [Uint8Array.of(255), new Uint8Array(1000)])
        refused("remote", "Terms", () => place.in(each(bytes)));
      for (const wrong of [
        {},
        { bytes: new Uint8Array(0) },
        { bytes: new Uint8Array(limits.envelopeBytes + 1) },
        null,
      ]) {
        refused("local", place.where, () => place.out(each(wrong)));
      }
    }
  });
});
