import { type Body, type CoreEvent, type Effect, type Embedded, type Envelope, type Terms } from "@chargepact/protocol";
import { describe, expect, it } from "vitest";
import type { Checker, Look, Meter, Report, Step, Violation } from "./history.js";
import { L1 } from "./l1.js";
import { L2 } from "./l2.js";
import { Marks } from "./marks.js";
import { S1 } from "./s1.js";
import { S2 } from "./s2.js";
import { S3 } from "./s3.js";
import { S4 } from "./s4.js";
import { S5 } from "./s5.js";
import { S6 } from "./s6.js";

const T = 1_800_000_000_000;
const now = (atMs: number) => ({ mono: atMs, t: T + atMs });
let seq = 0;

function envelope(sender: string, recipient: string, body: Body, more: Partial<Envelope> = {}): Envelope {
  const base = { major: 1, minor: 0, sender, recipient, epoch: 1, seq: ++seq, sessionId: "s", ttlMs: 30_000, body };
  return { ...base, ...more };
}
const send = (message: Envelope): Effect => ({ kind: "send", to: message.recipient, envelope: message });
const step = (atMs: number, agent: string, event: { kind: string }, ...effects: Effect[]): Step => {
  return { atMs, agent, epoch: 1, event: { ...event, now: now(atMs) } as CoreEvent, effects };
};
const timer = { kind: "timer" } as const;
const came = (message: Envelope) => ({ kind: "message", envelope: message }) as const;
const terms = (maxW: number, steps = 10): Embedded<Terms> => {
  const schedule = { startS: T / 1000, stepS: 300, max: Array<number>(steps).fill(maxW) };
  return { value: { parts: [{ connector: 1, schedule }] }, bytes: new Uint8Array(0), hash: `h${maxW}` };
};
const fallback = { importW: 0, exportW: 0, rampWPerS: 1000 };
const commit = (maxW: number, counter: number, echo: Envelope): Body => ({
  ...{ kind: "commit", plan: 1, version: { epoch: 1, counter }, ttlMs: 60_000, graceMs: 10_000, terms: terms(maxW) },
  ...{ needVersions: [1], echo: { epoch: echo.epoch, seq: echo.seq }, scheduleMs: T, fallback, reasons: [] },
});
const need: Body = { kind: "need", parts: [] };
const ack = (maxW: number, counter: number): Body => {
  return { kind: "commitAck", version: { epoch: 1, counter }, hash: `h${maxW}`, taken: true };
};

const meterOf = (agent: string, importW: number, more: Partial<Meter> = {}): Meter => ({
  ...{ agent, grantor: "grid", allowed: { importW, exportW: 0 }, failsafe: fallback, powerW: importW },
  ...{ honest: true, up: true, ...more },
});
const look = (atMs: number, meters: readonly Meter[], more: Partial<Look> = {}): Look => {
  return { atMs, books: [], meters, needs: [], ...more };
};

/** What a checker says of a history. */
function found(make: (report: Report) => Checker, history: (checker: Checker) => void): readonly string[] {
  const violations: Violation[] = [];
  history(make((violation) => violations.push(violation)));
  return violations.map(({ id, detail }) => `${id} ${detail}`);
}

describe("S1", () => {
  const connection = { operator: "grid", equipment: new Set(["c1", "c2"]), unreachableMs: 190_000 };
  const limit = (atMs: number, importW: number) => ({ atMs, operator: "grid", importW, exportW: 0, baseW: 2000 });
  const watch = (history: (checker: Checker) => void) =>
    found((report) => new S1([connection], report, new Map([["grid", 60_000]])), history);

  it("sees equipment that together may take more than the connection carries", () => {
    const said = watch((checker) => {
      checker.limited?.(limit(0, 20_000));
      checker.looked?.(look(1000, [meterOf("c1", 9000), meterOf("c2", 9000)]));
      checker.looked?.(look(2000, [meterOf("c1", 9000), meterOf("c2", 9100)]));
    });
    expect(said).toEqual(["S1 equipment may import 20100 W of 20000 W"]);
  });

  it("counts a limit that was lowered once nobody can have missed it any more", () => {
    const over = [meterOf("c1", 9000), meterOf("c2", 9000)];
    const said = watch((checker) => {
      checker.limited?.(limit(0, 20_000));
      checker.limited?.(limit(10_000, 15_000));
      checker.looked?.(look(199_000, over));
      checker.looked?.(look(201_000, over));
    });
    expect(said).toHaveLength(1);
  });

  it("sees books that stay over their capacity", () => {
    const books = { grantor: "grid", supposed: false, over: "500 W import too much", heaviest: "c1", capacityW: 9000 };
    const said = watch((checker) => {
      checker.limited?.(limit(0, 20_000));
      for (const atMs of [0, 59_000, 61_000]) checker.looked?.(look(atMs, [], { books: [books] }));
    });
    expect(said).toEqual(["S1 the books of grid have 500 W import too much"]);
  });
});

describe("S2", () => {
  const watch = (history: (checker: Checker) => void) => found((report) => new S2(["c1"], report), history);
  /** `aheadMs`: by which the grantor's schedule time is before the world's. */
  const leased = (checker: Checker, aheadMs = 0): void => {
    const request = envelope("c1", "grid", need);
    checker.stepped?.(step(1000, "c1", timer, send(request)));
    const body = { ...commit(9000, 1, request), scheduleMs: T + 4000 + aheadMs } as Body;
    const grant = envelope("grid", "c1", body);
    checker.stepped?.(step(4000, "grid", came(request), send(grant)));
    checker.stepped?.(step(5000, "c1", came(grant), send(envelope("c1", "grid", ack(9000, 1)))));
  };

  it("sees more than a lease, and a lease that is used beyond its ttl from the request on", () => {
    const said = watch((checker) => {
      leased(checker);
      checker.looked?.(look(6000, [meterOf("c1", 9000)]));
      checker.looked?.(look(7000, [meterOf("c1", 9100)]));
      checker.looked?.(look(61_000, [meterOf("c1", 9000)]));
      checker.looked?.(look(61_500, [meterOf("c1", 9000)]));
    });
    expect(said).toEqual([
      "S2 c1 may import 9100 W; leases 9000 W, failsafe 0 W",
      "S2 c1 may import 9000 W; leases 0 W, failsafe 0 W",
    ]);
  });

  it("counts schedules by the time that the grantor told, not by that of the world", () => {
    const said = watch((checker) => {
      // By the grantor's time ten steps of 300 s begin in an hour.
      leased(checker, -3_600_000);
      checker.looked?.(look(6000, [meterOf("c1", 9000)]));
    });
    expect(said).toEqual(["S2 c1 may import 9000 W; leases 0 W, failsafe 0 W"]);
    const within = watch((checker) => {
      leased(checker, 2_900_000);
      checker.looked?.(look(6000, [meterOf("c1", 9000)]));
      // The last of them is over 94 s later; clocks and answers are tolerated for 3 s and the time that the exchange took.
      checker.looked?.(look(59_000, [meterOf("c1", 9000)]));
    });
    expect(within).toEqual([]);
  });

  it("knows that a commit that comes too late to extend anything lowers what is held until then", () => {
    const late = (maxW: number, ackedMs = 20_005): readonly string[] =>
      watch((checker) => {
        leased(checker);
        const request = envelope("c1", "grid", need);
        checker.stepped?.(step(1000, "c1", timer, send(request)));
        const body = { ...commit(maxW, 2, request), ttlMs: 10_000, scheduleMs: T + 20_000 } as Body;
        const grant = envelope("grid", "c1", body);
        checker.stepped?.(step(20_000, "grid", timer, send(grant)));
        const taken = send(envelope("c1", "grid", ack(maxW, 2)));
        if (ackedMs === 20_005) checker.stepped?.(step(ackedMs, "c1", came(grant), taken));
        else {
          checker.stepped?.(step(20_005, "c1", came(grant)));
          checker.looked?.(look(21_000, [meterOf("c1", 9000)]));
          checker.stepped?.(step(ackedMs, "c1", timer, taken));
        }
        checker.looked?.(look(30_000, [meterOf("c1", maxW)]));
      });
    expect(late(8000)).toEqual([]);
    // The power had to come down first, and somebody looked meanwhile.
    expect(late(8000, 25_000)).toEqual([]);
    expect(late(9500, 25_000)).toEqual(["S2 c1 may import 9500 W; leases 0 W, failsafe 0 W"]);
    expect(late(9500)).toEqual(["S2 c1 may import 9500 W; leases 0 W, failsafe 0 W"]);
  });

  it("lets an emergency end when the grantor last said that it would", () => {
    const said = watch((checker) => {
      leased(checker);
      for (const [atMs, durationMs] of [
        [6000, 40_000],
        [36_000, 8000],
      ] as const) {
        const body: Body = { kind: "emergency", number: 1, importMaxW: 0, exportMaxW: 0, durationMs, reasons: [] };
        const answer = envelope("c1", "grid", { kind: "emergencyAck", number: 1, achievedW: 0 });
        checker.stepped?.(step(atMs, "c1", came(envelope("grid", "c1", body)), send(answer)));
      }
      checker.looked?.(look(44_100, [meterOf("c1", 9000)]));
      checker.looked?.(look(43_900, [meterOf("c1", 9000)]));
    });
    expect(said).toEqual(["S2 c1 may import 9000 W in an emergency that caps it at 0 W"]);
  });

  it("sees an emergency that was acknowledged and is not obeyed", () => {
    const said = watch((checker) => {
      leased(checker);
      const body: Body = {
        kind: "emergency",
        number: 1,
        importMaxW: 2000,
        exportMaxW: 0,
        durationMs: 60_000,
        reasons: [],
      };
      const answer = envelope("c1", "grid", { kind: "emergencyAck", number: 1, achievedW: 2000 });
      checker.stepped?.(step(6000, "c1", came(envelope("grid", "c1", body)), send(answer)));
      checker.looked?.(look(7000, [meterOf("c1", 9000)]));
      checker.looked?.(look(27_000, [meterOf("c1", 9000)]));
    });
    expect(said).toEqual(["S2 c1 may import 9000 W in an emergency that caps it at 2000 W"]);
  });
});

describe("S3", () => {
  it("sees a message that was never sent, and one of a life that is over", () => {
    const said = found(
      (report) => new S3(report),
      (checker) => {
        const forged = envelope("grid", "c1", { kind: "resync" });
        checker.stepped?.(step(0, "c1", came(forged)));
        const [fresh, old] = [1, 2].map((each) => envelope("grid", "c1", { kind: "resync" }, { epoch: 3 - each }));
        if (fresh === undefined || old === undefined) return;
        checker.stepped?.(step(1, "grid", timer, send(old), send(fresh)));
        checker.stepped?.(step(2, "c1", came(fresh)));
        const answer = envelope("c1", "grid", { kind: "statusAck" }, { inReplyTo: { epoch: 1, seq: old.seq } });
        checker.stepped?.(step(3, "c1", came(old), send(answer)));
      },
    );
    expect(said).toEqual([
      "S3 c1 took a resync that grid never sent",
      "S3 c1 answered a resync of epoch 1 after one of epoch 2",
    ]);
  });

  it("sees a commit for an offer that is over", () => {
    const said = found(
      (report) => new S3(report),
      (checker) => {
        const offer: Body = {
          ...{ kind: "offer", plan: 1, round: 1, roundsMax: 1, deadlineMs: 30_000, scheduleMs: T },
          ...{ proposals: [terms(9000)], reservedMs: 30_000, needVersions: [1], reasons: [] },
        };
        const made = envelope("grid", "c1", offer);
        checker.stepped?.(step(0, "grid", timer, send(made)));
        const taken: Body = { kind: "accept", plan: 1, hash: "h9000", needVersions: [1] };
        const accept = envelope("c1", "grid", taken, { inReplyTo: { epoch: 1, seq: made.seq } });
        checker.stepped?.(step(1000, "c1", came(made), send(accept)));
        const late = envelope("grid", "c1", commit(9000, 1, accept), { inReplyTo: { epoch: 1, seq: accept.seq } });
        checker.stepped?.(step(31_000, "grid", came(accept), send(late)));
      },
    );
    expect(said).toEqual(["S3 grid committed an offer 31000 ms after it was made"]);
  });
});

describe("S4", () => {
  it("sees a version that goes back, and two schedules by one name", () => {
    const said = found(
      (report) => new S4(report),
      (checker) => {
        const request = envelope("c1", "grid", need);
        const give = (maxW: number, counter: number): void => {
          checker.stepped?.(step(0, "grid", timer, send(envelope("grid", "c1", commit(maxW, counter, request)))));
        };
        const take = (maxW: number, counter: number): void => {
          checker.stepped?.(step(1, "c1", timer, send(envelope("c1", "grid", ack(maxW, counter)))));
        };
        give(9000, 1);
        give(8000, 2);
        take(8000, 2);
        take(9000, 1);
        give(7000, 2);
        take(6000, 2);
      },
    );
    expect(said).toEqual([
      "S4 c1 took v1.1 after v1.2",
      "S4 grid gave v1.2 two schedules",
      "S4 c1 holds another schedule as v1.2 than grid gave",
    ]);
  });

  it("lets a battery begin anew where it is plugged in: with the contactor open all is over that was said before", () => {
    const said = found(
      (report) => new S4(report, new Set(["v1"])),
      (checker) => {
        const take = (agent: string, counter: number): void => {
          checker.stepped?.(step(1, agent, timer, send(envelope(agent, "c1", ack(9000, counter)))));
        };
        for (const agent of ["v1", "s1"]) {
          take(agent, 5);
          checker.stepped?.(step(2, agent, { kind: "plugged" }));
          take(agent, 2);
        }
        take("v1", 1);
      },
    );
    expect(said).toEqual(["S4 s1 took v1.2 after v1.5", "S4 v1 took v1.1 after v1.2"]);
  });
});

describe("S5", () => {
  const apply = (maxW: number): Effect => {
    return { kind: "apply", connector: 1, band: { minW: 0, maxW }, validForMs: 1000, decidedAt: 0 };
  };
  const reading = (temperatureC: number, soc = 0.5) => {
    const telemetry = { soc, soh: 1, temperatureC, ambientC: 20, powerW: 0 };
    return { kind: "batteryTelemetry", telemetry } as const;
  };
  const watch = (history: (checker: Checker) => void) => found((report) => new S5(["v1"], report), history);

  it("sees a battery that goes on charging though it is hot, full, unknown, or stopped by a person", () => {
    for (const event of [
      reading(56),
      reading(Number.NaN),
      reading(20, 1),
      { kind: "personLimit", connector: 1, maxW: 0 },
    ]) {
      const said = watch((checker) => {
        checker.stepped?.(step(0, "v1", reading(20), apply(7000)));
        checker.stepped?.(step(1000, "v1", event));
      });
      expect(said).toHaveLength(1);
    }
  });
  it("says nothing where it stops with the same event", () => {
    const said = watch((checker) => {
      checker.stepped?.(step(0, "v1", reading(20), apply(7000)));
      checker.stepped?.(step(1000, "v1", reading(56), apply(0)));
    });
    expect(said).toEqual([]);
  });
});

describe("S6", () => {
  it("sees a state of charge by name, by kind of message and by value", () => {
    const status = (powerW: number): Body => ({ kind: "status", powerW, state: "NONE" });
    const leaks: Body[] = [
      { ...status(0), soc: 50 } as unknown as Body,
      { kind: "forecast" } as unknown as Body,
      status(0.53),
      { kind: "reject", reason: "NOT_NOW", detail: "an LFP battery is cold" },
    ];
    for (const body of [...leaks, status(5300)]) {
      const said = found(
        (report) => new S6(["v1"], report),
        (checker) => checker.stepped?.(step(0, "v1", timer, send(envelope("v1", "c1", body)))),
      );
      expect(said).toHaveLength(leaks.includes(body) ? 1 : 0);
    }
  });
});

describe("L1", () => {
  it("sees a request that is repeated beyond its ttl, and a round too many", () => {
    const said = found(
      (report) => new L1(report),
      (checker) => {
        const request = envelope("c1", "grid", need);
        for (const atMs of [0, 29_000, 31_000]) checker.stepped?.(step(atMs, "c1", timer, send(request)));
        const offer = { kind: "offer", plan: 4, round: 9, roundsMax: 8 } as Body;
        checker.stepped?.(step(40_000, "grid", timer, send(envelope("grid", "c1", offer))));
      },
    );
    expect(said).toEqual(["L1 c1 still repeats a need after 31 s", "L1 grid asks round 9 of 8 of plan 4"]);
  });

  it("sees two that go on telling each other something new, and not one who has much to say for a moment", () => {
    const told = (everyMs: number): readonly string[] =>
      found(
        (report) => new L1(report),
        (checker) => {
          for (let index = 0; index < 150; index++)
            checker.stepped?.(step(index * everyMs, "grid", timer, send(envelope("grid", "c1", need))));
        },
      );
    expect(told(50)).toEqual(["L1 grid tells c1 something new 120 times in 10 s"]);
    expect(told(100)).toEqual([]);
  });
});

describe("L2", () => {
  const hungry = (powerW: number, deliveredWh: number) => [{ agent: "v1", hungry: true, powerW, deliveredWh }];
  const watch = (last: ReturnType<typeof hungry>, calm: boolean) =>
    found(
      (report) => new L2(100_000, report),
      (checker) => {
        checker.calmed?.({ atMs: 0, calm });
        checker.looked?.(look(0, [], { needs: hungry(0, 5) }));
        checker.looked?.(look(100_001, [], { needs: last }));
      },
    );

  it("sees a need that nobody serves once faults have stopped", () => {
    expect(watch(hungry(0, 5), true)).toEqual(["L2 v1 asks for energy and has had none for 100 s"]);
    expect(watch(hungry(4000, 5), true)).toEqual([]);
    expect(watch(hungry(0, 6), true)).toEqual([]);
    expect(watch(hungry(0, 5), false)).toEqual([]);
  });
});

describe("marks", () => {
  it("tell a revoke that crosses an accept, and a message that comes twice", () => {
    const marks = new Marks();
    const accept = envelope("c1", "grid", { kind: "accept", plan: 1, hash: "h", needVersions: [1] });
    const revoke = envelope("grid", "c1", { kind: "revoke", version: { epoch: 1, counter: 1 }, reasons: [] });
    marks.stepped(step(0, "grid", timer, send(revoke)));
    for (const atMs of [100, 200]) marks.stepped(step(atMs, "grid", came(accept)));
    expect(marks.counts.get("a revoke crosses an accept")).toBe(2);
    expect(marks.counts.get("a message comes a second time")).toBe(1);
  });
});
