import type { NeedPart, Schedule } from "../messages.js";
import { energiesWh } from "../schedule.js";
import type { BatteryTelemetry } from "../core.js";
import type { ScheduleMs, UnixS, WattHours, Watts } from "../units.js";
import { type BatteryConfig, needChanged, type OwnNeed, packFor } from "./battery-decide.js";

/** How far what the grantor must believe may be off what is true before the need is stated anew, Wh and share. */
const courseWh = 100;
const courseShare = 0.03;
/** Of what was exported: the grantor cannot know what is lost in and out of the battery. */
const lossShare = 0.3;

/** The need as it was last stated, and what the grantor must believe has been given since. */
export class StatedNeed {
  private givenWh: WattHours = 0;
  private exportedWh: WattHours = 0;

  constructor(
    private readonly need: OwnNeed,
    private readonly deliveredWh: WattHours,
    private atS: UnixS,
  ) {}

  /** True where the grantor should hear of the need as it is now. */
  isOff(
    next: OwnNeed,
    now: { readonly nowS: UnixS; readonly deliveredWh: WattHours; readonly schedule: Schedule | undefined },
  ): boolean {
    if (now.schedule !== undefined && now.nowS > this.atS) {
      const { importWh, exportWh } = energiesWh(now.schedule, this.atS, now.nowS);
      this.givenWh += importWh - exportWh;
      this.exportedWh += exportWh;
    }
    this.atS = now.nowS;
    if (needChanged(this.need, next, now.deliveredWh - this.deliveredWh)) return true;
    const believedWh = Math.max(0, this.need.energyWh - this.givenWh);
    const off = Math.max(courseWh, courseShare * this.need.energyWh, lossShare * this.exportedWh);
    return Math.abs(believedWh - next.energyWh) > off;
  }
}

/** Adds up the power where the management system does not count energy itself. */
export class TripCount {
  private last: { readonly powerW: Watts; readonly atMs: ScheduleMs } | undefined;

  /** Wh of the trip so far, as `netWh` has it. */
  wh: WattHours = 0;

  /** W as reported last, of reports whose power is a number. */
  get powerW(): Watts {
    return this.last?.powerW ?? 0;
  }

  /** Another trip begins. */
  begun(): TripCount {
    const next = new TripCount();
    next.last = this.last;
    return next;
  }

  /** `atMs`: schedule ms of the machine's clock. */
  measured({ powerW, deliveredWh }: BatteryTelemetry, atMs: ScheduleMs, config: BatteryConfig): void {
    // A power that is no number says nothing: the one before goes on.
    if (!Number.isFinite(powerW)) return;
    if (this.last !== undefined && deliveredWh === undefined) {
      this.wh += netWh((this.last.powerW * (atMs - this.last.atMs)) / 3_600_000, config);
    }
    this.last = { powerW, atMs };
  }
}

/** A need as it is stated. */
export function needPartOf(need: OwnNeed, version: number, phases: NeedPart["phases"]): NeedPart {
  const { reasons: _, ...asked } = need;
  return { connector: 1, version, ...asked, phases, blendable: need.powerMinW === 0 };
}

/** What metered energy (+ import) comes to of what was asked for: what was given has to be taken in again, with its losses. */
export function netWh(energyWh: WattHours, config: BatteryConfig): WattHours {
  if (energyWh >= 0) return energyWh;
  const { chargeEfficiency, dischargeEfficiency } = packFor(config);
  return energyWh / chargeEfficiency / dischargeEfficiency;
}
