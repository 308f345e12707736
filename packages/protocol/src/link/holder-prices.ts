import type { Commit, CounterOffer, HolderOption, LeaseTariff, Offer, PriceVector } from "../messages.js";
import { isAsTold, settlementOfPart, tariffOf } from "../tariff.js";
import type { Micro, UnixS } from "../units.js";
import type { HolderLink } from "./holder.js";
import { payMicro } from "./pay.js";
import { partOf } from "./lease.js";

/** What one plan of option rounds told this holder, and what the holder said to it. */
interface Promised {
  readonly plan: number;
  readonly fromS: UnixS;
  readonly told: Offer[];
  /** By the hash of its terms. */
  readonly options: Map<string, HolderOption>;
}

/** Options of one plan that are remembered; more cannot be mixed. */
const optionsMax = 256;
/** What a holder would rather have may be worth so much more than what it got before it says so, of the price and µ. */
const regretShare = 0.01;
const regretLeastMicro = 10_000;

/**
 * M8: at the prices that it is settled at, what is committed costs a holder no more than any of its own options. It is
 * checked, told and never a reason to refuse: power is safe at any price.
 */
export class HolderPrices {
  private newest: Promised | undefined;

  constructor(private readonly link: HolderLink) {}

  /** An offer with prices came. */
  asked(offer: Offer): void {
    if (offer.plan === 0 || offer.prices === undefined || offer.reservedMs !== undefined) return;
    if (this.newest?.plan !== offer.plan) {
      this.newest = { plan: offer.plan, fromS: this.link.scheduleS(), told: [], options: new Map() };
    }
    this.newest.told.push(offer);
  }

  /** It was answered. */
  stated({ plan, options }: Pick<CounterOffer, "plan" | "options">): void {
    const { newest } = this;
    if (newest?.plan !== plan) return;
    for (const option of options) {
      if (newest.options.size < optionsMax) newest.options.set(option.terms.hash, option);
    }
  }

  /** CP-PRICE-3: what a commit that was taken costs beside what else the holder offered at the same price. */
  judge(commit: Commit): void {
    const tariff = tariffOf(commit);
    const { newest } = this;
    if (tariff === undefined || newest === undefined) return;
    for (const { connector, weights } of commit.blends ?? []) {
      const own = this.valuesOf(newest, tariff, connector);
      const mixed = weights.flatMap(({ hash, weight }) => {
        const value = own.get(hash);
        return value === undefined ? [] : [(value * weight) / 65_536];
      });
      // Options of an earlier plan are forgotten.
      if (mixed.length < weights.length) continue;
      const schedule = partOf(commit.terms.value, connector);
      const pay = schedule === undefined ? 0 : payMicro(tariff, connector, schedule, newest.fromS);
      const regret = Math.max(0, mixed.reduce((sum, value) => sum + value, 0) - Math.min(...own.values()));
      this.tell(connector, { payMicro: pay, regretMicro: regret, told: isTold(newest, tariff, connector) });
    }
  }

  /** Cost and price together of each own option of a connector, µ. */
  private valuesOf({ options, fromS }: Promised, tariff: LeaseTariff, connector: number): ReadonlyMap<string, Micro> {
    const values = new Map<string, Micro>();
    for (const [hash, { terms, costMicro }] of options) {
      const schedule = partOf(terms.value, connector);
      if (schedule !== undefined) values.set(hash, costMicro + payMicro(tariff, connector, schedule, fromS));
    }
    return values;
  }

  private tell(
    connector: number,
    found: { readonly payMicro: Micro; readonly regretMicro: Micro; readonly told: boolean },
  ): void {
    const { context, config } = this.link;
    const peer = config.grantor;
    const [pay, regret] = [Math.round(found.payMicro), Math.round(found.regretMicro)];
    context.trace({ what: "priced", peer, connector, payMicro: pay, regretMicro: regret, told: found.told });
    if (found.told || regret <= regretLeastMicro + Math.abs(pay) * regretShare) return;
    const detail = `connector ${String(connector)} is settled at prices that it was not told; an own option would cost ${String(regret)} micro less`;
    context.alarm("PRICE_NOT_AS_PROMISED", detail, peer);
  }
}

/** Whether the prices are those of a round in which this holder was asked. */
function isTold({ told }: Promised, tariff: LeaseTariff, connector: number): boolean {
  const settlement = settlementOfPart(tariff, connector);
  return told.some((offer) => {
    const part = offer.partPrices?.find((each) => each.connector === connector)?.prices;
    const prices: PriceVector | undefined = part ?? offer.prices;
    return prices !== undefined && isAsTold(settlement, prices);
  });
}
