import { leased } from "../probe/flows.js";
import type { RenewAck } from "@chargepact/protocol";
import type { GrantorPeer, Lease } from "../probe/grantor-peer.js";
import { type Heard, refOf } from "../probe/peer.js";
import { lessW, raisable } from "../probe/odd.js";
import type { Probe } from "../probe/probe.js";
import { stepped } from "../probe/terms.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;
const stepS = 5;

/** When a lease ends, and what time it is. */
export const holderTimeCases: readonly Case[] = [
  {
    name: "after the last step of its schedule the fallback holds, though the lease goes on",
    ids: ["CP-LEASE-10"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      const lowW = lessW(probe, powerW);
      const { envelope } = grantor.commit(stepped(probe.scheduleMs, stepS, [lowW, lowW]));
      await probe.answer("CP-NEG-3", grantor, envelope, { kinds: ["commitAck"] });
      await downTo(probe, "CP-LEASE-10", "the last step of the schedule is over", 2_000 * stepS);
    },
  },
  {
    name: "a falling step is done when its time comes, and a rising one not begun before",
    ids: ["CP-TIME-2"],
    roles: holders,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      const lowW = lessW(probe, powerW);
      const from = probe.scheduleMs;
      const { reactionMs, timeMs } = probe.times.slack;
      const { envelope } = grantor.commit(stepped(from, stepS, [powerW, lowW, powerW, lowW, lowW, lowW]));
      await probe.answer("CP-NEG-3", grantor, envelope, { kinds: ["commitAck"] });
      const at = (ms: number): number => Math.floor(from / 1000) * 1000 + ms - probe.scheduleMs;
      await probe.wait(at(1000 * stepS + reactionMs + timeMs));
      await probe.atMost("CP-TIME-2", "after a falling step", lowW);
      const early = at(2000 * stepS - reactionMs - timeMs);
      await probe.never("CP-TIME-2", "a rising step has begun before its time", () => !probe.isAtMost(lowW), early);
    },
  },
  {
    name: "a request counts from when it was first said, however late its answer comes",
    ids: ["CP-LEASE-2"],
    roles: holders,
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { lease } = await leased(probe);
      grantor.habits.renews = false;
      const renew = await probe.next("CP-LEASE-6", grantor, { kinds: ["renew"], ms: grantor.ttlMs / 2 });
      await probe.wait(Math.min(25_000, grantor.ttlMs / 4));
      grantor.renewAckTo(renew, lease);
      const deadlineMs = renew.at + grantor.ttlMs - probe.now;
      grantor.cut = true;
      probe.note("nothing gets through any more");
      await downTo(probe, "CP-LEASE-2", "the ttl of its last confirmed request is over", deadlineMs);
    },
  },
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
    run: async (probe) => {
      const { grantor } = probe;
      const { agreed, powerW } = await raisable(probe);
      const own = grantor.requests.newest?.ref;
      const epoch = own?.epoch ?? 1;
      const unknown = { epoch, seq: (own?.seq ?? 1) + 1_000_000 };
      await refused(probe, grantor.commitBody(agreed, { echo: unknown }), "a request that was never said", powerW);
      const foreign = { epoch: epoch + 1, seq: own?.seq ?? 1 };
      await refused(probe, grantor.commitBody(agreed, { echo: foreign }), "a request of another life", powerW);
      await probe.wait(1_500);
      await refused(probe, grantor.commitBody(agreed, { ttlMs: 1_000 }), "a request whose ttl has passed", powerW);
    },
  },
  {
    name: "a renewal that is confirmed in time leads back from hold, without a new commit",
    ids: ["CP-FALL-6", "CP-FALL-5"],
    roles: holders,
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      grantor.habits.renews = false;
      await probe.wait(grantor.ttlMs * 0.72);
      grantor.habits.renews = true;
      await probe.never(
        "CP-FALL-6",
        "its renewal was confirmed before the deadline, and its power falls",
        () => probe.meterW < powerW / 2,
        grantor.ttlMs,
      );
    },
  },
  {
    name: "a jump of the wall clock moves neither the deadline nor a step",
    ids: ["CP-TIME-1"],
    roles: holders,
    needs: ["meter", "wall-clock"],
    run: async (probe) => {
      const { grantor } = probe;
      for (const byMs of [-86_400_000, 172_800_000]) {
        const { powerW } = await leased(probe);
        probe.equipment.moveWallClock(byMs);
        const falls = (): boolean => probe.meterW < powerW / 2;
        await probe.never("CP-TIME-1", "the wall clock jumps, and its power falls", falls, 5_000);
        const newest = grantor.requests.newest ?? { at: probe.now };
        const deadlineMs = newest.at + grantor.ttlMs - probe.now;
        grantor.cut = true;
        await downTo(probe, "CP-TIME-1", "the ttl is over", deadlineMs);
        grantor.cut = false;
      }
    },
  },
  {
    name: "who holds no lease asks for the time before drift has made it a second unsure",
    ids: ["CP-TIME-6"],
    roles: holders,
    needs: ["wall-clock"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      grantor.revoke(grantor.issued ?? { epoch: 1, counter: 1 });
      await probe.wait(10_000);
      const from = grantor.heard.length;
      await probe.next("CP-TIME-6", grantor, { kinds: ["status"], from, ms: 500_000 });
    },
  },
];

/** The meter is at the fallback within `ms`, and stays there for a while. */
async function downTo(
  probe: Probe,
  id: "CP-LEASE-10" | "CP-LEASE-2" | "CP-TIME-1",
  when: string,
  ms: number,
): Promise<void> {
  const fallbackW = probe.grantor.admitted.importW;
  const down = (): boolean => probe.isAtMost(fallbackW);
  const detail = `${when}, and the meter is above the fallback of ${fallbackW} W`;
  await probe.expect(id, detail, down, Math.max(0, ms) + probe.times.slack.reactionMs);
  await probe.never(id, detail, () => !down(), 5_000);
}

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
  const envelope = grantor.say(body);
  const ack = await probe.answer("CP-LEASE-3", grantor, envelope, { kinds: ["commitAck"] });
  probe.check("CP-LEASE-3", `an increase that echoes ${what} is taken`, !ack.body.taken);
  const rises = (): boolean => !probe.isAtMost(limitW);
  await probe.never("CP-LEASE-3", `an increase that echoes ${what} is obeyed`, rises, 1_000);
}
