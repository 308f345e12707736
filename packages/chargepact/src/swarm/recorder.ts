import type { Envelope, Now, Trace } from "@chargepact/protocol";
import type { Day, Session } from "@chargepact/sim";
import { Accounts } from "./accounts.js";
import type { FleetAgent } from "./fleet.js";
import { ForesightRecord } from "./foresight-record.js";
import { StoryTeller } from "./story.js";
import type { Swarm, SwarmObserver } from "./swarm.js";
import { Tracker } from "./tracks.js";
import { Watch } from "./watch.js";

/** Watches a swarm and keeps what table, live view and report show; changes nothing. Memory is bounded by the day. */
export class Recorder extends Watch implements SwarmObserver {
  readonly tracker = new Tracker();
  readonly foresight = new ForesightRecord();
  readonly stories: StoryTeller;
  readonly accounts: Accounts;

  constructor(day: Day) {
    super(day.fromS * 1000);
    this.accounts = new Accounts(day);
    this.stories = new StoryTeller(day.stations.map(({ id }) => id));
  }

  override trace(trace: Trace, agent: FleetAgent): void {
    super.trace(trace, agent);
    this.tracker.trace(trace, agent);
    this.accounts.trace(trace, agent);
    this.foresight.trace(trace, agent, this.nowMs);
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
}
