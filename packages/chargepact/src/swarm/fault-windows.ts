import type { Day, Fault, ResponseOf } from "@chargepact/sim";
import type { Role } from "@chargepact/protocol";
import { gridId } from "../scenario/index.js";
import type { SwarmTerms } from "./terms.js";

/** A stretch of schedule time in which some holder may not hear of an emergency, ms, and how long until it must obey. */
interface DeafSpan {
  readonly fromMs: number;
  readonly toMs: number;
  readonly windowMs: number;
}

/**
 * How long a fall of the capacity is not judged: the response time, and where a holder is unreachable through another
 * fault just then, the ttl + grace after which its lease is over.
 */
export function responseOf(day: Day, terms: SwarmTerms): ResponseOf {
  return responseWith(day, terms, (fault) => {
    const battery = fault.kind === "kill" && !holdsOfGrid(fault.agent, day);
    return battery ? (terms.batteryTtlMs + terms.timings.graceMs) * terms.speed : terms.unreachableMs;
  });
}

/** The same for a feeder, whose sites hold longer leases than their stations do. */
export function feederResponseOf(day: Day, terms: SwarmTerms, roleOf: (agent: string) => Role | undefined): ResponseOf {
  return responseWith(day, terms, (fault) => {
    const role = fault.kind === "kill" ? roleOf(fault.agent) : "grid";
    if (role === "battery") return (terms.batteryTtlMs + terms.timings.graceMs) * terms.speed;
    return role === "grid" ? terms.siteUnreachableMs : terms.unreachableMs;
  });
}

function responseWith(day: Day, terms: SwarmTerms, windowOf: (fault: Fault) => number): ResponseOf {
  const spans = day.faults.map((fault) => deafSpan(fault, terms, windowOf)).filter((span) => span !== undefined);
  return (atMs) => {
    const met = spans.filter((span) => atMs >= span.fromMs - terms.responseMs && atMs <= span.toMs);
    return Math.max(terms.responseMs, ...met.map((span) => span.windowMs));
  };
}

function deafSpan(fault: Fault, terms: SwarmTerms, windowOf: (fault: Fault) => number): DeafSpan | undefined {
  if (fault.kind !== "brokerRestart" && fault.kind !== "kill") return undefined;
  const { speed, timings, reconnect } = terms;
  const awayMs = fault.kind === "kill" ? terms.deadMs : terms.outageMs;
  // Who was away has to come back and to be greeted before it can be told.
  const backMs = reconnect.maxMs + timings.helloMs;
  const fromMs = fault.atS * 1000;
  return { fromMs, toMs: fromMs + (awayMs + backMs) * speed, windowMs: windowOf(fault) };
}

const holdsOfGrid = (agent: string, day: Day): boolean =>
  agent === gridId || agent === day.storage?.id || day.stations.some((station) => station.id === agent);

const seconds = (ms: number): string => `${String(Math.round(ms / 100) / 10)} s`;

/** Both windows in words, for people who read the violations of a run. */
export function windowsText({ responseMs, unreachableMs, speed }: SwarmTerms): string {
  const real =
    speed === 1 ? "" : ` (${seconds(responseMs / speed)} and ${seconds(unreachableMs / speed)} of real time)`;
  return (
    `a lowered capacity is judged after ${seconds(responseMs)}, ` +
    `where a fault makes holders unreachable after ${seconds(unreachableMs)}${real}`
  );
}
