import { cohortLeast } from "../../market/feeder/cohort.js";
import type { NeedPart } from "../../messages.js";
import type { UnixS, WattHours, Watts } from "../../units.js";

/** W and Wh to which a site's need is rounded up: it is stated anew only where it is plainly another. */
const powerStepW = 5000;
const energyStepWh = 10_000;
const dayS = 86_400;

/**
 * What a site asks of the operator above: one part for all of its children. It says the most that can be of use, rounded
 * up coarsely; with fewer than three children it asks for the whole connection, since a sum of two says what each wants.
 */
export class AggregateNeed {
  private stated: NeedPart | undefined;
  private heard = false;

  constructor(private readonly connection: { readonly powerMaxW: Watts; readonly exportMaxW: Watts }) {}

  /** W; the most that was said to be of use. */
  get statedW(): Watts {
    return this.stated?.powerMaxW ?? this.connection.powerMaxW;
  }

  /** A new session has not heard the need yet. */
  sessionBegan(): void {
    this.heard = false;
  }

  /** The need where it has to be said; `basePeakW` is the bound of uncontrolled load. */
  next(children: readonly NeedPart[], basePeakW: Watts, nowS: UnixS): NeedPart | undefined {
    const { powerMaxW, exportMaxW } = this.connection;
    const wanting = children.filter((part) => part.energyWh > 0 || part.exportMaxW > 0);
    const few = wanting.length > 0 && wanting.length < cohortLeast;
    const wantedW = basePeakW + wanting.reduce((sum, part) => sum + part.powerMaxW, 0);
    const wantedWh: WattHours = wanting.reduce((sum, part) => sum + part.energyWh, 0);
    const wholeWh = (powerMaxW * dayS) / 3600;
    const need = {
      departureS: (Math.floor(nowS / dayS) + 2) * dayS,
      energyWh: few ? wholeWh : Math.min(wholeWh, roundedUp(wantedWh + basePeakW * 24, energyStepWh)),
      powerMaxW: few ? powerMaxW : Math.min(powerMaxW, roundedUp(wantedW, powerStepW)),
      powerMinW: 0,
      exportMaxW,
      phases: [1, 2, 3] as const,
      blendable: true,
      connector: 1,
    };
    const { stated } = this;
    const same =
      stated !== undefined && JSON.stringify({ ...need, version: stated.version }) === JSON.stringify(stated);
    if (same && this.heard) return undefined;
    this.stated = same ? stated : { ...need, version: (stated?.version ?? 0) + 1 };
    this.heard = true;
    return this.stated;
  }
}

const roundedUp = (value: number, step: number): number => Math.ceil(value / step) * step;
