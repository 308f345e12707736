import { sayOddly } from "../probe/odd.js";
import { served } from "../probe/serving.js";
import type { Case } from "./case.js";

const roles = ["charger", "grid"] as const;

/** How whoever grants greets, and whom. */
export const grantorSessionCases: readonly Case[] = [
  {
    name: "a Hello without a version in common is refused, with the one that it speaks",
    ids: ["CP-SESSION-2", "CP-NEG-8"],
    roles,
    needs: [],
    run: async (probe) => {
      const holder = await served(probe);
      holder.says = { versions: [{ major: 99, minor: 0 }] };
      const hello = holder.greet();
      const { body } = await probe.answer("CP-SESSION-2", holder, hello, { kinds: ["reject", "hello"], ms: 10_000 });
      const right = body.kind === "reject" && body.reason === "VERSION_UNSUPPORTED" && body.value === 1;
      probe.check(
        "CP-SESSION-2",
        `a Hello of major 99 is answered with ${body.kind === "reject" ? body.reason : body.kind}`,
        right,
      );
      probe.check("CP-NEG-8", "a reject does not say why", body.kind === "reject" && body.detail !== "");
    },
  },
  {
    name: "a Hello that insists on an unknown feature is refused",
    ids: ["CP-SESSION-2"],
    roles,
    needs: [],
    run: async (probe) => {
      const holder = await served(probe);
      holder.says = { criticalFeatures: ["x-kit"] };
      const { body } = await probe.answer("CP-SESSION-2", holder, holder.greet(), {
        kinds: ["reject", "hello"],
        ms: 10_000,
      });
      const said = body.kind === "reject" ? body.reason : body.kind;
      probe.check(
        "CP-SESSION-2",
        `a Hello with an unknown critical feature is answered with ${said}`,
        said === "FEATURE_UNSUPPORTED",
      );
    },
  },
  {
    name: "a Hello whose ramp takes more than half a lease is refused",
    ids: ["CP-SESSION-3"],
    roles,
    needs: [],
    run: async (probe) => {
      const holder = await served(probe);
      holder.says = { fallback: { importW: 0, exportW: 0, rampWPerS: 1 } };
      const { body } = await probe.answer("CP-SESSION-3", holder, holder.greet(), {
        kinds: ["reject", "hello"],
        ms: 10_000,
      });
      const said = body.kind === "reject" ? body.reason : body.kind;
      probe.check("CP-SESSION-3", `a ramp of 1 W/s is answered with ${said}`, said === "RAMP_TOO_SLOW");
    },
  },
  {
    name: "a Hello from a life that is over is refused with the epoch that was seen",
    ids: ["CP-WINDOW-8", "CP-WINDOW-3"],
    roles,
    needs: [],
    run: async (probe) => {
      const holder = await served(probe);
      await holder.restart();
      await probe.expect("CP-SESSION-1", "a Hello is not answered", () => holder.session !== undefined, 30_000);
      const hello = holder.greet({ epoch: holder.epoch - 1, seq: 500 });
      const { body } = await probe.answer("CP-WINDOW-8", holder, hello, { kinds: ["reject", "hello"], ms: 10_000 });
      const right = body.kind === "reject" && body.reason === "EPOCH_STALE" && body.value === holder.epoch;
      probe.check(
        "CP-WINDOW-8",
        "a Hello of an earlier life is not refused with EPOCH_STALE and the epoch seen",
        right,
      );
    },
  },
  {
    name: "the same identity with other content is refused, and changes nothing",
    ids: ["CP-WINDOW-2"],
    roles,
    needs: ["seals"],
    quiet: true,
    run: async (probe) => {
      const holder = await served(probe);
      const hello = holder.since(0, "commit").at(-1);
      const from = holder.heard.length;
      const used = holder.acknowledgement ?? holder.envelope({ kind: "release", reasons: [] });
      sayOddly(holder, { kind: "release", reasons: [] }, `with number ${used.seq} again`, { seq: used.seq });
      await probe.wait(2_000);
      const said = holder.since(from, "reject").map(({ body }) => body.reason);
      probe.check(
        "CP-WINDOW-2",
        `another message with a number used before is answered with ${said.join() || "nothing"}`,
        said.includes("DUPLICATE_ID"),
      );
      probe.check(
        "CP-WINDOW-2",
        "it is believed",
        holder.since(from, "releaseAck").length === 0 && hello !== undefined,
      );
    },
  },
  {
    name: "a vehicle that is not plugged in has no link",
    ids: ["CP-SESSION-4"],
    roles: ["charger"],
    needs: ["plug"],
    run: async (probe) => {
      const { holder } = probe;
      await probe.equipment.plug(1, undefined);
      await probe.wait(500);
      const from = holder.heard.length;
      holder.greet();
      await probe.never(
        "CP-SESSION-4",
        "it greets a vehicle that is not plugged in",
        () => holder.since(from, "hello").length > 0,
        3_000,
      );
    },
  },
  {
    name: "its Hello says what the connector carries",
    ids: ["CP-SESSION-5"],
    roles: ["charger"],
    needs: ["plug"],
    run: async (probe) => {
      const holder = await served(probe);
      const [carried] = holder.greeting?.connectors ?? [];
      probe.check("CP-SESSION-5", "its Hello says nothing of the connector", carried !== undefined);
      const own = probe.grantor.hello?.connectors[0]?.powerMaxW ?? 0;
      const said = carried?.powerMaxW ?? 0;
      probe.check(
        "CP-SESSION-5",
        `its Hello promises a vehicle ${said} W, more than the connector's ${own} W`,
        said <= own,
      );
    },
  },
];
