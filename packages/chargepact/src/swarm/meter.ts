import {
  statementOf,
  type MicroPerKwh,
  type ScheduleMs,
  type Statement,
  type StatementSlot,
  type TradeLine,
  type WattHours,
} from "@chargepact/protocol";
import { seriesAt, type Day, type Session } from "@chargepact/sim";
import type { Priced } from "./commit-prices.js";

/** What one stay has to pay, by its meter, its commits and their prices. */
export interface Account {
  readonly session: Session;
  readonly statement: Statement;
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
  readonly fromMs: ScheduleMs;
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
  private readonly slots: StatementSlot[] = [];

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
    const key = `${priced?.key ?? "grid"}:${gridPrice}`;
    if (this.stretch?.key !== key) this.close();
    this.stretch ??= { key, fromMs: this.atMs, gridPrice, priced, meteredWh: 0, committedWh: 0 };
    this.stretch.meteredWh += importWh - this.importWh - (exportWh - this.exportWh);
    this.stretch.committedWh += ((priced?.powerW ?? 0) * ms) / 3.6e6;
    if (priced !== undefined) this.pricedMs += ms;
    for (const { id, price } of priced?.rows ?? []) {
      this.rowPrices.set(id, (this.rowPrices.get(id) ?? 0) + price * ms);
    }
    this.atMs = untilMs;
    this.importWh = importWh;
    this.exportWh = exportWh;
  }

  /** `trades`: what it paid others of the site for their power, or received. */
  account(trades: readonly TradeLine[] = []): Account {
    this.close();
    const { session, pricedMs, rowPrices } = this;
    const statement = statementOf(this.slots, session.energyWh, trades);
    return { session, statement, pricedMs, rowPrices: new Map(rowPrices) };
  }

  /** The stretch is over: it is a slot of the statement. */
  private close(): void {
    const { stretch } = this;
    this.stretch = undefined;
    if (stretch === undefined) return;
    const { fromMs, gridPrice, priced, meteredWh, committedWh } = stretch;
    const { importPrice = gridPrice, exportPrice = gridPrice, imbalancePrice = 0 } = priced ?? {};
    const [dearest] = [...(priced?.rows ?? [])].sort((one, other) => other.price - one.price);
    this.slots.push({
      fromS: fromMs / 1000,
      toS: this.atMs / 1000,
      ...{ meteredWh, importPrice, exportPrice, imbalancePrice, gridPrice },
      ...(priced === undefined ? {} : { committedWh }),
      ...(dearest === undefined || dearest.price < leastPrice ? {} : { limitedBy: dearest.id }),
    });
  }
}
