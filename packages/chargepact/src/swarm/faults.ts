import type { Clock, TimerHandle } from "@chargepact/agent";
import { ChargepactError, type Trace } from "@chargepact/protocol";
import type { Day, Fault } from "@chargepact/sim";
import type { FleetAgent } from "./fleet.js";
import { Recovery } from "./recovery.js";
import type { FaultOutcome } from "./run.js";
import type { Runnable } from "./swarm.js";

/** What a fault does to the broker of a run. */
export interface BrokerSwitch {
  /** Every connection ends, nothing listens, and what was retained is forgotten. */
  down(): void;
  /** It listens again where it did before. */
  up(): void;
}

interface Timed {
  readonly fault: Exclude<Fault, { kind: "drop" }>;
  recovery?: Recovery;
}

/** Refuses faults that a run cannot cause: a broker that is not ours cannot be restarted. */
export function checkRunnable(day: Day, externalBroker: boolean): void {
  const restart = day.faults.find((fault) => fault.kind === "brokerRestart");
  if (restart === undefined || !externalBroker) return;
  throw new ChargepactError(
    "BAD_INPUT",
    `${restart.text}: a broker given by --broker cannot be restarted from here; ` +
      "leave out --broker to use the embedded one, or restart yours by hand",
  );
}

/**
 * Makes a day's faults happen to a running swarm at their instants, and notes when it has recovered from each. Loss of
 * messages is the network's and has no instant.
 */
export class Faults {
  private readonly timed: Timed[] = [];
  private readonly timers = new Set<TimerHandle>();

  constructor(
    private readonly swarm: Runnable,
    private readonly clock: Clock,
    private readonly broker: BrokerSwitch | undefined,
  ) {
    swarm.onTrace((trace, agent) => {
      this.traced(trace, agent);
    });
    for (const fault of swarm.day.faults) if (fault.kind !== "drop") this.plan({ fault });
    for (const { atMs } of swarm.capacity.changes) this.at(atMs, () => this.tellCapacity(atMs));
  }

  /** No fault begins or ends any more. */
  stop(): void {
    for (const timer of this.timers) this.clock.clear(timer);
    this.timers.clear();
  }

  outcomes(): readonly FaultOutcome[] {
    return this.swarm.day.faults.map((fault) => {
      if (fault.kind === "drop") return { fault: fault.text, atS: null, recoveredAfterS: null };
      const recovery = this.timed.find((each) => each.fault === fault)?.recovery;
      return { fault: fault.text, atS: fault.atS, recoveredAfterS: recovery?.afterS() ?? null };
    });
  }

  private plan(timed: Timed): void {
    const { fault } = timed;
    this.timed.push(timed);
    const { terms } = this.swarm;
    const atMs = fault.atS * 1000;
    switch (fault.kind) {
      case "brokerRestart":
        this.at(atMs, () => this.broker?.down());
        this.at(atMs + terms.outageMs * terms.speed, () => {
          this.broker?.up();
          this.ended(timed);
        });
        break;
      case "kill":
        this.at(atMs, () => this.swarm.kill(fault.agent));
        this.at(atMs + terms.deadMs * terms.speed, () => {
          const agent = this.swarm.agent(fault.agent);
          if (agent !== undefined) this.swarm.launch(agent);
          this.ended(timed);
        });
        break;
      case "emergency":
        this.at(atMs + fault.durationS * 1000, () => this.ended(timed));
        break;
    }
  }

  /** The operator hears of each fall of its capacity, and until when it lasts; a rise needs no word. */
  private tellCapacity(atMs: number): void {
    const { capacity } = this.swarm;
    const capacityW = capacity.at(atMs);
    if (capacityW >= this.swarm.day.capacityW) return;
    const next = capacity.changes.find((change) => change.atMs > atMs);
    this.swarm.emergency(Math.floor(capacityW), next?.atMs ?? this.swarm.day.toS * 1000);
  }

  private ended(timed: Timed): void {
    timed.recovery = new Recovery(this.swarm, timed.fault, this.clock.now().t);
  }

  private traced(trace: Trace, agent: FleetAgent): void {
    if (trace.what !== "lease") return;
    for (const { recovery } of this.timed) recovery?.trace(trace, agent, this.clock.now().t);
  }

  /** Runs `what` when schedule time reaches `atMs`, if it does. */
  private at(atMs: number, what: () => void): void {
    const { mono, t } = this.clock.now();
    const timer = this.clock.setTimer(mono + (atMs - t) / this.clock.speed, () => {
      this.timers.delete(timer);
      what();
    });
    this.timers.add(timer);
  }
}
