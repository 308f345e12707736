import { leased } from "../probe/flows.js";
import { raisable } from "../probe/odd.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;

/** Caps that hold whatever was agreed. */
export const holderEmergencyCases: readonly Case[] = [
  {
    name: "a later emergency replaces an earlier one, never the other way round, and a duration of 0 lifts it",
    ids: ["CP-EMERG-5"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      const number = grantor.emergencies + 5;
      await probe.answer("CP-EMERG-4", grantor, grantor.emergency(0, 120_000, number), { kinds: ["emergencyAck"] });
      grantor.emergency(powerW, 120_000, number - 1);
      grantor.emergency(0, 0, number - 2);
      const more = (): boolean => !probe.isAtMost(0);
      await probe.never("CP-EMERG-5", "an earlier emergency replaces a later one", more, 3_000);
      grantor.hush();
      await probe.answer("CP-EMERG-5", grantor, grantor.emergency(0, 0), { kinds: ["emergencyAck"] });
      const back = (): boolean => probe.meterW > powerW / 2;
      await probe.expect("CP-EMERG-5", "an emergency that was lifted still binds", back, probe.times.setupMs);
    },
  },
  {
    name: "an emergency holds through a restart and without contact",
    ids: ["CP-EMERG-1", "CP-EMERG-3"],
    roles: holders,
    needs: ["meter", "restart"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await probe.answer("CP-EMERG-4", grantor, grantor.emergency(0, 60_000), { kinds: ["emergencyAck"] });
      grantor.hush();
      grantor.cut = true;
      await probe.equipment.restart({ afterMs: 500 });
      const more = (): boolean => !probe.isAtMost(0);
      await probe.never("CP-EMERG-1", "it starts again, and more is drawn than the emergency leaves", more, 4_000);
      grantor.cut = false;
      await probe.never("CP-EMERG-1", "in contact again it draws more than the emergency leaves", more, 4_000);
    },
  },
  {
    name: "an emergency voids what it has agreed to",
    ids: ["CP-EMERG-2"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { agreed, powerW } = await raisable(probe);
      await probe.answer("CP-EMERG-4", grantor, grantor.emergency(0, 60_000), { kinds: ["emergencyAck"] });
      await probe.answer("CP-EMERG-5", grantor, grantor.emergency(0, 0), { kinds: ["emergencyAck"] });
      const { envelope } = grantor.commit(agreed);
      const ack = await probe.answer("CP-EMERG-2", grantor, envelope, { kinds: ["commitAck"] });
      probe.check("CP-EMERG-2", "what was agreed to before an emergency is taken after it", !ack.body.taken);
      const rises = (): boolean => !probe.isAtMost(powerW);
      await probe.never("CP-EMERG-2", "what was agreed to before an emergency is obeyed after it", rises, 1_500);
    },
  },
  {
    name: "an emergency is answered once it is durable, not before",
    ids: ["CP-EMERG-3"],
    roles: holders,
    needs: ["meter", "store-faults"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      probe.equipment.slowStore(2_000);
      probe.note("each write takes 2 s");
      const envelope = grantor.emergency(0, 60_000);
      const answered = (): boolean => probe.answered(grantor, envelope, "emergencyAck");
      await probe.never("CP-EMERG-3", "an emergency is answered before it is durable", answered, 1_900);
      await probe.expect("CP-EMERG-4", "an emergency is not answered", answered, 10_000);
      probe.equipment.slowStore(0);
    },
  },
];
