import type { BatteryTelemetry } from "../core.js";
import type { CoreContext } from "../link/context.js";
import type { ScheduleMs } from "../units.js";
import { freshSensors, heldTemperature, type Pack, type PredictionFault, watchSensors } from "../wear/index.js";
import { sampleOf, specOf } from "./foresight-question.js";

/** ms of schedule time without a fault after which the same fault is news again. */
const newsMs = 900_000;

/** °C that cells have: of a sensor that says anything else nothing is known but that it is broken. */
const [leastC, mostC] = [-45, 95];

/** A battery's own sensors, watched report by report. */
export class OwnSensors {
  private state = freshSensors;
  /** °C of the hottest sensor of the last report, where there are several. */
  hottestC: number | undefined;
  /** When each fault was last there: one that comes and goes is said once, or it would fill its owner's log. */
  private readonly seenMs = new Map<PredictionFault["fault"], ScheduleMs>();

  constructor(private readonly context: CoreContext) {}

  /** °C that the cells may have instead of what is measured; undefined where that is believed. */
  get heldC(): number | undefined {
    return heldTemperature(this.state);
  }

  measured(telemetry: BatteryTelemetry, timeMs: ScheduleMs, pack: Pack): void {
    const { state, faults } = watchSensors(this.state, sampleOf(telemetry, timeMs / 1000, pack), specOf(pack));
    this.state = state;
    const believable = (telemetry.sensorsC ?? []).filter((each) => each >= leastC && each <= mostC);
    this.hottestC = believable.length > 0 ? Math.max(...believable) : undefined;
    const [first] = faults;
    if (first === undefined) return;
    const { channel: _, ...fault } = first;
    const sinceMs = timeMs - (this.seenMs.get(fault.fault) ?? Number.NEGATIVE_INFINITY);
    this.seenMs.set(fault.fault, timeMs);
    if (sinceMs > newsMs) this.context.trace({ what: "guarded", subject: "sensor", modelId: "", fault });
  }
}
