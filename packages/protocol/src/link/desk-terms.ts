import type { Envelope, Reject, Terms } from "../messages.js";
import { cutSchedule, schedulesEqual } from "../schedule.js";
import type { UnixS, Watts } from "../units.js";
import { termsPower, type Misfit } from "./booking.js";
import type { GrantorLink } from "./grantor.js";
import { partOf } from "./lease.js";

/** CP-NEG-4: what terms have above the holder's own powerMax and its cap in the registry, whatever a plan or an option says. */
export function overMost(
  link: GrantorLink,
  terms: Terms,
  limits: { readonly capW: Watts; readonly nowS: UnixS },
): Misfit | undefined {
  const [power] = termsPower([{ id: "holder", share: () => 1 }], link.holder, terms);
  const { hello } = link;
  if (power === undefined || hello === undefined) return undefined;
  const over = (key: "importW" | "exportW", mostW: Watts): number =>
    Math.max(0, ...power[key].values) - Math.min(limits.capW, mostW);
  const [importW, exportW] = [over("importW", hello.powerMaxW), over("exportW", hello.exportMaxW)];
  if (importW <= 0 && exportW <= 0) return undefined;
  const direction = importW > 0 ? "import" : "export";
  return { row: "holder", direction, atS: Math.floor(limits.nowS), overW: Math.max(importW, exportW) };
}

export function acceptVersions(envelope: Envelope, link: GrantorLink): readonly number[] {
  return envelope.body.kind === "accept" ? envelope.body.needVersions : link.needVersions();
}

export function refusalOf(outcome: "later" | "done" | Misfit): Omit<Reject, "kind"> {
  if (typeof outcome === "string") return { reason: "NOT_NOW", detail: "ask again with a new request" };
  const { row, direction, overW, atS } = outcome;
  // CP-NEG-8.
  const detail = `${direction} on ${row} would be ${String(Math.ceil(overW))} W over its capacity at ${String(atS)} s`;
  return { reason: "OVER_CAPACITY", detail };
}

/** The same terms from `fromS` on. */
export function sameFrom(a: Terms, b: Terms, fromS: UnixS): boolean {
  const connectors = new Set([...a.parts, ...b.parts].map((part) => part.connector));
  return [...connectors].every((connector) => {
    const [left, right] = [partOf(a, connector), partOf(b, connector)];
    const [from, until] = [left && cutSchedule(left, fromS), right && cutSchedule(right, fromS)];
    if (from === undefined || until === undefined) return isZero(from) && isZero(until);
    return schedulesEqual(from, until);
  });
}

function isZero(schedule: { max: readonly number[]; min?: readonly number[] } | undefined): boolean {
  return schedule === undefined || (schedule.max.every((w) => w === 0) && (schedule.min ?? []).every((w) => w === 0));
}

export function isNothing(terms: Terms): boolean {
  return terms.parts.every((part) => isZero(part.schedule));
}

/** The same terms with an import of `leastW` at least, on the first connector. */
export function atLeast(terms: Terms, leastW: Watts): Terms {
  return {
    parts: terms.parts.map((part, index) => {
      const { max } = part.schedule;
      const raised = index > 0 ? max : max.map((watts) => Math.max(watts, Math.floor(leastW)));
      return { connector: part.connector, schedule: { ...part.schedule, max: raised } };
    }),
  };
}

export function nothing(terms: Terms): Terms {
  return {
    parts: terms.parts.map((part) => ({
      connector: part.connector,
      schedule: { startS: part.schedule.startS, stepS: part.schedule.stepS, max: part.schedule.max.map(() => 0) },
    })),
  };
}
