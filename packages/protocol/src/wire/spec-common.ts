import type {
  Blend,
  BlendWeight,
  ConnectorInfo,
  Conversation,
  Fallback,
  LeaseVersion,
  MessageRef,
  NeedPart,
  PartPrices,
  PartValue,
  PriceVector,
  Reason,
  Schedule,
  SumQuestion,
  Terms,
  TermsPart,
} from "../messages.js";
import { reasons } from "../messages.js";
import * as f from "./fields.js";
import { packPrices, packSchedule, unpackPrices, unpackSchedule, type FlatPrices, type FlatSchedule } from "./flat.js";
import { limits } from "./limits.js";
import { readSchedule, writeSchedule } from "./schedule-wire.js";

/** Tables of the values that several bodies share. Numbers are those of proto/chargepact/v1/common.proto. */

export const counter = (number: number): f.Field<number> => f.count(number, 0, f.uint32Max);
export const epoch = (number: number): f.Field<number> => f.count(number, 1, f.uint32Max);
/** W, a magnitude. */
export const magnitude = (number: number): f.Field<number> => f.amount(number, 0, limits.powerMaxW);
/** W, + import. */
export const power = (number: number): f.Field<number> => f.amount(number, -limits.powerMaxW, limits.powerMaxW);
/** ms, not zero. */
export const duration = (number: number): f.Field<number> => f.count(number, 1, limits.durationMaxMs);
/** ms, zero means something. */
export const durationOrZero = (number: number): f.Field<number> => f.amount(number, 0, limits.durationMaxMs);
/** Schedule time, ms since the epoch. */
export const scheduleTime = (number: number): f.Field<number> => f.large(number, 0, limits.instantMaxS * 1000);
/** µ, either sign. */
export const money = (number: number): f.Field<number> => f.large(number, -limits.moneyMaxMicro, limits.moneyMaxMicro);
export const instant = (number: number): f.Field<number> => f.count(number, 0, limits.instantMaxS);
export const step = (number: number): f.Field<number> => f.count(number, 1, limits.stepMaxS);
const connector = (number: number): f.Field<number> => f.count(number, 1, limits.connectorMax);

/** CP-WIRE-8 */
export const needVersions = (number: number): f.Field<readonly number[]> => f.list(counter(number), 0, limits.parts);
export const reasonList = (number: number): f.Field<readonly Reason[]> =>
  f.list(f.choice(number, reasons), 0, limits.reasons);
const phases = (number: number): f.Field<readonly (1 | 2 | 3)[]> =>
  f.list(f.count(number, 1, 3) as f.Field<1 | 2 | 3>, 1, 3, "value");

export const leaseVersion = f.message<LeaseVersion>("LeaseVersion", { epoch: epoch(1), counter: counter(2) });
export const messageRef = f.message<MessageRef>("MessageRef", { epoch: epoch(1), seq: f.count(2, 1, f.uint32Max) });
export const conversation = f.message<Conversation>("Conversation", {
  byRecipient: f.flag(1),
  epoch: epoch(2),
  counter: counter(3),
});
export const fallback = f.message<Fallback>("Fallback", {
  importW: magnitude(1),
  exportW: magnitude(2),
  rampWPerS: f.count(3, 1, limits.powerMaxW),
});

export const delta = (number: number): f.Field<number> => f.count(number, -limits.deltaMax, limits.deltaMax);

export const schedule: f.SpecOf<Schedule> = f.hastened(
  f.packed(
    f.message<FlatSchedule>("Schedule", {
      startS: instant(1),
      stepS: step(2),
      stepCount: f.count(3, 1, limits.steps),
      unitW: f.count(4, 1, limits.unitMaxW),
      maxDeltas: f.list(delta(5), 1, limits.steps),
      minDeltas: f.list(delta(6), 0, limits.steps),
    }),
    unpackSchedule,
    packSchedule,
  ),
  readSchedule,
  writeSchedule,
);
export const prices: f.SpecOf<PriceVector> = f.packed(
  f.message<FlatPrices>("PriceVector", {
    startS: instant(1),
    stepS: step(2),
    microPerKwhDeltas: f.list(delta(3), 1, limits.steps),
    exportMicroPerKwhDeltas: f.list(delta(4), 0, limits.steps),
  }),
  unpackPrices,
  packPrices,
);

export const partPrices = f.message<PartPrices>("PartPrices", { connector: connector(1), prices: f.one(2, prices) });

export const sumQuestion = f.message<SumQuestion>("SumQuestion", {
  excessPpm: f.list(f.count(1, -limits.excessMaxPpm, limits.excessMaxPpm), 1, limits.steps),
  stiffnessMicroPerKwh: f.large(2, 1, limits.moneyMaxMicro),
  relaxMilli: f.count(3, 1000, 1999),
});

export const partValue = f.message<PartValue>("PartValue", { connector: connector(1), bestValueMicro: money(2) });

const blendWeight = f.message<BlendWeight>("BlendWeight", {
  hash: f.hexBytes(1, 16),
  weight: f.count(2, 1, limits.blendUnit),
});
export const blend = f.checked(
  f.message<Blend>("Blend", {
    connector: connector(1),
    weights: f.list(f.one(2, blendWeight), 1, limits.blendWeights),
  }),
  // CP-WIRE-15
  ({ weights }) => {
    const sum = weights.reduce((total, { weight }) => total + weight, 0);
    return sum === limits.blendUnit ? undefined : `weights sum to ${sum}, allowed: ${limits.blendUnit}`;
  },
);

const termsPart = f.message<TermsPart>("TermsPart", { connector: connector(1), schedule: f.one(2, schedule) });
export const termsSpec = f.message<Terms>("Terms", {
  parts: f.list(f.one(1, termsPart), 1, limits.parts, "connector"),
});

export const connectorInfo = f.message<ConnectorInfo>("ConnectorInfo", {
  connector: connector(1),
  phases: phases(2),
  powerMaxW: magnitude(3),
  powerMinW: magnitude(4),
  exportMaxW: f.optional(magnitude(5)),
});
export const needPart = f.message<NeedPart>("NeedPart", {
  connector: connector(1),
  version: counter(2),
  departureS: instant(3),
  energyWh: f.amount(4, 0, limits.energyMaxWh),
  powerMaxW: magnitude(5),
  powerMinW: magnitude(6),
  exportMaxW: magnitude(7),
  phases: phases(8),
  blendable: f.flag(9),
  firstWh: f.optional(f.amount(10, 0, limits.energyMaxWh)),
});
