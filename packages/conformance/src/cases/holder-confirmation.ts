import type { RenewAck } from "@chargepact/protocol";
import { leased } from "../probe/flows.js";
import type { GrantorPeer, Lease } from "../probe/grantor-peer.js";
import { type Heard, refOf } from "../probe/peer.js";
import type { Probe } from "../probe/probe.js";
import { raisable } from "../probe/written.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;

/** What a holder takes for a confirmation, and what ends its lease. */
export const holderConfirmationCases: readonly Case[] = [
  {
    name: "no confirmation of something else prolongs its lease",
    ids: ["CP-LEASE-6", "CP-LEASE-3"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease } = await leased(probe);
      const newest = grantor.requests.newest ?? { at: probe.now };
      const deadlineMs = newest.at + grantor.ttlMs - probe.now;
      grantor.habits.renews = false;
      const from = grantor.heard.length;
      let answered = from;
      const bluff = (): boolean => {
        for (const renew of grantor.since(answered, "renew")) confirmWrongly(grantor, renew, lease);
        answered = grantor.heard.length;
        return probe.isAtMost(grantor.admitted.importW);
      };
      const late = deadlineMs + probe.times.slack.reactionMs;
      await probe.expect(
        "CP-LEASE-6",
        "confirmed was another version, hash or request, and its power stays",
        bluff,
        late,
      );
    },
  },
  {
    name: "an increase that echoes no request of its own, or one of long ago, is not taken",
    ids: ["CP-LEASE-3"],
    roles: holders,
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { agreed, powerW } = await raisable(probe);
      const own = grantor.requests.newest?.ref ?? { epoch: 1, seq: 1 };
      const unknown = { ...own, seq: own.seq + 1_000_000 };
      await refused(probe, grantor.commitBody(agreed, { echo: unknown }), "a request that was never said", powerW);
      const foreign = { ...own, epoch: own.epoch + 1 };
      await refused(probe, grantor.commitBody(agreed, { echo: foreign }), "a request of another life", powerW);
      await probe.wait(1_500);
      // That request, not the newest: it may have renewed meanwhile.
      const late = grantor.commitBody(agreed, { ttlMs: 1_000, echo: own });
      await refused(probe, late, "a request whose ttl has passed", powerW);
    },
  },
  {
    name: "after a restart without contact its power ends at the fallback by the deadline of its lease",
    ids: ["CP-STORE-5", "CP-FALL-5"],
    roles: holders,
    needs: ["meter", "restart"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const newest = grantor.requests.newest ?? { at: probe.now };
      const deadline = newest.at + grantor.ttlMs;
      grantor.cut = true;
      await probe.equipment.restart({ afterMs: 500 });
      await fallen(probe, "it was started again without contact", deadline - probe.now);
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
];

/** Confirms another version, another content, and another request. */
function confirmWrongly(grantor: GrantorPeer, renew: Heard, { version, terms }: Lease): void {
  const echo = refOf(renew.envelope);
  const { ttlMs, scheduleMs } = grantor;
  const right: RenewAck = { kind: "renewAck", version, hash: terms.hash, ttlMs, echo, scheduleMs };
  grantor.say({ ...right, version: { ...version, counter: version.counter + 1 } });
  grantor.say({ ...right, hash: "00112233445566778899aabbccddeeff" });
  grantor.say({ ...right, echo: { ...echo, seq: echo.seq + 1_000_000 } });
}

/** An increase that was agreed to is not taken, for what it echoes. */
async function refused(
  probe: Probe,
  body: ReturnType<GrantorPeer["commitBody"]>,
  what: string,
  limitW: number,
): Promise<void> {
  const { grantor } = probe;
  grantor.habits.renews = false;
  const envelope = grantor.say(body);
  const ack = await probe.answer("CP-LEASE-3", grantor, envelope, { kinds: ["commitAck"] });
  probe.check("CP-LEASE-3", `an increase that echoes ${what} is taken`, !ack.body.taken);
  const rises = (): boolean => !probe.isAtMost(limitW);
  await probe.never("CP-LEASE-3", `an increase that echoes ${what} is obeyed`, rises, 1_000);
}

/** The meter is at the fallback within `ms`, and stays there. */
async function fallen(probe: Probe, when: string, ms: number): Promise<void> {
  const fallbackW = probe.grantor.admitted.importW;
  const down = (): boolean => probe.isAtMost(fallbackW);
  const detail = `${when}, and the meter is above the fallback of ${fallbackW} W`;
  await probe.expect("CP-STORE-5", detail, down, Math.max(0, ms) + probe.times.slack.reactionMs);
  await probe.never("CP-STORE-5", detail, () => !down(), 2_000);
}
