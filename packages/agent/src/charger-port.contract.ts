import assert from "node:assert/strict";
import type { AgentId } from "@chargepact/protocol";
import type { ContractCase } from "./contract.js";
import { portContract, type PortHarness } from "./port.contract.js";
import type { ChargerPort } from "./ports.js";
import { casesOf, expectMetered, expectTakenOver, type Rules } from "./role-port.js";
import { Heard } from "./role-port-heard.js";

/** A station's equipment: nothing plugged in yet; whatever is would import as much as it may. */
export interface ChargerPortHarness extends PortHarness {
  readonly port: ChargerPort;
  readonly connectors: number;
  /** Plugs this holder into a connector, or opens its contactor. */
  readonly plug: (connector: number, holder: AgentId | undefined) => void | Promise<void>;
}
const chargerRules: Rules<ChargerPortHarness> = {
  "a connector that is plugged in is told with its holder, and its contactor's opening without": async (harness) => {
    const { port, plug, connectors, wait, responseMs } = harness;
    const heard = new Heard();
    port.listen(heard.charger());
    for (let connector = 1; connector <= connectors; connector++) {
      for (const holder of [`ev-${connector}`, undefined]) {
        await plug(connector, holder);
        await wait(responseMs);
        assert.equal(heard.plugged.get(connector), holder, `what is told of connector ${connector}`);
      }
    }
  },

  "connectors count from 1, and phases are of 1, 2 and 3, each once": async (harness) => {
    const { port, plug, connectors, wait, responseMs } = harness;
    const heard = new Heard();
    port.listen(heard.charger());
    await plug(1, "ev-1");
    await wait(4 * responseMs);
    for (const connector of heard.connectors) {
      const known = Number.isInteger(connector) && connector >= 1 && connector <= connectors;
      assert.ok(known, `connector ${connector} of ${connectors}`);
    }
    for (const phases of heard.phases) {
      const distinct = new Set(phases).size === phases.length && phases.length > 0;
      assert.ok(distinct && phases.every((phase) => [1, 2, 3].includes(phase)), `phases ${phases.join(", ")}`);
    }
  },

  "its meter reports what flows, + import": async (harness) => {
    const heard = new Heard();
    harness.port.listen(heard.charger());
    await harness.plug(1, "ev-1");
    await expectMetered(harness, heard);
  },

  "with the contactor open no power flows, and none is reported": async (harness) => {
    const { port, plug, wait, responseMs, wantsW } = harness;
    const heard = new Heard();
    port.listen(heard.charger());
    await plug(1, "ev-1");
    port.apply(1, { minW: 0, maxW: wantsW }, 30 * responseMs);
    await wait(2 * responseMs);
    await plug(1, undefined);
    await wait(8 * responseMs);
    const reportedW = heard.powerW;
    assert.ok(Math.abs(harness.meterW()) <= 1, `${harness.meterW()} W at the meter of an open contactor`);
    assert.ok(reportedW === undefined || Math.abs(reportedW) <= 1, `${reportedW ?? 0} W reported of an open contactor`);
  },

  "each life hears all anew: what is plugged in, and the meter; who listened before hears nothing more": async (
    harness,
  ) => {
    await harness.plug(1, "ev-1");
    const [first, second] = [new Heard(), new Heard()];
    await expectTakenOver(harness, [first.counted(first.charger()), second.counted(second.charger())]);
    assert.equal(second.plugged.get(1), "ev-1", "the next life hears what is plugged in");
    assert.ok(second.powerW !== undefined, "the next life hears the meter");
  },
};

/** What a station must do and report, beside what every port must (asked of connector 1, with a vehicle in it). */
export function chargerPortContract(
  create: () => ChargerPortHarness | Promise<ChargerPortHarness>,
): readonly ContractCase[] {
  const withVehicle = async (): Promise<ChargerPortHarness> => {
    const harness = await create();
    await harness.plug(1, "ev-1");
    return harness;
  };
  return [...portContract(withVehicle), ...casesOf(chargerRules, create)];
}
