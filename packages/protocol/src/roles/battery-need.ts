import type { Schedule } from "../messages.js";
import { energyWh } from "../schedule.js";
import type { UnixS, WattHours } from "../units.js";
import { needChanged, type OwnNeed } from "./battery-decide.js";

/** How far what the grantor must believe may be off what is true before the need is stated anew, Wh and share. */
const courseWh = 100;
const courseShare = 0.03;

/** The need as it was last stated, and what the grantor must believe has been given since. */
export class StatedNeed {
  private givenWh: WattHours = 0;

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
    if (now.schedule !== undefined && now.nowS > this.atS) this.givenWh += energyWh(now.schedule, this.atS, now.nowS);
    this.atS = now.nowS;
    if (needChanged(this.need, next, now.deliveredWh - this.deliveredWh)) return true;
    const believedWh = Math.max(0, this.need.energyWh - this.givenWh);
    return Math.abs(believedWh - next.energyWh) > Math.max(courseWh, courseShare * this.need.energyWh);
  }
}
