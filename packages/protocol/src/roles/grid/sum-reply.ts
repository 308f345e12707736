import type { HolderLink } from "../../link/holder.js";
import type { Envelope, HolderOption, Offer } from "../../messages.js";
import type { MicroPerKwh, UnixS, Watts } from "../../units.js";
import type { Site } from "./site.js";
import { SumSpeaker } from "./sum-speaker.js";

/** µ/kWh; what a kWh of a need counts where nothing else is configured. */
const defaultValueMicroPerKwh: MicroPerKwh = 500_000;

/** A site's end of a round by sums. CP-SUM-1: one profile for all below, or a reject that says why not. */
export class SumReply {
  private readonly speaker = new SumSpeaker();

  constructor(
    private readonly site: Site,
    private readonly link: HolderLink,
    /** W that the site's need says, and the bound of its uncontrolled load at an instant. */
    private readonly own: { readonly statedW: () => Watts; readonly baseW: (atS: UnixS) => Watts },
  ) {}

  answer(offer: Offer, envelope: Envelope): void {
    const { site, link, own } = this;
    const { startS = 0, stepS = 1, microPerKwh = [] } = offer.prices ?? {};
    const asked = offer.sum?.excessPpm.length ?? 0;
    if (asked !== microPerKwh.length) {
      const detail = `excess_ppm has ${String(asked)} steps, the prices ${String(microPerKwh.length)}; state one for each`;
      link.refuse(envelope, { reason: "BAD_VALUE", detail });
      return;
    }
    const answer = this.speaker.answer(offer, () => ({
      nowS: site.nowS(),
      vehicles: site.vehicles(),
      baseW: microPerKwh.map((_, step) => own.baseW(startS + step * stepS)),
      limitW: Math.max(1, own.statedW()),
      valueMicroPerKwh: site.config.rounds?.valueMicroPerKwh ?? defaultValueMicroPerKwh,
    }));
    if (answer === undefined) {
      const detail = "fewer than three members have a need; share without asking";
      link.refuse(envelope, { reason: "NOT_NOW", detail });
      return;
    }
    const { powerW, costMicro, bestValueMicro } = answer;
    const schedule = { startS, stepS, max: powerW.map((w) => Math.max(0, w)), min: powerW.map((w) => Math.min(0, w)) };
    const option: HolderOption = {
      terms: site.desk.embed({ parts: [{ connector: 1, schedule }] }),
      ...{ costMicro, quoteId: "", quality: "STATIC", modelHash: "", reasons: [], validMs: offer.deadlineMs },
    };
    const best = bestValueMicro === undefined ? {} : { bestValueMicro };
    link.counter(envelope, { plan: offer.plan, options: [option], ...best }, true);
  }
}
