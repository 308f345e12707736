import type { Hello, RejectReason } from "@chargepact/protocol";
import { leased, needy } from "../probe/flows.js";
import type { Probe } from "../probe/probe.js";
import type { RequirementId } from "../requirements.js";
import type { Case } from "./case.js";
import { joinedBy } from "./wire.js";

const grantors = ["charger", "grid"] as const;

/** How a grantor greets, and what it makes of what a holder says. */
export const grantorCases: readonly Case[] = [
  {
    name: "it refuses a Hello without a common version, with an unknown critical feature, or with too slow a ramp",
    ids: ["CP-SESSION-2", "CP-SESSION-3", "CP-NEG-8"],
    roles: grantors,
    needs: [],
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      const major = await refusedHello(probe, "CP-SESSION-2", "VERSION_UNSUPPORTED", {
        versions: [{ major: 9, minor: 3 }],
      });
      probe.check("CP-SESSION-2", "the reject does not say which major is supported", major.value === 1);
      await refusedHello(probe, "CP-SESSION-2", "FEATURE_UNSUPPORTED", { criticalFeatures: ["telepathy"] });
      const fallback = { importW: 0, exportW: 0, rampWPerS: 1 };
      const slow = await refusedHello(probe, "CP-SESSION-3", "RAMP_TOO_SLOW", { fallback });
      probe.check("CP-NEG-8", `"${slow.detail}" does not say which number was wrong`, /\d/.test(slow.detail));
      holder.says = {
        versions: [
          { major: 9, minor: 0 },
          { major: 1, minor: 7 },
        ],
        features: ["telepathy"],
      };
      const { envelope } = { envelope: holder.greet() };
      await probe.answer("CP-SESSION-2", holder, envelope, { kinds: ["hello"] });
    },
  },
  {
    name: "a Hello of an earlier life is refused with the epoch that was seen",
    ids: ["CP-WINDOW-8", "CP-WINDOW-3"],
    roles: grantors,
    needs: [],
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      const epoch = holder.epoch - 1;
      const envelope = holder.request({ ...holder.helloBody() }, { epoch, seq: 50, ttlMs: 5_000 });
      const { body } = await probe.answer("CP-WINDOW-8", holder, envelope, { kinds: ["reject"] });
      probe.check("CP-WINDOW-8", `it is refused as ${body.reason}`, body.reason === "EPOCH_STALE");
      probe.check("CP-WINDOW-8", `the epoch seen is given as ${body.value}`, body.value === holder.epoch);
    },
  },
  {
    name: "an Accept of what was never proposed is refused",
    ids: ["CP-NEG-2"],
    roles: grantors,
    needs: [],
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      const hash = "00112233445566778899aabbccddeeff";
      const envelope = holder.request({ kind: "accept", plan: 1, hash, needVersions: [holder.needVersion] });
      const { body } = await probe.answer("CP-NEG-2", holder, envelope, { kinds: ["reject"] });
      const fits = body.reason === "UNKNOWN_PROPOSAL" || body.reason === "OFFER_EXPIRED";
      probe.check("CP-NEG-2", `it is refused as ${body.reason}`, fits);
    },
  },
  {
    name: "only the newest lease is confirmed: a renewal of another one is answered with its commit",
    ids: ["CP-LEASE-6"],
    roles: grantors,
    needs: [],
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      const { lease } = holder;
      if (lease === undefined) return;
      const { version, terms } = lease;
      const older = { ...version, counter: version.counter - 1 };
      const one = holder.renew(older, terms.hash);
      if (one === undefined) return;
      const again = await probe.answer("CP-LEASE-6", holder, one, { kinds: ["commit"] });
      probe.check(
        "CP-LEASE-6",
        "a renewal of an older version is answered with another commit than the newest",
        again.body.version.counter >= version.counter,
      );
      const two = holder.renew(holder.lease?.version, "00112233445566778899aabbccddeeff");
      if (two !== undefined) await probe.answer("CP-LEASE-6", holder, two, { kinds: ["commit"] });
      const three = holder.renew();
      if (three !== undefined) await probe.answer("CP-LEASE-6", holder, three, { kinds: ["renewAck", "commit"] });
    },
  },
  {
    name: "a request that comes twice is answered twice alike, and one with other content is refused",
    ids: ["CP-WINDOW-1", "CP-WINDOW-2"],
    roles: grantors,
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { holder } = probe;
      await holding(probe);
      const said = holder.say({ kind: "status", powerW: 0, state: "ACTIVE" });
      const bundle = holder.sent.at(-1)?.payload;
      const first = await probe.answer("CP-WINDOW-1", holder, said, { kinds: ["statusAck"] });
      for (let count = 0; count < 20; count++) if (bundle !== undefined) holder.forge.publish(bundle, "said before");
      const again = (): boolean => holder.copiesOf(first.envelope) > 1;
      await probe.expect("CP-WINDOW-1", "a request that came again is not answered as before", again);
      const other = holder.say({ kind: "status", powerW: 100, state: "ACTIVE" }, { seq: said.seq });
      const { body } = await probe.answer("CP-WINDOW-2", holder, other, { kinds: ["reject"] });
      probe.check("CP-WINDOW-2", `it is refused as ${body.reason}`, body.reason === "DUPLICATE_ID");
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
      holder.forge.publishSealed(
        holder.forge.signed(holder.accepting(), ""),
        "an agreement of one that has not greeted",
      );
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

/** A Hello with this in it is refused for this reason. */
async function refusedHello(probe: Probe, id: RequirementId, reason: RejectReason, says: Partial<Hello>) {
  const { holder } = probe;
  holder.says = says;
  const envelope = holder.greet();
  const { body } = await probe.answer(id, holder, envelope, { kinds: ["reject"] });
  probe.check(id, `it is refused as ${body.reason}, and should be as ${reason}`, body.reason === reason);
  holder.says = {};
  return body;
}
