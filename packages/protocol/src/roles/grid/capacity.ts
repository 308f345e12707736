import type { GridLimits } from "../../core.js";
import type { Schedule } from "../../messages.js";
import {
  minOverInterval,
  stepConstant,
  stepFromSchedule,
  stepLess,
  stepMap,
  stepMin,
  stepSum,
  stepUntil,
  stepValueAt,
  type StepFunction,
} from "../../step-function.js";
import type { MonoMs, UnixS, Watts } from "../../units.js";
import type { Site } from "./site.js";

/** Who caps the site: its own port, the operator above, or what was metered above all that was given away. */
export type EmergencySource = "port" | "above" | "overdraw";

/** What the site has to give: its limits, less uncontrolled load, less an emergency; booked into the ledger's rows. */
export class Capacity {
  private limits: GridLimits = { importW: 0, exportW: 0 };
  private base: Schedule | undefined;
  private readonly emergencies = new Map<EmergencySource, { readonly importW: Watts; readonly until: MonoMs }>();
  private extraBaseW: Watts = 0;

  constructor(private readonly site: Site) {}

  get exportW(): Watts {
    return this.limits.exportW;
  }
  /** W that may be imported at the connection point now, uncontrolled load included. What an overdraw took away is not less allowed. */
  get allowedW(): Watts {
    const told = (["port", "above"] as const).map((source) => this.emergencies.get(source)?.importW);
    return Math.min(this.limits.importW, ...told.filter((watts) => watts !== undefined));
  }
  get inEmergency(): boolean {
    const { mono } = this.site.context.now;
    return [...this.emergencies.values()].some(({ until }) => until > mono);
  }
  /** W that the operator above lets cross the connection now; without one, no limit. */
  get aboveW(): Watts {
    const above = this.site.above();
    return above === undefined ? Number.POSITIVE_INFINITY : stepValueAt(above.importW, this.site.nowS());
  }
  setLimits(limits: GridLimits): void {
    this.limits = limits;
    this.rebook();
  }
  setBase(bound: Schedule): void {
    this.base = bound;
    this.rebook();
  }
  /** W: the bound of uncontrolled load at an instant. */
  baseW(atS: UnixS): Watts {
    return stepValueAt(this.baseBound(), atS);
  }
  /** CP-EMERG-1: each source's binds until its own end. `until` on the monotonic clock; undefined ends it. */
  setEmergency(
    source: EmergencySource,
    emergency: { readonly importW: Watts; readonly until: MonoMs } | undefined,
  ): void {
    if (emergency === undefined) this.emergencies.delete(source);
    else this.emergencies.set(source, emergency);
    this.rebook();
  }
  /** Load that nobody answers for: booked beside the base load. */
  addUnexplained(watts: Watts): void {
    this.extraBaseW = Math.max(0, this.extraBaseW + watts);
    this.rebook();
  }
  /** W of children's fallbacks that can always be honoured. */
  guaranteed(): { readonly importW: Watts; readonly exportW: Watts } {
    const { config } = this.site;
    const { importW = config.guaranteedW, exportW = this.limits.exportW } = this.site.above()?.guaranteed ?? {};
    return {
      importW: Math.max(0, Math.min(config.guaranteedW, importW) - this.basePeakW),
      exportW: Math.min(this.limits.exportW, exportW),
    };
  }
  /** W: the highest bound of uncontrolled load. */
  get basePeakW(): Watts {
    return this.base === undefined ? 0 : Math.max(0, ...this.base.max);
  }
  /** The least that children may import within the next minute, W. */
  leastSoonW(): Watts {
    const nowS = this.site.nowS();
    return minOverInterval(this.siteCapacity(), nowS, nowS + 60);
  }

  /** Capacity left for children: limits, less uncontrolled load at its bound (CP-LEDGER-5), less an emergency. */
  rebook(): void {
    const site = this.siteCapacity();
    const above = this.site.above();
    const exportW = stepConstant(this.limits.exportW);
    this.site.desk.ledger.setCapacity("site", site, above === undefined ? exportW : stepMin(exportW, above.exportW));
    if (!this.site.config.phased) return;
    const phaseW = this.limits.phaseImportW ?? this.limits.importW;
    for (const phase of [1, 2, 3]) {
      const base = stepMap(this.baseBound(), (w) => Math.ceil(w / 3));
      const left = stepMap(stepLess(stepConstant(phaseW), base), (w) => Math.max(0, w));
      this.site.desk.ledger.setCapacity(`phase-${String(phase)}`, left, stepConstant(this.limits.exportW));
    }
  }

  private baseBound(): StepFunction {
    if (this.base === undefined) return stepConstant(this.extraBaseW);
    const first = this.base.max[0] ?? 0;
    const last = this.base.max.at(-1) ?? 0;
    return stepSum([stepFromSchedule(this.base, { beforeW: first, afterW: last }), stepConstant(this.extraBaseW)]);
  }

  private siteCapacity(): StepFunction {
    let capacity = stepConstant(this.limits.importW);
    const above = this.site.above();
    if (above !== undefined) capacity = stepMin(capacity, above.importW);
    for (const { importW, until } of this.emergencies.values()) {
      const { context } = this.site;
      const endS = this.site.nowS() + ((until - context.now.mono) * context.speed) / 1000;
      capacity = stepMin(capacity, stepUntil(stepConstant(importW), endS, this.limits.importW));
    }
    return stepMap(stepLess(capacity, this.baseBound()), (w) => Math.max(0, w));
  }
}
