import type { PriceVector } from "../../messages.js";
import type { MicroPerKwh, UnixS, Watts } from "../../units.js";
import type { StorageState } from "../storage-plan.js";
import { type AnswerProblem, usableOf, type WearStep } from "./problem.js";

/**
 * A storage site's problem on the grid of the prices, from `nowS` on. Each kWh in its window is worth the terminal value
 * at the end: what is missing from a full store is declared as cost, so cost is never negative.
 */
export function storageProblem(prices: PriceVector, state: StorageState, nowS: UnixS): AnswerProblem {
  const { startS, stepS, microPerKwh } = prices;
  const { chargeEfficiency, dischargeEfficiency } = state;
  const storedMinWh = Math.min(state.energyMinWh, state.energyWh);
  const storedMaxWh = Math.max(state.energyMaxWh, state.energyWh);
  const mean = microPerKwh.reduce((sum, price) => sum + price, 0) / Math.max(1, microPerKwh.length);
  // A store that is never worth less when it holds more: negative prices are earned by what is drawn, not by what is left.
  const terminal = Math.max(0, state.terminalMicroPerKwh ?? mean * dischargeEfficiency);
  return {
    startS,
    stepS,
    usable: usableOf({ startS, stepS, steps: microPerKwh.length }, { fromS: nowS, toS: Infinity }),
    price: microPerKwh,
    ...{ chargeEfficiency, dischargeEfficiency, storedWh: state.energyWh, storedMinWh, storedMaxWh },
    charge: bandOf(state.chargeMaxW, state.wearMicroPerKwh),
    discharge: bandOf(state.dischargeMaxW, state.wearMicroPerKwh),
    ...(typeof state.chargeMaxW === "number" ? {} : { chargeMaxW: state.chargeMaxW }),
    ...(typeof state.dischargeMaxW === "number" ? {} : { dischargeMaxW: state.dischargeMaxW }),
    tiers: [
      {
        energyWh: (storedMaxWh - storedMinWh) / chargeEfficiency,
        valueMicroPerKwh: terminal * chargeEfficiency,
      },
    ],
    tiersFromWh: storedMinWh,
    powerMinW: 0,
  };
}

const bandOf = (maxW: Watts | readonly Watts[], wearMicroPerKwh: MicroPerKwh): readonly WearStep[] => [
  { toW: typeof maxW === "number" ? maxW : Math.max(0, ...maxW), wearMicroPerKwh },
];
