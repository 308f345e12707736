import { leased, needy } from "../probe/flows.js";
import { raisable } from "../probe/odd.js";
import type { Probe } from "../probe/probe.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;
/** By when one that was started has greeted. */
const upMs = 15_000;

/** What survives, and what must not. */
export const holderStoreCases: readonly Case[] = [
  {
    name: "its epoch grows at each start",
    ids: ["CP-STORE-3"],
    roles: holders,
    needs: ["restart"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const before = epochOf(probe);
      await probe.equipment.restart({ afterMs: 200 });
      await anew(probe, before);
      for (const { envelope } of grantor.since(0, "status")) {
        probe.check(
          "CP-STORE-3",
          "a message of its earlier life arrives after one of the next",
          envelope.epoch >= before,
        );
      }
    },
  },
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
  {
    name: "with a lost store it has no lease",
    ids: ["CP-STORE-5"],
    roles: holders,
    needs: ["meter", "restart", "lost-store"],
    run: async (probe) => {
      await leased(probe);
      const before = epochOf(probe);
      await probe.equipment.restart({ afterMs: 500, lost: true });
      await fallen(probe, "its store was lost", 1_000);
      await anew(probe, before);
      await fallen(probe, "its store was lost, and it has greeted", 1_000);
      // A charger has forgotten what it granted, and says so for a while.
      if (probe.role !== "charger") await leased(probe);
    },
  },
  {
    name: "an increase waits until it is durable",
    ids: ["CP-STORE-1", "CP-TIME-3"],
    roles: holders,
    needs: ["meter", "store-faults"],
    run: async (probe) => {
      const { grantor } = probe;
      const { agreed, powerW } = await raisable(probe);
      probe.equipment.slowStore(3_000);
      probe.note("each write takes 3 s");
      const { envelope } = grantor.commit(agreed);
      const early = (): boolean => !probe.isAtMost(powerW) || probe.answered(grantor, envelope, "commitAck");
      await probe.never("CP-STORE-1", "an increase is obeyed or acknowledged before it is durable", early, 2_900);
      probe.equipment.slowStore(0);
    },
  },
  {
    name: "a decision that could not be written did not happen, and the agent starts again from its store",
    ids: ["CP-STORE-2", "CP-STORE-1"],
    roles: holders,
    needs: ["meter", "store-faults"],
    run: async (probe) => {
      const { grantor } = probe;
      const { agreed, powerW } = await raisable(probe);
      const before = epochOf(probe);
      probe.equipment.failStore();
      probe.note("the next write fails");
      const { envelope } = grantor.commit(agreed, { once: true });
      const obeyed = (): boolean => !probe.isAtMost(powerW) || probe.answered(grantor, envelope, "commitAck");
      await probe.never("CP-STORE-2", "an increase is obeyed or acknowledged that could not be written", obeyed, 1_500);
      await anew(probe, before, "CP-STORE-2");
    },
  },
  {
    name: "told that a later life of it was seen, it starts again above that",
    ids: ["CP-WINDOW-8"],
    roles: holders,
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      await needy(probe);
      grantor.habits.greets = false;
      const seen = epochOf(probe) + 5;
      const from = grantor.heard.length;
      await probe.wait(5_100);
      grantor.askHello();
      const { envelope } = await probe.next("CP-SESSION-1", grantor, { kinds: ["hello"], from, ms: upMs });
      const detail = `epoch ${envelope.epoch} is below ${seen}; restart above it`;
      grantor.answer(envelope, { kind: "reject", reason: "EPOCH_STALE", detail, value: seen });
      const above = (): boolean => grantor.since(from, "hello").some(({ envelope: hello }) => hello.epoch > seen);
      await probe.expect("CP-WINDOW-8", `told of epoch ${seen} it does not start again above it`, above, upMs);
      grantor.habits.greets = true;
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
