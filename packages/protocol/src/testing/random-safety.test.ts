import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { Depot } from "./depot.test-helper.js";

const hash = (bytes: Uint8Array): Uint8Array => createHash("sha256").update(bytes).digest();
const minute = 60_000;
/** The longest lease is 180 s; a grid that lost its ledger waits 190 s. */
const recoverMs = 2 * 180_000 + 190_000;

/** Twenty minutes under faults drawn from the seed, then ten without; throws at the first broken promise. */
function run(seed: number): Depot {
  const depot = new Depot(hash, seed);
  const { network, timeline, random } = depot;
  network.faults = {
    loss: random() * 0.3,
    duplicate: random() * 0.5,
    delayMinMs: 2,
    delayMaxMs: random() < 0.3 ? 10_000 : random() * 1000,
  };
  const ids = [...depot.hosts.keys()];
  const pick = (): string => ids[Math.floor(random() * ids.length)] ?? "grid";
  const mischief = (): void => {
    const [what, id] = [random(), pick()];
    if (what < 0.35) depot.host(id).crashAtPersist = true;
    else if (what < 0.42) depot.host(id).restart({ lost: true, sameBoot: false });
    else if (what < 0.5) depot.host(id).restart({ sameBoot: random() < 0.5, afterMs: random() * 2 * minute });
    else if (what < 0.8) {
      const parent = id.includes("-b") ? id.slice(0, 2) : "grid";
      if (random() < 0.5) network.partition(id, parent);
      else network.cut.add(random() < 0.5 ? `${id}>${parent}` : `${parent}>${id}`);
    } else if (what < 0.95) network.heal();
    else depot.host("grid").deliver({ kind: "emergency", importMaxW: 34_000, durationMs: minute });
  };
  depot.start();
  for (let at = 0; at < 20 * minute; at += 500) {
    timeline.run(at);
    if (random() < 0.02) mischief();
    check(depot, seed);
  }
  depot.recover();
  for (let at = 20 * minute; at < 20 * minute + recoverMs; at += 500) {
    timeline.run(at);
    check(depot, seed);
  }
  return depot;
}

function check(depot: Depot, seed: number): void {
  const problems = depot.problems();
  if (problems.length === 0) return;
  throw new Error(`seed ${seed} at ${depot.timeline.now / 1000} s: ${problems.join("; ")}`);
}

describe("a depot under random faults", () => {
  /** The last three once found a hole that the others do not reach. */
  const seeds = [...Array.from({ length: 17 }, (_, index) => index + 1), 27, 40, 50];

  it("CP-LEDGER-8 keeps S1, S2 and S4 at all times, and serves every feasible need once faults stop", () => {
    const hungry: string[] = [];
    let [crashes, messages] = [0, 0];
    for (const seed of seeds) {
      const depot = run(seed);
      for (const host of depot.hosts.values()) crashes += host.crashes;
      messages += depot.network.sent;
      for (const { id, powerW, wh } of depot.batteries) {
        if (powerW <= 0 && wh < 39_000) hungry.push(`seed ${seed}: ${id} stands at ${Math.round(wh)} Wh`);
      }
    }
    expect(hungry).toEqual([]);
    expect(crashes).toBeGreaterThan(20);
    expect(messages).toBeGreaterThan(50_000);
  }, 120_000);
});
