import type { MessageRef } from "../messages.js";
import type { DurationMs, MonoMs, ScheduleMs } from "../units.js";
import type { HolderLink } from "./holder.js";
import { scheduleInterval, type TimeFix } from "./lease.js";

/** By how much two clocks may come apart, of the time that passes. */
export const driftShare = 0.001;

/** Schedule ms by which drift may widen what is known before it is asked for. */
const widestMs = 1000;
/** s of schedule time by which a holder may believe it to be earlier for drift alone: half of that. */
export const driftLagS = widestMs / 2000;

/** What a holder knows of its grantor's schedule time. */
export class HolderTime {
  fix: TimeFix | undefined;
  private timer: object | undefined;

  constructor(private readonly link: HolderLink) {}

  /**
   * CP-TIME-4: the answer to our request `ref` stated the time. A commit may answer a request of long ago, and says little
   * of it then: what says less than is known, and does not contradict it, changes nothing. `anew` in a new session.
   */
  take(scheduleMs: ScheduleMs | undefined, ref: MessageRef, anew = false): void {
    const sent = this.link.channel.sentAt(ref);
    if (scheduleMs === undefined || sent === undefined) return;
    const next = { scheduleMs, sentMono: sent.sentMono, receivedMono: this.link.context.now.mono };
    if (!anew && this.fix !== undefined && !this.isBetter(next, this.fix)) return;
    this.fix = next;
    this.arm();
  }

  stop(): void {
    this.link.context.timers.clear(this.timer);
  }

  /** CP-TIME-6: renewals say the time; who holds nothing asks, for its prices are those of the time it believes. */
  private arm(): void {
    const { timers, now, speed } = this.link.context;
    timers.clear(this.timer);
    this.timer = timers.set(now.mono + widestMs / (2 * driftShare * speed), () => {
      this.link.askTime();
      this.arm();
    });
  }

  /** Smallest and largest estimate, schedule ms. */
  interval(): readonly [ScheduleMs, ScheduleMs] {
    const { now } = this.link.context;
    return this.of(this.fix ?? { scheduleMs: now.t, sentMono: now.mono, receivedMono: now.mono });
  }

  private of(fix: TimeFix): readonly [ScheduleMs, ScheduleMs] {
    const { now, speed } = this.link.context;
    const [low, high] = scheduleInterval(fix, now, { slackMs: this.link.config.scheduleSlackMs, speed });
    // The clocks came apart on the way, too.
    return [low - driftOf(fix.receivedMono, now.mono) * speed, high + driftOf(fix.sentMono, now.mono) * speed];
  }

  private isBetter(next: TimeFix, known: TimeFix): boolean {
    const [newLow, newHigh] = this.of(next);
    const [low, high] = this.of(known);
    return newHigh - newLow <= high - low || newLow > high || newHigh < low;
  }
}

/** ms by which two clocks may have come apart since. */
export const driftOf = (fromMono: MonoMs, toMono: MonoMs): DurationMs => Math.max(0, toMono - fromMono) * driftShare;
