import { flat } from "../probe/terms.js";
import { greeted, leased, mostW, needy } from "../probe/flows.js";
import { lessW } from "../probe/odd.js";
import type { Probe } from "../probe/probe.js";
import type { Case } from "./case.js";

const roles = ["charger"] as const;

/** What a charger does between its grantor and its batteries. */
export const relayCases: readonly Case[] = [
  {
    name: "a charger accepts only what its battery has accepted",
    ids: ["CP-NEG-9", "CP-LEASE-11"],
    roles,
    needs: ["meter", "plug"],
    run: async (probe) => {
      const { grantor, holder } = probe;
      await needy(probe);
      for (const answers of ["refuse", "silent"] as const) {
        holder.habits.answers = answers;
        const { envelope } = grantor.offer(flat(probe.scheduleMs, [mostW(probe)]));
        const kinds = ["accept", "counterOffer", "reject"] as const;
        const { body } = await probe.answer("CP-NEG-1", grantor, envelope, { kinds, ms: probe.times.setupMs });
        const what = `its battery ${answers === "refuse" ? "refuses" : "says nothing"}`;
        probe.check("CP-NEG-9", `${what}, and the charger accepts`, body.kind !== "accept");
        const options = body.kind === "counterOffer" ? body.options : [];
        const peakW = Math.max(
          0,
          ...options.flatMap(({ terms }) => terms.value.parts.flatMap(({ schedule }) => schedule.max)),
        );
        const { importW } = grantor.admitted;
        probe.check("CP-NEG-9", `${what}, and the charger offers ${peakW} W for it`, peakW <= importW + 60);
      }
    },
  },
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
      await leased(probe);
      const down = (): boolean => probe.isAtMost(grantor.admitted.importW);
      holder.settings = { ...holder.settings, energyWh: 0 };
      holder.state({ energyWh: 0, powerMaxW: 0 });
      holder.habits.answers = "refuse";
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
    name: "a battery's lease with its grace ends before the charger's own",
    ids: ["CP-LEASE-7"],
    roles,
    needs: ["plug"],
    run: async (probe) => {
      const { grantor, holder } = probe;
      await leased(probe);
      grantor.habits.renews = false;
      const newest = grantor.requests.newest ?? { at: probe.now };
      const deadline = newest.at + grantor.ttlMs;
      let seen = holder.heard.length;
      const late = (): boolean => {
        const said = holder.since(seen, "commit", "renewAck");
        seen = holder.heard.length;
        const { lease } = holder;
        const above = (lease?.terms.value.parts ?? []).some(
          ({ schedule }) => Math.max(...schedule.max) > grantor.admitted.importW,
        );
        return above && said.some(({ at, body }) => at + body.ttlMs + (lease?.graceMs ?? 0) > deadline + 5);
      };
      const detail = "it confirms a lease to its battery for longer than it has one itself";
      await probe.never("CP-LEASE-7", detail, late, deadline - probe.now);
      await leased(probe);
    },
  },
  {
    name: "its Hello says what the connector carries",
    ids: ["CP-SESSION-5"],
    roles,
    needs: ["plug"],
    run: async (probe) => {
      const { holder, grantor } = probe;
      await needy(probe);
      const { connectors = [] } = holder.greeting ?? {};
      const [connector] = connectors;
      probe.check("CP-SESSION-5", "its Hello to the battery states no connector", connector !== undefined);
      const powerW = connector?.powerMaxW ?? 0;
      const mostSaid = grantor.hello?.powerMaxW ?? 0;
      probe.check("CP-SESSION-5", `${powerW} W at a charger of ${mostSaid} W`, powerW > 0 && powerW <= mostSaid);
    },
  },
  {
    name: "a battery that is not plugged in has no link",
    ids: ["CP-SESSION-4"],
    roles,
    needs: ["plug"],
    run: async (probe) => {
      const { holder } = probe;
      await greeted(probe);
      await unlinked(probe, "a battery that is not plugged in");
      await leased(probe);
      await probe.equipment.plug(1, undefined);
      await probe.expect("CP-SESSION-4", "unplugged it draws", () => !probe.has("meter") || probe.isAtMost(0), 1_000);
      await probe.wait(1_000);
      const from = holder.heard.length;
      holder.renew();
      const confirmed = (): boolean => holder.since(from, "renewAck", "commit").length > 0;
      await probe.never("CP-SESSION-4", "a battery that was unplugged has its lease confirmed", confirmed, 3_000);
      await unlinked(probe, "a battery that was unplugged");
    },
  },
];

async function unlinked(probe: Probe, who: string): Promise<void> {
  const { holder } = probe;
  const from = holder.heard.length;
  holder.greet();
  const answered = (): boolean => holder.since(from, "hello", "offer", "commit").length > 0;
  await probe.never("CP-SESSION-4", `${who} is greeted`, answered, 3_000);
}
