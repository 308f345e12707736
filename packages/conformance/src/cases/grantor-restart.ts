import { leased, mostW, needy } from "../probe/flows.js";
import { heldBy, heldW, served } from "../probe/serving.js";
import { flat } from "../probe/terms.js";
import type { Case } from "./case.js";

/** What a grantor does after a restart, with fallbacks, and as a relay. */
export const grantorRestartCases: readonly Case[] = [
  {
    name: "with a lost ledger it grants nothing for its longest ttl and grace, and says so",
    ids: ["CP-STORE-7"],
    roles: ["grid"],
    needs: ["restart", "lost-store"],
    run: async (probe) => {
      const [first, second] = [probe.holderAt(0), probe.holderAt(1)];
      await heldBy(probe, first);
      await heldBy(probe, second);
      const { ttlMs = 0, graceMs = 0 } = first.lease ?? {};
      first.cut = true;
      await probe.equipment.restart({ afterMs: 500, lost: true });
      const beganAt = probe.now;
      second.drop();
      const from = second.heard.length;
      const fallbackW = second.admitted?.importW ?? 0;
      const saysSo = (): boolean =>
        second.since(from, "hello").some(({ body }) => (body.recoveringMs ?? 0) > 0) ||
        second.since(from, "reject").some(({ body }) => body.reason === "RECOVERING");
      await probe.expect("CP-STORE-7", "it has lost its ledger and does not say that it is recovering", saysSo, 60_000);
      const grants = (): boolean => heldW(second, probe) > fallbackW + 60;
      const untilMs = ttlMs + graceMs - (probe.now - beganAt) - 1_000;
      await probe.never(
        "CP-STORE-7",
        "it has lost its ledger and grants before what it may have granted is over",
        grants,
        untilMs,
      );
      await probe.expect("CP-STORE-7", "it never grants again", () => heldW(second, probe) > fallbackW, 120_000);
    },
  },
  {
    name: "after a restart with its ledger every lease is still booked for a ttl and grace",
    ids: ["CP-STORE-6"],
    roles: ["grid"],
    needs: ["restart"],
    run: async (probe) => {
      const [first, second] = [probe.holderAt(0), probe.holderAt(1)];
      await heldBy(probe, first);
      await heldBy(probe, second);
      await probe.wait(15_000);
      const { ttlMs = 0, graceMs = 0 } = first.lease ?? {};
      first.cut = true;
      const [firstW, capacityW] = [heldW(first, probe), probe.equipment.capacityW ?? 16_000];
      await probe.equipment.restart({ afterMs: 500 });
      const beganAt = probe.now;
      const takes = (): boolean => heldW(second, probe) > capacityW - firstW + 500;
      const untilMs = ttlMs + graceMs - (probe.now - beganAt) - 1_000;
      await probe.never(
        "CP-STORE-6",
        `after a restart ${second.id} is given what ${first.id} may still draw`,
        takes,
        untilMs,
      );
    },
  },
  {
    name: "fallbacks that do not fit what is guaranteed are admitted as 0 W, never refused",
    ids: ["CP-FALL-4", "CP-FALL-1"],
    roles: ["grid"],
    needs: [],
    run: async (probe) => {
      const holders = [probe.holderAt(0), probe.holderAt(1)];
      probe.blame = "CP-FALL-4";
      await probe.until(() => holders.every(({ admitted }) => admitted !== undefined), 20_000);
      for (const holder of holders) {
        holder.settings = { ...holder.settings, fallbackW: 8_000 };
        const from = holder.heard.length;
        holder.greet();
        const { body } = await probe.next("CP-FALL-1", holder, { kinds: ["hello", "reject"], from, ms: 10_000 });
        probe.check("CP-FALL-1", "a Hello is refused for its fallback", body.kind === "hello");
      }
      await probe.wait(5_000);
      const sumW = holders.reduce((sum, { admitted }) => sum + (admitted?.importW ?? 0), 0);
      const guaranteedW = probe.equipment.guaranteedW ?? sumW;
      probe.check(
        "CP-FALL-4",
        `fallbacks of ${sumW} W together are admitted, ${guaranteedW} W are guaranteed`,
        sumW <= guaranteedW,
      );
    },
  },
  {
    name: "within 60 s of a restart it states a limit or that it is recovering",
    ids: ["CP-FALL-7"],
    roles: ["grid"],
    needs: ["restart"],
    run: async (probe) => {
      const { holder } = probe;
      await heldBy(probe, holder);
      await probe.equipment.restart({ afterMs: 2_000 });
      const from = holder.heard.length;
      const states = (): boolean =>
        holder
          .since(from, "commit", "offer", "renewAck", "hello")
          .some(({ body }) => body.kind !== "hello" || body.recoveringMs !== undefined);
      await probe.expect("CP-FALL-7", "it says nothing of a limit", states, 60_000);
    },
  },
  {
    name: "at a vehicle's port holds the smaller of both leases, whatever the vehicle takes",
    ids: ["CP-LEASE-11"],
    roles: ["charger"],
    needs: ["meter", "plug"],
    run: async (probe) => {
      const { holder, grantor } = probe;
      await leased(probe);
      await probe.until(() => heldW(holder, probe) > mostW(probe) * 0.9, 10_000);
      probe.note("the car gives its lease back and goes on drawing what it gets");
      holder.habits.answers = "refuse";
      holder.habits.acknowledges = false;
      holder.release();
      const shareW = Math.max(holder.admitted?.importW ?? 0, 0);
      await probe.expect(
        "CP-LEASE-11",
        `a vehicle without a lease draws more than its fallback of ${shareW} W`,
        () => probe.isAtMost(shareW),
        5_000,
      );
      probe.check(
        "CP-LEASE-11",
        "the station's own lease is over, which this is not about",
        grantor.lease !== undefined,
      );
    },
  },
  {
    name: "a relay accepts only what its vehicle has accepted",
    ids: ["CP-NEG-9"],
    roles: ["charger"],
    needs: ["plug"],
    run: async (probe) => {
      await needy(probe);
      const { holder, grantor } = probe;
      holder.habits.answers = "refuse";
      const { envelope } = grantor.offer(flat(probe.scheduleMs, [mostW(probe)]));
      const answer = await probe.answer("CP-NEG-9", grantor, envelope, {
        kinds: ["accept", "counterOffer", "reject"],
        ms: 15_000,
      });
      probe.check("CP-NEG-9", "it accepts what its vehicle has refused", answer.body.kind !== "accept");
    },
  },
  {
    name: "a vehicle's lease with its grace ends before the station's own",
    ids: ["CP-LEASE-7"],
    roles: ["charger"],
    needs: ["plug"],
    run: async (probe) => {
      const { grantor } = probe;
      const holder = await served(probe);
      const renew = await probe.next("CP-LEASE-6", grantor, { kinds: ["renew"], ms: grantor.ttlMs / 2 });
      await probe.wait(100);
      grantor.cut = true;
      probe.blame = "CP-LEASE-7";
      // The vehicle goes on renewing until just before; then nobody can tell it anything.
      const endsAt = renew.at + grantor.ttlMs;
      await probe.wait(endsAt - probe.now - grantor.ttlMs / 12);
      holder.cut = true;
      await probe.wait(grantor.ttlMs / 12 + (holder.lease?.ttlMs ?? 0));
    },
  },
];
