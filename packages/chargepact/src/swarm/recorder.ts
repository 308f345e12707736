import type { AgentAlarm } from "@chargepact/agent";
import type { ChargepactError, Envelope, Now, ScheduleMs, Trace } from "@chargepact/protocol";
import type { Day, Session } from "@chargepact/sim";
import type { FleetAgent } from "./fleet.js";
import { Accounts } from "./accounts.js";
import type { PlanRecord } from "./plans.js";
import { StoryTeller } from "./story.js";
import type { Swarm, SwarmObserver } from "./swarm.js";
import { count, createTally } from "./tally.js";
import { Tracker } from "./tracks.js";

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

/** Watches a swarm and keeps what table, live view and report show; changes nothing. Memory is bounded by the day. */
export class Recorder implements SwarmObserver {
  readonly tally = createTally();
  readonly tracker = new Tracker();
  readonly stories: StoryTeller;
  /** Plans of option rounds, in order. */
  readonly plans: PlanRecord[] = [];
  readonly accounts: Accounts;
  readonly alarms: RecordedAlarm[] = [];
  readonly problems: RecordedProblem[] = [];
  alarmCount = 0;
  problemCount = 0;
  /** Schedule time of the newest event, ms. */
  nowMs: ScheduleMs;

  constructor(day: Day) {
    this.accounts = new Accounts(day);
    this.nowMs = day.fromS * 1000;
    this.stories = new StoryTeller(day.stations.map(({ id }) => id));
  }

  trace(trace: Trace, agent: FleetAgent): void {
    count(this.tally, trace, agent.role);
    this.tracker.trace(trace, agent);
    this.accounts.trace(trace, agent);
    if (trace.what === "cleared") this.cleared(trace);
  }
  alarm(alarm: AgentAlarm): void {
    this.alarmCount++;
    if (this.alarms.length < keptMax) this.alarms.push({ ...alarm, atMs: this.nowMs });
  }
  problem(error: ChargepactError, agent: string): void {
    this.problemCount++;
    if (this.problems.length < keptMax) this.problems.push({ atMs: this.nowMs, agent, error });
  }
  arrived(session: Session): void {
    this.tracker.arrived(session);
    this.accounts.arrived(session);
  }
  departed(session: Session): void {
    this.tracker.departed(session);
    this.accounts.departed(session);
  }
  message(envelope: Envelope, now: Now): void {
    this.tracker.message(envelope);
    this.accounts.message(envelope);
    this.stories.message(envelope, now.t);
  }
  ticked(swarm: Swarm): void {
    this.nowMs = swarm.world.nowMs;
    this.tracker.ticked(swarm.world);
    this.accounts.ticked(swarm.world);
  }

  private cleared({ what: _, settlement: _prices, ...plan }: Extract<Trace, { readonly what: "cleared" }>): void {
    this.plans.push({ ...plan, atMs: this.nowMs });
  }
}
