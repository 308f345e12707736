import type { BatteryTelemetry, CoreEvent, PredictQuestion } from "../core.js";
import type { CoreContext } from "../link/context.js";
import type { UnixS } from "../units.js";
import {
  type Ahead,
  type BandScale,
  believeHorizon,
  learnBand,
  type Pack,
  physicsShortHorizon,
  physicsWear,
  type PredictionFault,
  scaleBand,
  type ShortHorizonPrediction,
  type ShortHorizonQuery,
  temperatureSigma,
  unscaledBand,
  unwatched,
  watchAnswer,
  watchFelt,
  wearFault,
  type WearPredictorNow,
  type WearQuery,
  widthRatio,
} from "../wear/index.js";
import {
  askDue,
  type Asked,
  askLeastMs,
  horizonQuestion,
  type Plan,
  type PredictSettings,
  Recent,
} from "./foresight-question.js";
import { type Forecast, forecastOf, quantilesAt } from "./foresight-forecast.js";
import { OwnSensors } from "./foresight-sensors.js";
import { Upkeep } from "./foresight-upkeep.js";
import { WearKnown } from "./foresight-wear.js";

type Predicted = Extract<CoreEvent, { kind: "predicted" }>;

/** Of the forecast: five minutes, minute by minute. */
const [stepS, steps] = [60, 5];
const horizonS = stepS * steps;
const z90 = 1.2816;
/** A forecast of physics that stands in for a model that was not believed counts with a band this much wider. */
const wider = 2;
/** s between two comparisons with what is measured, at least. */
const feltS = 30;

/**
 * What a battery expects of itself: asks the owner's predictors, believes what passes the guard, goes on with physics
 * meanwhile and where nothing does, and compares what was expected with what is measured. Nothing waits for an answer.
 */
export class Foresight {
  private readonly recent = new Recent();
  private readonly wearKnown = new WearKnown();
  private readonly upkeep: Upkeep;
  private asked: Asked | undefined;
  private pending: { readonly number: number; readonly asked: Asked; readonly question: PredictQuestion } | undefined;
  private forecast: Forecast | undefined;
  private number = 0;
  private failures = 0;
  /** Of the forecast in force; undefined until it is asked for. */
  private leadK: number | undefined;
  private watch = unwatched;
  private readonly sensors: OwnSensors;
  private readonly scales: { model: BandScale; other: BandScale } = { model: unscaledBand, other: unscaledBand };
  private feltAtMs = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly context: CoreContext,
    private readonly settings: PredictSettings | undefined,
  ) {
    this.upkeep = new Upkeep(context);
    this.sensors = new OwnSensors(context);
  }

  /** What holds beyond what is measured now: physics' own band, and more where a forecast that is in force says more. */
  ahead(): Ahead {
    const { forecast } = this;
    const { heldC, hottestC } = this.sensors;
    const at = { horizonS, ...(heldC === undefined ? {} : { heldC }), ...(hottestC === undefined ? {} : { hottestC }) };
    const ownK = Math.max(0, this.scales.other.high) * z90 * temperatureSigma(horizonS);
    if (forecast === undefined || this.timeMs() > forecast.untilMs) return { ...at, leadK: ownK };
    const saidK = this.leadOf(forecast);
    return { ...at, leadK: saidK > ownK ? saidK : ownK };
  }

  /** What a decision takes into account: the above, and whom to ask for what charging costs, physics last. */
  expected({ temperatureC, soh }: BatteryTelemetry): {
    readonly ahead: Ahead;
    readonly predictors: readonly WearPredictorNow[];
  } {
    const known = this.wearKnown.at({ temperatureC, soh, timeMs: this.timeMs() });
    return {
      ahead: this.ahead(),
      predictors: known === undefined ? [physicsWear] : [{ predict: () => known }, physicsWear],
    };
  }

  /** The battery was measured: what was forecast for now is compared, and asked anew where it is time. */
  measured(telemetry: BatteryTelemetry, nowS: UnixS, pack: Pack): void {
    this.sensors.measured(telemetry, this.timeMs(), pack);
    this.recent.add(telemetry, this.timeMs() / 1000);
    if (this.forecast !== undefined) this.compare(this.forecast, telemetry, nowS);
  }

  /** Asks where it is time to, for what it is about to do. */
  consider(
    telemetry: BatteryTelemetry,
    of: { readonly pack: Pack; readonly wear: WearQuery; readonly plan: Plan },
  ): void {
    const timeMs = this.timeMs();
    if (this.asked !== undefined && timeMs - this.asked.timeMs < askLeastMs) return;
    const planW = of.plan.powersW(stepS, steps, telemetry);
    if (!askDue(this.asked, { timeMs, planW, ratedW: of.plan.ratedW, failures: this.failures })) return;
    const asked = { timeMs, planW, atS: of.plan.nowS };
    this.asked = asked;
    const deadlineMs = this.settings?.deadlineMs ?? 25;
    const query = horizonQuestion(telemetry, {
      ...{ pack: of.pack, stepS, powerW: planW, deadlineMs },
      recent: this.recent.before(timeMs / 1000),
    });
    if (this.wearKnown.last(timeMs) === undefined) this.upkeep.consider(of.wear, timeMs);
    this.adopt(query, asked, believeHorizon(query, undefined).prediction);
    const { wear, horizon } = this.settings ?? {};
    if (wear !== true && horizon !== true) {
      this.tell(++this.number, asked, {});
      return;
    }
    const question = {
      ...(wear === true ? { wear: { ...of.wear, deadlineMs } } : {}),
      ...(horizon === true ? { horizon: query } : {}),
    };
    const number = ++this.number;
    this.pending = { number, asked, question };
    this.context.emit({ kind: "predict", number, question, deadlineMs });
  }

  /** An answer to the question that is open; any other is too late. Nothing changes for an answer that is not believed. */
  predicted(event: Predicted): void {
    const { pending } = this;
    if (pending?.number !== event.number) return;
    this.pending = undefined;
    const { asked, question } = pending;
    const failed = [event.wear, event.horizon].some((answer) => answer?.kind === "failed");
    this.failures = failed ? this.failures + 1 : 0;
    const horizonFault = question.horizon === undefined ? undefined : this.hearHorizon(question.horizon, asked, event);
    const wearNot = question.wear === undefined ? undefined : this.hearWear(question.wear, event);
    this.tell(event.number, asked, {
      ...(horizonFault === undefined ? {} : { horizon: horizonFault }),
      ...(wearNot === undefined ? {} : { wear: wearNot }),
    });
  }

  private hearHorizon(query: ShortHorizonQuery, asked: Asked, { horizon }: Predicted): PredictionFault | undefined {
    if (horizon === undefined || horizon.kind === "refused") return undefined;
    if (horizon.kind === "failed") return this.guarded("horizon", "", { fault: "FAILED", detail: horizon.detail });
    const { prediction } = horizon;
    const seen = watchAnswer(this.watch, query, prediction);
    this.watch = seen.state;
    const believed = believeHorizon(query, prediction);
    const fault = believed.faults[0] ?? seen.fault;
    if (fault === undefined) {
      this.adopt(query, asked, prediction);
      return undefined;
    }
    this.adopt(query, asked, believeHorizon(query, undefined).prediction, prediction);
    return this.guarded("horizon", prediction.provenance.modelId, fault);
  }

  private hearWear(query: WearQuery, { wear }: Predicted): PredictionFault | undefined {
    if (wear === undefined || wear.kind === "refused") return undefined;
    if (wear.kind === "failed") return this.guarded("wear", "", { fault: "FAILED", detail: wear.detail });
    const fault = wearFault(query, wear.prediction, physicsWear.predict(query));
    if (fault !== undefined) {
      this.wearKnown.forget();
      return this.guarded("wear", wear.prediction.provenance.modelId, fault);
    }
    this.wearKnown.learned(wear.prediction, query, this.timeMs());
    this.upkeep.heard(wear.prediction, query.soh);
    return undefined;
  }

  private guarded(subject: "horizon" | "wear", modelId: string, fault: PredictionFault): PredictionFault {
    this.context.trace({ what: "guarded", subject, modelId, fault });
    return fault;
  }

  /** `unbelieved`: what a model said instead, still compared, to see when it can be believed again. */
  private adopt(
    query: ShortHorizonQuery,
    asked: Asked,
    prediction: ShortHorizonPrediction,
    unbelieved?: ShortHorizonPrediction,
  ): void {
    const reference = physicsShortHorizon.predict(query)?.temperatureC ?? prediction.temperatureC;
    this.leadK = undefined;
    this.forecast = forecastOf({
      query,
      asked,
      prediction,
      unbelieved,
      reference,
      untilMs: asked.timeMs + 1000 * horizonS,
    });
  }

  /** K of the believed p90 over the middle of what physics expects. */
  private leadOf(forecast: Forecast): number {
    return (this.leadK ??= this.reckonedLead(forecast));
  }

  private reckonedLead(forecast: Forecast): number {
    const scale = forecast.quality === "MODEL" ? this.scales.model : this.scales.other;
    const widened = forecast.unbelieved === undefined ? scale : { ...scale, high: wider * Math.max(1, scale.high) };
    const leads = forecast.temperatureC.map(
      (each, step) => scaleBand(each, widened).p90 - (forecast.referenceC[step] ?? each.p50),
    );
    return Math.max(...leads);
  }

  private compare(forecast: Forecast, telemetry: BatteryTelemetry, nowS: UnixS): void {
    const timeMs = this.timeMs();
    const leadS = (timeMs - forecast.atMs) / 1000;
    if (leadS < 0.9 * stepS || timeMs - this.feltAtMs < 1000 * feltS) {
      forecast.followed &&= forecast.fits(telemetry.powerW, leadS);
      return;
    }
    const raw = quantilesAt(forecast, leadS);
    if (raw === undefined || !forecast.followed || !Number.isFinite(telemetry.temperatureC)) return;
    this.feltAtMs = timeMs;
    const which = forecast.quality === "MODEL" ? "model" : "other";
    const before = this.scales[which];
    const scale = learnBand(before, raw, telemetry.temperatureC);
    this.scales[which] = scale;
    this.leadK = undefined;
    const model = forecast.modelC(leadS);
    if (model !== undefined) this.watch = watchFelt(this.watch, model - telemetry.temperatureC);
    this.context.trace({
      what: "forecastFelt",
      ...{ atS: nowS, leadS, quality: forecast.quality, forecastC: scaleBand(raw, before) },
      ...{ measuredC: telemetry.temperatureC, within: scale.within, met: scale.met },
      widthRatio: widthRatio(raw, before),
    });
    forecast.followed &&= forecast.fits(telemetry.powerW, leadS);
  }

  private tell(
    number: number,
    asked: Asked,
    faults: { readonly horizon?: PredictionFault; readonly wear?: PredictionFault },
  ): void {
    const { forecast } = this;
    const wear = this.wearKnown.last(this.timeMs()) ?? this.upkeep.last;
    const scale = forecast?.quality === "MODEL" ? this.scales.model : this.scales.other;
    this.context.trace({
      ...{ what: "predicted", number, atS: asked.atS },
      ...(forecast === undefined
        ? {}
        : {
            horizon: {
              ...{ quality: forecast.quality, modelId: forecast.modelId, stepS },
              temperatureC: forecast.temperatureC.map((each) => scaleBand(each, scale)),
              ...(faults.horizon === undefined ? {} : { fault: faults.horizon }),
            },
          }),
      ...(wear === undefined && faults.wear === undefined
        ? {}
        : {
            wear: {
              quality: wear?.quality ?? "PHYSICS",
              modelId: wear?.provenance.modelId ?? "",
              endOfLifeMonths: wear?.endOfLifeMonths ?? { p10: 0, p50: 0, p90: 0 },
              ...(faults.wear === undefined ? {} : { fault: faults.wear }),
            },
          }),
    });
  }

  /** Schedule ms on the machine's own clock: never runs back. */
  private timeMs(): number {
    return this.context.now.mono * this.context.speed;
  }
}
