import { leased, needy } from "../probe/flows.js";
import type { Probe } from "../probe/probe.js";
import { publishSigned, written } from "../probe/written.js";
import type { Case } from "./case.js";
import { joinedBy } from "./wire.js";

const grantors = ["charger", "grid"] as const;

/** How a grantor greets, and what it makes of what a holder says. */
export const grantorOrderCases: readonly Case[] = [
  {
    name: "a request that comes twice is answered twice alike, and one with other content is refused",
    ids: ["CP-WINDOW-1", "CP-WINDOW-2"],
    roles: grantors,
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      const { said, bundle } = holder.withheld(() => holder.say({ kind: "status", powerW: 0, state: "ACTIVE" }));
      holder.forge.publish(bundle, "a status");
      const first = await probe.answer("CP-WINDOW-1", holder, said, { kinds: ["statusAck"] });
      for (let count = 0; count < 20; count++) holder.forge.publish(bundle, "said before");
      const again = (): boolean => holder.copiesOf(first.envelope) > 1;
      await probe.expect("CP-WINDOW-1", "a request that came again is not answered as before", again);
      const other = holder.say({ kind: "status", powerW: 100, state: "ACTIVE" }, { seq: said.seq });
      const { body } = await probe.answer("CP-WINDOW-2", holder, other, { kinds: ["reject"] });
      probe.check("CP-WINDOW-2", `it is refused as ${body.reason}`, body.reason === "DUPLICATE_ID");
    },
  },
  {
    name: "a flood of one charger costs the other nothing",
    ids: ["CP-WINDOW-5"],
    roles: ["grid"],
    needs: [],
    quiet: true,
    run: async (probe) => {
      await holding(probe);
      const other = probe.holderAt(1);
      const { said, bundle } = other.withheld(() => other.say({ kind: "status", powerW: 0, state: "ACTIVE" }));
      other.forge.publish(bundle, "a status");
      const first = await probe.answer("CP-WINDOW-5", other, said, { kinds: ["statusAck"] });
      for (let count = 0; count < 1_000; count++) probe.holder.say({ kind: "status", powerW: 0, state: "ACTIVE" });
      const before = other.copiesOf(first.envelope);
      other.forge.publish(bundle, "said before");
      const again = (): boolean => other.copiesOf(first.envelope) > before;
      await probe.expect("CP-WINDOW-5", "what one said before the flood of the other is not known any more", again);
    },
  },
  {
    name: "a gap in what it hears makes it ask for the facts within seconds",
    ids: ["CP-WINDOW-4"],
    roles: grantors,
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      holder.skip(1);
      const from = holder.heard.length;
      const said = holder.request({ kind: "status", powerW: 0, state: "ACTIVE" });
      const early = (): boolean => probe.answered(holder, said, "statusAck");
      await probe.never("CP-WINDOW-4", "what came after a gap is answered at once", early, 1_500);
      await probe.next("CP-WINDOW-4", holder, { kinds: ["resync"], from, ms: 2_500 });
      await probe.answer("CP-WINDOW-4", holder, said, { kinds: ["statusAck"] });
    },
  },
  {
    name: "who has not greeted is not answered",
    ids: ["CP-SESSION-1"],
    roles: grantors,
    needs: [],
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      holder.habits.greets = false;
      await holder.restart();
      await probe.wait(1_000);
      const from = holder.heard.length;
      const hash = "00112233445566778899aabbccddeeff";
      const accept = written(holder, { kind: "accept", plan: 1, hash, needVersions: [1] });
      publishSigned(holder, accept.bytes, "an agreement of one that has not greeted");
      const kinds = ["reject", "commit", "offer", "renewAck", "statusAck"] as const;
      const answered = (): boolean =>
        holder.since(from, ...kinds).some(({ envelope }) => envelope.inReplyTo !== undefined);
      await probe.never("CP-SESSION-1", "one that has not greeted in this life is answered", answered, 2_000);
    },
  },
];

/** The first holder holds a lease. */
export async function holding(probe: Probe): Promise<void> {
  if (probe.role === "charger") await leased(probe);
  else await joinedBy(probe);
  const holds = (): boolean => probe.holder.lease !== undefined;
  if (!(await probe.until(holds, probe.times.setupMs))) await needy(probe);
}
