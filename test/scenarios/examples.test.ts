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

interface NestedFigures extends Figures {
  readonly feeder: { readonly peakImportW: number };
  readonly uncontrolled: Figures & { readonly peakImportW: number };
  readonly sites: readonly Figures[];
  readonly flatPrices?: Figures & { readonly peakImportW: number };
}

/** How a day of several sites under a feeder goes in virtual time. */
async function runNested(example: string): Promise<NestedFigures> {
  const cli = ["--import", "tsx", "--conditions=chargepact-source", "packages/chargepact/src/cli.ts", "swarm"];
  const words = ["--virtual", "--json", "--quiet", "--insecure", `examples/scenarios/${example}.yaml`];
  const { stdout } = await promisify(execFile)(process.execPath, [...cli, ...words], { cwd: root, timeout: 280_000 });
  return JSON.parse(stdout) as NestedFigures;
}

test("nested-feeder: published prices lower the feeder's peak, and no limit breaks that uncontrolled charging breaks", async () => {
  const result = await runNested("nested-feeder");
  const flat = result.flatPrices!;
  expect(flat.limitViolations).toBe(0);
  expect(result.feeder.peakImportW).toBeLessThan(0.85 * flat.peakImportW);
  expect(result.energyDeliveredWh).toBeGreaterThan(0.99 * flat.energyDeliveredWh);
  expect(result.costMicro).toBeLessThan(flat.costMicro);
  expect(result.limitViolations).toBe(0);
  expect(result.sites.map(({ limitViolations }) => limitViolations)).toEqual([0, 0, 0]);
  expect(result.uncontrolled.limitViolations).toBeGreaterThan(0);
  expect(deliveredShare(result)).toBeGreaterThan(0.99);
}, 300_000);

test("island: half of the feeder is gone for an hour, no limit breaks on any level, and nearly all is delivered", async () => {
  const result = await runNested("island");
  expect(result).toMatchObject({ limitViolations: 0, capacityW: 30_000 });
  expect(result.feeder.peakImportW).toBeLessThanOrEqual(60_000);
  expect(result.uncontrolled.peakImportW).toBeGreaterThan(90_000);
  expect(deliveredShare(result)).toBeGreaterThan(0.94);
});

test("evening-peak: homes give back in the dear hours, and the peak is less than half of the uncontrolled one", async () => {
  const result = await runNested("evening-peak");
  expect(result.limitViolations).toBe(0);
  expect(result.feeder.peakImportW).toBeLessThan(0.5 * result.uncontrolled.peakImportW);
  expect(result.vehiclesExportWh).toBeGreaterThan(2000);
  expect(deliveredShare(result)).toBeGreaterThan(0.98);
  expect(result.costMicro).toBeLessThan(0.5 * result.uncontrolled.costMicro);
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
