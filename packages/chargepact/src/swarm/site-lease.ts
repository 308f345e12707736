import {
  maxAt,
  type Envelope,
  type Now,
  type Schedule,
  type ScheduleMs,
  type Trace,
  type Watts,
} from "@chargepact/protocol";

/** Steps of a lease after which its schedule holds no more. */
const ended: ReadonlySet<string> = new Set(["expired", "fallback", "released"]);

/** What one holder may draw of its grantor, as the messages to it and its own traces say. */
export class SiteLease {
  private schedule: Schedule | undefined;
  private cap: { readonly importMaxW: Watts; readonly untilMs: ScheduleMs } | undefined;

  constructor(
    private readonly holder: string,
    private readonly grantor: string,
  ) {}

  message({ sender, recipient, body }: Envelope, now: Now): void {
    if (sender !== this.grantor || recipient !== this.holder) return;
    if (body.kind === "commit") this.schedule = body.terms.value.parts[0]?.schedule;
    if (body.kind === "emergency") {
      this.cap = { importMaxW: body.importMaxW, untilMs: now.t + body.durationMs };
    }
  }

  trace(trace: Trace, agent: string): void {
    if (trace.what !== "lease" || agent !== this.holder || trace.peer !== this.grantor) return;
    if (ended.has(trace.step)) this.schedule = undefined;
  }

  /** W at an instant; without a schedule for it, the fallback. */
  at(nowMs: ScheduleMs, fallbackW: Watts): Watts {
    const { schedule, cap } = this;
    const leasedW = (schedule && maxAt(schedule, nowMs / 1000)) ?? fallbackW;
    return cap !== undefined && nowMs < cap.untilMs ? Math.min(leasedW, cap.importMaxW) : leasedW;
  }
}
