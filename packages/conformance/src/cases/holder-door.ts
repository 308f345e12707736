import { createKeys, systemEntropy } from "@chargepact/agent";
import { encodeBundle, encodeEnvelope } from "@chargepact/protocol";
import { leased } from "../probe/flows.js";
import { darkness, disbelieved, sayOddly } from "../probe/odd.js";
import type { Case } from "./case.js";

const roles = ["charger", "battery", "storage"] as const;

/** What is not sealed as it should be changes nothing. */
export const holderDoorCases: readonly Case[] = [
  {
    name: "a message that a stranger has signed, or that was changed on its way, changes nothing",
    ids: ["CP-SEAL-1"],
    roles,
    needs: ["seals"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await disbelieved(probe, "CP-SEAL-1", "an emergency that a stranger has signed", 901, () => {
        const keys = { ...createKeys(systemEntropy), keyId: grantor.options.keys?.keyId ?? "" };
        sayOddly(grantor, darkness(901), "signed by a stranger", { keys });
      });
      await disbelieved(probe, "CP-SEAL-1", "an emergency of which one bit was changed", 902, () => {
        const sessionId = grantor.session ?? "";
        const bytes = encodeEnvelope({ ...grantor.envelope(darkness(902)), sessionId });
        const sealed = grantor.forge.signed(bytes, sessionId);
        const flipped = Uint8Array.from(bytes, (byte, index) => (index === bytes.length - 1 ? byte ^ 1 : byte));
        grantor.forge.publishSealed({ ...sealed, envelope: flipped }, "one bit changed");
      });
      await disbelieved(probe, "CP-SEAL-1", "an emergency that was sealed for another topic", 903, () => {
        const sessionId = grantor.session ?? "";
        const bytes = encodeEnvelope({ ...grantor.envelope(darkness(903)), sessionId });
        const signature = grantor.options.keys?.sign(bytes) ?? new Uint8Array(64);
        const proof = { kind: "signature", bytes: signature } as const;
        grantor.forge.publishSealed(
          { envelope: bytes, keyId: grantor.options.keys?.keyId ?? "", proof },
          "sealed for another topic",
        );
      });
    },
  },
  {
    name: "an unsealed message changes nothing",
    ids: ["CP-SEAL-6"],
    roles,
    needs: ["seals"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await disbelieved(probe, "CP-SEAL-6", "an emergency without a seal", 904, () => {
        const envelope = encodeEnvelope({ ...grantor.envelope(darkness(904)), sessionId: grantor.session ?? "" });
        grantor.forge.publishSealed({ envelope, keyId: "", proof: { kind: "none" } }, "unsealed");
      });
    },
  },
  {
    name: "a message of another session changes nothing",
    ids: ["CP-SEAL-3"],
    roles,
    needs: ["seals"],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await disbelieved(probe, "CP-SEAL-3", "an emergency of another session", 905, () => {
        sayOddly(grantor, darkness(905), "of another session", { sessionId: "0123456789abcdef" });
      });
      await disbelieved(probe, "CP-SEAL-3", "an emergency of no session", 906, () => {
        sayOddly(grantor, darkness(906), "of no session", { sessionId: "" });
      });
    },
  },
  {
    name: "what no session explains is answered by its own Hello alone, at most once in 5 s",
    ids: ["CP-SEAL-4"],
    roles,
    needs: ["seals"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await probe.wait(5_500);
      const from = grantor.heard.length;
      for (let round = 0; round < 20; round++) {
        sayOddly(grantor, { kind: "resync" }, "of a session that nobody knows", { sessionId: "00000000000000aa" });
        await probe.wait(200);
      }
      const hellos = grantor.since(from, "hello").length;
      probe.check(
        "CP-SEAL-4",
        `20 messages in 4 s that nothing explains are answered with ${hellos} Hellos`,
        hellos <= 1,
      );
      probe.check(
        "CP-SEAL-4",
        "what nothing explains is answered with a snapshot",
        grantor.since(from, "snapshot").length === 0,
      );
    },
  },
  {
    name: "a confirmation that is signed where it should carry a MAC confirms nothing",
    ids: ["CP-SEAL-2"],
    roles,
    needs: ["seals", "meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease } = await leased(probe);
      probe.blame = "CP-SEAL-2";
      grantor.habits.renews = false;
      const until = probe.now + 1.5 * grantor.ttlMs;
      let from = grantor.heard.length;
      while (probe.now < until) {
        await probe.until(() => grantor.since(from, "renew").length > 0, grantor.ttlMs / 4);
        const renew = grantor.since(from, "renew").at(-1);
        from = grantor.heard.length;
        if (renew === undefined) continue;
        const { version, terms } = lease;
        const echo = { epoch: renew.envelope.epoch, seq: renew.envelope.seq };
        const { ttlMs, scheduleMs } = grantor;
        const ack = { kind: "renewAck", version, hash: terms.hash, ttlMs, echo, scheduleMs } as const;
        sayOddly(grantor, ack, "signed instead of with a MAC", { inReplyTo: echo });
      }
      const fallbackW = grantor.admitted.importW;
      await probe.atMost(
        "CP-SEAL-2",
        "long after its lease has ended, but for confirmations with the wrong proof,",
        fallbackW,
      );
    },
  },
  {
    name: "a message whose envelope names another sender than its key changes nothing",
    ids: ["CP-TOPIC-4"],
    roles,
    needs: ["seals"],
    run: async (probe) => {
      const { grantor, subject } = probe;
      await leased(probe);
      await disbelieved(probe, "CP-TOPIC-4", "an emergency in somebody else's name", 907, () => {
        sayOddly(grantor, darkness(907), `in the name of ${subject}`, { sender: subject });
      });
    },
  },
  {
    name: "a topic that is none of the protocol's is ignored",
    ids: ["CP-TOPIC-1"],
    roles,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      await disbelieved(probe, "CP-TOPIC-1", "an emergency on another topic", 908, () => {
        const sessionId = grantor.session ?? "";
        const sealed = grantor.forge.signed(
          encodeEnvelope({ ...grantor.envelope(darkness(908)), sessionId }),
          sessionId,
        );
        const topic = grantor.forge.topic.replace("/inbox/", "/outbox/");
        grantor.forge.publish(encodeBundle([sealed]), `on ${topic}`, { topic });
      });
    },
  },
];
