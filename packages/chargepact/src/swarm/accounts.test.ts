import type { Commit, Envelope, Settlement, Statement, Trace } from "@chargepact/protocol";
import { beforeAll, describe, expect, it } from "vitest";
import { CommitPrices } from "./commit-prices.js";
import type { FleetAgent } from "./fleet.js";
import { dearestRow, Meter } from "./meter.js";
import { billSection } from "./report/bills.js";
import { runTiny, tinyDay, type TinyRun } from "./tiny.fixture.js";

const settlement: Settlement = {
  startS: 0,
  stepS: 300,
  balance: [100_000, 100_000],
  rows: [{ id: "site", importPrice: [50_000, 0], exportPrice: [0, 0], shares: { "post/1": 1 } }],
};
const cleared = (plan: number): Trace => ({
  what: "cleared",
  plan,
  rounds: 1,
  upperMicro: 0,
  boundComplete: false,
  origin: "option-rounds",
  ended: "gap",
  trail: [],
  settlement,
});
const agent = (id: string, role: FleetAgent["role"]): FleetAgent => ({ id, role }) as FleetAgent;
const said = (body: { readonly kind: string }): Envelope =>
  ({ sender: "grid", recipient: "post", body }) as unknown as Envelope;
const commit = (plan: number, max: readonly number[]): Envelope => {
  const terms = { value: { parts: [{ connector: 1, schedule: { startS: 0, stepS: 300, max, min: [0, 0] } }] } };
  const priced = plan === 7 ? { settlement: { startS: 0, stepS: 300, microPerKwh: [150_000, 100_000] } } : {};
  return said({ kind: "commit", plan, terms, ...priced, imbalanceMicroPerKwh: 90_000 } as unknown as Commit);
};
/** A commit of 6 and 3 kW by plan 7, whose prices are known. */
function committed(): CommitPrices {
  const commits = new CommitPrices();
  commits.trace(cleared(7), agent("grid", "grid"));
  commits.message(commit(7, [6000, 3000]));
  return commits;
}

describe("the price of a commit", () => {
  it("is what the commit itself says, in each step", () => {
    expect(committed().at("post/1", 10)).toMatchObject({
      powerW: 6000,
      importPrice: 150_000,
      rows: [{ id: "site", price: 50_000 }],
    });
    expect(committed().at("post/1", 300)).toMatchObject({ powerW: 3000, importPrice: 100_000, imbalancePrice: 90_000 });
  });

  it("is not known after the plan, elsewhere, or of another way to clear", () => {
    expect(committed().at("post/1", 600)).toBeUndefined();
    expect(committed().at("post/2", 10)).toBeUndefined();
    const commits = committed();
    commits.message(commit(8, [1000, 1000]));
    expect(commits.at("post/1", 10)).toBeUndefined();
  });

  it("ends with the lease, with an emergency, and with the vehicle", () => {
    const over: readonly ((commits: CommitPrices) => void)[] = [
      (commits) => {
        commits.trace({ what: "lease", peer: "grid", step: "expired" }, agent("post", "charger"));
      },
      (commits) => {
        commits.message(said({ kind: "emergency" }));
      },
      (commits) => {
        commits.forget("post/1");
      },
    ];
    for (const end of over) {
      const commits = committed();
      end(commits);
      expect(commits.at("post/1", 10)).toBeUndefined();
    }
  });
});

describe("a stay's meter", () => {
  const [session] = tinyDay().sessions;
  if (session === undefined) throw new Error("the tiny day has sessions");
  const prices = { startS: 0, stepS: 3600, values: [90_000] };
  const meter = (): Meter => new Meter({ ...session, arriveS: 0 }, { prices });

  it("settles each step at its own price, and what has none at the grid's", () => {
    const [own, commits] = [meter(), committed()];
    own.read({ untilMs: 300_000, importWh: 500 }, commits.at("post/1", 0));
    own.read({ untilMs: 600_000, importWh: 700 }, commits.at("post/1", 300));
    own.read({ untilMs: 900_000, importWh: 800 }, undefined);
    const account = own.account();
    const { statement } = account;
    expect(statement).toMatchObject({ meteredWh: 800, energyMicro: 75_000 + 20_000 + 9000, gridMicro: 72_000 });
    expect(statement).toMatchObject({ deviationWh: 50, deviationMicro: 5000, totalMicro: 109_000 });
    expect(statement.lines.map(({ fromS, limitedBy }) => [fromS, limitedBy])).toEqual([
      [0, "site"],
      [300, undefined],
      [600, undefined],
    ]);
    expect(account.pricedMs).toBe(600_000);
    expect(dearestRow(account)).toEqual({ id: "site", price: 25_000 });
  });

  it("credits what is fed back at the price of its commit, apart from what is imported", () => {
    const [own, commits] = [meter(), committed()];
    const schedule = { startS: 0, stepS: 300, max: [6000, 0], min: [0, -3600] };
    const settlement = { startS: 0, stepS: 300, microPerKwh: [150_000, 100_000] };
    const terms = { value: { parts: [{ connector: 1, schedule }] } };
    commits.message(said({ kind: "commit", plan: 7, terms, settlement, imbalanceMicroPerKwh: 90_000 } as never));
    own.read({ untilMs: 300_000, importWh: 500, exportWh: 0 }, commits.at("post/1", 0));
    own.read({ untilMs: 600_000, importWh: 500, exportWh: 300 }, commits.at("post/1", 300));
    const { statement } = own.account();
    expect(statement).toMatchObject({ meteredWh: 200, exportedWh: 300, creditMicro: 30_000, deviationWh: 0 });
    expect(statement.energyMicro).toBe(75_000 - 30_000);
    expect(statement.gridMicro).toBe(18_000);
  });

  it("of a stay without any commit knows no row that limited it", () => {
    const own = meter();
    own.read({ untilMs: 300_000, importWh: 500 }, undefined);
    expect(dearestRow(own.account())).toBeUndefined();
    expect(own.account()).toMatchObject({ statement: { energyMicro: 45_000, deviationMicro: 0 }, pricedMs: 0 });
  });
});

describe("the bills of a day", () => {
  let tiny: TinyRun;
  beforeAll(async () => {
    tiny = await runTiny(tinyDay(), { strategy: "option-rounds" });
  }, 60_000);

  it("are for the energy that the plants measured, and show a line for each stay", () => {
    const { recorder, reckoning } = tiny;
    const accounts = recorder.accounts.all();
    for (const { id, deliveredWh } of reckoning.outcome.perSession) {
      expect(accounts.find(({ session: own }) => own.id === id)?.statement.meteredWh, id).toBeCloseTo(deliveredWh, 3);
    }
    expect(accounts.some(({ pricedMs, statement }) => pricedMs > 0 && statement.energyMicro > 0)).toBe(true);
    expect(accounts.every(({ statement }) => statement.deviationMicro >= 0)).toBe(true);
    const sum = (of: (statement: Statement) => number): number =>
      accounts.reduce((total, { statement }) => total + of(statement), 0);
    expect(sum(({ totalMicro }) => totalMicro)).toBe(
      sum(({ gridMicro, deviationMicro }) => gridMicro + deviationMicro),
    );
    const markup = billSection(accounts, reckoning).text;
    for (const { vehicle } of reckoning.outcome.perSession) expect(markup).toContain(`<td>${vehicle}</td>`);
    expect(markup).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("are for energy that every vehicle got, one that could take more than its connector carries among them", () => {
    const { recorder, reckoning } = tiny;
    expect(reckoning.day.sessions.some(({ vehicle }) => vehicle.model.phases === 1)).toBe(true);
    for (const { session, statement } of recorder.accounts.all())
      expect(statement.meteredWh, session.id).toBeGreaterThan(1000);
    expect(recorder.tally.refused).toBe(0);
  });

  it("are left out where nothing has a price", async () => {
    const { recorder, reckoning } = await runTiny();
    expect(billSection(recorder.accounts.all(), reckoning).text).toBe("");
  });
});
