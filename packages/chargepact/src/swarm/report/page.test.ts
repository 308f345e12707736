import { beforeAll, describe, expect, it } from "vitest";
import { runTiny, tinyDay, type TinyRun } from "../tiny.fixture.js";
import { escaped, html } from "./html.js";
import { scheduleText } from "./messages.js";
import { reportPage } from "./page.js";
import { linePath, stepPath, timeTicks, valueTicks } from "./plot.js";

const pageOf = ({ result, reckoning, recorder }: TinyRun): string =>
  reportPage({ result, reckoning, recorder, notes: ["judged after 5 s"] });
/** What a person reads: no markup, one space between words. */
const textOf = (page: string): string =>
  page
    .replace(/<style>.*<\/style>/s, "")
    .replace(/<[^>]*>/g, " ")
    .replaceAll(/\s+/g, " ");

let tiny: TinyRun;
let page: string;
beforeAll(async () => {
  tiny = await runTiny();
  page = pageOf(tiny);
});

describe("the report", () => {
  it("needs nothing from elsewhere: no address, no script, nothing that loads", () => {
    expect(page).not.toMatch(/https?:|\/\/[a-z]|url\(|@import|<script|<link|<img|<iframe|\bsrc=|\bhref=/i);
    expect(page).toContain("default-src 'none'");
    expect(page.startsWith("<!doctype html>")).toBe(true);
    expect(page).toContain('name="viewport"');
    expect(page).toContain("prefers-color-scheme:dark");
  });

  it("says in words what happened, beside both baselines", () => {
    const text = textOf(page);
    expect(text).toContain("4 vehicles asked for 16.5 kWh at a site with 16.0 kW");
    expect(text).toMatch(/energy delivered [\d.]+ kWh [\d.]+ kWh [\d.]+ kWh/);
    expect(text).toContain("judged after 5 s");
    expect(text).not.toMatch(/undefined|NaN|Infinity|\[object/);
    expect(page).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("has a bar for every vehicle, with delivered and requested energy", () => {
    for (const { vehicle, requestedWh } of tiny.reckoning.outcome.perSession) {
      const kWh = (requestedWh / 1000).toFixed(1);
      expect(page).toMatch(new RegExp(`aria-label="${vehicle}: [\\d.]+ of ${kWh}\u00a0kWh"`));
    }
  });

  it("shows one negotiation of a worn battery whole: need, offer, counter-offer, commit, through charger and grid", () => {
    const story = tiny.recorder.stories.best;
    expect(story?.reasons).toContain("WORN");
    expect(["ev-worn", "ev-old"]).toContain(story?.battery);
    const { battery = "", charger = "" } = story ?? {};
    const said = story?.messages.map(
      ({ envelope: { sender, recipient, body } }) => `${sender}>${recipient} ${body.kind}`,
    );
    expect(said).toEqual([
      `${battery}>${charger} need`,
      `${charger}>grid need`,
      `grid>${charger} offer`,
      `${charger}>${battery} offer`,
      `${battery}>${charger} counterOffer`,
      `${charger}>grid counterOffer`,
      `grid>${charger} commit`,
      `${charger}>grid commitAck`,
      `${charger}>${battery} commit`,
      `${battery}>${charger} commitAck`,
    ]);
    expect(Math.max(...(story?.answered.max ?? []))).toBeLessThan(Math.max(...(story?.offered.max ?? [])));
    expect(textOf(page)).toMatch(/CounterOffer ev-\w+ → post-\d, \d+ ms later Can do: [\d.]+ kW/);
  });

  it("explains the most limited vehicle minute by minute", () => {
    expect(textOf(page)).toMatch(/Why ev-\w+ was limited most/);
    expect(textOf(page)).toMatch(/there was not enough capacity for all: of 16\.0 kW the building took [\d.]+ kW/);
  });

  it("marks faults and a lowered capacity", async () => {
    const day = tinyDay();
    const fault = {
      kind: "emergency",
      fraction: 0.6,
      atS: day.fromS + 2400,
      durationS: 600,
      text: "emergency:0.6@10:40",
    } as const;
    const lowered = pageOf(await runTiny({ ...day, faults: [fault] }));
    expect(lowered).toMatch(/class="mark"\s+style="left:44\.44%">\s*<span[^>]*>emergency:0\.6@10:40</);
    expect(lowered).toContain('class="f-low"');
    expect(textOf(lowered)).toContain("(lowered to 9.6 kW for a while)");
  });

  it("escapes whatever comes from a scenario", async () => {
    const evil = `<img src=x onerror="alert(1)">'&`;
    const day = tinyDay();
    const sessions = day.sessions.map((session) => ({
      ...session,
      vehicle: { ...session.vehicle, model: { ...session.vehicle.model, name: evil } },
    }));
    const hostile = pageOf(await runTiny({ ...day, name: evil, currency: "<b>", sessions }));
    expect(hostile).not.toContain("<img");
    expect(hostile).not.toContain("<b> per");
    expect(hostile).toContain("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;&#39;&amp;");
  });

  it("of a day without vehicles is a page too", async () => {
    const empty = pageOf(await runTiny({ ...tinyDay(), sessions: [] }));
    expect(textOf(empty)).toContain("No negotiation between a battery and its charger");
    expect(empty).not.toMatch(/NaN|undefined|Infinity/);
  });
});

describe("markup", () => {
  it("escapes what is put in, once, and ties numbers to their units", () => {
    expect(html`<p title="${`"<&`}">${["a<b", html`<i>${"&"}</i>`]}</p>`.text).toBe(
      '<p title="&quot;&lt;&amp;">a&lt;b<i>&amp;</i></p>',
    );
    expect(escaped("2 965 offers in 3 min\u0000")).toBe("2\u00a0965 offers in 3\u00a0min\ufffd");
  });
});

describe("axes and paths", () => {
  it("have whole times and round values", () => {
    const span = { fromS: 6 * 3600 + 60, toS: 20 * 3600 };
    expect(timeTicks(span).map(({ text }) => text)).toEqual("08:00 10:00 12:00 14:00 16:00 18:00 20:00".split(" "));
    expect(valueTicks(0, 53).map(({ text }) => text)).toEqual("0 10 20 30 40 50".split(" "));
    expect(valueTicks(-0.02, 0.11, 3).map(({ text }) => text)).toEqual(["0.00", "0.05", "0.10"]);
  });

  it("keep only the corners", () => {
    expect(
      linePath([
        [0, 1],
        [1, 1],
        [2, 1],
        [3, 5],
      ]).text,
    ).toBe("M0 1L2 1L3 5");
    expect(
      stepPath([
        [0, 1],
        [2, 3],
      ]).text,
    ).toBe("M0 1L2 1L2 3");
  });
});

describe("a schedule in words", () => {
  it("joins what looks the same, and says until when nothing comes", () => {
    const startS = 10 * 3600;
    const text = (...max: number[]): string => scheduleText({ startS, stepS: 300, max });
    expect(text(0, 7480, 7520, 0, 0)).toBe("nothing until 10:05, 7.5 kW from 10:05, nothing from 10:15");
    expect(text(6600)).toBe("6.6 kW from 10:00");
    expect(text(0, 0)).toBe("nothing from 10:00");
    expect(text(1000, 2000, 3000, 4000, 5000)).toMatch(/4\.0 kW from 10:15, …$/);
  });
});
