import { leased } from "../probe/flows.js";
import type { HolderPeer } from "../probe/holder-peer.js";
import type { Probe } from "../probe/probe.js";
import { heldW, served } from "../probe/serving.js";
import type { Case } from "./case.js";

const grantors = ["charger", "grid"] as const;

/** What a grantor writes down before it says it, and what it makes of an emergency. */
export const grantorStoreCases: readonly Case[] = [
  {
    name: "a fallback that is raised is durable before it is admitted",
    ids: ["CP-FALL-2", "CP-STORE-1"],
    roles: grantors,
    needs: ["store-faults"],
    run: async (probe) => {
      const holder = await lowered(probe);
      probe.equipment.slowStore(2_000);
      probe.note("each write takes 2 s");
      const envelope = holder.greet();
      const admitted = (): boolean => probe.answered(holder, envelope, "hello");
      await probe.never("CP-FALL-2", "a fallback is admitted before that is durable", admitted, 1_900);
      probe.equipment.slowStore(0);
    },
  },
  {
    name: "a fallback whose booking could not be written is not admitted, and the grantor starts again",
    ids: ["CP-STORE-2", "CP-STORE-3"],
    roles: grantors,
    needs: ["store-faults"],
    run: async (probe) => {
      const holder = await lowered(probe);
      const before = epochOf(holder);
      probe.equipment.failStore();
      probe.note("the next write fails");
      const envelope = holder.greet();
      const admitted = (): boolean => probe.answered(holder, envelope, "hello") && epochOf(holder) === before;
      await probe.never("CP-STORE-2", "a fallback is admitted that could not be written", admitted, 900);
      const anew = (): boolean => epochOf(holder) > before;
      await probe.expect("CP-STORE-2", "its store failed, and it does not begin a life", anew, 30_000);
    },
  },
  {
    name: "its epoch grows at each start",
    ids: ["CP-STORE-3"],
    roles: ["grid"],
    needs: ["restart"],
    run: async (probe) => {
      const holder = await served(probe);
      const before = epochOf(holder);
      await probe.equipment.restart({ afterMs: 200 });
      const anew = (): boolean => epochOf(holder) > before;
      await probe.expect(
        "CP-STORE-3",
        `it was started again, and does not say more than epoch ${before}`,
        anew,
        30_000,
      );
    },
  },
  {
    name: "a charger that has lost its ledger says so, and grants nothing meanwhile",
    ids: ["CP-STORE-7", "CP-FALL-7"],
    roles: ["charger"],
    needs: ["restart", "lost-store", "plug"],
    run: async (probe) => {
      const { holder } = probe;
      await leased(probe);
      const from = holder.heard.length;
      await probe.equipment.restart({ afterMs: 500, lost: true });
      holder.drop();
      holder.greet();
      const saidMs = (): number => {
        const hellos = holder.since(from, "hello").map(({ body }) => body.recoveringMs ?? 0);
        const rejects = holder.since(from, "reject").filter(({ body }) => body.reason === "RECOVERING");
        return Math.max(0, ...hellos, ...rejects.map(({ body }) => body.value ?? 0));
      };
      const detail = "it has lost its ledger, and does not say for how long it is recovering";
      await probe.expect("CP-STORE-7", detail, () => saidMs() > 0, 60_000);
      const fallbackW = holder.admitted?.importW ?? 0;
      const grants = (): boolean => heldW(holder, probe) > fallbackW + 60;
      await probe.never("CP-STORE-7", "it grants while it is recovering", grants, saidMs() - 1_000);
    },
  },
  {
    name: "an emergency voids what is offered: an Accept of it comes too late",
    ids: ["CP-EMERG-2", "CP-NEG-6"],
    roles: ["grid"],
    needs: ["capacity"],
    run: async (probe) => {
      const holder = probe.holderAt(0);
      holder.habits.answers = "silent";
      const offers = () => holder.since(0, "offer").filter(({ body }) => body.reservedMs !== undefined);
      await probe.expect("CP-NEG-3", "nothing is offered to whoever needs power", () => offers().length > 0, 40_000);
      const offer = offers().at(-1);
      const [proposal] = offer?.body.proposals ?? [];
      if (offer === undefined || proposal === undefined) return;
      await probe.equipment.emergency(2_000, 60_000);
      await probe.expect("CP-EMERG-1", "nobody hears of the emergency", () => holder.since(0, "emergency").length > 0);
      const { plan } = offer.body;
      const needVersions = [holder.needVersion];
      const accept = holder.answer(offer.envelope, { kind: "accept", plan, hash: proposal.hash, needVersions });
      const { body } = await probe.answer("CP-EMERG-2", holder, accept, { kinds: ["reject", "commit"] });
      probe.check("CP-EMERG-2", "what was offered before an emergency is committed after it", body.kind === "reject");
    },
  },
];

/** The first holder has greeted with a fallback of 0 W, and asks for what it is used to next. */
async function lowered(probe: Probe): Promise<HolderPeer> {
  const holder = await served(probe);
  const { settings } = holder;
  holder.settings = { ...settings, fallbackW: 0 };
  // What it holds it says, too, so that nothing more is booked.
  holder.says = { fallbackHeld: { importW: 0, exportW: 0, rampWPerS: settings.rampWPerS ?? 1 } };
  await probe.answer("CP-SESSION-1", holder, holder.greet(), { kinds: ["hello"] });
  await probe.wait(6_000);
  holder.settings = settings;
  return holder;
}

const epochOf = (holder: HolderPeer): number => Math.max(0, ...holder.heard.map(({ envelope }) => envelope.epoch));
