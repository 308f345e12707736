import { greeted, leased } from "../probe/flows.js";
import { raisable } from "../probe/odd.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;

/** What is drawn without a lease. */
export const holderFallbackCases: readonly Case[] = [
  {
    name: "a fallback that is admitted at less is written first and said then, and not exceeded from then on",
    ids: ["CP-FALL-3", "CP-FALL-1"],
    roles: holders,
    needs: ["meter", "fallback"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const askedW = grantor.hello?.fallback.importW ?? 0;
      grantor.admits = (asked) => ({ ...asked, importW: 0, exportW: 0 });
      await probe.wait(5_100);
      const from = grantor.heard.length;
      grantor.askHello();
      const says = (): boolean => grantor.since(from, "hello").some(({ body }) => body.fallbackHeld?.importW === 0);
      const detail = `of its ${askedW} W without contact none are admitted, and it does not say that its equipment obeys`;
      await probe.expect("CP-FALL-3", detail, says, 10_000);
      await greeted(probe);
      grantor.cut = true;
      probe.note("nothing gets through any more");
      const down = (): boolean => probe.isAtMost(0);
      const late = grantor.ttlMs + probe.times.slack.reactionMs;
      await probe.expect("CP-FALL-1", "it draws more than the fallback that was admitted", down, late);
      await probe.never("CP-FALL-1", "it draws more than the fallback that was admitted", () => !down(), 3_000);
    },
  },
  {
    name: "a revoke ends its lease at once, and is acknowledged when the power is down",
    ids: ["CP-LEASE-9", "CP-NEG-6"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease } = await leased(probe);
      const envelope = grantor.revoke(lease.version);
      await probe.answer("CP-LEASE-9", grantor, envelope, { kinds: ["revokeAck"] });
      await probe.atMost("CP-LEASE-9", "as a revoke is acknowledged", grantor.admitted.importW);
    },
  },
  {
    name: "a revoke beats what it has accepted, whichever arrives first",
    ids: ["CP-NEG-6"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease, agreed } = await raisable(probe);
      const envelope = grantor.revoke(lease.version);
      await probe.answer("CP-NEG-6", grantor, envelope, { kinds: ["revokeAck"] });
      const commit = grantor.commit(agreed);
      const ack = await probe.answer("CP-NEG-6", grantor, commit.envelope, { kinds: ["commitAck"] });
      probe.check("CP-NEG-6", "what was accepted before a revoke is taken after it", !ack.body.taken);
      const rises = (): boolean => !probe.isAtMost(grantor.admitted.importW);
      await probe.never("CP-NEG-6", "what was accepted before a revoke is obeyed after it", rises, 1_500);
    },
  },
  {
    name: "a battery that is unplugged has no lease when it is plugged in again",
    ids: ["CP-SESSION-4"],
    roles: ["battery"],
    needs: ["meter", "plug"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await probe.equipment.plug(1, undefined);
      await probe.expect("CP-SESSION-4", "it is unplugged, and draws", () => probe.isAtMost(0), 1_000);
      const from = grantor.heard.length;
      await probe.never(
        "CP-SESSION-4",
        "it is unplugged, and goes on renewing its lease",
        () => grantor.since(from, "renew").length > 0,
        grantor.ttlMs / 2,
      );
      grantor.habits.greets = false;
      await probe.equipment.plug(1, grantor.id);
      const rises = (): boolean => !probe.isAtMost(grantor.admitted.importW);
      await probe.never("CP-SESSION-4", "plugged in again it draws by the lease of before", rises, 3_000);
    },
  },
];
