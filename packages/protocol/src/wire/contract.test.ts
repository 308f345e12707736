import { readdirSync, readFileSync } from "node:fs";
import protobuf from "protobufjs";
import { describe, expect, it } from "vitest";
import { leaseStates, quoteQualities, reasons, rejectReasons } from "../messages.js";
import type { MessageSpec, Row } from "./fields.js";
import { bodySpecs, headerSpec } from "./spec.js";
import { termsSpec } from "./spec-common.js";

const folder = new URL("../../../../proto/chargepact/v1/", import.meta.url);
const files = readdirSync(folder).filter((name) => name.endsWith(".proto"));
const sources = files.map((name) => readFileSync(new URL(name, folder), "utf8"));
const root = sources.reduce((into, source) => protobuf.parse(source, into).root, new protobuf.Root()).resolveAll();
const published = root.lookup("chargepact.v1") as protobuf.Namespace;

const bodyOf = (type: protobuf.Type) => type.oneofsArray.find(({ name }) => name === "body");

/** All tables, each once. */
function tables(): MessageSpec[] {
  const found = new Map<string, MessageSpec>();
  const visit = (spec: MessageSpec): void => {
    if (found.has(spec.name)) return;
    found.set(spec.name, spec);
    for (const { field } of spec.rows) if (field.kind.kind === "message") visit(field.kind.spec);
  };
  for (const spec of [headerSpec, termsSpec, ...Object.values(bodySpecs).map(([, each]) => each)]) visit(spec);
  return [...found.values()];
}

/** What the published field must be for a row of a table. */
function expected({ field, key }: Row): object {
  const { kind } = field;
  const numeric = kind.kind === "integer" && kind.wire === "double" ? "double" : undefined;
  const types = { flag: "bool", text: "string", hex: "bytes", bytes: "bytes", terms: "bytes" } as const;
  const type =
    kind.kind === "integer"
      ? (numeric ?? (kind.min < 0 ? "sint32" : "uint32"))
      : kind.kind === "message"
        ? kind.spec.name
        : kind.kind === "choice"
          ? "enum"
          : types[kind.kind];
  const message = kind.kind === "message";
  // Presence: messages always know it; bytes that may not be empty and values that may not be zero need none.
  const explicit =
    field.list === undefined &&
    !message &&
    (field.presence === "optional" || (kind.kind === "integer" && field.presence === "required"));
  return { key, number: field.number, type, repeated: field.list !== undefined, explicit };
}

function actual(field: protobuf.Field): object {
  const type = field.resolvedType instanceof protobuf.Enum ? "enum" : field.type;
  const explicit = field.options?.["proto3_optional"] === true;
  return { key: field.name, number: field.id, type, repeated: field.repeated, explicit };
}

const constants = (prefix: string, names: readonly string[], first: number): Record<string, number> =>
  Object.fromEntries([
    ...(first === 1 ? [[`${prefix}_UNSPECIFIED`, 0] as const] : []),
    ...names.map((name, i) => [`${prefix}_${name}`, first + i] as const),
  ]);

describe("the published contract", () => {
  it("CP-WIRE-4 has the fields, numbers, types and presence that the tables have", () => {
    for (const spec of tables()) {
      const type = published.lookupType(spec.name);
      const inBody = new Set(bodyOf(type)?.fieldsArray.map(({ name }) => name));
      const rows = spec.rows.map(expected).sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
      const fields = type.fieldsArray.filter(({ name }) => !inBody.has(name)).map(actual);
      fields.sort((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
      expect({ [spec.name]: fields }).toEqual({ [spec.name]: rows });
    }
  });

  it("CP-WIRE-3 has the bodies that the tables have, under the same numbers", () => {
    const body = bodyOf(published.lookupType("Envelope"));
    expect(Object.fromEntries(body?.fieldsArray.map(({ name, id, type }) => [name, [id, type]]) ?? [])).toEqual(
      Object.fromEntries(Object.entries(bodySpecs).map(([kind, [number, spec]]) => [kind, [number, spec.name]])),
    );
  });

  it("CP-WIRE-7 has the enum values that the domain has", () => {
    const values = (name: string) => published.lookupEnum(name).values;
    expect(values("Role")).toEqual(constants("ROLE", ["BATTERY", "CHARGER", "STORAGE", "GRID"], 1));
    expect(values("Reason")).toEqual(constants("REASON", reasons, 0));
    expect(values("RejectReason")).toEqual(constants("REJECT_REASON", rejectReasons, 0));
    expect(values("QuoteQuality")).toEqual(constants("QUOTE_QUALITY", quoteQualities, 0));
    expect(values("LeaseState")).toEqual(constants("LEASE_STATE", leaseStates, 1));
  });

  it("CP-WIRE-5 has no integer of 64 bits", () => {
    for (const type of published.nestedArray) {
      if (!(type instanceof protobuf.Type)) continue;
      for (const { type: each } of type.fieldsArray) expect(each).not.toMatch(/64$/);
    }
  });
});
