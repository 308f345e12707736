import { encodeEnvelope } from "@chargepact/protocol";
import { leased, needy } from "../probe/flows.js";
import { publishSigned, raisable, type Written, written } from "../probe/written.js";
import type { Peer } from "../probe/peer.js";
import type { Probe } from "../probe/probe.js";
import type { RequirementId } from "../requirements.js";
import type { Case } from "./case.js";
import { forgeries, publishForged } from "./seal-forgeries.js";
import { joinedBy } from "./wire.js";

const holders = ["charger", "battery", "storage"] as const;
const grantors = ["charger", "grid"] as const;
const everybody = ["charger", "battery", "storage", "grid"] as const;
const answerMs = 300;
const ids: readonly RequirementId[] = ["CP-SEAL-1", "CP-SEAL-2", "CP-SEAL-3", "CP-SEAL-6", "CP-TOPIC-4", "CP-WINDOW-3"];

export const sealCases: readonly Case[] = [
  {
    name: "a commit raises its power only with the seal of its grantor, for this topic and session",
    ids,
    roles: holders,
    needs: ["meter", "seals"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { agreed, powerW } = await raisable(probe);
      for (const forge of forgeries(grantor)) {
        const message = written(grantor, grantor.commitBody(agreed));
        const forgery = forge(message);
        publishForged(grantor, forgery);
        const obeyed = (): boolean =>
          !probe.isAtMost(powerW) || probe.answered(grantor, message.envelope, "commitAck", "reject");
        await probe.never(forgery.id, `${forgery.what} is obeyed`, obeyed, answerMs);
      }
      const { envelope } = grantor.commit(agreed);
      const ack = await probe.answer("CP-SEAL-1", grantor, envelope, { kinds: ["commitAck"] });
      probe.check("CP-SEAL-1", `with its seal the same commit is refused: ${ack.body.reject ?? ""}`, ack.body.taken);
    },
  },
  {
    name: "a lease is given back only with the seal of its holder, for this topic and session",
    ids,
    roles: grantors,
    grants: true,
    needs: ["seals"],
    quiet: true,
    run: async (probe) => {
      const { holder } = probe;
      await joinedBy(probe);
      const next = (): Written => written(holder, { kind: "release", version: { epoch: 1, counter: 1 }, reasons: [] });
      for (const forge of forgeries(holder)) {
        const message = next();
        const forgery = forge(message);
        publishForged(holder, forgery);
        const obeyed = (): boolean => probe.answered(holder, message.envelope, "releaseAck", "reject");
        await probe.never(forgery.id, `${forgery.what} is answered`, obeyed, answerMs);
      }
      const message = next();
      publishSigned(holder, message.bytes, "in order");
      holder.skip();
      await probe.answer("CP-SEAL-1", holder, message.envelope, { kinds: ["releaseAck"] });
    },
  },
  {
    name: "what does not bind has a MAC, and neither a changed one nor a signature passes for it",
    ids: ["CP-SEAL-2", "CP-SEAL-1"],
    roles: everybody,
    needs: ["seals"],
    quiet: true,
    run: async (probe) => {
      const peer = await talked(probe);
      const { said: envelope, bundle } = peer.withheld(() => peer.say({ kind: "resync" }));
      const never = (id: RequirementId, what: string): Promise<void> =>
        probe.never(id, `${what} is answered`, () => probe.answered(peer, envelope, "snapshot"), answerMs);
      const changed = bundle.slice();
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      peer.forge.publish(changed, "one bit of its MAC was changed");
      await never("CP-SEAL-1", "a message of which one bit of the MAC was changed");
      publishSigned(peer, encodeEnvelope({ ...envelope, sessionId: peer.session ?? "" }), "signed");
      await never("CP-SEAL-2", "a message with a signature in place of a MAC");
      peer.forge.publish(bundle, "as it was");
      await probe.answer("CP-SEAL-1", peer, envelope, { kinds: ["snapshot"] });
    },
  },
  {
    name: "an order of an earlier session is not obeyed in the next one",
    ids: ["CP-SEAL-3", "CP-WINDOW-3"],
    roles: holders,
    needs: ["meter", "seals"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const { bundle } = grantor.withheld(() => grantor.say(emergencyOf(grantor.emergencies + 1)));
      const before = grantor.session;
      grantor.askHello();
      const anew = (): boolean => grantor.session !== before && grantor.session !== undefined;
      await probe.expect("CP-SESSION-1", "asked to greet anew, it does not", anew, 6_000);
      const { powerW } = await leased(probe);
      grantor.forge.publish(bundle, "said in the session before, and late");
      const fell = (): boolean => probe.meterW < powerW / 2;
      await probe.never("CP-SEAL-3", "an emergency of an earlier session is obeyed", fell, 1_500);
    },
  },
];

const emergencyOf = (number: number) =>
  ({ kind: "emergency", number, importMaxW: 0, exportMaxW: 0, durationMs: 60_000, reasons: ["EMERGENCY"] }) as const;

/** A partner that is in a session with the agent under test. */
async function talked(probe: Probe): Promise<Peer> {
  if (probe.role === "grid") {
    await joinedBy(probe);
    return probe.holder;
  }
  await needy(probe);
  return probe.grantor;
}
