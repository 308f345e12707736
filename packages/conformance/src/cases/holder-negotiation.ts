import { agreedTo, leased, mostW, needy } from "../probe/flows.js";
import type { Probe } from "../probe/probe.js";
import { flat } from "../probe/terms.js";
import type { Case } from "./case.js";

const roles = ["charger", "battery", "storage"] as const;

/** Half of the most, and at least what it may draw without a lease. */
export const halfW = (probe: Probe): number => Math.max(probe.grantor.admitted.importW, Math.round(mostW(probe) / 2));

/** It holds half, and is offered nothing more. */
const halfLeased = (probe: Probe) => leased(probe, { powerW: halfW(probe) });

/** What is agreed to, and what is not. */
export const holderNegotiationCases: readonly Case[] = [
  {
    name: "an increase that it has not agreed to is not taken",
    ids: ["CP-NEG-3"],
    roles,
    needs: [],
    run: async (probe) => {
      await needy(probe);
      const lowW = halfW(probe);
      await halfLeased(probe);
      const { grantor } = probe;
      probe.blame = "CP-NEG-3";
      // A renewal would be answered with the newest commit, which then may be taken.
      grantor.habits.renews = false;
      const more = grantor.commit(flat(probe.scheduleMs, [mostW(probe) * 2]));
      const ack = await probe.answer("CP-NEG-3", grantor, more.envelope, { kinds: ["commitAck"] });
      probe.check("CP-NEG-3", "it takes an increase that was never offered", !ack.body.taken);
      const said = ack.body.reject;
      probe.check(
        "CP-NEG-8",
        "it does not say why it does not take a commit",
        said !== undefined && said !== "UNSPECIFIED",
      );
      if (!probe.has("meter")) return;
      await probe.never("CP-NEG-3", `the meter is above the ${lowW} W agreed to`, () => !probe.isAtMost(lowW), 3_000);
    },
  },
  {
    name: "a commit that answers an older need is taken only where it lowers",
    ids: ["CP-NEG-5"],
    roles,
    needs: [],
    run: async (probe) => {
      await needy(probe);
      const lowW = halfW(probe);
      await halfLeased(probe);
      const { grantor } = probe;
      const agreed = await agreedTo(probe, flat(probe.scheduleMs, [mostW(probe)]));
      probe.blame = "CP-NEG-5";
      grantor.habits.renews = false;
      const needVersions = grantor.needVersions.map((version) => version + 7);
      const { envelope } = grantor.commit(agreed, { needVersions });
      const ack = await probe.answer("CP-NEG-5", grantor, envelope, { kinds: ["commitAck"] });
      probe.check("CP-NEG-5", "it takes an increase for another need than its own", !ack.body.taken);
      probe.check(
        "CP-NEG-5",
        `it says ${ack.body.reject ?? "nothing"}, not STALE_NEED`,
        ack.body.reject === "STALE_NEED",
      );
      if (probe.has("meter"))
        await probe.never("CP-NEG-5", `the meter is above ${lowW} W`, () => !probe.isAtMost(lowW), 2_000);
    },
  },
  {
    name: "a revoke beats what was agreed to before it",
    ids: ["CP-NEG-6", "CP-LEASE-9"],
    roles,
    needs: [],
    run: async (probe) => {
      await needy(probe);
      const { lease } = await halfLeased(probe);
      const { grantor } = probe;
      const agreed = await agreedTo(probe, flat(probe.scheduleMs, [mostW(probe)]));
      const revoke = grantor.revoke(lease.version);
      await probe.answer("CP-NEG-6", grantor, revoke, { kinds: ["revokeAck"], ms: 10_000 });
      probe.blame = "CP-NEG-6";
      const fallbackW = grantor.admitted.importW;
      if (probe.has("meter")) await probe.atMost("CP-LEASE-9", "as a revoke is acknowledged", fallbackW);
      const { envelope } = grantor.commit(agreed);
      const ack = await probe.answer("CP-NEG-6", grantor, envelope, { kinds: ["commitAck"] });
      probe.check("CP-NEG-6", "it takes what it agreed to before a revoke", !ack.body.taken);
    },
  },
  {
    name: "an emergency voids what was agreed to before it",
    ids: ["CP-EMERG-2"],
    roles,
    needs: [],
    run: async (probe) => {
      await needy(probe);
      await halfLeased(probe);
      const { grantor } = probe;
      const agreed = await agreedTo(probe, flat(probe.scheduleMs, [mostW(probe)]));
      const began = grantor.emergency(0, 20_000);
      await probe.answer("CP-EMERG-4", grantor, began, { kinds: ["emergencyAck"], ms: 10_000 });
      const { envelope } = grantor.commit(agreed);
      const ack = await probe.answer("CP-EMERG-2", grantor, envelope, { kinds: ["commitAck", "status"] });
      const taken = ack.body.kind === "commitAck" && ack.body.taken;
      probe.check("CP-EMERG-2", "it takes an increase agreed to before an emergency", !taken);
    },
  },
  {
    name: "an unplugged vehicle has no link: its lease ends at once",
    ids: ["CP-SESSION-4"],
    roles: ["charger", "battery"],
    needs: ["meter", "plug"],
    run: async (probe) => {
      await leased(probe);
      const { grantor } = probe;
      const from = grantor.heard.length;
      await probe.equipment.plug(1, undefined);
      await probe.expect(
        "CP-SESSION-4",
        "the contactor is open and the meter is not at 0 W",
        () => probe.isAtMost(0),
        2_500,
      );
      if (probe.role === "battery") return;
      const gone = (): boolean =>
        grantor.since(from, "need").some(({ body }) => body.parts.every(({ energyWh }) => energyWh === 0));
      await probe.expect("CP-SESSION-4", "it does not say that nothing is needed any more", gone, 10_000);
    },
  },
];
