import { leased, mostW, needy } from "../probe/flows.js";
import { stepped } from "../probe/terms.js";
import { halfW } from "./holder-negotiation.js";
import type { Case } from "./case.js";

const roles = ["charger", "battery", "storage"] as const;

/** Deadlines and steps. */
export const holderScheduleCases: readonly Case[] = [
  {
    name: "the ttl counts from when the confirmed request was first sent, not from its answer",
    ids: ["CP-LEASE-2"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease } = await leased(probe);
      grantor.habits.renews = false;
      const renew = await probe.next("CP-LEASE-6", grantor, { kinds: ["renew"], ms: grantor.ttlMs / 2 });
      await probe.wait(Math.min(10_000, grantor.ttlMs / 3));
      grantor.renewAckTo(renew, lease);
      await probe.wait(200);
      grantor.cut = true;
      probe.blame = "CP-LEASE-2";
      const leftMs = renew.at + grantor.ttlMs - probe.now + probe.times.slack.reactionMs;
      const fallbackW = grantor.admitted.importW;
      await probe.expect(
        "CP-LEASE-2",
        "its lease is longer than from its request on",
        () => probe.isAtMost(fallbackW),
        leftMs,
      );
    },
  },
  {
    name: "a confirmation of an older version confirms nothing",
    ids: ["CP-LEASE-6"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await needy(probe);
      const { lease } = await leased(probe, { powerW: halfW(probe) });
      await leased(probe);
      grantor.habits.renews = false;
      probe.blame = "CP-LEASE-6";
      const until = probe.now + 1.4 * grantor.ttlMs;
      let from = grantor.heard.length;
      while (probe.now < until) {
        await probe.until(() => grantor.since(from, "renew").length > 0, grantor.ttlMs / 4);
        const renew = grantor.since(from, "renew").at(-1);
        from = grantor.heard.length;
        if (renew !== undefined) grantor.renewAckTo(renew, lease);
      }
      await probe.atMost(
        "CP-LEASE-6",
        "its lease is over, confirmed in an older version only, and",
        grantor.admitted.importW,
      );
    },
  },
  {
    name: "from hold a confirmation leads back",
    ids: ["CP-FALL-6"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW, lease } = await leased(probe);
      grantor.habits.renews = false;
      const from = grantor.heard.length;
      // The lease counts from the request that it answers, the ramp begins near its end.
      await probe.wait(Math.max(0, (grantor.requests.newest?.at ?? probe.now) + grantor.ttlMs * 0.7 - probe.now));
      grantor.habits.renews = true;
      // A repetition of what was heard and not answered is not heard again.
      const open = grantor.since(from, "renew").at(-1);
      if (open !== undefined) grantor.renewAckTo(open, lease);
      await probe.never(
        "CP-FALL-6",
        "contact is back in time, and the lease is lost",
        () => probe.meterW < powerW * 0.9,
        grantor.ttlMs,
      );
    },
  },
  {
    name: "after the last step of a schedule the fallback holds",
    ids: ["CP-LEASE-10"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await needy(probe);
      const stepS = Math.max(2, Math.round(grantor.ttlMs / 3_000));
      const terms = stepped(probe.scheduleMs, stepS, [mostW(probe), mostW(probe)]);
      await leased(probe, { terms });
      probe.blame = "CP-LEASE-10";
      const fallbackW = grantor.admitted.importW;
      const endMs = 2 * stepS * 1000 + probe.times.slack.reactionMs + 1_000;
      await probe.expect(
        "CP-LEASE-10",
        "the schedule is over and its last step is kept",
        () => probe.isAtMost(fallbackW),
        endMs,
      );
      await probe.never(
        "CP-LEASE-10",
        "the schedule is over and more than the fallback is drawn",
        () => !probe.isAtMost(fallbackW),
        3_000,
      );
    },
  },
  {
    name: "a falling step is complete when it begins",
    ids: ["CP-TIME-2"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      await needy(probe);
      const { grantor } = probe;
      const stepS = Math.max(2, Math.round(grantor.ttlMs / 3_000));
      const startMs = Math.floor(probe.scheduleMs / 1000) * 1000;
      const lowW = halfW(probe);
      await leased(probe, { terms: stepped(startMs, stepS, [mostW(probe), lowW, lowW, lowW, lowW, lowW]) });
      probe.blame = "CP-TIME-2";
      const leftMs = startMs + stepS * 1000 - probe.scheduleMs + probe.times.slack.timeMs;
      await probe.wait(Math.max(0, leftMs));
      await probe.atMost("CP-TIME-2", "after a falling step", lowW);
    },
  },
  {
    name: "a rising step begins no earlier than it says",
    ids: ["CP-TIME-2"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      await needy(probe);
      const { grantor } = probe;
      const stepS = Math.max(2, Math.round(grantor.ttlMs / 3_000));
      const lowW = halfW(probe);
      const startMs = Math.floor(probe.scheduleMs / 1000) * 1000;
      const terms = stepped(startMs, stepS, [
        lowW,
        mostW(probe),
        mostW(probe),
        mostW(probe),
        mostW(probe),
        mostW(probe),
      ]);
      await leased(probe, { terms, powerW: lowW });
      probe.blame = "CP-TIME-2";
      const leftMs = startMs + stepS * 1000 - probe.scheduleMs - probe.times.slack.timeMs;
      await probe.never(
        "CP-TIME-2",
        "a rising step is used early",
        () => !probe.isAtMost(lowW),
        Math.max(0, leftMs - 50),
      );
      await probe.expect("CP-TIME-2", "a rising step is never used", () => probe.meterW > lowW * 1.1, 5_000);
    },
  },
  {
    name: "a falling step is complete when it begins, however little is known of the time",
    ids: ["CP-TIME-2"],
    roles,
    needs: ["meter", "delay"],
    run: async (probe) => {
      await needy(probe);
      const { grantor } = probe;
      probe.equipment.delayMessages(700);
      // A new session, so that nothing better is known from before.
      await grantor.restart();
      grantor.need = undefined;
      await needy(probe);
      const stepS = Math.round(grantor.ttlMs / 3_000);
      const startMs = Math.floor(probe.scheduleMs / 1000) * 1000;
      const lowW = halfW(probe);
      await leased(probe, { terms: stepped(startMs, stepS, [mostW(probe), lowW, lowW, lowW, lowW, lowW]) });
      probe.blame = "CP-TIME-2";
      await probe.wait(Math.max(0, startMs + stepS * 1000 - probe.scheduleMs + probe.times.slack.timeMs));
      await probe.atMost("CP-TIME-2", "after a falling step", lowW);
    },
  },
  {
    name: "a jump of the wall clock moves no step",
    ids: ["CP-TIME-1"],
    roles,
    needs: ["meter", "wall-clock"],
    run: async (probe) => {
      await needy(probe);
      const { grantor } = probe;
      const stepS = Math.round(grantor.ttlMs / 3_000);
      const startMs = Math.floor(probe.scheduleMs / 1000) * 1000;
      const lowW = halfW(probe);
      await leased(probe, { terms: stepped(startMs, stepS, [mostW(probe), lowW, lowW, lowW, lowW, lowW]) });
      const highW = probe.meterW;
      probe.equipment.moveWallClock(-stepS * 2_000);
      probe.blame = "CP-TIME-1";
      await probe.never(
        "CP-TIME-1",
        "the wall clock was set back, and the lease is lost",
        () => probe.meterW < highW * 0.9,
        3_000,
      );
      await probe.wait(Math.max(0, startMs + stepS * 1000 - probe.scheduleMs + probe.times.slack.timeMs));
      await probe.atMost("CP-TIME-1", "the wall clock was set back; after a falling step", lowW);
    },
  },
  {
    name: "when its process has died a falling step is kept by the equipment itself",
    ids: ["CP-FALL-8"],
    roles,
    needs: ["meter", "restart"],
    run: async (probe) => {
      await needy(probe);
      const { grantor } = probe;
      const stepS = Math.max(2, Math.round(grantor.ttlMs / 3_000));
      const startMs = Math.floor(probe.scheduleMs / 1000) * 1000;
      const lowW = halfW(probe);
      await leased(probe, { terms: stepped(startMs, stepS, [mostW(probe), lowW, lowW, lowW, lowW, lowW]) });
      await probe.equipment.kill();
      probe.blame = "CP-FALL-8";
      await probe.wait(Math.max(0, startMs + stepS * 1000 - probe.scheduleMs + probe.times.slack.timeMs));
      await probe.atMost("CP-FALL-8", "nobody tells the equipment anything; after a falling step", lowW);
      await probe.equipment.start();
    },
  },
  {
    name: "its ramp to the fallback ends at its deadline",
    ids: ["CP-LEASE-8"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const renew = await probe.next("CP-LEASE-6", grantor, { kinds: ["renew"], ms: grantor.ttlMs / 2 });
      await probe.wait(100);
      grantor.cut = true;
      probe.blame = "CP-LEASE-8";
      await probe.wait(renew.at + grantor.ttlMs - probe.now + probe.times.slack.meterMs);
      await probe.atMost("CP-LEASE-8", "at the deadline", grantor.admitted.importW);
    },
  },
];
