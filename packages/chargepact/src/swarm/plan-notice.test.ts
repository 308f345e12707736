import type { PlanNotice } from "@chargepact/protocol";
import { expect, it } from "vitest";
import { runTiny, tinyDay } from "./tiny.fixture.js";

it("CP-PLAN-1: whoever holds of the grid operator hears how each plan of option rounds ended, and nothing follows", async () => {
  const heard = new Map<string, PlanNotice[]>();
  const plans: number[] = [];
  const observed = await runTiny(tinyDay(), {
    strategy: "option-rounds",
    observer: {
      trace: (trace, { id }) => {
        if (trace.what === "cleared") plans.push(trace.plan);
        if (trace.what !== "notice") return;
        expect(trace.peer).toBe("grid");
        heard.set(id, [...(heard.get(id) ?? []), trace.notice]);
      },
    },
  });
  expect([...heard.keys()].sort()).toEqual(["post-1", "post-2", "storage"]);
  for (const notices of heard.values()) {
    expect(notices.map(({ plan }) => plan)).toEqual(plans);
    for (const { boundComplete, lowerMicro, upperMicro = 0 } of notices) {
      expect(boundComplete).toBe(lowerMicro !== undefined);
      expect(lowerMicro ?? upperMicro).toBeLessThanOrEqual(upperMicro);
    }
  }
  expect(observed.run.swarm.allHandles().every(({ stats }) => stats.sendsDropped === 0)).toBe(true);
}, 30_000);
