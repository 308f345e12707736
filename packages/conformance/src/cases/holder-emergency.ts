import { capped, leased, mostW, rampMs } from "../probe/flows.js";
import type { Case } from "./case.js";

const roles = ["charger", "battery", "storage"] as const;

/** Caps that go before everything. */
export const holderEmergencyCases: readonly Case[] = [
  {
    name: "an emergency holds through a restart",
    ids: ["CP-EMERG-1", "CP-EMERG-3"],
    roles,
    needs: ["meter", "restart"],
    run: async (probe) => {
      await leased(probe);
      await capped(probe, 0, 30_000);
      await probe.equipment.restart({ afterMs: 500 });
      await probe.never(
        "CP-EMERG-1",
        "after a restart more is drawn than the emergency leaves",
        () => !probe.isAtMost(0),
        8_000,
      );
    },
  },
  {
    name: "an emergency is durable before it is answered",
    ids: ["CP-EMERG-3"],
    roles,
    needs: ["meter", "restart", "store-faults"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      probe.equipment.slowStore(1_500);
      await probe.answer("CP-EMERG-3", grantor, grantor.emergency(0, 60_000), { kinds: ["emergencyAck"], ms: 20_000 });
      // What is not durable now is gone.
      await probe.equipment.kill();
      probe.equipment.slowStore(0);
      probe.blame = "CP-EMERG-3";
      await probe.equipment.start();
      await probe.until(() => probe.isAtMost(0), rampMs(probe) + 500);
      await probe.never("CP-EMERG-3", "an emergency that was answered is forgotten", () => !probe.isAtMost(0), 15_000);
    },
  },
  {
    name: "an emergency holds without contact",
    ids: ["CP-EMERG-1"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await capped(probe, 0, 2 * grantor.ttlMs);
      grantor.cut = true;
      await probe.never(
        "CP-EMERG-1",
        "without contact more is drawn than the emergency leaves",
        () => !probe.isAtMost(0),
        1.5 * grantor.ttlMs,
      );
    },
  },
  {
    name: "a later emergency replaces an earlier one and never the other way round, and a duration of 0 lifts it",
    ids: ["CP-EMERG-5"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      const first = grantor.emergencies + 1;
      await capped(probe, 0, 60_000, first + 1);
      probe.blame = "CP-EMERG-5";
      grantor.emergency(mostW(probe), 60_000, first);
      await probe.never("CP-EMERG-5", "an emergency with a lower number is obeyed", () => !probe.isAtMost(0), 3_000);
      grantor.emergency(0, 0);
      await probe.expect(
        "CP-EMERG-5",
        `the emergency was lifted and the meter is not back at ${powerW} W`,
        () => probe.meterW > powerW * 0.9,
        15_000,
      );
    },
  },
  {
    name: "what is agreed to under an emergency raises nothing above it",
    ids: ["CP-EMERG-1"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const capW = Math.max(grantor.admitted.importW, Math.round(mostW(probe) / 2));
      await capped(probe, capW, 20_000);
      await probe.never(
        "CP-EMERG-1",
        `the meter is above the ${capW} W that an emergency leaves`,
        () => !probe.isAtMost(capW),
        4_000,
      );
    },
  },
];
