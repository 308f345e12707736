import type { MicroPerKwh, UnixS, WattHours, Micro } from "../units.js";

/**
 * The prices at which the commits of one plan are settled: energy at the connection, and what each row costs whoever
 * loads it. By step from `startS` on, whole µ/kWh. Rows that cost nothing are left out.
 */
export interface Settlement {
  readonly startS: UnixS;
  readonly stepS: number;
  readonly balance: readonly MicroPerKwh[];
  readonly rows: readonly SettlementRow[];
}
export interface SettlementRow {
  readonly id: string;
  /** ≥ 0; added to what import costs, and taken off what export earns. */
  readonly importPrice: readonly MicroPerKwh[];
  readonly exportPrice: readonly MicroPerKwh[];
  /** W that one W of a child (`holder/connector`) puts on it. */
  readonly shares: Readonly<Record<string, number>>;
}

/** What one child pays in one step, µ/kWh: for import, for export (paid to it), and each row's part of the former. */
export interface SettlementPrice {
  readonly importPrice: MicroPerKwh;
  readonly exportPrice: MicroPerKwh;
  readonly rows: readonly { readonly id: string; readonly price: MicroPerKwh }[];
}

/** The prices of a child at an instant; undefined where the plan did not reach. */
export function settlementPrice(
  { startS, stepS, balance, rows }: Settlement,
  child: string,
  atS: UnixS,
): SettlementPrice | undefined {
  const step = Math.floor((atS - startS) / stepS);
  const energy = balance[step];
  if (energy === undefined) return undefined;
  const own = rows.flatMap((row) => {
    const share = row.shares[child] ?? 0;
    if (share <= 0) return [];
    return [{ id: row.id, import: share * (row.importPrice[step] ?? 0), export: share * (row.exportPrice[step] ?? 0) }];
  });
  return {
    importPrice: own.reduce((price, row) => price + row.import, energy),
    exportPrice: own.reduce((price, row) => price - row.export, energy),
    rows: own.map((row) => ({ id: row.id, price: row.import })),
  };
}

/** Energy of one stretch at one price, + import; `committedWh` is absent where no commit with a price was in force. */
export interface MeteredStretch {
  readonly meteredWh: WattHours;
  readonly committedWh?: WattHours;
  readonly importPrice: MicroPerKwh;
  readonly exportPrice: MicroPerKwh;
  /** Least price of a kWh that deviates. */
  readonly imbalancePrice: MicroPerKwh;
}

/** What is to be paid; negative: received. */
export interface Settled {
  readonly energyMicro: Micro;
  /** ≥ 0: energy that was taken or given otherwise than committed, and what that costs beside. */
  readonly deviationWh: WattHours;
  readonly deviationMicro: Micro;
}

/**
 * CP-PRICE-2: energy at its price, and what deviates from the commit at the higher of that price and the imbalance price
 * on top. Energy that is left out saves its price, and energy taken beyond costs it even where it is negative: so nobody pays less for
 * deviating than for keeping to the commit at the same prices.
 */
export function settle(stretches: readonly MeteredStretch[]): Settled {
  let [energyMicro, deviationWh, deviationMicro] = [0, 0, 0];
  for (const stretch of stretches) {
    const { meteredWh, committedWh = meteredWh } = stretch;
    const deviation = Math.abs(meteredWh - committedWh);
    energyMicro += ((meteredWh > 0 ? stretch.importPrice : stretch.exportPrice) * meteredWh) / 1000;
    deviationWh += deviation;
    deviationMicro += (deviationPrice(stretch, committedWh) * deviation) / 1000;
  }
  return { energyMicro, deviationWh, deviationMicro };
}

/** µ/kWh ≥ 0: at least what a kWh more or less changes the price of the energy by, of either sign. */
function deviationPrice(
  { meteredWh, importPrice, exportPrice, imbalancePrice }: MeteredStretch,
  committedWh: WattHours,
): MicroPerKwh {
  const imports = meteredWh > 0 || committedWh > 0 ? Math.abs(importPrice) : 0;
  const exports = meteredWh < 0 || committedWh < 0 ? Math.abs(exportPrice) : 0;
  return Math.max(imports, exports, imbalancePrice);
}
