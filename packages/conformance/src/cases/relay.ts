import { flat } from "../probe/terms.js";
import { leased, mostW, needy } from "../probe/flows.js";
import { lessW } from "../probe/written.js";
import type { Case } from "./case.js";
import { topW } from "./ledger.js";

const roles = ["charger"] as const;

/** What a charger does between its grantor and its batteries. */
export const relayCases: readonly Case[] = [
  {
    name: "why there is no more goes down to the battery",
    ids: ["CP-NEG-9"],
    roles,
    needs: ["plug"],
    run: async (probe) => {
      const { grantor, holder } = probe;
      await needy(probe);
      const from = holder.heard.length;
      grantor.offer(flat(probe.scheduleMs, [lessW(probe, mostW(probe))]), { reasons: ["PHASE", "BASE_LOAD"] });
      const told = (): boolean =>
        holder
          .since(from, "offer", "commit")
          .some(({ body }) => body.reasons.includes("PHASE") && body.reasons.includes("BASE_LOAD"));
      await probe.expect("CP-NEG-9", "its battery is not told PHASE and BASE_LOAD", told, probe.times.setupMs);
    },
  },
  {
    name: "the port gets the smaller of both leases: the battery's ends, and the power with it",
    ids: ["CP-LEASE-11"],
    roles,
    needs: ["meter", "plug"],
    run: async (probe) => {
      const { grantor, holder } = probe;
      const { powerW } = await leased(probe);
      await probe.until(() => topW(holder) >= powerW, probe.times.setupMs);
      const down = (): boolean => probe.isAtMost(grantor.admitted.importW);
      holder.settings = { ...holder.settings, energyWh: 0 };
      holder.state({ energyWh: 0, powerMaxW: 0 });
      holder.habits.answers = "refuse";
      holder.habits.acknowledges = false;
      holder.release();
      await probe.expect("CP-LEASE-11", "the battery gave its lease back, and the port is not told", down, 5_000);
      holder.settings = { ...holder.settings, energyWh: 30_000 };
    },
  },
  {
    name: "a decrease is acknowledged when what it granted itself fits, too",
    ids: ["CP-LEASE-9", "CP-LEDGER-1"],
    roles,
    needs: ["meter", "plug"],
    run: async (probe) => {
      const { grantor, holder } = probe;
      const { powerW } = await leased(probe);
      holder.habits.acknowledges = false;
      const lowW = lessW(probe, powerW);
      const from = holder.heard.length;
      const { envelope } = grantor.commit(flat(probe.scheduleMs, [lowW]));
      await probe.next("CP-LEASE-11", holder, { kinds: ["commit", "revoke"], from });
      const acked = (): boolean => probe.answered(grantor, envelope, "commitAck");
      const detail = "its battery has not acknowledged the decrease, and it has";
      await probe.never("CP-LEASE-9", detail, acked, 1_000);
      holder.habits.acknowledges = true;
      await probe.expect("CP-LEASE-9", "its battery has acknowledged the decrease, and it has not", acked, 60_000);
      await probe.atMost("CP-LEASE-9", "as a decrease is acknowledged", lowW);
    },
  },
  {
    name: "what a charger confirms to its battery ends before its own lease, with the grace",
    ids: ["CP-LEASE-7"],
    roles,
    needs: ["plug"],
    run: async (probe) => {
      const { grantor, holder } = probe;
      await leased(probe);
      grantor.habits.renews = false;
      const newest = grantor.requests.newest ?? { at: probe.now };
      const deadline = newest.at + grantor.ttlMs;
      const from = holder.heard.length;
      const late = (): boolean => {
        const said = holder.since(from, "commit", "renewAck");
        const isAbove = topW(holder) > grantor.admitted.importW;
        const graceMs = holder.lease?.graceMs ?? 0;
        return isAbove && said.some(({ at, body }) => at + body.ttlMs + graceMs > deadline + 5);
      };
      const detail = "it confirms a lease to its battery for longer than it has one itself";
      await probe.never("CP-LEASE-7", detail, late, deadline - probe.now);
    },
  },
];
