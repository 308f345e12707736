import { leased, needy } from "../probe/flows.js";
import { raisable } from "../probe/odd.js";
import type { Probe } from "../probe/probe.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;
/** By when one that was started has greeted. */
const upMs = 15_000;

/** What survives, and what must not. */
export const holderRestartCases: readonly Case[] = [
  {
    name: "after a restart without contact its power ends at the fallback by the deadline of its lease",
    ids: ["CP-STORE-5", "CP-FALL-5"],
    roles: holders,
    needs: ["meter", "restart"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const newest = grantor.requests.newest ?? { at: probe.now };
      const deadline = newest.at + grantor.ttlMs;
      grantor.cut = true;
      await probe.equipment.restart({ afterMs: 500 });
      await fallen(probe, "it was started again without contact", deadline - probe.now);
    },
  },
];

const epochOf = ({ grantor }: Probe): number => grantor.since(0, "hello").at(-1)?.envelope.epoch ?? 0;

/** It greets with a higher epoch than `before`. */
function anew(probe: Probe, before: number, id: "CP-STORE-3" | "CP-STORE-2" = "CP-STORE-3"): Promise<void> {
  const higher = (): boolean => epochOf(probe) > before;
  return probe.expect(id, `it does not greet with a higher epoch than ${before}`, higher, upMs);
}

/** The meter is at the fallback within `ms`, and stays there. */
async function fallen(probe: Probe, when: string, ms: number): Promise<void> {
  const fallbackW = probe.grantor.admitted.importW;
  const down = (): boolean => probe.isAtMost(fallbackW);
  const detail = `${when}, and the meter is above the fallback of ${fallbackW} W`;
  await probe.expect("CP-STORE-5", detail, down, Math.max(0, ms) + probe.times.slack.reactionMs);
  await probe.never("CP-STORE-5", detail, () => !down(), 2_000);
}
