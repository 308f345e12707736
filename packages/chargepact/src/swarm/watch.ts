import type { AgentAlarm } from "@chargepact/agent";
import type { ChargepactError, ScheduleMs, Trace, TradeDone } from "@chargepact/protocol";
import type { FleetAgent } from "./fleet.js";
import type { PlanRecord } from "./plans.js";
import { count, createTally } from "./tally.js";

export interface RecordedAlarm extends AgentAlarm {
  readonly atMs: ScheduleMs;
}
export interface RecordedProblem {
  readonly atMs: ScheduleMs;
  readonly agent: string;
  readonly error: ChargepactError;
}

/** Alarms and problems kept with their texts; beyond these they are only counted. */
const keptMax = 500;

/** Counts what agents say of themselves: negotiations, leases, plans, alarms, problems. */
export class Watch {
  readonly tally = createTally();
  /** Plans of option rounds, in order. */
  readonly plans: PlanRecord[] = [];
  readonly alarms: RecordedAlarm[] = [];
  readonly problems: RecordedProblem[] = [];
  /** Trades that are over, with what is due of each. */
  readonly trades: TradeDone[] = [];
  alarmCount = 0;
  problemCount = 0;

  /** `nowMs`: schedule time of the newest event, ms. */
  constructor(public nowMs: ScheduleMs) {}

  trace(trace: Trace, agent: FleetAgent): void {
    count(this.tally, trace, agent);
    if (trace.what === "cleared") this.cleared(trace);
    else if (trace.what === "trade" && trace.step === "settled") this.trades.push(trace.trade);
  }
  alarm(alarm: AgentAlarm): void {
    this.alarmCount++;
    if (this.alarms.length < keptMax) this.alarms.push({ ...alarm, atMs: this.nowMs });
  }
  problem(error: ChargepactError, agent: string): void {
    this.problemCount++;
    if (this.problems.length < keptMax) this.problems.push({ atMs: this.nowMs, agent, error });
  }

  private cleared({ what: _, settlement: _prices, ...plan }: Extract<Trace, { readonly what: "cleared" }>): void {
    this.plans.push({ ...plan, atMs: this.nowMs });
  }
}
