import type { ScheduleMs, Watts } from "@chargepact/protocol";
import type { Day } from "../model.js";
import type { ChargerPlant } from "./charger.js";
import { RowMonitor, type Violation } from "./monitor.js";

/** What the feeder carries in one step, W. Base load and storage lie equally on three phases. */
interface Load {
  readonly siteW: Watts;
  readonly balancedW: Watts;
  readonly capacityW: Watts;
}

/** Every row of a site that has a limit, import and export apart: the site, its phases where limited, each station, each connector. */
export class Rows {
  readonly violations: Violation[] = [];
  private readonly site = new RowMonitor("site", this.violations);
  private readonly siteExport = new RowMonitor("site export", this.violations);
  private readonly phases: readonly RowMonitor[];
  private readonly stations: readonly {
    readonly charger: ChargerPlant;
    readonly whole: RowMonitor;
    readonly connectors: readonly RowMonitor[];
    /** What flows back, by connector. */
    readonly exports: readonly RowMonitor[];
  }[];

  constructor(
    private readonly day: Day,
    chargers: readonly ChargerPlant[],
  ) {
    const monitor = (row: string): RowMonitor => new RowMonitor(row, this.violations);
    this.phases = day.phaseCapacityW === undefined ? [] : ["l1", "l2", "l3"].map((phase) => monitor(`phase ${phase}`));
    this.stations = chargers.map((charger) => {
      const each = (name: string): readonly RowMonitor[] =>
        Array.from({ length: charger.station.connectors }, (_, index) =>
          monitor(`${name} ${charger.station.id}/${index + 1}`),
        );
      const whole = monitor(`station ${charger.station.id}`);
      return { charger, whole, connectors: each("connector"), exports: each("export of connector") };
    });
  }

  observe(span: { readonly fromMs: ScheduleMs; readonly toMs: ScheduleMs }, load: Load): void {
    this.site.observe(span, load.siteW, load.capacityW);
    this.siteExport.observe(span, -load.siteW, this.day.exportMaxW ?? this.day.capacityW);
    for (const [index, phase] of this.phases.entries()) {
      let powerW = load.balancedW / 3;
      for (const { charger } of this.stations) powerW += charger.phaseW[index] ?? 0;
      phase.observe(span, powerW, this.day.phaseCapacityW ?? Infinity);
    }
    for (const { charger, whole, connectors, exports } of this.stations) {
      const ratingW = charger.station.powerMaxW;
      whole.observe(span, charger.powerW, ratingW * connectors.length);
      for (let index = 0; index < connectors.length; index += 1) {
        connectors[index]?.observe(span, charger.meterW(index + 1), ratingW);
        exports[index]?.observe(span, -charger.meterW(index + 1), charger.station.exportMaxW ?? 0);
      }
    }
  }
}
