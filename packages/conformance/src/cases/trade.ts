import type { Embedded, Envelope, Terms, TradeOffer } from "@chargepact/protocol";
import { leased } from "../probe/flows.js";
import type { Probe } from "../probe/probe.js";
import { embed, flat } from "../probe/terms.js";
import { lessW } from "../probe/written.js";
import type { Case } from "./case.js";

const holders = ["charger", "battery", "storage"] as const;

/** What a holder makes of an offer to trade. */
export const tradeCases: readonly Case[] = [
  {
    name: "it never agrees to trade a lease that is not its newest",
    ids: ["CP-TRADE-3"],
    roles: holders,
    needs: [],
    run: async (probe) => {
      const { lease, powerW } = await leased(probe);
      const { version } = lease;
      const offer = {
        version: { ...version, counter: version.counter + 1 },
        priceMicro: -10_000_000,
        terms: lower(probe, powerW),
      };
      await disagrees(probe, "CP-TRADE-3", "a trade of a lease that it does not hold", offer);
    },
  },
  {
    name: "it never agrees to pay for having less",
    ids: ["CP-TRADE-4"],
    roles: holders,
    needs: [],
    run: async (probe) => {
      const { lease, powerW } = await leased(probe);
      const offer = { version: lease.version, priceMicro: 1_000_000_000, terms: lower(probe, powerW) };
      await disagrees(probe, "CP-TRADE-4", "a trade by which it has less and pays for it", offer);
    },
  },
  {
    name: "a battery sells nothing of what it needs first, whatever it is paid",
    ids: ["CP-TRADE-4"],
    roles: ["battery"],
    needs: [],
    run: async (probe) => {
      const { lease, powerW } = await leased(probe);
      const offer = { version: lease.version, priceMicro: -1_000_000_000, terms: lower(probe, powerW, 1) };
      await disagrees(probe, "CP-TRADE-4", "a trade that leaves it less than the first half of its need", offer);
    },
  },
  {
    name: "what it agrees to it repeats: trade, lease, hash and price, and nothing changes until a commit",
    ids: ["CP-TRADE-3"],
    roles: holders,
    needs: [],
    run: async (probe) => {
      const { grantor } = probe;
      const { lease, powerW } = await leased(probe);
      const terms = lower(probe, powerW);
      const priceMicro = -1_000_000_000;
      const envelope = tradeOffer(probe, { version: lease.version, priceMicro, terms });
      const kinds = ["tradeAccept", "reject"] as const;
      const { body } = await probe.answer("CP-TRADE-3", grantor, envelope, { kinds, ms: probe.times.setupMs });
      if (body.kind !== "tradeAccept") return;
      const fits =
        body.hash === terms.hash && body.priceMicro === priceMicro && body.version.counter === lease.version.counter;
      probe.check("CP-TRADE-3", "it agrees to something else than was offered", fits);
      if (!probe.has("meter")) return;
      const fell = (): boolean => probe.meterW < powerW * 0.9;
      await probe.never("CP-TRADE-3", "its power changes before the trade is committed", fell, 2_000);
    },
  },
  {
    name: "a charger agrees to a trade only as its battery does",
    ids: ["CP-TRADE-8"],
    roles: ["charger"],
    needs: ["plug"],
    run: async (probe) => {
      // The battery of the kit trades nothing.
      const { lease, powerW } = await leased(probe);
      const offer = { version: lease.version, priceMicro: -1_000_000_000, terms: lower(probe, powerW) };
      await disagrees(probe, "CP-TRADE-8", "a trade that its battery has refused", offer);
    },
  },
];

interface Offered {
  readonly version: TradeOffer["version"];
  /** µ; + the holder pays. */
  readonly priceMicro: number;
  readonly terms: Embedded<Terms>;
}

const lower = (probe: Probe, powerW: number, steps = 16): Embedded<Terms> =>
  embed(flat(probe.scheduleMs, [lessW(probe, powerW)], { steps }));

function tradeOffer({ grantor }: Probe, offered: Offered): Envelope {
  const trade = { epoch: grantor.epoch, counter: 1 };
  return grantor.request({ kind: "tradeOffer", trade, validMs: 20_000, ...offered }, { ttlMs: 20_000 });
}

async function disagrees(
  probe: Probe,
  id: "CP-TRADE-3" | "CP-TRADE-4" | "CP-TRADE-8",
  what: string,
  offered: Offered,
): Promise<void> {
  const { grantor } = probe;
  const envelope = tradeOffer(probe, offered);
  const agreed = (): boolean => probe.answered(grantor, envelope, "tradeAccept");
  await probe.never(id, `it agrees to ${what}`, agreed, 3_000);
  grantor.forget(envelope);
}
