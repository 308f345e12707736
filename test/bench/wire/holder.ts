import { ChargerCore, type CoreOptions, embedTerms, type Envelope, type Offer } from "@chargepact/protocol";
import { site } from "./site.js";

const powerMaxW = 22_000;

/** A real holder's link whose answer takes no thought: what is offered, a little lower in every other step. */
export class AnsweringHolder extends ChargerCore {
  constructor(options: CoreOptions) {
    super(options, {
      grantor: site.registry.agent(options.id)?.grantors[0] ?? "",
      connectors: [{ connector: 1, phases: [1, 2, 3], powerMaxW, powerMinW: 0 }],
      fallback: { importW: 0, exportW: 0, rampWPerS: 1_000 },
      batteryTtlMs: 60_000,
    });
  }

  override sessionBegan(): void {
    const departureS = Math.floor(this.nowS()) + 86_400;
    const need = { connector: 1, version: 1, departureS, energyWh: 50_000, powerMaxW, powerMinW: 0, exportMaxW: 0 };
    this.up.setNeed([{ ...need, phases: [1, 2, 3], blendable: true }]);
  }

  override offered(offer: Offer, envelope: Envelope): void {
    const [proposal] = offer.proposals;
    if (proposal === undefined) return; // the answer to the need: prices only
    const parts = proposal.value.parts.map(({ connector, schedule: { startS, stepS, max } }) => {
      const less = max.map((powerW, step) => (step % 2 === 0 ? powerW : Math.max(0, powerW - 50)));
      return { connector, schedule: { startS, stepS, max: less } };
    });
    const option = {
      terms: embedTerms({ parts }, this.options.hash),
      costMicro: 123_456,
      quoteId: "0123456789abcdef",
      validMs: 120_000,
      reasons: ["CAPACITY"] as const,
      quality: "PHYSICS" as const,
      modelHash: "",
    };
    this.up.counter(envelope, { plan: offer.plan, options: [option] }, false);
  }
}
