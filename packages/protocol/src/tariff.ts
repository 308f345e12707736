import type { LeaseTariff, PriceVector } from "./messages.js";
import type { MicroPerKwh, UnixS } from "./units.js";

/** CP-PRICE-1: bytes that the prices of one connector may take in a commit. */
export const settlementBytesMax = 400;

/** What a kWh costs at an instant, and what one gets for it, µ. */
export interface TariffPrice {
  readonly importPrice: MicroPerKwh;
  readonly exportPrice: MicroPerKwh;
  /** s at which another price may hold. */
  readonly untilS: UnixS;
}

/** The prices of one connector; undefined where the tariff has none for it. */
export function settlementOfPart(tariff: LeaseTariff, connector: number): PriceVector {
  return tariff.partSettlements?.find((part) => part.connector === connector)?.prices ?? tariff.settlement;
}

/** One connector's tariff, as whoever is plugged into it is told. */
export function tariffOfPart(tariff: LeaseTariff, connector: number): LeaseTariff {
  const { imbalanceMicroPerKwh: least } = tariff;
  const settlement = settlementOfPart(tariff, connector);
  return least === undefined ? { settlement } : { settlement, imbalanceMicroPerKwh: least };
}

/** The tariff among the fields of a commit; undefined where it is not settled by price. */
export function tariffOf({
  settlement,
  partSettlements,
  imbalanceMicroPerKwh,
}: Partial<LeaseTariff>): LeaseTariff | undefined {
  if (settlement === undefined) return undefined;
  return {
    settlement,
    ...(partSettlements === undefined ? {} : { partSettlements }),
    ...(imbalanceMicroPerKwh === undefined ? {} : { imbalanceMicroPerKwh }),
  };
}

/** True where both say the same of every connector. */
export function sameTariff(a: LeaseTariff | undefined, b: LeaseTariff | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  const parts = a.partSettlements === b.partSettlements && a.imbalanceMicroPerKwh === b.imbalanceMicroPerKwh;
  return (parts && a.settlement === b.settlement) || JSON.stringify(a) === JSON.stringify(b);
}

/** The price of one connector at an instant; undefined where energy is not settled by price. */
export function tariffPrice(tariff: LeaseTariff, connector: number, atS: UnixS): TariffPrice | undefined {
  const { startS, stepS, microPerKwh, exportMicroPerKwh = microPerKwh } = settlementOfPart(tariff, connector);
  const step = Math.floor((atS - startS) / stepS);
  const importPrice = microPerKwh[step];
  if (importPrice === undefined) return undefined;
  return { importPrice, exportPrice: exportMicroPerKwh[step] ?? importPrice, untilS: startS + (step + 1) * stepS };
}

/** CP-PRICE-1: the same prices up to `untilS`, in steps of the mean of so many of its own that they fit a commit. */
export function settlementPrices(told: PriceVector, untilS: UnixS): PriceVector {
  const { startS, stepS, microPerKwh, exportMicroPerKwh } = told;
  const steps = Math.min(microPerKwh.length, Math.max(1, Math.ceil((untilS - startS) / stepS)));
  for (let size = 1; ; size += 1) {
    const own = (prices: readonly MicroPerKwh[]): MicroPerKwh[] => means(prices.slice(0, steps), size);
    const vector = {
      startS,
      stepS: stepS * size,
      microPerKwh: own(microPerKwh),
      ...(exportMicroPerKwh === undefined ? {} : { exportMicroPerKwh: own(exportMicroPerKwh) }),
    };
    if (size >= steps || priceBytes(vector) <= settlementBytesMax) return vector;
  }
}

/** CP-PRICE-3: whether prices are those that were told, or means of them; 1 µ of rounding is none. */
export function isAsTold(settlement: PriceVector, told: PriceVector): boolean {
  const sides = [
    [settlement.microPerKwh, told.microPerKwh],
    [settlement.exportMicroPerKwh ?? settlement.microPerKwh, told.exportMicroPerKwh ?? told.microPerKwh],
  ] as const;
  const size = settlement.stepS / told.stepS;
  const first = (settlement.startS - told.startS) / told.stepS;
  if (!Number.isInteger(size) || !Number.isInteger(first) || first < 0) return false;
  return sides.every(([own, other]) => {
    const mean = means(other.slice(first, first + own.length * size), size);
    // The last step may end before its mean does.
    return own.every((price, step) => Math.abs(price - (mean[step] ?? NaN)) <= 1 || step === own.length - 1);
  });
}

/** Bytes of a vector's prices on the wire. */
export function priceBytes({ startS, stepS, microPerKwh, exportMicroPerKwh = [] }: PriceVector): number {
  const prices = bytesOf(microPerKwh) + bytesOf(exportMicroPerKwh);
  return prices + varintBytes(startS) + varintBytes(stepS) + 10;
}

function bytesOf(prices: readonly MicroPerKwh[]): number {
  return prices.reduce((sum, price, step) => sum + varintBytes(2 * Math.abs(price - (prices[step - 1] ?? 0))), 0);
}

function varintBytes(value: number): number {
  let bytes = 1;
  for (let rest = value; rest >= 128; rest /= 128) bytes += 1;
  return bytes;
}

/** Whole means of so many values at a time, fewer in the last. */
function means(values: readonly number[], size: number): number[] {
  return Array.from({ length: Math.ceil(values.length / size) }, (_, block) => {
    const own = values.slice(block * size, (block + 1) * size);
    return Math.round(own.reduce((sum, value) => sum + value, 0) / own.length) || 0;
  });
}
