import { flat } from "../probe/terms.js";
import { capped, leased, mostW } from "../probe/flows.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;

/** What whoever holds a lease does with it. */
export const holderLeaseCases: readonly Case[] = [
  {
    name: "without contact its power ends at the fallback, by its deadline",
    ids: ["CP-FALL-5", "CP-LEASE-8", "CP-LEASE-2"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      grantor.cut = true;
      probe.note("nothing gets through any more");
      const fallbackW = grantor.admitted.importW;
      await probe.expect(
        "CP-FALL-5",
        `the meter is not down to the fallback of ${fallbackW} W`,
        () => probe.isAtMost(fallbackW),
        grantor.ttlMs + probe.times.slack.reactionMs,
      );
      await probe.never(
        "CP-FALL-5",
        "the power comes back without any contact",
        () => !probe.isAtMost(fallbackW),
        grantor.ttlMs,
      );
    },
  },
  {
    name: "when its process has died the equipment goes to the fallback by itself",
    ids: ["CP-FALL-8"],
    roles: holders,
    needs: ["meter", "restart"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await probe.equipment.kill();
      const fallbackW = grantor.admitted.importW;
      await probe.expect(
        "CP-FALL-8",
        `nobody tells the equipment anything, and its meter is not down to the fallback of ${fallbackW} W`,
        () => probe.isAtMost(fallbackW),
        grantor.ttlMs + probe.times.slack.reactionMs,
      );
      await probe.equipment.start();
    },
  },
  {
    name: "from its fallback it comes back by a later commit only, never by a heartbeat",
    ids: ["CP-FALL-6"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease, terms } = await leased(probe);
      grantor.habits.renews = false;
      const fallbackW = grantor.admitted.importW;
      await probe.until(() => probe.isAtMost(fallbackW), grantor.ttlMs + 1000);
      await probe.wait(grantor.ttlMs / 6);
      grantor.habits.renews = true;
      // Contact, and even a confirmation of what it held.
      const echo = grantor.requests.newest?.ref ?? { epoch: 1, seq: 1 };
      grantor.say({ kind: "statusAck", scheduleMs: grantor.scheduleMs });
      const { version } = lease;
      grantor.say({
        kind: "renewAck",
        version,
        hash: terms.hash,
        ttlMs: grantor.ttlMs,
        echo,
        scheduleMs: grantor.scheduleMs,
      });
      await probe.never(
        "CP-FALL-6",
        "the old lease is used again after its fallback was entered",
        () => !probe.isAtMost(fallbackW),
        10_000,
      );
      await leased(probe);
    },
  },
  {
    name: "it renews after a third of the ttl",
    ids: ["CP-LEASE-6"],
    roles: holders,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease } = await leased(probe);
      const from = grantor.heard.length;
      const renew = await probe.next("CP-LEASE-6", grantor, { kinds: ["renew"], from, ms: grantor.ttlMs / 2 });
      probe.check(
        "CP-LEASE-6",
        "it renews another version than it holds",
        renew.body.version.counter === lease.version.counter,
      );
    },
  },
  {
    name: "a decrease needs no agreement, and is acknowledged when the power is down",
    ids: ["CP-LEASE-9", "CP-NEG-3"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const lowW = Math.max(grantor.admitted.importW, Math.round(mostW(probe) / 2));
      const { envelope } = grantor.commit(flat(probe.scheduleMs, [lowW]));
      const ack = await probe.answer("CP-NEG-3", grantor, envelope, { kinds: ["commitAck"] });
      probe.check("CP-NEG-3", `a decrease is refused: ${ack.body.reject ?? ""}`, ack.body.taken);
      await probe.atMost("CP-LEASE-9", "as a decrease is acknowledged", lowW);
    },
  },
  {
    name: "an emergency is obeyed until it ends, and its answer says what was achieved",
    ids: ["CP-EMERG-1", "CP-EMERG-4"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      await leased(probe);
      await capped(probe, 0, 20_000);
      await probe.never("CP-EMERG-1", "more is drawn than the emergency leaves", () => !probe.isAtMost(0), 15_000);
    },
  },
];
