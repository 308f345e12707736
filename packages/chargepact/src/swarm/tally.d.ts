import type { Role, Trace } from "@chargepact/protocol";
export interface Tally {
  readonly negotiations: {
    agreed: number;
    countered: number;
    rejected: number;
    revoked: number;
  };
  readonly leases: {
    granted: number;
    renewed: number;
    expired: number;
    fallbacks: number;
  };
  plans: number;
  refused: number;
}
export declare function createTally(): Tally;
/** Counts what happened on links: each negotiation at the holder that decided it, each lease where it is held. */
export declare function count(tally: Tally, trace: Trace, role: Role): void;
