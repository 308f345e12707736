import { expect, test } from "vitest";
import { nestedDay, nestedScenario, runNested } from "../feeder.fixture.js";
import { reckonFeeder } from "../feeder-reckon.js";
import { feederResultOf } from "../feeder-result.js";
import { FeederRecorder } from "../feeder-watch.js";
import { runFeederVirtual } from "../run-feeder.js";
import { feederPage } from "./feeder-page.js";

test("the report of several sites shows every level, and prices once some were published", async () => {
  const recorder = new FeederRecorder(nestedDay());
  const run = await runNested([], { observer: recorder.feeder, observerOf: (site) => recorder.of(site) });
  const reckoning = reckonFeeder(run.swarm);
  const result = feederResultOf(run, reckoning, { watches: recorder.all, broker: "memory", speed: null, wallMs: 1 });
  const page = feederPage({ result, reckoning, recorder, notes: ["judged after 5 s"] });
  expect(page).not.toMatch(/https?:|<script|\bsrc=|\bhref=|NaN|undefined|Infinity/);
  for (const { id } of result.sites) expect(page).toContain(`aria-label="Import of ${id} over the day"`);
  expect(page).toContain("judged after 5\u00a0s");
  expect(page).not.toContain("Prices from publication");
  expect(page).not.toContain("Who traded");

  const leased = recorder.of("north").leases.map(({ leaseW }) => leaseW);
  expect(leased.length).toBeGreaterThan(100);
  expect(Math.max(...leased)).toBeLessThanOrEqual(25_000);
  expect(Math.max(...leased)).toBeGreaterThan(reckoning.day.sites[0]?.day.guaranteedW ?? 0);

  const { fromS } = reckoning.day.feeder;
  const agent = run.swarm.agent("feeder")!;
  const base = { atS: fromS, startS: fromS, stepS: 300, peakW: 21_000, belowGuarantee: [] };
  const terms = (price: number) => [
    {
      ...{ site: "north", priceMicroPerKwh: [price], capacityW: [1], lowerFirstW: [1] },
      ...{ profileW: [0], profileShare: [1], levelMicroPerKw: 0, levelFallW: 0 },
    },
  ];
  recorder.feeder.trace({ what: "published", number: 1, ...base, terms: terms(1_000_000) }, agent);
  recorder.feeder.trace({ what: "published", number: 2, ...base, terms: terms(1_250_000) }, agent);
  const [north, ...others] = result.sites;
  const forecast = { metered: 40, withinP90: 35 };
  const forecasting = { ...result, sites: [{ ...north!, forecast }, ...others] };
  const priced = feederPage({ result: forecasting, reckoning, recorder, notes: [] });
  expect(priced).toContain("87.5\u00a0%");
  expect(priced).toContain("Prices from publication");
  expect(priced).toContain("<td>0.2500</td>");
});

test("the report of several sites says who traded at which site, or that nobody did", async () => {
  // In the north one is in a hurry, and the other can wait.
  const hurried = nestedScenario.replace("capacityW: 25000, base", "capacityW: 13000, base").replace("11:50", "11:00");
  const text = `${hurried}grid: { trade: true }\n`;
  const recorder = new FeederRecorder(nestedDay(text));
  const observers = { observer: recorder.feeder, observerOf: (site: string) => recorder.of(site) };
  const run = await runFeederVirtual(nestedDay(text), { strategy: "equal-share", insecure: true, ...observers });
  const reckoning = reckonFeeder(run.swarm);
  const result = feederResultOf(run, reckoning, { watches: recorder.all, broker: "memory", speed: null, wallMs: 1 });
  expect(result.limitViolations).toBe(0);
  const page = feederPage({ result, reckoning, recorder, notes: [] });
  const trades = [...recorder.sites].flatMap(([site, watch]) => watch.trades.map((trade) => ({ site, trade })));
  expect(trades).toHaveLength(result.trades.made);
  expect(trades.length).toBeGreaterThan(0);
  expect(page).toContain("Who traded");
  for (const { site } of trades) expect(page).toContain(`<td>${site}</td>`);

  for (const { trades: made } of recorder.sites.values()) made.length = 0;
  expect(feederPage({ result, reckoning, recorder, notes: [] })).toContain("Nobody: between the plans no trade");
});
