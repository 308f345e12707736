import { greeted, leased, mostW, unanswered } from "../probe/flows.js";
import { darkness, disbelieved, sayOddly } from "../probe/odd.js";
import { refOf } from "../probe/peer.js";
import { flat } from "../probe/terms.js";
import type { Case } from "./case.js";

const roles = ["charger", "battery", "storage"] as const;
const gapMs = 2_000;

/** Repetition, order and lives. */
export const holderOrderCases: readonly Case[] = [
  {
    name: "a message that comes again gets its stored answer again and changes nothing",
    ids: ["CP-WINDOW-1"],
    roles,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease } = await leased(probe);
      const ack = await probe.answer("CP-WINDOW-1", grantor, lease.envelope, { kinds: ["commitAck"] });
      const before = grantor.copiesOf(ack.envelope);
      grantor.again(lease.envelope, 100);
      await probe.wait(1_000);
      const answers = grantor
        .since(0, "commitAck")
        .filter(
          ({ envelope: { inReplyTo } }) =>
            inReplyTo?.seq === lease.envelope.seq && inReplyTo.epoch === lease.envelope.epoch,
        );
      probe.check("CP-WINDOW-1", `one commit has ${answers.length} different answers`, answers.length === 1);
      probe.check("CP-WINDOW-1", "a repeated commit is not answered again", grantor.copiesOf(ack.envelope) > before);
    },
  },
  {
    name: "the same identity with other content is refused and not obeyed",
    ids: ["CP-WINDOW-2"],
    roles,
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      const { lease } = await leased(probe);
      const { seq } = lease.envelope;
      const from = grantor.heard.length;
      await disbelieved(probe, "CP-WINDOW-2", "an emergency with the number of another message", 911, () => {
        sayOddly(grantor, darkness(911), `with number ${seq} again`, { seq });
      });
      const said = grantor.since(from, "reject").map(({ body }) => body.reason);
      probe.check(
        "CP-WINDOW-2",
        `it is not refused with DUPLICATE_ID (${said.join() || "no reject"})`,
        said.includes("DUPLICATE_ID"),
      );
    },
  },
  {
    name: "a message of a lower epoch changes nothing",
    ids: ["CP-WINDOW-3"],
    roles,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      // The partner has a life behind it.
      await greeted(probe);
      await grantor.restart();
      grantor.need = undefined;
      await leased(probe);
      await disbelieved(probe, "CP-WINDOW-3", "an emergency of an earlier life", 912, () => {
        sayOddly(grantor, darkness(912), "of the life before", { epoch: grantor.epoch - 1, seq: 500 });
      });
    },
  },
  {
    name: "a gap in the numbers waits 2 s, then it asks where things stand",
    ids: ["CP-WINDOW-4"],
    roles,
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      const from = grantor.heard.length;
      grantor.skip(2);
      grantor.say({ kind: "statusAck", scheduleMs: grantor.scheduleMs });
      await probe.never(
        "CP-WINDOW-4",
        "it asks before the gap is 2 s old",
        () => grantor.since(from, "resync").length > 0,
        gapMs - 500,
      );
      await probe.next("CP-WINDOW-4", grantor, { kinds: ["resync"], from, ms: 2_500 });
    },
  },
  {
    name: "an emergency does not wait for messages that are missing before it",
    ids: ["CP-WINDOW-7"],
    roles,
    needs: ["meter"],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      grantor.skip(3);
      const envelope = grantor.emergency(0, 10_000);
      await probe.expect(
        "CP-WINDOW-7",
        "an emergency after a gap is not obeyed at once",
        () => probe.isAtMost(0),
        1_800,
      );
      await probe.answer("CP-WINDOW-7", grantor, envelope, { kinds: ["emergencyAck"] });
    },
  },
  {
    name: "an unanswered request is said again, unchanged, after 0.25, 0.5, 1 and then every 2 s",
    ids: ["CP-WINDOW-6"],
    roles,
    needs: [],
    quiet: true,
    run: async (probe) => {
      const { grantor } = probe;
      await leased(probe);
      grantor.habits.renews = false;
      const renew = await probe.next("CP-WINDOW-6", grantor, { kinds: ["renew"], ms: grantor.ttlMs / 2 });
      await probe.wait(1_900);
      const copies = grantor.copiesOf(renew.envelope);
      probe.check(
        "CP-WINDOW-6",
        `within 1.9 s an unanswered Renew came ${copies} times, not 4`,
        copies >= 3 && copies <= 5,
      );
      const { epoch, seq } = renew.envelope;
      const same = grantor
        .since(0, "renew")
        .filter(({ envelope }) => envelope.epoch === epoch && envelope.seq === seq).length;
      probe.check("CP-WINDOW-6", "a repetition differs from what it repeats", same === 1);
    },
  },
  {
    name: "a Hello that is refused with EPOCH_STALE is said again from a life above the one seen",
    ids: ["CP-WINDOW-8", "CP-STORE-3"],
    roles,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      const hello = await unanswered(probe);
      const from = grantor.heard.length;
      const seen = hello.envelope.epoch + 3;
      grantor.answer(hello.envelope, {
        kind: "reject",
        reason: "EPOCH_STALE",
        detail: `epoch ${seen} was seen`,
        value: seen,
      });
      const above = (): boolean => grantor.since(from, "hello").some(({ envelope }) => envelope.epoch > seen);
      await probe.expect("CP-WINDOW-8", `it does not greet from a life above ${seen}`, above, 30_000);
      grantor.habits.greets = true;
    },
  },
  {
    name: "before its Hello is answered it says nothing else, and greets again",
    ids: ["CP-SESSION-1"],
    roles,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      const hello = await unanswered(probe);
      const from = grantor.heard.indexOf(hello);
      await probe.expect(
        "CP-SESSION-1",
        "an unanswered Hello is not followed by another",
        () => grantor.since(from, "hello").length >= 2,
        40_000,
      );
      const others = grantor.heard
        .slice(from)
        .filter(({ body }) => body.kind !== "hello")
        .map(({ body }) => body.kind);
      probe.check("CP-SESSION-1", `before its Hello is answered it says ${others.join()}`, others.length === 0);
      const majors = grantor.since(from, "hello")[0]?.body.versions.map(({ major }) => major) ?? [];
      probe.check("CP-SESSION-2", `its Hello offers the majors ${majors.join()}`, majors.includes(1));
      grantor.habits.greets = true;
      await greeted(probe);
    },
  },
  {
    name: "a commit older than the one held changes nothing",
    ids: ["CP-LEASE-1"],
    roles,
    needs: ["meter"],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease, terms } = await leased(probe);
      const lowW = Math.max(grantor.admitted.importW, Math.round(mostW(probe) / 2));
      const lower = grantor.commit(flat(probe.scheduleMs, [lowW]));
      await probe.answer("CP-LEASE-1", grantor, lower.envelope, { kinds: ["commitAck"] });
      probe.blame = "CP-LEASE-1";
      const echo = grantor.requests.newest?.ref;
      const { version, needVersions } = lease;
      const old = grantor.envelope({
        ...{ kind: "commit", plan: 0, version, ttlMs: grantor.ttlMs, graceMs: grantor.graceMs, terms, needVersions },
        ...{
          echo: echo ?? refOf(lease.envelope),
          scheduleMs: grantor.scheduleMs,
          fallback: grantor.admitted,
          reasons: [],
        },
      });
      grantor.request(old.body);
      await probe.never(
        "CP-LEASE-1",
        `a lease that was replaced is used again: the meter is above ${lowW} W`,
        () => !probe.isAtMost(lowW),
        3_000,
      );
    },
  },
];
