import { describe, expect, it } from "vitest";
import type { RoundsOutcome } from "../../market/rounds/index.js";
import { protocolVersion } from "../../messages.js";
import { decodeEnvelope, encodeEnvelope } from "../../wire/index.js";
import { planNotice } from "./plan-notice.js";

const settlement = { startS: 900, stepS: 300, balance: [90_000, 91_000], rows: [] };
const outcome = (own: Partial<RoundsOutcome> = {}): RoundsOutcome => ({
  grants: [],
  upperMicro: 2_000_000,
  lowerMicro: 1_900_000.7,
  gapPpm: 50_000,
  boundComplete: true,
  rounds: 3,
  origin: "option-rounds",
  ended: "gap",
  prices: { balance: [], rowImport: [], rowExport: [] },
  trail: [],
  ...own,
});

describe("CP-PLAN-1: the notice of a plan", () => {
  it("says what the plan costs, how near the cheapest it is for certain, and the price of energy", () => {
    const notice = planNotice(7, outcome(), settlement);
    expect(notice).toEqual({
      kind: "planNotice",
      plan: 7,
      strategy: "option-rounds",
      rounds: 3,
      upperMicro: 2_000_000,
      lowerMicro: 1_900_000,
      gapPpm: 50_000,
      boundComplete: true,
      prices: { startS: 900, stepS: 300, microPerKwh: [90_000, 91_000] },
    });
    const header = { ...protocolVersion, sender: "grid", recipient: "", epoch: 1, seq: 1, sessionId: "", ttlMs: 1000 };
    expect(decodeEnvelope(encodeEnvelope({ ...header, body: notice }), (bytes) => bytes).body).toEqual(notice);
  });

  it("claims no bound that leaves somebody out or lies above the cost, and no gap that has no number", () => {
    const none = { boundComplete: false };
    for (const own of [none, { lowerMicro: 2_000_001, gapPpm: 0 }]) {
      const notice = planNotice(7, outcome(own), settlement);
      expect(notice).toMatchObject(none);
      expect(notice).not.toHaveProperty("lowerMicro");
      expect(notice).not.toHaveProperty("gapPpm");
    }
    const far = planNotice(7, outcome({ gapPpm: 2 ** 32 }), settlement);
    expect(far).toMatchObject({ boundComplete: true, lowerMicro: 1_900_000 });
    expect(far).not.toHaveProperty("gapPpm");
  });
});
