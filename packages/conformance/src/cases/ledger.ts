import type { Probe } from "../probe/probe.js";
import type { HolderPeer } from "../probe/holder-peer.js";
import type { Case } from "./case.js";

const roles = ["grid"] as const;

/** How a grid operator shares what it has between two chargers that want more. That all fits is watched in every case. */
export const ledgerCases: readonly Case[] = [
  {
    name: "a decrease goes first, the increase when it is acknowledged",
    ids: ["CP-LEDGER-4", "CP-LEDGER-8"],
    roles,
    needs: [],
    run: async (probe) => {
      const [first, second] = await unequal(probe);
      const [before, from] = [first.heard.length, second.heard.length];
      second.state();
      await probe.expect("CP-LEDGER-4", `${second.id} gets nothing`, () => topW(second) > 4_200, 60_000);
      const lowered = first.since(before, "commit", "revoke")[0];
      const raised = second.since(from, "commit").find(({ body }) => peakOf(body.terms.value) > 4_960);
      const inOrder = raised === undefined || (lowered !== undefined && lowered.at <= raised.at);
      probe.check("CP-LEDGER-4", `${second.id} was raised before ${first.id} was lowered`, inOrder);
    },
  },
  {
    name: "who says nothing gets no increase, and the offers to it end in time",
    ids: ["CP-NEG-3", "CP-NEG-1", "CP-NEG-4"],
    roles,
    needs: [],
    run: async (probe) => {
      const { holder } = probe;
      holder.habits.answers = "silent";
      await joined(probe);
      const raised = (): boolean => holder.since(0, "commit").some(({ body }) => peakOf(body.terms.value) > 4_200);
      await probe.never("CP-NEG-3", "an increase is committed that nobody agreed to", raised, 70_000);
      const offers = holder.since(0, "offer").filter(({ body }) => body.proposals.length > 0);
      probe.check("CP-NEG-3", "it offers nothing", offers.length > 0);
      for (const { body, envelope, at } of offers) {
        probe.check(
          "CP-NEG-1",
          "an offer that does not say its rounds",
          body.roundsMax >= body.round && body.round >= 1,
        );
        probe.check(
          "CP-NEG-1",
          "an offer without a deadline",
          body.deadlineMs > 0 && envelope.ttlMs <= body.deadlineMs,
        );
        const [one] = body.proposals;
        if (body.reservedMs === undefined || one === undefined) continue;
        probe.check("CP-NEG-3", "a reserved offer with more than one proposal", body.proposals.length === 1);
        const peakW = peakOf(one.value);
        probe.check(
          "CP-NEG-4",
          `${peakW} W are reserved for one of ${holder.settings.powerMaxW} W`,
          peakW <= holder.settings.powerMaxW,
        );
        const others = offers.filter(
          (other) => other.body.reservedMs !== undefined && other.at > at && other.at < at + 1_000,
        );
        probe.check("CP-NEG-4", "it has two open reservations", others.length === 0);
      }
    },
  },
  {
    name: "an Accept of another hash is refused as unknown, one that comes too late as expired",
    ids: ["CP-NEG-2"],
    roles,
    needs: [],
    run: async (probe) => {
      const { holder } = probe;
      holder.habits.answers = "silent";
      await joined(probe);
      const reserved = () => holder.since(0, "offer").filter(({ body }) => body.reservedMs !== undefined);
      await probe.expect("CP-NEG-3", "it reserves nothing", () => reserved().length > 0, 30_000);
      const [offer] = reserved();
      const [proposal] = offer?.body.proposals ?? [];
      if (offer === undefined || proposal === undefined) return;
      const { plan } = offer.body;
      const needVersions = [holder.needVersion];
      const wrong = holder.answer(offer.envelope, {
        kind: "accept",
        plan,
        hash: "00112233445566778899aabbccddeeff",
        needVersions,
      });
      const unknown = await probe.answer("CP-NEG-2", holder, wrong, { kinds: ["reject"] });
      probe.check("CP-NEG-2", `it is refused as ${unknown.body.reason}`, unknown.body.reason === "UNKNOWN_PROPOSAL");
      await probe.wait((offer.body.reservedMs ?? 0) + 500);
      const late = holder.answer(offer.envelope, { kind: "accept", plan, hash: proposal.hash, needVersions });
      const expired = await probe.answer("CP-NEG-2", holder, late, { kinds: ["reject"] });
      probe.check("CP-NEG-2", `it is refused as ${expired.body.reason}`, expired.body.reason === "OFFER_EXPIRED");
    },
  },
];

type Peaked = { readonly parts: readonly { readonly schedule: { readonly max: readonly number[] } }[] };
export const peakOf = ({ parts }: Peaked): number => Math.max(0, ...parts.flatMap(({ schedule }) => schedule.max));
/** Highest import of what it holds, W. */
export const topW = ({ lease }: HolderPeer): number => (lease === undefined ? 0 : peakOf(lease.terms.value));
/** What it holds now, W. */
function nowW(probe: Probe, { lease }: HolderPeer): number {
  const now = probe.scheduleMs / 1000;
  return (lease?.terms.value.parts ?? []).reduce((sum, { schedule }) => {
    const index = Math.floor((now - schedule.startS) / schedule.stepS);
    return sum + (schedule.max[index] ?? 0);
  }, 0);
}

/** Both chargers are in a session. */
export async function joined(probe: Probe): Promise<readonly [HolderPeer, HolderPeer]> {
  const both = [probe.holder, probe.holderAt(1)] as const;
  const there = (): boolean => both.every(({ session }) => session !== undefined);
  await probe.expect(
    "CP-SESSION-1",
    `${probe.subject} does not answer the Hello of its chargers`,
    there,
    probe.times.setupMs,
  );
  return both;
}

/** The first holds nearly everything, since the second needs nothing yet. */
export async function unequal(probe: Probe): Promise<readonly [HolderPeer, HolderPeer]> {
  const [first, second] = [probe.holder, probe.holderAt(1)];
  const { settings } = second;
  second.settings = { ...settings, energyWh: 0 };
  await joined(probe);
  second.state({ energyWh: 0, powerMaxW: 0 });
  const alone = (): boolean => nowW(probe, first) > 11_000;
  await probe.expect("CP-LEDGER-8", `${first.id} alone does not get what it needs`, alone, probe.times.setupMs);
  second.settings = settings;
  return [first, second];
}
