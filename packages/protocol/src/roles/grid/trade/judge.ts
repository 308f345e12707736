import { compareVersions } from "../../../link/booking.js";
import type { Desk } from "../../../link/desk.js";
import type { Reject, TradeAccept } from "../../../messages.js";
import type { Site } from "../site.js";
import { nameOf, type OpenTrade, type Side } from "./book.js";
import { isSettled } from "./parties.js";

/** Why what a holder says is no agreement to its side of a trade. */
export function sideProblem(desk: Desk, side: Side, accept: TradeAccept): Omit<Reject, "kind"> | undefined {
  const stale = staleProblem(desk, side);
  if (stale !== undefined) return stale;
  if (compareVersions(accept.version, side.version) !== 0) {
    const [said, is] = [nameOf(accept.version), nameOf(side.version)];
    return { reason: "STALE_LEASE", detail: `the trade changes version ${is}, not ${said}` };
  }
  if (accept.hash === side.terms.hash && accept.priceMicro === side.priceMicro) return undefined;
  const price = `${String(accept.priceMicro)} micro, offered: ${String(side.priceMicro)}`;
  return { reason: "UNKNOWN_PROPOSAL", detail: `other terms than were offered, or another price (${price})` };
}

/** CP-TRADE-5: what was sold once, or changed otherwise, is sold no more. */
function staleProblem(desk: Desk, { holder, version }: Side): Omit<Reject, "kind"> | undefined {
  const newest = desk.ledger.versionsOf(holder).at(-1)?.version;
  if (newest !== undefined && compareVersions(newest, version) === 0 && isSettled(desk, holder)) return undefined;
  return {
    reason: "STALE_LEASE",
    detail: `version ${nameOf(version)} of ${holder} is changed already, or being changed`,
  };
}

/** CP-TRADE-4, CP-TRADE-5: why a trade that both agreed to is not carried out. */
export function togetherProblem(
  { desk, nowS }: Pick<Site, "desk"> & { readonly nowS: number },
  open: Pick<OpenTrade, "seller" | "buyer">,
): Omit<Reject, "kind"> | undefined {
  const { seller, buyer } = open;
  const stale = staleProblem(desk, seller) ?? staleProblem(desk, buyer);
  if (stale !== undefined) return stale;
  const costMicro = (seller.costMicro ?? 0) + (buyer.costMicro ?? 0);
  if (costMicro > 0) {
    return {
      reason: "NOT_NOW",
      detail: `both together would be ${String(costMicro)} micro worse off, allowed: 0 or less`,
    };
  }
  const terms = new Map([seller, buyer].map((side) => [side.holder, side.terms.value]));
  const misfit = desk.ledger.togetherMisfit(terms, nowS);
  if (misfit === undefined) return undefined;
  const { row, overW, atS } = misfit;
  return {
    reason: "OVER_CAPACITY",
    detail: `${row} would be ${String(Math.ceil(overW))} W over its capacity at ${String(atS)} s`,
  };
}
