/** What a cell shows now: V, 1/h (+ charges), and V per 1/h. */
export interface CellNow {
  readonly voltageV: number;
  readonly currentC: number;
  readonly resistanceVh: number;
}

/**
 * Current, 1/h, at which a cell takes (+) or gives (−) a power, W per rated Ah: the voltage moves from what it is now by the
 * resistance. Where no current gives that much, the one that gives most. The same as `horizon/plan.py`.
 */
export function currentForPower(powerPerAh: number, { voltageV, currentC, resistanceVh }: CellNow): number {
  const open = voltageV - resistanceVh * currentC;
  const root = open * open + 4 * resistanceVh * powerPerAh;
  return root <= 0 ? -open / (2 * resistanceVh) : (Math.sqrt(root) - open) / (2 * resistanceVh);
}
