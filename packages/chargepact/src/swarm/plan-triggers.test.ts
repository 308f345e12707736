import { expect, it } from "vitest";
import { runTiny, tinyDay } from "./tiny.fixture.js";

it("an arrival is planned at once; that a vehicle leaves which needs nothing and has nothing coming is no news", async () => {
  const news: string[] = [];
  await runTiny(tinyDay(), {
    strategy: "option-rounds",
    observer: {
      arrived: ({ id }) => news.push(`${id} arrives`),
      departed: ({ id }) => news.push(`${id} leaves`),
      trace: (trace) => {
        if (trace.what === "plan" && trace.trigger === "need") news.push("plan");
      },
    },
  });
  const follows = (what: string): (string | undefined)[] =>
    news.flatMap((each, index) => (each.endsWith(what) ? [news[index + 1]] : []));
  expect(follows("arrives")).toEqual(["plan", "plan", "plan", "plan"]);
  // The last to leave: nobody else states a need any more.
  expect(follows("s-2 leaves")).toEqual([undefined]);
}, 30_000);
