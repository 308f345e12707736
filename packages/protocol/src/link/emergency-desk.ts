import type { Emergency, EmergencyAck } from "../messages.js";
import type { AgentId, DurationMs, ScheduleMs } from "../units.js";
import type { CoreContext } from "./context.js";

export type EmergencyCap = Omit<Emergency, "kind" | "number" | "durationMs">;

/** The last emergency of one holder: in force until `untilT`, or lifted (0). */
interface Given {
  readonly cap: EmergencyCap;
  readonly number: number;
  readonly untilT: ScheduleMs;
  readonly acknowledged: boolean;
}

/** A holder that can be told. */
export interface EmergencyLink {
  readonly connected: boolean;
  askHello(): void;
  emergency(emergency: Omit<Emergency, "kind">): void;
}

const key = "emergencies";

/** What a grantor told its holders in emergencies; told again to whoever greets, because it may have forgotten. */
export class EmergencyDesk {
  private number = 0;
  private readonly given = new Map<AgentId, Given>();

  constructor(
    private readonly context: CoreContext,
    private readonly nowT: () => ScheduleMs,
    private readonly linkOf: (holder: AgentId) => EmergencyLink,
  ) {}

  /** CP-EMERG-1: emergencies that were given in an earlier life go on. */
  restore(facts: Readonly<Record<string, unknown>>): void {
    const stored = facts[key] as { number: number; given: readonly (readonly [AgentId, Given])[] } | undefined;
    if (stored === undefined) return;
    this.number = stored.number;
    for (const [holder, given] of stored.given) this.given.set(holder, { ...given, acknowledged: false });
  }

  /** CP-EMERG-5: a later number replaces an earlier one; a duration of 0 lifts it. Durable before it is sent. */
  give(caps: ReadonlyMap<AgentId, EmergencyCap>, durationMs: DurationMs): void {
    this.number++;
    const untilT = durationMs === 0 ? 0 : this.nowT() + durationMs;
    for (const [holder, cap] of caps) {
      this.given.set(holder, { cap, number: this.number, untilT, acknowledged: false });
    }
    this.save();
    for (const holder of caps.keys()) this.tell(holder);
  }

  /** A session began: the holder hears again what is in force, and of a lift that it has not acknowledged. */
  greeted(holder: AgentId): void {
    const given = this.given.get(holder);
    if (given === undefined) return;
    if (given.untilT === 0 ? given.acknowledged : given.untilT <= this.nowT()) this.forget(holder);
    else this.tell(holder);
  }

  /** True for the answer to the last emergency of this holder. */
  acknowledged(holder: AgentId, ack: EmergencyAck): boolean {
    const given = this.given.get(holder);
    if (given?.number !== ack.number) return false;
    this.given.set(holder, { ...given, acknowledged: true });
    if (given.untilT === 0) this.forget(holder);
    return true;
  }

  forget(holder: AgentId): void {
    if (this.given.delete(holder)) this.save();
  }

  private tell(holder: AgentId): void {
    const given = this.given.get(holder);
    const link = this.linkOf(holder);
    if (given === undefined) return;
    if (!link.connected) {
      this.reach();
      return;
    }
    const durationMs = given.untilT === 0 ? 0 : Math.max(1, Math.round(given.untilT - this.nowT()));
    link.emergency({ ...given.cap, number: given.number, durationMs });
  }

  /** Whoever has not greeted in this life is asked to, as long as there is something to tell. */
  private reach(): void {
    const { timers, now, timings } = this.context;
    let waits = false;
    for (const [holder, given] of this.given) {
      if (given.untilT <= this.nowT() || this.linkOf(holder).connected) continue;
      this.linkOf(holder).askHello();
      waits = true;
    }
    timers.clear(this.reaching);
    this.reaching = waits
      ? timers.set(now.mono + timings.unexplainedMs, () => {
          this.reach();
        })
      : undefined;
  }
  private reaching: object | undefined;

  private save(): void {
    this.context.persist(key, { number: this.number, given: [...this.given] });
  }
}
