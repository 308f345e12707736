import { createHash } from "node:crypto";
import { expect, it } from "vitest";
import { fallbackW, powerMaxW, Yard } from "../../testing/yard.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();

/** The second car comes, and no offer reaches it for a while. */
function arrivedUnasked(forMs: number): Yard {
  const yard = new Yard(hash, fallbackW + powerMaxW);
  yard.start();
  yard.run(30_000);
  yard.network.lose = ({ recipient, body }) => recipient === "car-b" && body.kind === "offer";
  yard.arrive();
  yard.run(forMs);
  yard.network.lose = () => false;
  return yard;
}

it("a battery that could not be asked in time has not refused: the grid offers its need again", () => {
  const yard = arrivedUnasked(20_000);
  const reasonless = yard
    .host("post-b")
    .sentEnvelopes.flatMap(({ recipient, body }) =>
      recipient === "grid" && body.kind === "counterOffer" ? [body.options.map(({ reasons }) => reasons.length)] : [],
    );
  expect(reasonless).toContainEqual([0]);
  // The next quarter of an hour begins.
  yard.run(900_000);
  expect(yard.appliedW("post-b")).toBe(powerMaxW);
});
