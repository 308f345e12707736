import {
  type CoreInput,
  packOf,
  physicsShortHorizon,
  physicsWear,
  type PredictQuestion,
  type Predictors,
  type ShortHorizonQuery,
  type WearQuery,
} from "@chargepact/protocol";
import { describe, expect, test } from "vitest";
import { VirtualClock } from "./clock.virtual.js";
import { PredictorDesk } from "./predict-effect.js";

const at = { pack: packOf("NMC", 60_000), soc: 0.5, soh: 1, temperatureC: 20, deadlineMs: 25 };
const horizon: ShortHorizonQuery = { ...at, ambientC: 20, stepS: 60, powerW: [7000, 7000] };
const wear: WearQuery = { ...at, powerMaxW: 11_000, exportMaxW: 0 };
type Heard = Extract<CoreInput, { kind: "predicted" }>;

function deskOf(predictors: Predictors | undefined) {
  const clock = new VirtualClock(0);
  const desk = new PredictorDesk(predictors, clock);
  const heard: Heard[] = [];
  const ask = (question: PredictQuestion = { horizon }, number = 1): void => {
    desk.ask({ kind: "predict", number, question, deadlineMs: 25 }, (input) => heard.push(input as Heard));
  };
  return { clock, heard, ask };
}
const says = (horizonSays: () => unknown): Predictors => ({ horizon: { predict: horizonSays as never } });
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test("what answers within the call is heard within it, both questions as one event", () => {
  const { heard, ask } = deskOf({ wear: physicsWear, horizon: physicsShortHorizon });
  ask({ horizon, wear }, 7);
  expect(heard).toHaveLength(1);
  expect(heard[0]).toMatchObject({ number: 7, wear: { kind: "answered" }, horizon: { kind: "answered" } });
});

test("what answers later is heard once both have answered", async () => {
  const later = Promise.resolve(physicsShortHorizon.predict(horizon));
  const { heard, ask } = deskOf({ wear: physicsWear, horizon: { predict: () => later } });
  ask({ horizon, wear });
  expect(heard).toEqual([]);
  await settled();
  expect(heard).toMatchObject([{ wear: { kind: "answered" }, horizon: { kind: "answered" } }]);
});

test("a predictor that never answers is late at the deadline, and what the other one said is heard", () => {
  const { clock, heard, ask } = deskOf({ wear: physicsWear, horizon: { predict: () => new Promise(() => undefined) } });
  ask({ horizon, wear });
  clock.run(24);
  expect(heard).toEqual([]);
  clock.run(25);
  expect(heard).toMatchObject([{ wear: { kind: "answered" }, horizon: { kind: "failed", detail: /within 25 ms/ } }]);
});

test("an answer after the deadline changes nothing any more", async () => {
  let release: (value: undefined) => void = () => undefined;
  const { clock, heard, ask } = deskOf(says(() => new Promise((resolve) => (release = resolve))));
  ask();
  clock.run(30);
  release(undefined);
  await settled();
  expect(heard).toMatchObject([{ horizon: { kind: "failed" } }]);
});

test("a call that blocks for longer than the deadline is late, whatever it says", () => {
  const { clock, heard, ask } = deskOf({
    horizon: {
      predict: (query) => {
        clock.run(26);
        return physicsShortHorizon.predict(query);
      },
    },
  });
  ask();
  expect(heard).toMatchObject([{ horizon: { kind: "failed", detail: /within 25 ms/ } }]);
});

test("one that hangs is asked no more after a few times, and holds no more memory", () => {
  let asked = 0;
  const { clock, heard, ask } = deskOf(says(() => (asked++, new Promise(() => undefined))));
  for (let number = 1; number <= 50; number++) {
    ask({ horizon }, number);
    clock.run(number * 100);
  }
  expect(asked).toBe(8);
  expect(heard).toHaveLength(50);
  expect(heard.at(-1)).toMatchObject({ horizon: { kind: "failed", detail: /8 earlier questions/ } });
});

describe("becomes a failure and nothing else", () => {
  const good = physicsShortHorizon.predict(horizon)!;
  const trap = new Proxy(
    {},
    {
      get: () => {
        throw new Error("trap");
      },
    },
  );
  const cases: Readonly<Record<string, () => unknown>> = {
    "a throw": () => {
      throw new Error("out of memory");
    },
    "a throw of what is no error": () => {
      // eslint-disable-next-line @typescript-eslint/only-throw-error
      throw {
        toString: () => {
          throw new Error("not even that");
        },
      };
    },
    "a rejection": () => Promise.reject(new Error("worker died")),
    "a text": () => "hot",
    "an answer with getters that throw": () => trap,
    "an answer of a million steps": () => ({ ...good, temperatureC: new Array(1_000_000).fill(good.temperatureC[0]) }),
    "an answer for another chemistry": () => ({ ...good, provenance: { ...good.provenance, chemistry: "LFP" } }),
    "an answer with a hash that is none": () => ({ ...good, provenance: { ...good.provenance, sha256: "1234" } }),
    "an answer without a name": () => ({ ...good, provenance: { ...good.provenance, modelId: "" } }),
    "texts for numbers": () => ({ ...good, voltageV: [{ p10: "1", p50: "2", p90: "3" }] }),
  };
  test.each(Object.entries(cases))("%s", async (_, answer) => {
    const { heard, ask } = deskOf(says(answer));
    ask();
    await settled();
    expect(heard).toHaveLength(1);
    expect(heard[0]?.horizon?.kind).toBe("failed");
  });
});

test("only what a prediction has is taken from an answer", () => {
  const { heard, ask } = deskOf(says(() => ({ ...physicsShortHorizon.predict(horizon)!, ballast: "x".repeat(1e6) })));
  ask();
  expect(JSON.stringify(heard).length).toBeLessThan(2_000);
});

test("where nothing is plugged in, each question is refused", () => {
  const { heard, ask } = deskOf(undefined);
  ask({ horizon, wear });
  expect(heard).toMatchObject([{ wear: { kind: "refused" }, horizon: { kind: "refused" } }]);
});
