import {
  tradeLines,
  withRentReturned,
  type Envelope,
  type ScheduleMs,
  type Trace,
  type TradeDone,
  type TradeLine,
} from "@chargepact/protocol";
import type { Day, Session, World } from "@chargepact/sim";
import { CommitPrices } from "./commit-prices.js";
import type { FleetAgent } from "./fleet.js";
import { Meter, type Account } from "./meter.js";

/** Meters are read so often, schedule ms: a commit that changes in between counts from the next reading on. */
const readingMs = 5000;

/** Reads every vehicle's meter and settles its stay, one step and commit at a time. */
export class Accounts {
  private readonly meters = new Map<string, Meter>();
  private readonly open = new Set<Meter>();
  private readonly commits = new CommitPrices();
  private readonly trades: TradeDone[] = [];
  private nextMs: ScheduleMs = 0;

  constructor(private readonly day: Pick<Day, "prices">) {}

  trace(trace: Trace, agent: FleetAgent): void {
    this.commits.trace(trace, agent);
    if (trace.what === "trade" && trace.step === "settled") this.trades.push(trace.trade);
  }
  message(envelope: Envelope): void {
    this.commits.message(envelope);
  }
  arrived(session: Session): void {
    this.commits.forget(childOf(session));
    const meter = new Meter(session, this.day);
    this.meters.set(session.id, meter);
    this.open.add(meter);
  }
  departed(session: Session): void {
    const meter = this.meters.get(session.id);
    if (meter !== undefined) meter.left = true;
  }

  ticked(world: World): void {
    if (world.nowMs < this.nextMs) return;
    this.nextMs = (Math.floor(world.nowMs / readingMs) + 1) * readingMs;
    for (const meter of this.open) {
      const { id } = meter.session;
      const untilMs = meter.left ? meter.session.departS * 1000 : world.nowMs;
      const battery = world.vehicle(id)?.battery;
      const sums = { importWh: battery?.importWhAt(untilMs) ?? 0, exportWh: battery?.exportWhAt(untilMs) ?? 0 };
      meter.read({ untilMs, ...sums }, this.commits.at(childOf(meter.session), meter.atMs / 1000));
      if (meter.left) this.open.delete(meter);
    }
  }

  /**
   * The stays so far, in the order in which they began. What they paid for room is given back to whoever was plugged in
   * then; the day's peak, µ, is paid by the time at a connector.
   */
  all(demandMicro = 0): readonly Account[] {
    const accounts = [...this.meters.values()].map((meter) => meter.account(this.tradesOf(meter.session)));
    const statements = withRentReturned(
      accounts.map(({ statement }) => statement),
      demandMicro,
    );
    return accounts.map((account, index) => ({ ...account, statement: statements[index] ?? account.statement }));
  }

  /** CP-TRADE-7: what the connector traded while the stay lasted. */
  private tradesOf({ station: holder, connector, arriveS, departS }: Session): readonly TradeLine[] {
    return tradeLines(this.trades, { holder, connector, fromS: arriveS, toS: departS });
  }
}

const childOf = ({ station, connector }: Session): string => `${station}/${connector}`;
