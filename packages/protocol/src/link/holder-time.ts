import type { MessageRef } from "../messages.js";
import type { ScheduleMs } from "../units.js";
import type { HolderLink } from "./holder.js";
import { scheduleInterval, type TimeFix } from "./lease.js";

/** What a holder knows of its grantor's schedule time. */
export class HolderTime {
  fix: TimeFix | undefined;

  constructor(private readonly link: HolderLink) {}

  /** The answer to our request `ref` stated the time. */
  take(scheduleMs: ScheduleMs | undefined, ref: MessageRef): void {
    const sent = this.link.channel.sentAt(ref);
    if (scheduleMs === undefined || sent === undefined) return;
    this.fix = { scheduleMs, sentMono: sent.sentMono, receivedMono: this.link.context.now.mono };
  }

  /** Smallest and largest estimate. */
  interval(): readonly [ScheduleMs, ScheduleMs] {
    const { now, speed } = this.link.context;
    const fix = this.fix ?? { scheduleMs: now.t, sentMono: now.mono, receivedMono: now.mono };
    return scheduleInterval(fix, now, { slackMs: this.link.config.scheduleSlackMs, speed });
  }
}
