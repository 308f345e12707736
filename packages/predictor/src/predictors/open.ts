import {
  type Chemistry,
  cRateOf,
  outsideOf,
  type Predictors,
  type ShortHorizonPrediction,
  type ShortHorizonPredictor,
  type ShortHorizonQuery,
  type WearPredictor,
} from "@chargepact/protocol";
import { bundledManifests } from "../bundled.js";
import { calibratedWear, calibratedWearHosted } from "../calibrated-wear.js";
import { type Calibration, cycleLifeCalibration, fadeCalibration } from "../calibration.js";
import { BlockingModels } from "../engine/blocking.js";
import { type HostOptions, ModelHost } from "../engine/host.js";
import { InProcessModels } from "../engine/in-process.js";
import type { ModelsNow } from "../engine/now.js";
import type { EarlyCycles } from "../features/cycle-life.js";
import { loadModel } from "../load.js";
import type { Manifest } from "../manifest.js";
import { type FastHistory, hearsMinutes, hearsSeconds, minutesHorizon, secondsHorizon } from "./history-horizon.js";
import { type HorizonModel, ownHorizon } from "./own-horizon.js";
import { ownWear } from "./own-wear.js";

export interface PredictorsOptions extends Omit<HostOptions, "models"> {
  /** Paths of manifests; the first that fits a question answers it. Default: the models of this package. */
  readonly models?: readonly string[];
  /**
   * `process` (default): models in a process of their own, answers later. For virtual runs, answers within the call:
   * `blocking`, from such a process, and `in-process`, without one: fast, but nothing ends what hangs.
   */
  readonly mode?: "process" | "blocking" | "in-process";
  /** Answers within the call, where `mode` is not given: our own models in this process, others' in one of their own. */
  readonly now?: boolean;
}

/** What is known of one battery beyond what it asks. */
export interface BatteryFacts {
  /** What it showed in its first hundred cycles: without it no model of cycle life is asked. */
  readonly early?: EarlyCycles;
  /** What its sensors say ten times a second: without it no model of the next seconds is asked. */
  readonly fast?: FastHistory;
}

/** Predictors of all batteries of a process, on one engine. */
export interface OpenPredictors {
  readonly models: readonly Manifest[];
  /** Ids of the models. */
  readonly names: readonly string[];
  /** What the agent of a battery is given; `wear` or `horizon` is missing, or all of it, where no model is for it. */
  of(chemistry: Chemistry, facts?: BatteryFacts): Predictors | undefined;
  close(): Promise<void>;
}

/** Loads models and starts their engine. Rejects with `MODEL`, `ENGINE` or `BAD_INPUT`; nothing is left running then. */
export async function openPredictors(options: PredictorsOptions = {}): Promise<OpenPredictors> {
  const { models: paths = await bundledManifests(), now = false, mode = modeOf(options, now), ...host } = options;
  const models = await Promise.all(paths.map(loadModel));
  const manifests = models.map(({ manifest }) => manifest);
  // A manifest that names what is not known is refused before anything is started.
  partsOf(manifests, {});
  horizonsOf(manifests, {});
  const engine = await engineOf({ ...host, models }, mode);
  return {
    models: manifests,
    names: manifests.map(({ id }) => id),
    of: (chemistry, facts = {}) => {
      const parts = partsOf(manifests, facts).filter(({ calibration }) => calibration.manifest.chemistry === chemistry);
      const wear = parts.length > 0 ? wearBy(engine, parts) : undefined;
      const horizons = horizonsOf(manifests, facts).filter((each) => each.horizon.manifest.chemistry === chemistry);
      const horizon = horizons.length > 0 ? horizonBy(engine, horizons) : undefined;
      if (wear === undefined && horizon === undefined) return undefined;
      return { ...(wear && { wear }), ...(horizon && { horizon }) };
    },
    close: () => Promise.resolve(engine.close()),
  };
}

const modeOf = ({ models }: PredictorsOptions, now: boolean): NonNullable<PredictorsOptions["mode"]> =>
  !now ? "process" : models === undefined ? "in-process" : "blocking";

type Engine = ModelHost | ModelsNow;

function engineOf(options: HostOptions, mode: PredictorsOptions["mode"]): Promise<Engine> {
  switch (mode) {
    case "in-process":
      return Promise.resolve(new InProcessModels(options.models, options.onProblem));
    case "blocking":
      return BlockingModels.open(options);
    default:
      return ModelHost.open(options);
  }
}

type Part = { readonly model: number; readonly calibration: Calibration };

function partsOf(manifests: readonly Manifest[], { early }: BatteryFacts): readonly Part[] {
  return manifests.flatMap((manifest, model): readonly Part[] => {
    switch (manifest.kind) {
      case "wear":
        return [{ model, calibration: ownWear(manifest) }];
      case "fade":
        return [{ model, calibration: fadeCalibration(manifest) }];
      case "cycle-life":
        return early === undefined ? [] : [{ model, calibration: cycleLifeCalibration(manifest, early) }];
      default:
        return [];
    }
  });
}

function wearBy(engine: Engine, parts: readonly Part[]): WearPredictor {
  if (engine instanceof ModelHost) {
    return calibratedWearHosted(
      parts.map(({ model, calibration }) => ({
        calibration,
        predict: (features, deadlineMs) => engine.predict(model, features, { deadlineMs }),
      })),
    );
  }
  return calibratedWear(
    parts.map(({ model, calibration }) => ({
      calibration,
      predictBatch: (features, n, out) => engine.predictNow(model, { features, n, out }),
    })),
  );
}

interface Ahead {
  readonly model: number;
  readonly horizon: HorizonModel;
}

function horizonsOf(manifests: readonly Manifest[], { fast }: BatteryFacts): readonly Ahead[] {
  return manifests.flatMap((manifest, model): readonly Ahead[] => {
    const { kind } = manifest;
    if (kind !== "minutes-temperature" && kind !== "short-horizon") return [];
    if (hearsMinutes(manifest)) return [{ model, horizon: minutesHorizon(manifest) }];
    if (!hearsSeconds(manifest)) return [{ model, horizon: ownHorizon(manifest) }];
    return fast === undefined ? [] : [{ model, horizon: secondsHorizon(manifest, fast) }];
  });
}

/** By the first model that is for the question and takes it. */
function horizonBy(engine: Engine, models: readonly Ahead[]): ShortHorizonPredictor {
  return {
    predict: (query): ReturnType<ShortHorizonPredictor["predict"]> => {
      for (const { model, horizon } of models) {
        if (!fits(horizon.manifest, query)) continue;
        const features = new Float32Array(horizon.manifest.inputs.length);
        if (horizon.ask(query, features)) return answerBy(engine, { model, horizon, query, features });
      }
      return undefined;
    },
  };
}

function answerBy(
  engine: Engine,
  asked: Ahead & { readonly query: ShortHorizonQuery; readonly features: Float32Array },
): ReturnType<ShortHorizonPredictor["predict"]> {
  const { model, horizon, query, features } = asked;
  const read = (answer: Float32Array | undefined): ShortHorizonPrediction | undefined =>
    answer && horizon.read(query, answer);
  if (engine instanceof ModelHost) return engine.predict(model, features, query).then(read);
  const out = new Float32Array(horizon.manifest.outputs.length);
  return engine.predictNow(model, { features, n: 1, out }) ? read(out) : undefined;
}

/** Of its chemistry, and within its box. */
function fits({ chemistry, box }: Manifest, query: ShortHorizonQuery): boolean {
  const { pack, soh, powerW } = query;
  if (chemistry !== pack.chemistry) return false;
  const cRate = Math.max(0, ...powerW.map((each) => cRateOf(pack, soh, each)));
  return outsideOf(box, { ...query, cRate }) === undefined;
}
