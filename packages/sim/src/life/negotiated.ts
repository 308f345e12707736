import {
  type ChargePlan,
  type ColdNight,
  howFull,
  ownLimit,
  type Pack,
  planCharge,
  plannedWear,
  predictWear,
  type WearCurve,
} from "@chargepact/protocol";
import { type LifePack, packFacts } from "./pack.js";
import type { LifePolicy, PolicyView } from "./policy.js";
import { stepS } from "./run.js";
import { daySeconds } from "./trips.js";

/** K below the forecast that the air may be: limits count on the colder, wear on the middle. */
const airMarginC = 2;
/** s before departure by which it shall be done. */
const readyMarginS = 1800;
/** Departure that is assumed where none is known: plugged in for the night. */
const unknownStayS = 12 * 3600;
/** A plan is made anew when the SoC is off its course by this, or a quarter of the power is missing. */
const socTolerance = 0.006;
/** The night after the next drive: s from its departure, and how long it lasts. */
const [nightFromS, nightS] = [10 * 3600, 13 * 3600];
/** As far as air is forecast well enough. */
const nightsAhead = 4;
/** Before anything is known of a driver: the longest drive of a day and a usual one, shares of the pack. */
const [longShare, usualShare] = [0.7, 0.2];
/** °C up to which a pack is warmed, and from which it is cooled. */
const [warmEnoughC, hotC] = [20, 35];
/** Curves are asked for at whole steps of this, K. */
const curveStepC = 2;

/**
 * The battery's own choice, as its agent makes it at a connector that nobody else wants: how full from the declared
 * trips, when and how fast by its wear curve, the air's forecast and the limits of its cells.
 */
export class Negotiated implements LifePolicy {
  readonly name = "negotiated";
  private readonly facts: Pack;
  private readonly holdsWh: number;
  private readonly nights = new Map<number, ColdNight>();
  private readonly curves = new Map<number, WearCurve>();
  private plan: { readonly made: ChargePlan; readonly fromS: number; readonly key: string } | undefined;
  private expectedSoc = 0;

  /** `forecastC` is the air at each step of the study, as forecast. */
  constructor(
    private readonly pack: LifePack,
    private readonly forecastC: ArrayLike<number>,
  ) {
    this.facts = packFacts(pack);
    this.holdsWh = pack.capacityWh * pack.soh;
  }

  powerW(view: PolicyView): number {
    const { holdsWh } = this;
    const leavesS = view.departS ?? view.nowS;
    const nights = Array.from({ length: nightsAhead }, (_, night) => this.nightAfter(leavesS + night * daySeconds));
    const goal = howFull({ holdsWh, declaredWh: view.declaredWh, nights }).soc;
    if (view.soc >= goal - 1e-3) {
      this.plan = undefined;
      this.expectedSoc = view.soc;
      return 0;
    }
    const readyS = (view.departS ?? view.nowS + unknownStayS) - readyMarginS;
    const key = `${view.departS ?? -1} ${goal}`;
    const step = this.plan === undefined ? 0 : Math.round((view.nowS - this.plan.fromS) / stepS);
    const planned = this.plan?.made.powerW[step];
    const off = Math.abs(view.soc - this.expectedSoc) > socTolerance;
    if (planned === undefined || off || this.plan?.key !== key || planned > view.limitW * 1.02) {
      this.plan = { made: this.planFrom(view, goal, readyS), fromS: view.nowS, key };
      return this.keep(view, this.plan.made.powerW[0] ?? view.limitW);
    }
    return this.keep(view, planned);
  }

  /** Warms the pack while cold keeps the goal out of reach, cools it while charging keeps it hot. */
  conditioningW(view: PolicyView): number {
    const charging = this.expectedSoc > view.soc;
    if ((this.plan?.made.missingWh ?? 0) > 0 && view.temperatureC < warmEnoughC) return this.pack.conditioningW;
    return charging && view.temperatureC > hotC ? -this.pack.conditioningW : 0;
  }

  /** The planned power; all that flows where the goal is out of reach. */
  private keep(view: PolicyView, powerW: number): number {
    const short = (this.plan?.made.missingWh ?? 0) > 0;
    const kept = short ? view.limitW : Math.min(powerW, view.limitW);
    this.expectedSoc = view.soc + (kept * this.pack.chargeEfficiency * stepS) / 3600 / this.holdsWh;
    return kept;
  }

  private planFrom(view: PolicyView, goal: number, readyS: number): ChargePlan {
    const steps = Math.max(0, Math.floor((readyS - view.nowS) / stepS));
    const first = Math.round(view.nowS / stepS);
    const coldC = this.course(view, { first, steps, marginC: airMarginC });
    const middleC = this.course(view, { first, steps, marginC: 0 });
    const { pack } = this;
    const limitW = Float64Array.from(coldC, (temperatureC) => this.limitAt(temperatureC));
    return planCharge({
      stepS,
      limitW,
      wear: (step) => plannedWear((temperatureC) => this.curveAt(temperatureC), middleC[step] ?? 20),
      storedWh: view.soc * this.holdsWh,
      targetWh: goal * this.holdsWh,
      holdsWh: this.holdsWh,
      powerMinW: pack.powerMinW,
      chargeEfficiency: pack.chargeEfficiency,
    });
  }

  /** What can be counted on in the night after a departure: cells as cold as the air, and it colder than forecast. */
  private nightAfter(departS: number): ColdNight {
    const { holdsWh, pack, forecastC } = this;
    const first = Math.round((departS + nightFromS) / stepS);
    const cached = this.nights.get(first);
    if (cached !== undefined) return cached;
    let reachWh = 0;
    for (let step = first; step < first + nightS / stepS; step += 1) {
      const airC = forecastC[Math.min(step, forecastC.length - 1)] ?? 20;
      reachWh += (this.limitAt(airC - airMarginC) * pack.chargeEfficiency * stepS) / 3600;
    }
    const night = { reachWh, longWh: longShare * holdsWh, usualWh: usualShare * holdsWh };
    this.nights.set(first, night);
    return night;
  }

  /** W that the cells bear at a temperature, in the middle of their charge. */
  private limitAt(temperatureC: number): number {
    const { pack, facts } = this;
    const state = { soc: 0.7, temperatureC, soh: pack.soh };
    return ownLimit({ pack: facts, ratedW: pack.powerMaxW, socMax: 1 }, state).maxW;
  }

  /** °C of the cells in each step ahead, at rest: they follow the air. */
  private course(
    view: PolicyView,
    at: { readonly first: number; readonly steps: number; readonly marginC: number },
  ): Float64Array {
    const decay = Math.exp((-stepS * this.pack.heatLossWPerK) / this.pack.heatCapacityJPerK);
    const last = this.forecastC.length - 1;
    let { temperatureC } = view;
    return Float64Array.from({ length: at.steps }, (_, step) => {
      const now = temperatureC;
      const airC = (this.forecastC[Math.min(last, at.first + step)] ?? 20) - at.marginC;
      temperatureC = airC + (temperatureC - airC) * decay;
      return now;
    });
  }

  private curveAt(temperatureC: number): WearCurve {
    const near = Math.round(temperatureC / curveStepC) * curveStepC;
    const known = this.curves.get(near);
    if (known !== undefined) return known;
    const { pack, facts } = this;
    const { prediction } = predictWear({
      ...{ pack: facts, soc: 0.5, soh: pack.soh, temperatureC: near, deadlineMs: 25 },
      powerMaxW: pack.powerMaxW,
      exportMaxW: 0,
    });
    this.curves.set(near, prediction.p50);
    return prediction.p50;
  }
}
