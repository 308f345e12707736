import { expect, it } from "vitest";
import type { HolderLink } from "../../link/holder.js";
import type { Envelope, Offer, Reject } from "../../messages.js";
import type { Site } from "./site.js";
import { SumReply } from "./sum-reply.js";

it("CP-SUM-1 a question whose excess has another length than its prices is refused with both", () => {
  const refused: Omit<Reject, "kind">[] = [];
  const link = { refuse: (_: Envelope, reject: Omit<Reject, "kind">) => refused.push(reject) };
  const reply = new SumReply({} as Site, link as unknown as HolderLink, { statedW: () => 1000, baseW: () => 0 });
  const offer: Offer = {
    ...{ kind: "offer", plan: 1, round: 1, roundsMax: 15, deadlineMs: 2000, scheduleMs: 0 },
    ...{ proposals: [], needVersions: [], reasons: [] },
    prices: { startS: 0, stepS: 900, microPerKwh: [1, 2, 3] },
    sum: { excessPpm: [0], stiffnessMicroPerKwh: 1, relaxMilli: 1600 },
  };
  reply.answer(offer, {} as Envelope);
  expect(refused).toEqual([
    { reason: "BAD_VALUE", detail: "excess_ppm has 1 steps, the prices 3; state one for each" },
  ]);
});
