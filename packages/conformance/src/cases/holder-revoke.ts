import { greeted, leased } from "../probe/flows.js";
import { raisable } from "../probe/odd.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;

/** What is drawn without a lease. */
export const holderRevokeCases: readonly Case[] = [
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
];
