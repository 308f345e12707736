import type { CounterOffer, RejectReason } from "@chargepact/protocol";
import { type agreedTo, leased, mostW, needy } from "../probe/flows.js";
import { lessW } from "../probe/written.js";
import type { CommitOptions } from "../probe/grantor-peer.js";
import type { Probe } from "../probe/probe.js";
import { flat } from "../probe/terms.js";
import type { RequirementId } from "../requirements.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;

/** What a holder agrees to, and what it takes. */
export const holderOptionCases: readonly Case[] = [
  {
    name: "an increase that it agreed to is not taken once the agreement has expired",
    ids: ["CP-NEG-5"],
    // A storage site has offered as much of its own wish.
    roles: ["charger", "battery"],
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await needy(probe);
      const powerW = lessW(probe, mostW(probe));
      await leased(probe, { powerW });
      const { envelope, proposal } = grantor.offer(flat(probe.scheduleMs, [mostW(probe)]), { reservedMs: 3_000 });
      const answer = await probe.answer("CP-NEG-1", grantor, envelope, { kinds: ["accept", "counterOffer"] });
      const [option] = answer.body.kind === "accept" ? [] : answer.body.options;
      await probe.wait((option?.validMs ?? 3_000) + 500);
      const agreed = option?.terms ?? proposal;
      await notTaken(probe, { id: "CP-NEG-5", agreed, powerW, reason: "OPTION_EXPIRED", options: {} });
    },
  },
  {
    name: "its options are what it can keep, with a cost of at least 0, and say what they answer",
    ids: ["CP-NEG-7", "CP-NEG-1"],
    roles: holders,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      await needy(probe);
      const most = mostW(probe);
      const { envelope } = grantor.offer(flat(probe.scheduleMs, [4 * most]), { reserved: false });
      const answer = await probe.answer("CP-NEG-1", grantor, envelope, {
        kinds: ["counterOffer", "reject"],
        ms: probe.times.setupMs,
      });
      const { body } = answer;
      if (body.kind === "reject") return;
      probe.check("CP-NEG-7", "it answers with no option and no reject", body.options.length > 0);
      keepable(probe, body, most);
    },
  },
  {
    name: "an offer that reserves nothing is answered with options, and not accepted",
    ids: ["CP-NEG-2"],
    roles: holders,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      await needy(probe);
      const { envelope } = grantor.offer(flat(probe.scheduleMs, [mostW(probe)]), { reserved: false });
      const kinds = ["accept", "counterOffer", "reject"] as const;
      const { body } = await probe.answer("CP-NEG-1", grantor, envelope, { kinds, ms: probe.times.setupMs });
      probe.check("CP-NEG-2", "an offer that reserves nothing is accepted", body.kind !== "accept");
    },
  },
  {
    name: "it says what it can take, and no proposal above that is agreed to as it is",
    ids: ["CP-NEG-7"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe, {});
      const most = mostW(probe);
      const { envelope, proposal } = grantor.offer(flat(probe.scheduleMs, [most + 5_000]));
      const kinds = ["accept", "counterOffer", "reject"] as const;
      const { body } = await probe.answer("CP-NEG-1", grantor, envelope, { kinds, ms: probe.times.setupMs });
      if (body.kind === "accept") {
        grantor.commit(proposal);
        const above = (): boolean => !probe.isAtMost(most);
        await probe.never("CP-NEG-7", "it draws more than the most that it can draw", above, 3_000);
      } else if (body.kind === "counterOffer") keepable(probe, body, most);
    },
  },
];

interface NotTaken {
  readonly id: RequirementId;
  readonly agreed: Parameters<typeof agreedTo>[1] | Awaited<ReturnType<typeof agreedTo>>;
  readonly powerW: number;
  readonly reason: RejectReason;
  readonly options: CommitOptions;
}

/** A commit of these terms is answered as not taken, for this reason, and not obeyed. */
async function notTaken(probe: Probe, { id, agreed, powerW, reason, options }: NotTaken): Promise<void> {
  const { grantor } = probe;
  grantor.habits.renews = false;
  const { envelope } = grantor.commit(agreed, options);
  const { body } = await probe.answer(id, grantor, envelope, { kinds: ["commitAck"] });
  probe.check(id, `it is answered as taken, and should be ${reason}`, !body.taken);
  probe.check(id, `it is answered with ${body.reject ?? "no reason"}, and should be ${reason}`, body.reject === reason);
  await probe.never(id, "it is not taken, and yet obeyed", () => !probe.isAtMost(powerW), 2_000);
}

function keepable(probe: Probe, { options }: CounterOffer, mostW: number): void {
  for (const { terms, costMicro, validMs, quality } of options) {
    const peakW = Math.max(...terms.value.parts.map(({ schedule }) => Math.max(...schedule.max)));
    probe.check("CP-NEG-7", `an option of ${peakW} W, more than its ${mostW} W`, peakW <= mostW);
    probe.check("CP-NEG-7", `an option with a declared cost of ${costMicro} µ`, costMicro >= 0);
    probe.check("CP-NEG-7", "an option that is void at once", validMs > 0);
    probe.check("CP-NEG-7", "an option that does not say how good its cost is", quality !== "UNSPECIFIED");
  }
}
