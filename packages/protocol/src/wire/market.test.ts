import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { isChargepactError } from "../errors.js";
import type { Body, Envelope, Forecast, PriceNotice } from "../messages.js";
import { decodeEnvelope, encodeEnvelope } from "./codec.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const envelope = (body: Body): Envelope => ({
  ...{ major: 1, minor: 0, sender: "site-1", recipient: "feeder", epoch: 3, seq: 12 },
  ...{ sessionId: "0123456789abcdef", ttlMs: 30_000, body },
});
const through = (body: Body): Body => decodeEnvelope(encodeEnvelope(envelope(body)), hash).body;
const steps = Array.from({ length: 96 }, (_, step) => step);
/** Another value in every step. */
const wavy = (most: number): readonly number[] =>
  steps.map((step) => Math.round((most / 2) * (1 + Math.sin(step / 9 + (step % 7)))));

const forecast: Forecast = {
  kind: "forecast",
  profile: {
    ...{ startS: 1_800_000_000, stepS: 900 },
    ...{ importP50W: wavy(90_000), importP90W: wavy(90_000).map((watts) => watts + 7000), exportP50W: wavy(5000) },
  },
  shiftableWh: 120_000,
  children: 3,
};
const notice: PriceNotice = {
  kind: "priceNotice",
  number: 4,
  terms: {
    ...{ startS: 1_800_000_000, stepS: 900, microPerKwh: wavy(900_000), capacityW: wavy(400_000) },
    ...{ profileW: wavy(90_000).map((watts) => watts - 40_000), sharePpm: wavy(1_000_000) },
  },
  levelMicroPerKw: 9_123_456,
  levelFallW: 12_000,
};
const why = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (isChargepactError(error)) return error.message;
  }
  return "";
};

describe("what an operator and its sites tell each other", () => {
  it("comes back as it was, and a day in quarters of an hour has less than 2 KiB", () => {
    for (const body of [forecast, notice]) {
      expect(through(body)).toStrictEqual(body);
      expect(encodeEnvelope(envelope(body)).length).toBeLessThan(2048);
    }
  });

  it("CP-FORECAST-1 has no word for the sum of fewer than three children", () => {
    for (const children of [1, 2]) expect(() => through({ ...forecast, children })).toThrow(/children is \d, allowed/);
    const bytes = encodeEnvelope(envelope(forecast));
    // The last byte is the count.
    expect(bytes.at(-1)).toBe(3);
    bytes[bytes.length - 1] = 2;
    expect(why(() => decodeEnvelope(bytes, hash))).toMatch(/Forecast.children is 2, allowed/);
  });

  it("CP-WIRE-16 has vectors of one length, and no p90 below its p50", () => {
    const { profile } = forecast;
    const short = { ...profile, importP90W: profile.importP90W.slice(1) };
    const low = { ...profile, importP90W: profile.importP50W.map((watts, step) => watts - (step === 5 ? 1 : 0)) };
    expect(why(() => through({ ...forecast, profile: short }))).toMatch(/importP90W has 95 values, allowed/);
    expect(why(() => through({ ...forecast, profile: low }))).toMatch(
      /importP90W has \d+ in step 5, allowed: \d+ or more/,
    );
    for (const key of ["capacityW", "profileW", "sharePpm"] as const) {
      const terms = { ...notice.terms, [key]: [...notice.terms[key], 0] };
      expect(why(() => through({ ...notice, terms }))).toContain(`${key} has 97 values, allowed`);
    }
  });

  it("CP-WIRE-14 goes to one reader, never to all", () => {
    for (const body of [forecast, notice]) {
      expect(why(() => encodeEnvelope({ ...envelope(body), recipient: "" }))).toContain("is missing of a");
    }
  });
});
