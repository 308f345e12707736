import { settle, type Micro, type MicroPerKwh, type ScheduleMs, type WattHours } from "@chargepact/protocol";
import { seriesAt, type Day, type Session } from "@chargepact/sim";
import type { Priced } from "./commit-prices.js";

/** What one stay has to pay, by its meter, its commits and their prices. */
export interface Account {
  readonly session: Session;
  /** Imported and fed back, both ≥ 0. */
  readonly meteredWh: WattHours;
  readonly exportedWh: WattHours;
  /** Import less what was credited for export. */
  readonly energyMicro: Micro;
  /** What exports earned at the prices of their commits; positive: credited. */
  readonly creditMicro: Micro;
  /** The same energy at the grid's own prices. */
  readonly gridMicro: Micro;
  readonly deviationWh: WattHours;
  readonly deviationMicro: Micro;
  /** Schedule ms under commits with a price, and what each row's price came to over them, µ/kWh · ms. */
  readonly pricedMs: number;
  readonly rowPrices: ReadonlyMap<string, number>;
}

/** µ/kWh; less is rounding. */
const leastPrice = 500;

/** The row whose room was dearest for a stay on average, and that price, µ/kWh; undefined where none was scarce. */
export function dearestRow({
  rowPrices,
  pricedMs,
}: Account): { readonly id: string; readonly price: MicroPerKwh } | undefined {
  const [dearest] = [...rowPrices]
    .map(([id, sum]) => ({ id, price: sum / Math.max(1, pricedMs) }))
    .sort((one, other) => other.price - one.price);
  return dearest !== undefined && dearest.price >= leastPrice ? dearest : undefined;
}

/** Energy under one commit in one step. */
interface Stretch {
  readonly key: string;
  readonly gridPrice: MicroPerKwh;
  readonly priced: Priced | undefined;
  /** + import; what goes in and out within one step is one sum. */
  meteredWh: WattHours;
  committedWh: WattHours;
}

/** One stay's meter, with what is settled of it. */
export class Meter {
  left = false;
  atMs: ScheduleMs;
  private importWh: WattHours = 0;
  private exportWh: WattHours = 0;
  private stretch: Stretch | undefined;
  private pricedMs = 0;
  private readonly rowPrices = new Map<string, number>();
  private readonly total = { energyMicro: 0, creditMicro: 0, gridMicro: 0, deviationWh: 0, deviationMicro: 0 };

  constructor(
    readonly session: Session,
    private readonly day: Pick<Day, "prices">,
  ) {
    this.atMs = session.arriveS * 1000;
  }

  /** The meter's sums at an instant, both ≥ 0, and what was committed from the reading before on. */
  read(
    reading: { readonly untilMs: ScheduleMs; readonly importWh: WattHours; readonly exportWh?: WattHours },
    priced: Priced | undefined,
  ): void {
    const { untilMs, importWh, exportWh = this.exportWh } = reading;
    const ms = Math.max(0, untilMs - this.atMs);
    const gridPrice = seriesAt(this.day.prices, this.atMs / 1000);
    const key = priced?.key ?? `grid:${gridPrice}`;
    if (this.stretch?.key !== key) this.settle();
    this.stretch ??= { key, gridPrice, priced, meteredWh: 0, committedWh: 0 };
    this.stretch.meteredWh += importWh - this.importWh - (exportWh - this.exportWh);
    this.stretch.committedWh += ((priced?.powerW ?? 0) * ms) / 3.6e6;
    if (priced !== undefined) this.pricedMs += ms;
    for (const { id, price } of priced?.price.rows ?? []) {
      this.rowPrices.set(id, (this.rowPrices.get(id) ?? 0) + price * ms);
    }
    this.atMs = untilMs;
    this.importWh = importWh;
    this.exportWh = exportWh;
  }

  account(): Account {
    this.settle();
    const { session, importWh: meteredWh, exportWh: exportedWh, pricedMs, rowPrices, total } = this;
    return { session, meteredWh, exportedWh, pricedMs, rowPrices: new Map(rowPrices), ...total };
  }

  private settle(): void {
    const { stretch, total } = this;
    this.stretch = undefined;
    if (stretch === undefined) return;
    const { gridPrice, priced, meteredWh, committedWh } = stretch;
    const { importPrice = gridPrice, exportPrice = gridPrice } = priced?.price ?? {};
    const settled = settle([
      { meteredWh, importPrice, exportPrice, gridPrice, ...(priced === undefined ? {} : { committedWh }) },
    ]);
    total.gridMicro += (gridPrice * meteredWh) / 1000;
    total.energyMicro += settled.energyMicro;
    if (meteredWh < 0) total.creditMicro -= settled.energyMicro;
    total.deviationWh += settled.deviationWh;
    total.deviationMicro += settled.deviationMicro;
  }
}
