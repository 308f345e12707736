import type { Envelope, NeedPart, Reject } from "@chargepact/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { resolveScenario } from "../scenario/index.js";
import { checkScenario } from "../scenario/load.js";
import { Recorder } from "./recorder.js";
import { reckon } from "./reckon.js";
import { runVirtual } from "./run-virtual.js";
import { tinyScenario } from "./tiny.fixture.js";

/** The tiny day with room for less than half of what is asked for, and no store. */
const scarce = tinyScenario.replace("capacityW: 16000", "capacityW: 13000").replace(/storage:.*\n/, "");

interface Said {
  readonly rejects: readonly Envelope<Reject>[];
  /** Tier 1 of each connector as it was last stated to the grid operator and taken. */
  readonly first: ReadonlyMap<string, NeedPart>;
  readonly deliveredWh: ReadonlyMap<string, number>;
  readonly violations: number;
}

async function run(): Promise<Said> {
  const { day } = resolveScenario(checkScenario(scarce, "tiny.yaml"));
  const rejects: Envelope<Reject>[] = [];
  const first = new Map<string, NeedPart>();
  class Listening extends Recorder {
    override message(envelope: Envelope, now: Parameters<Recorder["message"]>[1]): void {
      super.message(envelope, now);
      const { body, recipient, sender } = envelope;
      if (body.kind === "reject") rejects.push(envelope as Envelope<Reject>);
      if (body.kind !== "need" || recipient !== "grid") return;
      for (const part of body.parts) first.set(`${sender}/${String(part.connector)}`, part);
    }
  }
  const done = await runVirtual(day, { strategy: "option-rounds", insecure: true, observer: new Listening(day) });
  const { outcome } = reckon(done);
  const deliveredWh = new Map(outcome.perSession.map(({ vehicle, deliveredWh: wh }) => [vehicle, wh]));
  return { rejects, first, deliveredWh, violations: outcome.limitViolations };
}

describe("CP-NEG-13 a need whose tier 1 does not fit beside what was admitted", () => {
  let said: Said;
  beforeAll(async () => {
    said = await run();
  }, 60_000);

  it("CP-NEG-13 is rejected at once with the most that does, which goes down to the battery", () => {
    const [toCharger, toBattery] = said.rejects;
    expect(said.rejects).toHaveLength(2);
    expect(toCharger).toMatchObject({ sender: "grid", recipient: "post-2", body: { reason: "INFEASIBLE" } });
    expect(toBattery).toMatchObject({ sender: "post-2", recipient: "ev-late", body: { reason: "INFEASIBLE" } });
    expect(toCharger?.body.detail).toMatch(/^\d+ of 1250 Wh of tier 1 on connector 2 can be promised/);
    const [part] = toCharger?.body.feasible?.value.parts ?? [];
    expect(part?.connector).toBe(2);
    expect(Math.max(...(part?.schedule.max ?? []))).toBeGreaterThan(0);
  });

  it("CP-NEG-13 is stated again with less of it first, and all of it is still asked for", () => {
    const part = said.first.get("post-2/2");
    expect(part?.energyWh).toBe(2500);
    expect(part?.firstWh).toBeGreaterThan(0);
    expect(part?.firstWh).toBeLessThan(1250);
  });

  it("CP-NEG-13 M5: everybody who was admitted gets its tier 1, and the late one at least what was promised", () => {
    for (const [vehicle, halfWh] of [
      ["ev-worn", 2500],
      ["ev-new", 3000],
      ["ev-old", 1500],
      ["ev-late", said.first.get("post-2/2")?.firstWh ?? NaN],
    ] as const) {
      expect(said.deliveredWh.get(vehicle), vehicle).toBeGreaterThanOrEqual(halfWh);
    }
    expect(said.violations).toBe(0);
  });
});
