import { Violation } from "../failure.js";
import type { RequirementId } from "../requirements.js";
import type { Allowed } from "./bound.js";
import type { Peer } from "./peer.js";
import type { Probe } from "./probe.js";

/** Looks once; what it says is broken. */
export type Watch = () => Violation | undefined;

/** W above a bound that are noise of a meter. */
const meterSlackW = 60;

/** What holds in every run of every case. */
export function watchers(probe: Probe): readonly Watch[] {
  const peers: readonly Peer[] = [
    ...(probe.parts.grantor === undefined ? [] : [probe.parts.grantor]),
    ...probe.parts.holders,
  ];
  return [overdrawn(probe), overgranted(probe), ...peers.map((peer) => () => refusedAt(peer))];
}

/** S2: never above what its grantor's words can mean. */
function overdrawn(probe: Probe): Watch {
  const { grantor, equipment, times, pace } = probe.parts;
  const recent: { readonly at: number; readonly allowed: Allowed }[] = [];
  return () => {
    const { meterW } = equipment;
    if (grantor === undefined || meterW === undefined) return undefined;
    const { mono, t } = pace.clock.now();
    // Until it has greeted, nobody knows what it kept of an earlier life.
    const allowed = grantor.hello === undefined ? unknown : grantor.bound.at(mono, t, times.slack);
    // What the meter says may have been read before the last word that lowers the bound came.
    recent.push({ at: mono, allowed });
    while ((recent[0]?.at ?? mono) < mono - times.slack.reactionMs) recent.shift();
    const within = (each: Allowed): boolean =>
      meterW <= each.importW + meterSlackW && -meterW <= each.exportW + meterSlackW;
    if (recent.some((each) => within(each.allowed))) return undefined;
    const allowedW = meterW > 0 ? allowed.importW : -allowed.exportW;
    return new Violation(
      idOf(probe, allowed),
      `the meter says ${Math.round(meterW)} W; ${because[allowed.because]} ${Math.round(allowedW)} W`,
    );
  };
}

const unknown: Allowed = { importW: Number.POSITIVE_INFINITY, exportW: Number.POSITIVE_INFINITY, because: "lease" };

/** S1: what those below may draw together is never more than what the one above them may give. */
function overgranted(probe: Probe): Watch {
  const { grantor, holders, equipment, times, pace } = probe.parts;
  const recent: { readonly at: number; readonly capacityW: number }[] = [];
  /** The largest capacity of late: one that was lowered counts once every lease of before is over. */
  const capacityOf = (now: number): number => {
    recent.push({ at: now, capacityW: equipment.capacityW ?? Number.POSITIVE_INFINITY });
    while ((recent[0]?.at ?? now) < now - 200_000) recent.shift();
    return Math.max(...recent.map(({ capacityW }) => capacityW));
  };
  return () => {
    const { mono, t } = pace.clock.now();
    // CP-LEASE-11: a charger cuts the fallback of a vehicle at its port; the meter shows whether it did.
    const drawnW = ({ bound }: (typeof holders)[number]): number =>
      Math.min(bound.at(mono, t, exact).importW, grantor === undefined ? Infinity : bound.agreedW(mono, t, exact));
    const sumW = holders.reduce((sum, holder) => sum + drawnW(holder), 0);
    const above = grantor?.hello === undefined ? undefined : grantor.bound.leaseAt(mono, t, times.slack);
    // Fallbacks that it has admitted stay booked where its capacity falls below them: nobody can take them back.
    const admittedW = holders.reduce((sum, { admitted }) => sum + (admitted?.importW ?? 0), 0);
    const ownW = grantor === undefined ? Math.max(admittedW, capacityOf(mono)) : Number.POSITIVE_INFINITY;
    const capacityW = above?.importW ?? ownW;
    if (sumW <= capacityW + meterSlackW) return undefined;
    const id = above?.because === "fallback" ? "CP-LEASE-7" : "CP-LEDGER-8";
    return new Violation(
      probe.blame ?? id,
      `those below may draw ${Math.round(sumW)} W together; it has ${Math.round(capacityW)} W to give`,
    );
  };
}

/** What a holder that the kit plays may draw is known to the instant. */
const exact = { meterMs: 0, reactionMs: 0, timeMs: 0 };

const because = {
  lease: "the lease allows",
  fallback: "without a lease in force the fallback allows",
  emergency: "the emergency that it has acknowledged allows",
} as const;

function idOf(probe: Probe, allowed: Allowed): RequirementId {
  if (probe.blame !== undefined) return probe.blame;
  if (allowed.because === "emergency") return "CP-EMERG-1";
  if (allowed.because === "fallback") return probe.parts.grantor?.lease === undefined ? "CP-FALL-1" : "CP-FALL-5";
  return probe.role === "charger" ? "CP-LEASE-11" : "CP-LEASE-9";
}

const faults: Readonly<Record<string, RequirementId>> = {
  size: "CP-WIRE-2",
  malformed: "CP-WIRE-11",
  unsealed: "CP-SEAL-6",
  proof: "CP-SEAL-2",
  seal: "CP-SEAL-1",
  identity: "CP-TOPIC-4",
  retained: "CP-TOPIC-3",
};

/** What the agent under test says can be read and believed. */
function refusedAt(peer: Peer): Violation | undefined {
  const [fault] = peer.faults;
  if (fault !== undefined) return new Violation(fault.id, fault.detail);
  for (const { refusal, detail } of peer.refused) {
    const id = faults[refusal];
    if (id !== undefined) return new Violation(id, `${peer.id} had to refuse what came (${refusal}): ${detail}`);
  }
  return undefined;
}
