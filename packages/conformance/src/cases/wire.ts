import { greeted, leased, needy } from "../probe/flows.js";
import { bundleOf, publishSigned, written, type Written } from "../probe/written.js";
import type { Peer } from "../probe/peer.js";
import type { Probe } from "../probe/probe.js";
import { bytesField, joined, padding } from "../probe/raw.js";
import type { RequirementId } from "../requirements.js";
import type { Case } from "./case.js";
import {
  anyOddities,
  bodyField,
  emergencyOddities,
  type Oddity,
  releaseOddities,
  tradeAcceptOddities,
} from "./wire-oddities.js";

const holders = ["charger", "battery", "storage"] as const;
const grantors = ["charger", "grid"] as const;
/** As long as an answer to what is in order takes at most, and more. */
const answerMs = 300;

/** An emergency that leaves nothing, as the next message. */
export function writtenEmergency(probe: Probe): Written {
  const { grantor } = probe;
  const number = grantor.emergencies + 1;
  const cap = { importMaxW: 0, exportMaxW: 0, durationMs: 20_000 };
  return written(grantor, { kind: "emergency", number, ...cap, reasons: ["EMERGENCY"] });
}

const hash = "00112233445566778899aabbccddeeff";
const version = { epoch: 1, counter: 7 };
const tradeAccept = (peer: Peer): Written =>
  written(peer, { kind: "tradeAccept", trade: version, version, priceMicro: 5, hash, costMicro: 0 });
const release = (peer: Peer): Written => written(peer, { kind: "release", version, reasons: ["PERSON"] });

/** None of these is answered. */
async function refusesAll(probe: Probe, peer: Peer, next: () => Written, oddities: readonly Oddity[]): Promise<void> {
  for (const { id, what, make } of oddities) {
    const message = next();
    publishSigned(peer, make(message.bytes), what);
    await probe.never(id, `${what} is answered`, () => probe.answered(peer, message.envelope, ...answers), answerMs);
  }
}
const answers = ["emergencyAck", "releaseAck", "statusAck", "reject"] as const;

const idsOf = (...lists: readonly (readonly Oddity[])[]): readonly RequirementId[] => [
  ...new Set(lists.flat().map(({ id }) => id)),
];

export const wireCases: readonly Case[] = [
  {
    name: "a message with anything wrong in it is not obeyed, though its seal fits",
    ids: idsOf(anyOddities(0), emergencyOddities),
    roles: holders,
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      const next = (): Written => writtenEmergency(probe);
      await refusesAll(probe, grantor, next, [...anyOddities(bodyField.emergency), ...emergencyOddities]);
      await probe.sample();
      probe.check("CP-WIRE-11", `the meter fell to ${probe.meterW} W`, probe.meterW > powerW / 2);
      const message = next();
      publishSigned(grantor, joined(message.bytes, padding(100)), "an emergency with a field that nobody knows");
      grantor.skip();
      grantor.emergencies++;
      await probe.answer("CP-WIRE-4", grantor, message.envelope, { kinds: ["emergencyAck"] });
    },
  },
  {
    name: "a grantor answers no message with anything wrong in it, though its seal fits",
    ids: idsOf(anyOddities(0), tradeAcceptOddities, releaseOddities),
    roles: grantors,
    grants: true,
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { holder } = probe;
      await joinedBy(probe);
      await refusesAll(probe, holder, () => tradeAccept(holder), [
        ...anyOddities(bodyField.tradeAccept),
        ...tradeAcceptOddities,
      ]);
      const agreement = tradeAccept(holder);
      publishSigned(holder, joined(agreement.bytes, padding(100)), "an agreement with a field that nobody knows");
      await probe.answer("CP-WIRE-4", holder, agreement.envelope, { kinds: ["reject", "statusAck"] });
      holder.skip();
      await refusesAll(probe, holder, () => release(holder), releaseOddities);
      const gone = release(holder);
      publishSigned(holder, gone.bytes, "in order");
      holder.skip();
      await probe.answer("CP-WIRE-7", holder, gone.envelope, { kinds: ["releaseAck"] });
    },
  },
  {
    name: "a bundle that is too large, too full, empty or no bundle is dropped whole",
    ids: ["CP-WIRE-2", "CP-WIRE-11"],
    roles: ["charger", "battery", "storage", "grid"],
    needs: [],
    quiet: true,
    run: async (probe) => {
      const [peer, next] = await bundled(probe);
      const message = next(peer);
      const good = peer.forge.signed(message.bytes, peer.session ?? "");
      const never = (id: RequirementId, what: string): Promise<void> =>
        probe.never(id, `${what} is read`, () => probe.answered(peer, message.envelope, ...answers), answerMs);
      peer.forge.publish(joined(bundleOf([good]), padding(65_600)), "a bundle of more than 65 536 bytes");
      await never("CP-WIRE-2", "a bundle of more than 65 536 bytes");
      peer.forge.publish(bundleOf(Array.from({ length: 65 }, () => good)), "a bundle of 65 envelopes");
      await never("CP-WIRE-2", "a bundle of 65 envelopes");
      peer.forge.publish(new Uint8Array(0), "an empty bundle");
      for (const bytes of noise(bundleOf([good]))) peer.forge.publish(bytes, "noise");
      await never("CP-WIRE-11", "noise");
      // What looked like another session has made it greet anew, perhaps.
      const again = next(peer);
      publishSigned(peer, again.bytes, "in order");
      peer.skip();
      if (again.envelope.body.kind === "emergency") probe.grantor.emergencies++;
      await probe.answer("CP-WIRE-2", peer, again.envelope, { kinds: answers });
    },
  },
];

/** A holder of the agent under test has greeted it. */
export async function joinedBy(probe: Probe): Promise<void> {
  const { holder } = probe;
  if (probe.role === "charger") await needy(probe);
  const isThere = (): boolean => holder.session !== undefined && holder.greeting !== undefined;
  await probe.expect(
    "CP-SESSION-1",
    `${probe.subject} does not answer the Hello of ${holder.id}`,
    isThere,
    probe.times.setupMs,
  );
}

async function bundled(probe: Probe): Promise<readonly [Peer, (peer: Peer) => Written]> {
  if (probe.role === "grid") {
    await joinedBy(probe);
    return [probe.holder, release];
  }
  if (probe.role === "battery") await needy(probe);
  else await greeted(probe);
  return [probe.grantor, () => writtenEmergency(probe)];
}

/** Bytes that are nearly a bundle, and some that are not. */
function noise(bundle: Uint8Array): readonly Uint8Array[] {
  const flipped = Array.from({ length: 24 }, (_, index) => {
    const bytes = bundle.slice();
    const at = Math.floor((bytes.length * index) / 24);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (index % 8));
    return bytes;
  });
  const cut = [1, 2, 7, bundle.length >> 1].map((length) => bundle.slice(0, length));
  return [...flipped, ...cut, bytesField(1, new Uint8Array(3)), Uint8Array.from({ length: 64 }, () => 0xff)];
}
