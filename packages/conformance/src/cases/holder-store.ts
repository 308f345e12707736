import { agreedTo, greeted, leased, mostW, needy, unanswered } from "../probe/flows.js";
import { flat } from "../probe/terms.js";
import type { Case } from "./case.js";

const roles = ["charger", "battery", "storage"] as const;

/** Disks, lives and fallbacks. */
export const holderStoreCases: readonly Case[] = [
  {
    name: "each life has a higher epoch",
    ids: ["CP-STORE-3"],
    roles,
    needs: ["restart"],
    run: async (probe) => {
      const { grantor } = probe;
      await greeted(probe);
      const before = grantor.since(0, "hello").at(-1)?.envelope.epoch ?? 0;
      const from = grantor.heard.length;
      // A Hello of the same life is no greeting, and is not answered.
      grantor.habits.greets = false;
      await probe.equipment.restart({ afterMs: 200 });
      const hello = await probe.next("CP-STORE-3", grantor, { kinds: ["hello"], from, ms: 30_000 });
      const { epoch } = hello.envelope;
      probe.check("CP-STORE-3", `after a restart it greets with epoch ${epoch}, before with ${before}`, epoch > before);
    },
  },
  {
    name: "with a lost store it holds no lease and its fallback is 0 W until it is admitted anew",
    ids: ["CP-STORE-5", "CP-FALL-1"],
    roles,
    needs: ["meter", "restart", "lost-store"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      grantor.habits.greets = false;
      await probe.equipment.restart({ afterMs: 200, lost: true });
      probe.blame = "CP-STORE-5";
      const down = probe.until(() => probe.isAtMost(0), 3_000);
      if (!(await down))
        probe.fail("CP-STORE-5", `it has lost its store, is not admitted, and draws ${probe.meterW} W`);
      await probe.never(
        "CP-STORE-5",
        "it has lost its store, is not admitted, and draws power",
        () => !probe.isAtMost(0),
        5_000,
      );
    },
  },
  {
    name: "a fallback that does not fit now is 0 W, and is lowered before that is said",
    ids: ["CP-FALL-3", "CP-FALL-1"],
    roles,
    needs: ["meter", "fallback"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      grantor.admits = (asked) => ({ ...asked, importW: 0 });
      const from = grantor.heard.length;
      await grantor.restart();
      grantor.lease = undefined;
      const lowered = (): boolean => grantor.since(from, "hello").some(({ body }) => body.fallbackHeld?.importW === 0);
      await probe.expect("CP-FALL-3", "it never says that its equipment obeys the fallback of 0 W", lowered, 30_000);
      probe.blame = "CP-FALL-3";
      if (grantor.issued !== undefined) grantor.revoke(grantor.issued);
      await probe.wait(3_000);
      await probe.never(
        "CP-FALL-3",
        "it has said that its fallback is 0 W, and draws more without a lease",
        () => !probe.isAtMost(0),
        3_000,
      );
    },
  },
  {
    name: "an increase is durable before it is acknowledged or used",
    ids: ["CP-STORE-1"],
    roles,
    needs: ["meter", "store-faults"],
    run: async (probe) => {
      const { grantor } = probe;
      await needy(probe);
      const agreed = await agreedTo(probe, flat(probe.scheduleMs, [mostW(probe)]));
      const slowMs = 1_500;
      probe.equipment.slowStore(slowMs);
      const { envelope } = grantor.commit(agreed);
      const beforeW = grantor.admitted.importW;
      const early = (): boolean => probe.answered(grantor, envelope, "commitAck") || !probe.isAtMost(beforeW);
      await probe.never("CP-STORE-1", "a commit is acknowledged or used before it can be durable", early, slowMs - 100);
      probe.equipment.slowStore(0);
      await probe.answer("CP-STORE-1", grantor, envelope, { kinds: ["commitAck"], ms: 30_000 });
    },
  },
  {
    name: "when its store fails it begins anew, from what is durable",
    ids: ["CP-STORE-2"],
    roles,
    needs: ["store-faults"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      await needy(probe);
      const agreed = await agreedTo(probe, flat(probe.scheduleMs, [mostW(probe)]));
      const before = grantor.since(0, "hello").at(-1)?.envelope.epoch ?? 0;
      probe.equipment.failStore();
      const from = grantor.heard.length;
      grantor.commit(agreed, { once: true });
      const hello = await probe.next("CP-STORE-2", grantor, { kinds: ["hello"], from, ms: 60_000 });
      probe.check(
        "CP-STORE-2",
        "after its store has failed it goes on in the same life",
        hello.envelope.epoch > before,
      );
      const acks = grantor.since(from, "commitAck").filter(({ body }) => body.taken);
      probe.check("CP-STORE-2", "it acknowledges what it could not write", acks.length === 0);
    },
  },
  {
    name: "a jump of the wall clock moves no deadline",
    ids: ["CP-TIME-1"],
    roles,
    needs: ["meter", "wall-clock"],
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      probe.equipment.moveWallClock(3_600_000);
      await probe.never(
        "CP-TIME-1",
        "a jump of the wall clock ends a lease",
        () => probe.meterW < powerW * 0.9,
        grantor.ttlMs / 2,
      );
      probe.equipment.moveWallClock(-10_800_000);
      grantor.cut = true;
      probe.blame = "CP-TIME-1";
      await probe.expect(
        "CP-TIME-1",
        "the wall clock was set back, and the lease does not end",
        () => probe.isAtMost(grantor.admitted.importW),
        grantor.ttlMs + probe.times.slack.reactionMs,
      );
    },
  },
  {
    name: "without a lease it asks for the time before it can be a second off",
    ids: ["CP-TIME-6"],
    roles,
    needs: ["wall-clock"],
    run: async (probe) => {
      const { grantor } = probe;
      await greeted(probe);
      await probe.wait(5_000);
      const from = grantor.heard.length;
      await probe.expect(
        "CP-TIME-6",
        "nobody asked for the time",
        () => grantor.since(from, "status", "need").length > 0,
        520_000,
      );
    },
  },
  {
    name: "before its first admission it draws nothing",
    ids: ["CP-FALL-1"],
    roles,
    needs: ["meter", "restart", "lost-store"],
    run: async (probe) => {
      await unanswered(probe);
      await probe.equipment.restart({ afterMs: 200, lost: true });
      await probe.until(() => probe.isAtMost(0), 3_000);
      probe.blame = "CP-FALL-1";
      await probe.never(
        "CP-FALL-1",
        "nobody has admitted a fallback, and power is drawn",
        () => !probe.isAtMost(0),
        5_000,
      );
    },
  },
];
