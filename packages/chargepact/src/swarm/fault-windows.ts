import type { Day, Fault, ResponseOf } from "@chargepact/sim";
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
  const spans = day.faults.map((fault) => deafSpan(fault, day, terms)).filter((span) => span !== undefined);
  return (atMs) => {
    const met = spans.filter((span) => atMs >= span.fromMs - terms.responseMs && atMs <= span.toMs);
    return Math.max(terms.responseMs, ...met.map((span) => span.windowMs));
  };
}

function deafSpan(fault: Fault, day: Day, terms: SwarmTerms): DeafSpan | undefined {
  if (fault.kind !== "brokerRestart" && fault.kind !== "kill") return undefined;
  const { speed, timings, reconnect } = terms;
  const awayMs = fault.kind === "kill" ? terms.deadMs : terms.outageMs;
  // Who was away has to come back and to be greeted before it can be told.
  const backMs = reconnect.maxMs + timings.helloMs;
  const fromMs = fault.atS * 1000;
  const battery = fault.kind === "kill" && !holdsOfGrid(fault.agent, day);
  const windowMs = battery ? (terms.batteryTtlMs + timings.graceMs) * speed : terms.unreachableMs;
  return { fromMs, toMs: fromMs + (awayMs + backMs) * speed, windowMs };
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
