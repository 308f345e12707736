import { encodeEnvelope } from "@chargepact/protocol";
import { bundleOf, written } from "../probe/written.js";
import type { Case } from "./case.js";
import { holding } from "./grantor-order.js";

const grantors = ["charger", "grid"] as const;

/** What reaches a grantor without being a message in its session. */
export const grantorDoorCases: readonly Case[] = [
  {
    name: "what no session explains makes a grantor ask for a Hello, at most once in 5 s",
    ids: ["CP-SEAL-4"],
    roles: grantors,
    needs: ["seals"],
    quiet: true,
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      await probe.wait(5_100);
      const from = holder.heard.length;
      const { envelope } = written(holder, { kind: "resync" });
      const bytes = encodeEnvelope({ ...envelope, sessionId: "0011223344556677" });
      const sealed = { envelope: bytes, keyId: "", proof: { kind: "mac", bytes: new Uint8Array(16) } } as const;
      for (let count = 0; count < 12; count++) {
        holder.forge.publish(bundleOf([sealed]), "of a session that never was");
        await probe.wait(300);
      }
      const asked = holder.since(from, "hello").filter((hello) => hello.envelope.inReplyTo === undefined).length;
      probe.check("CP-SEAL-4", `in 3.6 s it asked for a Hello ${asked} times, and should once`, asked === 1);
    },
  },
  {
    name: "a Hello that the broker has kept is not answered",
    ids: ["CP-TOPIC-3"],
    roles: grantors,
    needs: ["restart"],
    quiet: true,
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      holder.habits.greets = false;
      await probe.equipment.kill();
      const { bundle, said } = holder.withheld(() => holder.greet());
      holder.forget(said);
      holder.forge.publish(bundle, "kept by the broker", { retain: true });
      const from = holder.heard.length;
      await probe.equipment.start();
      const answered = (): boolean =>
        holder.since(from, "hello").some(({ envelope }) => envelope.inReplyTo !== undefined);
      await probe.never("CP-TOPIC-3", "a Hello that the broker has kept is answered", answered, 2_000);
      holder.forge.publish(new Uint8Array(0), "what the broker keeps is deleted", { retain: true });
      holder.habits.greets = true;
    },
  },
  {
    name: "a message on a topic of another version or site is not read",
    ids: ["CP-TOPIC-1"],
    roles: ["grid"],
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      const { said, bundle } = holder.withheld(() => holder.say({ kind: "resync" }));
      const { topic } = holder.forge;
      for (const other of [topic.replace("/1/", "/2/"), topic.replace("inbox", "outbox"), `${topic}/more`]) {
        holder.forge.publish(bundle, "on another topic", { topic: other });
      }
      const read = (): boolean => probe.answered(holder, said, "snapshot");
      await probe.never("CP-TOPIC-1", "a message on another topic is answered", read, 500);
      holder.forge.publish(bundle, "on its topic");
      await probe.answer("CP-TOPIC-1", holder, said, { kinds: ["snapshot"] });
    },
  },
];
