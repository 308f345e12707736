import type { Band, DurationMs, Fallback, PackTelemetry, ScheduleMs, Watts } from "@chargepact/protocol";
import type { StorageSite } from "../model.js";
import { BatteryPlant } from "./battery.js";
import { Watchdog } from "./watchdog.js";

/**
 * State of charge at the day's start, and the window that the BMS of each pack keeps: so wide that it tapers outside of
 * what the site plans with.
 */
const socStart = 0.5;
const socWindow = { min: 0.07, max: 0.95 };
/** What packs still hold of their nominal energy, fraction. */
export const storageSoh = 0.95;

/**
 * A storage site of n equal packs. It takes the upper end of its band (negative: exports), split by what each pack can
 * take or give; out of contact it stays between its failsafe export and import, so at its failsafe import.
 */
export class StoragePlant {
  /** Power of all packs in the last step, W, + charging. */
  powerW: Watts = 0;
  readonly batteries: readonly BatteryPlant[];
  private readonly port = new Watchdog();
  private fallback: Fallback = { importW: 0, exportW: 0, rampWPerS: 1 };

  constructor(
    readonly site: StorageSite,
    world: { readonly seed: number; readonly ambientC: number; readonly nowMs: ScheduleMs },
  ) {
    this.batteries = Array.from({ length: site.packs }, (_, index) => {
      const spec = {
        id: `${site.id}-${index + 1}`,
        chemistry: "LFP" as const,
        capacityWh: site.energyWh,
        soh: storageSoh,
        soc: socStart,
        temperatureC: world.ambientC + 3,
        ambientC: world.ambientC,
        importMaxW: site.powerW,
        exportMaxW: site.powerW,
        powerMinW: 0,
        acceptance: [[0, site.powerW * 1.5] as const],
        socMin: socWindow.min,
        socMax: socWindow.max,
        energyWh: Infinity,
        // About 0.97 at full power each way, an ordinary inverter.
        lossFixed: 0.005,
        lossShare: 0.025,
      };
      return new BatteryPlant(spec, world.seed, world.nowMs);
    });
  }

  /** Hold the site's power in the band from `nowMs` on for at most this long. */
  apply(band: Band, validForMs: DurationMs, nowMs: ScheduleMs): void {
    this.port.apply(band, validForMs, nowMs);
  }
  setFallback(fallback: Fallback): void {
    this.fallback = fallback;
  }

  packs(nowMs: ScheduleMs): readonly PackTelemetry[] {
    return this.batteries.map((battery) => {
      const { soc, temperatureC, powerW } = battery.telemetry(nowMs);
      return { soc, temperatureC, powerW };
    });
  }

  /** Move all packs from one instant to the next (≤ 1 s later); returns the site's power between, W. */
  step(fromMs: ScheduleMs, toMs: ScheduleMs): Watts {
    const boundW = this.port.bandAt(fromMs)?.maxW ?? this.fallback.importW;
    const able = boundW > 0 ? "importW" : "exportW";
    const totalW = this.batteries.reduce((sum, battery) => sum + battery.limits[able], 0);
    const share = totalW === 0 ? 0 : Math.min(1, Math.abs(boundW) / totalW) * Math.sign(boundW);
    this.powerW = 0;
    for (const battery of this.batteries) {
      this.powerW += battery.step(fromMs, toMs, battery.limits[able] * share);
    }
    return this.powerW;
  }
}
