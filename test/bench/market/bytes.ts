import { sha256 } from "@chargepact/agent";
import {
  type ChildPrices,
  type CounterOffer,
  embedTerms,
  encodeEnvelope,
  type Envelope,
  type Offer,
  type RoundsGrid,
  type RoundsOption,
} from "@chargepact/protocol";

const size = (body: CounterOffer | Offer): number => {
  const envelope: Envelope = {
    ...{ major: 1, minor: 0, sender: "grid0001", recipient: "cs000001", epoch: 3, seq: 1_234, ttlMs: 30_000, body },
    ...{ conversation: { byRecipient: true, epoch: 2, counter: 17 }, sessionId: "0123456789abcdef" },
  };
  return encodeEnvelope(envelope).length;
};

/** Bytes that one option adds to a counter-offer. */
export function optionBytes({ startS, stepS }: RoundsGrid, option: RoundsOption): number {
  const max = option.powerW.map((watts) => Math.round(Math.max(0, watts)));
  const min = option.powerW.map((watts) => Math.round(Math.min(0, watts)));
  const terms = embedTerms({ parts: [{ connector: 1, schedule: { startS, stepS, max, min } }] }, sha256);
  const counter: CounterOffer = {
    kind: "counterOffer",
    plan: 12,
    needVersions: [3],
    options: [],
    bestValueMicro: 1_234_567,
  };
  const stated = {
    ...{
      terms,
      costMicro: option.costMicro,
      quoteId: "0123456789abcdef",
      validMs: 60_000,
      reasons: ["PRICE" as const],
    },
    ...{ quality: "PHYSICS" as const, modelHash: "" },
  };
  return size({ ...counter, options: [stated] }) - size(counter);
}

/** Bytes that one child's prices add to an offer; those of export only where they are not the same. */
export function priceBytes({ startS, stepS }: RoundsGrid, { importPrice, exportPrice }: ChildPrices): number {
  const offer: Offer = {
    ...{ kind: "offer", plan: 12, round: 1, roundsMax: 8, deadlineMs: 2_000, scheduleMs: startS * 1_000 },
    ...{ proposals: [], needVersions: [3], reasons: [] },
  };
  const same = importPrice.every((price, step) => price === exportPrice[step]);
  const prices = { startS, stepS, microPerKwh: importPrice, ...(same ? {} : { exportMicroPerKwh: exportPrice }) };
  return size({ ...offer, prices }) - size(offer);
}
