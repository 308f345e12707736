import type { Trace } from "@chargepact/protocol";
import type { FleetAgent } from "./fleet.js";

type LeaseStep = Extract<Trace, { readonly what: "lease" }>["step"];

export interface Tally {
  readonly negotiations: { agreed: number; countered: number; rejected: number; revoked: number };
  readonly leases: { granted: number; renewed: number; expired: number; fallbacks: number };
  /** Carried out; µ by which the declared costs of both fell, as far as they were kept. */
  readonly trades: { made: number; savedMicro: number };
  plans: number;
  refused: number;
}

export function createTally(): Tally {
  return {
    negotiations: { agreed: 0, countered: 0, rejected: 0, revoked: 0 },
    leases: { granted: 0, renewed: 0, expired: 0, fallbacks: 0 },
    trades: { made: 0, savedMicro: 0 },
    plans: 0,
    refused: 0,
  };
}

/**
 * Counts what happened on links. A link has two ends, and both trace what they see; here each thing is counted once, at
 * the holder: its answers to offers, and its leases from the first grant to the fallback. The grantor's end counts only
 * where it refuses an answer, which is a decision of its own.
 */
export function count(tally: Tally, trace: Trace, agent: FleetAgent): void {
  if (trace.what === "negotiation") {
    if (holdsOf(trace.peer, agent) || trace.outcome === "rejected") tally.negotiations[trace.outcome]++;
  } else if (trace.what === "lease") {
    if (holdsOf(trace.peer, agent)) countLease(tally, trace.step);
  } else if (trace.what === "trade") countTrade(tally, trace);
  else if (trace.what === "plan") tally.plans++;
  else if (trace.what === "refused") tally.refused++;
}

/** True where the agent holds leases of this peer, and not the other way round. */
const holdsOf = (peer: string, { plan }: FleetAgent): boolean => plan.grantors.includes(peer);

function countLease({ leases }: Tally, step: LeaseStep): void {
  if (step === "granted") leases.granted++;
  else if (step === "renewed") leases.renewed++;
  else if (step === "expired") leases.expired++;
  else if (step === "fallback") leases.fallbacks++;
}

function countTrade({ trades }: Tally, { step, trade }: Extract<Trace, { readonly what: "trade" }>): void {
  if (step === "done") trades.made++;
  else if (step === "settled") trades.savedMicro -= trade.seller.costMicro + trade.buyer.costMicro;
}
