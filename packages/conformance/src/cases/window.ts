import { leased } from "../probe/flows.js";
import { lessW, raisable } from "../probe/written.js";
import { flat } from "../probe/terms.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;

/** Identity, order and repetition of what a grantor says. */
export const windowCases: readonly Case[] = [
  {
    name: "a commit that was overtaken by a later one changes nothing",
    ids: ["CP-LEASE-1", "CP-WINDOW-3"],
    roles: holders,
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { agreed, powerW, highW } = await raisable(probe);
      const version = grantor.versionNext;
      const late = grantor.withheld(() => grantor.say(grantor.commitBody(agreed)));
      const later = { ...version, counter: version.counter + 1 };
      const { envelope } = grantor.commit(flat(probe.scheduleMs, [powerW - 500]), { version: later });
      await probe.answer("CP-WINDOW-7", grantor, envelope, { kinds: ["commitAck"] });
      grantor.forge.publish(late.bundle, "overtaken by what was said after it");
      const rises = (): boolean => !probe.isAtMost(powerW - 500);
      await probe.never("CP-LEASE-1", `an older commit of ${highW} W is obeyed`, rises, 3_500);
      // And one with a number that fits, but an older version.
      grantor.say(grantor.commitBody(agreed, { version }));
      await probe.never("CP-LEASE-1", `a commit of an older version and ${highW} W is obeyed`, rises, 1_500);
      grantor.say(grantor.commitBody(flat(probe.scheduleMs, [0]), { version }));
      const falls = (): boolean => probe.meterW < powerW / 2;
      await probe.never("CP-LEASE-1", "a commit of an older version and 0 W is obeyed", falls, 1_500);
    },
  },
  {
    name: "what lowers does not wait for a message that is missing before it",
    ids: ["CP-WINDOW-7"],
    roles: holders,
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      grantor.skip(2);
      const lowW = lessW(probe, powerW);
      const { envelope } = grantor.commit(flat(probe.scheduleMs, [lowW]));
      await probe.answer("CP-WINDOW-7", grantor, envelope, { kinds: ["commitAck"], ms: 1_500 });
      grantor.skip(2);
      const emergency = grantor.emergency(0, 20_000);
      await probe.answer("CP-WINDOW-7", grantor, emergency, { kinds: ["emergencyAck"], ms: 1_500 });
    },
  },
  {
    name: "a flood of one peer costs another nothing",
    ids: ["CP-WINDOW-5"],
    roles: ["charger"],
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor, holder } = probe;
      const { agreed, powerW } = await raisable(probe);
      const { said: envelope, bundle } = grantor.withheld(() => grantor.commit(agreed).envelope);
      grantor.forge.publish(bundle, "a commit");
      const ack = await probe.answer("CP-NEG-3", grantor, envelope, { kinds: ["commitAck"] });
      for (let count = 0; count < 1_000; count++) holder.say({ kind: "status", powerW: 0, state: "NONE" });
      const before = grantor.copiesOf(ack.envelope);
      grantor.forge.publish(bundle, "said before");
      const again = (): boolean => grantor.copiesOf(ack.envelope) > before;
      await probe.expect("CP-WINDOW-5", "what its grantor said before the flood is not known any more", again);
      const low = grantor.commit(flat(probe.scheduleMs, [powerW]));
      await probe.answer("CP-WINDOW-5", grantor, low.envelope, { kinds: ["commitAck"] });
    },
  },
];
