import { heldBy, heldW, served } from "../probe/serving.js";
import type { Case } from "./case.js";

const roles = ["charger", "grid"] as const;
const planMs = 40_000;

/** What whoever grants does with its leases. */
export const grantorLeaseCases: readonly Case[] = [
  {
    name: "a renewal of an older version is answered with the newest commit, never confirmed",
    ids: ["CP-LEASE-6"],
    roles,
    needs: [],
    run: async (probe) => {
      const holder = await served(probe);
      const version = { epoch: holder.lease?.version.epoch ?? 1, counter: 0 };
      const renew = holder.renew(version);
      if (renew === undefined) return;
      const { body } = await probe.answer("CP-LEASE-6", holder, renew, { kinds: ["commit", "renewAck", "reject"] });
      probe.check(
        "CP-LEASE-6",
        `a renewal of version ${version.epoch}.0 is answered with ${body.kind}`,
        body.kind === "commit",
      );
    },
  },
  {
    name: "nothing that rises is committed before it was accepted",
    ids: ["CP-NEG-3"],
    roles: ["grid"],
    needs: [],
    run: async (probe) => {
      const holder = probe.holderAt(0);
      holder.habits.answers = "silent";
      await probe.until(() => holder.since(0, "offer").some(({ body }) => body.reservedMs !== undefined), planMs);
      const fallbackW = holder.admitted?.importW ?? 0;
      const rises = (): boolean => heldW(holder, probe) > fallbackW + 60;
      await probe.never("CP-NEG-3", "power is committed that was never accepted", rises, planMs);
    },
  },
  {
    name: "an accept of a proposal that is not reserved is refused",
    ids: ["CP-NEG-2"],
    roles: ["grid"],
    needs: [],
    run: async (probe) => {
      const holder = probe.holderAt(0);
      holder.habits.answers = "silent";
      const offered = (): boolean => holder.since(0, "offer").some(({ body }) => body.reservedMs !== undefined);
      await probe.expect("CP-NEG-3", "nothing is offered to whoever needs power", offered, planMs);
      const offer = holder
        .since(0, "offer")
        .filter(({ body }) => body.reservedMs !== undefined)
        .at(-1);
      if (offer === undefined) return;
      const hash = "00112233445566778899aabbccddeeff";
      const accept = holder.answer(offer.envelope, {
        kind: "accept",
        plan: offer.body.plan,
        hash,
        needVersions: [holder.needVersion],
      });
      const { body } = await probe.answer("CP-NEG-2", holder, accept, { kinds: ["reject", "commit"], ms: 10_000 });
      const said = body.kind === "reject" ? body.reason : body.kind;
      probe.check(
        "CP-NEG-2",
        `an accept of an unknown proposal is answered with ${said}`,
        said === "UNKNOWN_PROPOSAL" || said === "OFFER_EXPIRED",
      );
    },
  },
  {
    name: "the power of a holder that is silent goes to others only after its confirmation, ttl and grace",
    ids: ["CP-LEASE-4", "CP-LEDGER-8"],
    roles: ["grid"],
    needs: [],
    run: async (probe) => {
      const [first, second] = [probe.holderAt(0), probe.holderAt(1)];
      await heldBy(probe, first);
      await heldBy(probe, second);
      const ttlMs = first.lease?.ttlMs ?? 0;
      const graceMs = first.lease?.graceMs ?? 0;
      await probe.wait(ttlMs / 3 + 2_000);
      first.cut = true;
      const confirmedAt = Math.max(...first.since(0, "commit", "renewAck").map(({ at }) => at));
      const capacityW = probe.equipment.capacityW ?? 16_000;
      const [firstW, shareW] = [heldW(first, probe), heldW(second, probe)];
      probe.note(`${first.id} is silent from now on`);
      const until = confirmedAt + ttlMs + graceMs - probe.times.slack.reactionMs;
      const takes = (): boolean => heldW(second, probe) > Math.max(shareW, capacityW - firstW) + 500;
      await probe.never(
        "CP-LEASE-4",
        `${second.id} is given what ${first.id} may still draw`,
        takes,
        until - probe.now,
      );
      await probe.expect(
        "CP-LEASE-4",
        "the power of a silent holder is never reclaimed",
        // It may have had all that it can take, where the two take turns.
        () => heldW(second, probe) >= Math.min(shareW + 500, second.settings.powerMaxW),
        120_000,
      );
    },
  },
  {
    name: "capacity that falls is taken back at once, decreases first",
    ids: ["CP-LEDGER-4", "CP-WINDOW-6"],
    roles: ["grid"],
    needs: ["capacity"],
    run: async (probe) => {
      const [first, second] = [probe.holderAt(0), probe.holderAt(1)];
      await heldBy(probe, first);
      await heldBy(probe, second);
      await probe.wait(15_000);
      first.habits.acknowledges = false;
      const from = first.heard.length;
      await probe.equipment.capacity(9_000);
      const commit = await probe.next("CP-LEDGER-4", first, { kinds: ["commit"], from, ms: planMs });
      await probe.wait(1_900);
      const copies = first.copiesOf(commit.envelope);
      probe.check("CP-WINDOW-6", `an unanswered decrease came ${copies} times in 1.9 s, not every 0.25 s`, copies >= 6);
      first.habits.acknowledges = true;
      first.take(commit);
      const sum = (): number => heldW(first, probe) + heldW(second, probe);
      await probe.expect("CP-LEDGER-4", "both together still have more than there is", () => sum() <= 9_060, planMs);
    },
  },
  {
    name: "an emergency reaches everybody at once, and what it leaves is not more than it says",
    ids: ["CP-EMERG-1"],
    roles: ["grid"],
    needs: ["capacity"],
    run: async (probe) => {
      const holders = [probe.holderAt(0), probe.holderAt(1)];
      for (const holder of holders) await heldBy(probe, holder);
      await probe.equipment.emergency(6_000, 60_000);
      const capOf = (index: number): number =>
        holders[index]?.since(0, "emergency").at(-1)?.body.importMaxW ?? Number.POSITIVE_INFINITY;
      await probe.expect(
        "CP-EMERG-1",
        "an emergency is not passed on",
        () => Number.isFinite(capOf(0) + capOf(1)),
        2_000,
      );
      const sumW = capOf(0) + capOf(1);
      probe.check("CP-EMERG-1", `an emergency of 6000 W leaves ${sumW} W to those below`, sumW <= 6_000);
    },
  },
  {
    name: "what a holder has not given up yet is not given to another",
    ids: ["CP-LEDGER-1", "CP-LEDGER-8"],
    roles: ["grid"],
    needs: [],
    run: async (probe) => {
      const [first, second] = [probe.holderAt(0), probe.holderAt(1)];
      for (const holder of [first, second]) await heldBy(probe, holder);
      await probe.wait(15_000);
      first.habits.acknowledges = false;
      probe.blame = "CP-LEDGER-1";
      probe.note(`${first.id} needs little from now on, and acknowledges no decrease`);
      first.state({ energyWh: 50 });
      await probe.wait(60_000);
    },
  },
  {
    name: "what is offered and may still be accepted is not given to another",
    ids: ["CP-LEDGER-1"],
    roles: ["grid"],
    needs: [],
    run: async (probe) => {
      const [first, second] = [probe.holderAt(0), probe.holderAt(1)];
      second.settings = { ...second.settings, energyWh: 50 };
      first.habits.answers = "silent";
      probe.blame = "CP-LEDGER-1";
      const offered = (): boolean => first.since(0, "offer").some(({ body }) => body.reservedMs !== undefined);
      await probe.expect("CP-NEG-3", "nothing is offered to whoever needs power", offered, planMs);
      await probe.wait(5_000);
      second.state({ energyWh: 30_000 });
      await probe.wait(30_000);
    },
  },
  {
    name: "a fallback is booked even of whoever needs nothing",
    ids: ["CP-LEDGER-1"],
    roles: ["grid"],
    needs: ["capacity"],
    run: async (probe) => {
      const [first, second] = [probe.holderAt(0), probe.holderAt(1)];
      await heldBy(probe, second);
      await probe.equipment.capacity(12_000);
      await probe.wait(15_000);
      first.state({ energyWh: 0 });
      await probe.wait(60_000);
      const sumW = heldW(second, probe) + (first.admitted?.importW ?? 0);
      probe.check(
        "CP-LEDGER-1",
        `${second.id} may draw so much that it is ${sumW} W with a fallback, of 12000 W`,
        sumW <= 12_060,
      );
    },
  },
];
