import assert from "node:assert/strict";
import type { PriceVector, Schedule, Watts } from "@chargepact/protocol";
import type { ContractCase } from "./contract.js";
import { portContract, type PortHarness } from "./port.contract.js";
import type { GridPort, StoragePort } from "./ports.js";
import {
  casesOf,
  type Closing,
  expectMetered,
  expectTakenOver,
  isCelsius,
  isPower,
  isShare,
  type Rules,
} from "./role-port.js";
import { Heard } from "./role-port-heard.js";

export interface StoragePortHarness extends PortHarness {
  readonly port: StoragePort;
  /** W ≥ 0 that it exports where that is ordered; absent where it cannot. */
  readonly exportsW?: Watts;
}
/** `responseMs`: until a new listener has heard all that is so now. */
export interface GridPortHarness extends Closing {
  readonly port: GridPort;
}

const storageRules: Rules<StoragePortHarness> = {
  "its packs are in fractions, °C and W": async ({ port, wait, responseMs }) => {
    const heard = new Heard();
    port.listen(heard.storage());
    await wait(responseMs);
    assert.ok(heard.packs.length > 0, "packs are stated at once");
    for (const packs of heard.packs) {
      assert.ok(packs.length > 0, "a site has a pack");
      for (const { soc, temperatureC, powerW } of packs) {
        isShare(soc, "the state of charge");
        isCelsius(temperatureC, "the cells' temperature");
        isPower(powerW, "the power");
      }
    }
  },

  "its meter reports what flows, + import": async (harness) => {
    const heard = new Heard();
    harness.port.listen(heard.storage());
    await expectMetered(harness, heard);
  },

  "an order to export exports, and is metered as − W": async (harness) => {
    const { exportsW = 0 } = harness;
    if (exportsW === 0) return;
    const heard = new Heard();
    harness.port.listen(heard.storage());
    await expectMetered(harness, heard, { minW: 0 - exportsW, maxW: 0 - exportsW / 2 });
    assert.ok(
      harness.meterW() >= 0 - exportsW - 1,
      `${harness.meterW()} W at the meter, at most ${exportsW} W outward`,
    );
  },

  "each life hears all anew: packs and meter; who listened before hears nothing more": async (harness) => {
    const [first, second] = [new Heard(), new Heard()];
    await expectTakenOver(harness, [first.counted(first.storage()), second.counted(second.storage())]);
    assert.ok(second.packs.length > 0, "the next life hears the packs");
  },
};

/** The same number of steps everywhere, and each of them finite. */
function isSeries({ stepS }: Schedule | PriceVector, rows: readonly (readonly number[])[], what: string): void {
  assert.ok(Number.isInteger(stepS) && stepS > 0, `${what}: steps of ${stepS} s`);
  const [first = []] = rows;
  for (const row of rows) {
    assert.ok(row.length > 0 && row.length === first.length, `${what}: ${row.length} steps, and ${first.length}`);
    assert.ok(row.every(Number.isFinite), `${what}: ${row.find((value) => !Number.isFinite(value)) ?? 0}`);
  }
}

const gridRules: Rules<GridPortHarness> = {
  "its limits are stated at once: magnitudes in W, import and export apart": async ({ port, wait, responseMs }) => {
    const heard = new Heard();
    port.listen(heard.grid());
    await wait(responseMs);
    assert.ok(heard.limits.length > 0, "limits are stated at once");
    for (const { importW, exportW, phaseImportW } of heard.limits) {
      for (const [name, watts] of Object.entries({ importW, exportW, phaseImportW: phaseImportW ?? 0 })) {
        assert.ok(Number.isInteger(watts) && watts >= 0, `${name} is ${watts}: whole watts from 0 up`);
      }
    }
  },

  "prices are µ per kWh, one a step; an upper bound of load is no less than 0 W": async ({
    port,
    wait,
    responseMs,
  }) => {
    const heard = new Heard();
    port.listen(heard.grid());
    await wait(responseMs);
    for (const prices of heard.prices) {
      const { microPerKwh, exportMicroPerKwh = microPerKwh } = prices;
      isSeries(prices, [microPerKwh, exportMicroPerKwh], "prices");
      assert.ok(microPerKwh.every(Number.isInteger), "prices are whole millionths of a currency");
    }
    for (const bound of heard.bounds) {
      isSeries(bound, [bound.max], "the bound of the load");
      assert.ok(
        bound.max.every((watts) => watts >= 0),
        `the bound of the load is ${Math.min(...bound.max)} W`,
      );
    }
  },

  "each life hears all anew; who listened before hears nothing more": async (harness) => {
    const [first, second] = [new Heard(), new Heard()];
    await expectTakenOver(harness, [first.counted(first.grid()), second.counted(second.grid())]);
    assert.ok(second.limits.length > 0, "the next life hears the limits");
    assert.equal(second.prices.length > 0, first.prices.length > 0, "the next life hears prices where the first did");
  },
};

/** What a storage site must do and report, beside what every port must. */
export function storagePortContract(
  create: () => StoragePortHarness | Promise<StoragePortHarness>,
): readonly ContractCase[] {
  return [...portContract(create), ...casesOf(storageRules, create)];
}

/** What a grid operator's port must report. */
export function gridPortContract(create: () => GridPortHarness | Promise<GridPortHarness>): readonly ContractCase[] {
  return casesOf(gridRules, create);
}
