import { sha256 } from "@chargepact/agent";
import { type Embedded, hex, type Terms } from "@chargepact/protocol";
import { leased } from "../probe/flows.js";
import {
  bytesField,
  doubleField,
  fieldsOf,
  inField,
  joined,
  padding,
  varint,
  varintField,
  withField,
} from "../probe/raw.js";
import { embed, flat } from "../probe/terms.js";
import { lessW, publishSigned, written, type Written } from "../probe/written.js";
import type { RequirementId } from "../requirements.js";
import type { Case } from "./case.js";
import { bodyField } from "./wire-oddities.js";

const holders = ["charger", "battery", "storage"] as const;
const answerMs = 300;
const termsField = 5;
const scheduleField = 2;

type Change = (bytes: Uint8Array) => Uint8Array;
type Oddity = readonly [id: RequirementId, what: string, change: Change];

/** Changes the schedule of the first part of a commit's terms. */
const inSchedule =
  (change: Change): Change =>
  (commit) =>
    inField(commit, termsField, (terms) => inField(terms, 1, (part) => inField(part, scheduleField, change)));

/** A list of so many differences: the first, zigzag, and zeros. */
const deltas = (field: number, first: Uint8Array, count: number): Uint8Array =>
  bytesField(field, joined(first, new Uint8Array(Math.max(0, count - 1))));

/** What is wrong with a commit. */
const commitOddities: readonly Oddity[] = [
  ["CP-WIRE-10", "a commit that does not say its grace", (commit) => withField(commit, 4)],
  ["CP-WIRE-10", "a commit that does not say the time", (commit) => withField(commit, 8)],
  [
    "CP-WIRE-10",
    "a commit whose fallback states no import",
    (commit) => inField(commit, 9, (each) => withField(each, 1)),
  ],
  ["CP-WIRE-6", "a commit at a time that is no number", (commit) => withField(commit, 8, doubleField(8, Number.NaN))],
  ["CP-WIRE-6", "a commit for more than a day", (commit) => withField(commit, 3, varintField(3, 86_400_001))],
  [
    "CP-WIRE-8",
    "a commit without a part",
    (commit) => withField(commit, termsField, bytesField(termsField, new Uint8Array(0))),
  ],
  [
    "CP-WIRE-8",
    "a commit with a connector twice",
    (commit) => inField(commit, termsField, (terms) => joined(terms, terms)),
  ],
  ["CP-WIRE-8", "a schedule of 1001 steps", inSchedule((schedule) => steps(schedule, 1001))],
  ["CP-WIRE-8", "a schedule of no steps", inSchedule((schedule) => steps(schedule, 0))],
  ["CP-WIRE-12", "a schedule whose min lies above its max", inSchedule((schedule) => withField(schedule, 6, minAbove))],
  ["CP-WIRE-10", "a schedule without a step", inSchedule((schedule) => withField(schedule, 2))],
  ["CP-WIRE-15", "a mixture whose weights sum to 65 535", (commit) => joined(commit, blend(65_535))],
  ["CP-WIRE-15", "a mixture with a weight of 65 537", (commit) => joined(commit, blend(65_537))],
];

/** The same first power, constant over so many steps. */
function steps(schedule: Uint8Array, count: number): Uint8Array {
  const { content } = fieldsOf(schedule).find(({ number }) => number === 5) ?? { content: varint(0) };
  const first = content.slice(0, 1 + content.findIndex((byte) => byte < 0x80));
  const counted = withField(withField(schedule, 6), 3, varintField(3, count));
  return withField(counted, 5, count === 0 ? undefined : deltas(5, first, count));
}

/** 1 000 000 units. */
const minAbove = deltas(6, varint(2_000_000), 16);

const blend = (weight: number): Uint8Array => {
  const weights = joined(bytesField(1, new Uint8Array(16)), varintField(2, weight));
  return bytesField(12, joined(varintField(1, 1), bytesField(2, weights)));
};

/** What a holder makes of the terms of a commit. */
export const wireTermsCases: readonly Case[] = [
  {
    name: "a commit with anything wrong in its terms is not taken, though it only lowers",
    ids: [...new Set(commitOddities.map(([id]) => id))],
    roles: holders,
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      const lowW = lessW(probe, powerW);
      // A slow ramp is still on its way up.
      await probe.until(() => probe.meterW > lowW, probe.times.setupMs);
      const lower = (): Written => written(grantor, grantor.commitBody(flat(probe.scheduleMs, [lowW])));
      for (const [id, what, change] of commitOddities) {
        const message = lower();
        publishSigned(grantor, inField(message.bytes, bodyField.commit, change), what);
        const taken = (): boolean =>
          probe.answered(grantor, message.envelope, "commitAck", "status", "reject") || probe.meterW <= lowW;
        await probe.never(id, `${what} is taken`, taken, answerMs);
      }
      // Changed in the same way, but to something that is in order.
      const plain = embed(flat(probe.scheduleMs, [lowW]));
      const bytes = inField(plain.bytes, 1, (part) => inField(part, scheduleField, (schedule) => steps(schedule, 16)));
      const { envelope } = grantor.commit({ value: plain.value, bytes, hash: hex(sha256(bytes).subarray(0, 16)) });
      const { body } = await probe.answer("CP-WIRE-12", grantor, envelope, { kinds: ["commitAck"] });
      probe.check("CP-WIRE-12", `a commit that is in order is refused: ${body.reject ?? ""}`, body.taken);
    },
  },
  {
    name: "terms are hashed as they came, not as it would write them itself",
    ids: ["CP-WIRE-13", "CP-WIRE-4"],
    roles: holders,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      const { powerW } = await leased(probe);
      const plain = embed(flat(probe.scheduleMs, [lessW(probe, powerW)]));
      const bytes = joined(plain.bytes, padding(12));
      const odd: Embedded<Terms> = { value: plain.value, bytes, hash: hex(sha256(bytes).subarray(0, 16)) };
      const { envelope } = grantor.commit(odd);
      const { body } = await probe.answer("CP-WIRE-4", grantor, envelope, { kinds: ["commitAck"] });
      probe.check("CP-WIRE-13", "a hash is over terms as it would write them itself", body.hash === odd.hash);
      const fields = fieldsOf(bytes).length - fieldsOf(plain.bytes).length;
      probe.check("CP-WIRE-4", "terms with a field that nobody knows are not taken", body.taken && fields === 1);
    },
  },
];
