import type { Embedded, Fallback, Hello, HolderOption, Role, Terms, Watts } from "@chargepact/protocol";
import type { HolderSettings } from "./holder-peer.js";
import { embed } from "./terms.js";

const none = new Uint8Array(0);

/** A holder's Hello; the shell puts in nonce and session key. `held`: the fallback that it obeys. */
export function holderHello(role: Role, settings: HolderSettings, held: Fallback | undefined): Hello {
  const { fallbackW = 0, powerMaxW, exportMaxW = 0, powerMinW = 0, phases = [1, 2, 3], rampWPerS = 10_000 } = settings;
  return {
    ...{ kind: "hello", role, versions: [{ major: 1, minor: 0 }], features: [], criticalFeatures: [] },
    ...{
      nonce: none,
      sessionKey: none,
      fallback: { importW: fallbackW, exportW: 0, rampWPerS },
      powerMaxW,
      exportMaxW,
    },
    connectors: [{ connector: 1, phases, powerMaxW, powerMinW, exportMaxW }],
    fallbackHeld: held ?? { importW: 0, exportW: 0, rampWPerS },
    stepsMax: 1000,
  };
}

/** A proposal as its holder's own option, for nothing. */
export const optionOf = (terms: Embedded<Terms>): HolderOption => ({
  ...{ terms, costMicro: 0, quoteId: "kit", validMs: 30_000, reasons: [], quality: "STATIC", modelHash: "" },
});

/** The same terms, where they ask for no more than can be drawn; else what can be, W. */
export function keepable(proposal: Embedded<Terms>, powerMaxW: Watts): Embedded<Terms> {
  const { parts } = proposal.value;
  if (parts.every(({ schedule }) => schedule.max.every((maxW) => maxW <= powerMaxW))) return proposal;
  const least = (values: readonly Watts[]): readonly Watts[] => values.map((watts) => Math.min(watts, powerMaxW));
  return embed({
    parts: parts.map(({ connector, schedule: { min, ...rest } }) => ({
      connector,
      schedule: { ...rest, max: least(rest.max), ...(min === undefined ? {} : { min: least(min) }) },
    })),
  });
}
