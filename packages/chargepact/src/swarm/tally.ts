import type { Role, Trace } from "@chargepact/protocol";

export interface Tally {
  readonly negotiations: { agreed: number; countered: number; rejected: number; revoked: number };
  readonly leases: { granted: number; renewed: number; expired: number; fallbacks: number };
  plans: number;
  refused: number;
}

export function createTally(): Tally {
  return {
    negotiations: { agreed: 0, countered: 0, rejected: 0, revoked: 0 },
    leases: { granted: 0, renewed: 0, expired: 0, fallbacks: 0 },
    plans: 0,
    refused: 0,
  };
}

/** Counts what happened on links: each negotiation at the holder that decided it, each lease where it is held. */
export function count(tally: Tally, trace: Trace, role: Role): void {
  switch (trace.what) {
    case "negotiation":
      // A negotiation has two ends; the holder's counts, and the grantor's only where a relay answered for it.
      if (role !== "grid") tally.negotiations[trace.outcome]++;
      break;
    case "lease":
      if (role === "grid") break;
      if (trace.step === "granted") tally.leases.granted++;
      else if (trace.step === "renewed") tally.leases.renewed++;
      else if (trace.step === "expired") tally.leases.expired++;
      else if (trace.step === "fallback") tally.leases.fallbacks++;
      break;
    case "plan":
      tally.plans++;
      break;
    case "refused":
      tally.refused++;
      break;
    case "limited":
      break;
  }
}
