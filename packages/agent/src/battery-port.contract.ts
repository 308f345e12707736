import assert from "node:assert/strict";
import type { AgentId } from "@chargepact/protocol";
import type { ContractCase } from "./contract.js";
import { portContract, type PortHarness } from "./port.contract.js";
import type { BatteryPort } from "./ports.js";
import { casesOf, expectMetered, expectTakenOver, isCelsius, isPower, isShare, type Rules } from "./role-port.js";
import { Heard } from "./role-port-heard.js";

/** A battery's equipment: plugged in, with a trip stated, and something that would import as much as it may. */
export interface BatteryPortHarness extends PortHarness {
  readonly port: BatteryPort;
  /** Opens the contactor, or plugs it into this grantor. */
  readonly plug: (grantor: AgentId | undefined) => void | Promise<void>;
}
const batteryRules: Rules<BatteryPortHarness> = {
  "its telemetry is in fractions, °C and W": async ({ port, wait, responseMs }) => {
    const heard = new Heard();
    port.listen(heard.battery());
    await wait(responseMs);
    assert.ok(heard.telemetry.length > 0, "telemetry is stated at once");
    for (const { soc, soh, temperatureC, ambientC, powerW } of heard.telemetry) {
      isShare(soc, "the state of charge");
      assert.ok(soh > 0 && soh <= 1.1, `the state of health is ${soh}: a fraction`);
      isCelsius(temperatureC, "the cells' temperature");
      isCelsius(ambientC, "the ambient temperature");
      isPower(powerW, "the power");
    }
  },

  "its telemetry has the power that the meter has, + import": async (harness) => {
    const heard = new Heard();
    harness.port.listen(heard.battery());
    await expectMetered(harness, heard);
  },

  "a trip is Wh at the grid side until a time to come": async ({ port, wait, responseMs }) => {
    const heard = new Heard();
    port.listen(heard.battery());
    await wait(responseMs);
    assert.ok(heard.trips.length > 0, "the trip is stated at once");
    for (const { departureS, energyWh, reserveSoc } of heard.trips) {
      assert.ok(Number.isFinite(energyWh) && energyWh >= 0, `a trip of ${energyWh} Wh`);
      assert.ok(Number.isInteger(departureS) && departureS < 1e11, `a departure at ${departureS}: whole Unix seconds`);
      if (reserveSoc !== undefined) isShare(reserveSoc, "the reserve");
    }
  },

  "plugging in names the grantor, and opening the contactor names none": async ({ port, plug, wait, responseMs }) => {
    const heard = new Heard();
    port.listen(heard.battery());
    for (const grantor of [undefined, "cs-contract", undefined]) {
      await plug(grantor);
      await wait(responseMs);
      assert.equal(heard.grantor, grantor, "the grantor that is told");
    }
  },

  "each life hears all anew: telemetry, trip and where it is plugged in; who listened before hears nothing more":
    async (harness) => {
      await harness.plug("cs-contract");
      const [first, second] = [new Heard(), new Heard()];
      await expectTakenOver(harness, [first.counted(first.battery()), second.counted(second.battery())]);
      assert.ok(second.telemetry.length > 0 && second.trips.length > 0, "the next life hears telemetry and trip");
      assert.equal(second.grantor, "cs-contract", "the next life hears where it is plugged in");
    },
};

/** What the equipment of a battery must do and report, beside what every port must. */
export function batteryPortContract(
  create: () => BatteryPortHarness | Promise<BatteryPortHarness>,
): readonly ContractCase[] {
  return [...portContract(create), ...casesOf(batteryRules, create)];
}
