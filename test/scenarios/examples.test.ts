import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("../../", import.meta.url));

interface Figures {
  readonly strategy: string;
  readonly energyDeliverableWh: number;
  readonly energyDeliveredWh: number;
  readonly vehiclesExportWh: number;
  readonly limitViolations: number;
  readonly costMicro: number;
  readonly sumMicro: number;
}

/** How an example's day goes in virtual time with each strategy, by the command that its head names. */
async function compare(example: string, strategies: string): Promise<readonly Figures[]> {
  const cli = ["--import", "tsx", "--conditions=chargepact-source", "packages/chargepact/src/cli.ts", "swarm"];
  const words = ["--virtual", "--json", "--quiet", "--insecure", `examples/scenarios/${example}.yaml`];
  const all = [...cli, ...words, "--compare", strategies];
  const { stdout } = await promisify(execFile)(process.execPath, all, { cwd: root, timeout: 110_000 });
  return (JSON.parse(stdout) as { readonly compare: readonly Figures[] }).compare;
}

const deliveredShare = ({ energyDeliveredWh, energyDeliverableWh }: Figures): number =>
  energyDeliveredWh / energyDeliverableWh;

test("nested-feeder: three sites under one feeder keep every limit that uncontrolled charging breaks", async () => {
  const cli = ["--import", "tsx", "--conditions=chargepact-source", "packages/chargepact/src/cli.ts", "swarm"];
  const words = ["--virtual", "--json", "--quiet", "--insecure", "examples/scenarios/nested-feeder.yaml"];
  const { stdout } = await promisify(execFile)(process.execPath, [...cli, ...words], { cwd: root, timeout: 110_000 });
  const result = JSON.parse(stdout) as Figures & { readonly uncontrolled: Figures; readonly sites: readonly Figures[] };
  expect(result.limitViolations).toBe(0);
  expect(result.sites.map(({ limitViolations }) => limitViolations)).toEqual([0, 0, 0]);
  expect(result.uncontrolled.limitViolations).toBeGreaterThan(0);
  expect(deliveredShare(result)).toBeGreaterThan(0.97);
});

describe("example scenarios with option rounds keep every limit", () => {
  test("scarce-workplace: nearly all is delivered that a third of the power could deliver", async () => {
    const [rounds] = await compare("scarce-workplace", "option-rounds");
    expect(rounds).toMatchObject({ strategy: "option-rounds", limitViolations: 0 });
    expect(deliveredShare(rounds!)).toBeGreaterThan(0.95);
  });

  test("three-phase-depot: buses and vans are served within the limit of each phase", async () => {
    const [rounds] = await compare("three-phase-depot", "option-rounds");
    expect(rounds).toMatchObject({ strategy: "option-rounds", limitViolations: 0 });
    expect(deliveredShare(rounds!)).toBeGreaterThan(0.9);
  });

  test("negative-prices: who can wait is paid for it, and more than where the first come is served first", async () => {
    const [rounds, llf] = await compare("negative-prices", "option-rounds,llf");
    expect([rounds?.limitViolations, llf?.limitViolations]).toEqual([0, 0]);
    expect(deliveredShare(rounds!)).toBeGreaterThan(0.98);
    expect(rounds!.costMicro).toBeLessThan(0);
    expect(rounds!.costMicro).toBeLessThan(2 * llf!.costMicro);
  });

  test("v2g-and-storage: vehicles feed back in the evening what they bought at noon, and all is cheaper, wear included", async () => {
    const [rounds, llf] = await compare("v2g-and-storage", "option-rounds,llf");
    expect([rounds?.limitViolations, llf?.limitViolations]).toEqual([0, 0]);
    expect(deliveredShare(rounds!)).toBeGreaterThan(0.98);
    expect([rounds!.vehiclesExportWh > 60_000, llf!.vehiclesExportWh]).toEqual([true, 0]);
    // Wear and what was not delivered included, in millionths of a euro.
    expect(rounds!.sumMicro).toBeLessThan(llf!.sumMicro - 10_000_000);
  });
});
