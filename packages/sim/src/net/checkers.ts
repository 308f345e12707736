import type { AgentId, DurationMs } from "@chargepact/protocol";
import type { Checker, Report } from "./history.js";
import { L1 } from "./l1.js";
import { L2 } from "./l2.js";
import { Overdraw } from "./overdraw.js";
import { type Connection, S1 } from "./s1.js";
import { S2 } from "./s2.js";
import { S3 } from "./s3.js";
import { S4 } from "./s4.js";
import { S5 } from "./s5.js";
import { S6 } from "./s6.js";
import { type SitePlan, ttls } from "./site-plan.js";

const graceMs = 10_000;

/** Everybody who watches a site. */
export function checkersOf(site: SitePlan, report: Report): readonly Checker[] {
  const batteries = site.vehicles.map(({ id }) => id);
  const holders = [...site.stations, ...site.storages, ...site.vehicles].map(({ id }) => id);
  return [
    new S1(connectionsOf(site), report, booksOf(site)),
    new S2(holders, report, new Set(batteries)),
    new Overdraw(new Set(site.stations.map(({ id }) => id)), report),
    new S3(report),
    new S4(report, new Set(batteries)),
    new S5(batteries, report),
    new S6(batteries, report),
    new L1(report),
    new L2(recoverMs(site), report),
  ];
}

function connectionsOf(site: SitePlan): readonly Connection[] {
  return site.operators.map(({ id }) => {
    const below = new Set([id, ...site.operators.filter(({ parent }) => parent === id).map((each) => each.id)]);
    const equipment = [...site.stations, ...site.storages].filter(({ operator }) => below.has(operator));
    return { operator: id, equipment: new Set(equipment.map((each) => each.id)), unreachableMs: lastMs(site) };
  });
}

/** After so long nothing that was granted before is in force, ms: ttl and grace of every level, on clocks that drift. */
const lastMs = (site: SitePlan): DurationMs =>
  Math.max(...site.operators.map(({ ttlMs }) => ttlMs + graceMs)) * 1.002 + 2000;

function booksOf(site: SitePlan): ReadonlyMap<AgentId, DurationMs> {
  return new Map([
    ...site.operators.map(({ id }) => [id, lastMs(site)] as const),
    ...site.stations.map(({ id }) => [id, (ttls.battery + graceMs) * 1.002 + 2000] as const),
  ]);
}

/** Within so long every need is served once faults have stopped, ms: 2 ttl of the longest lease, and the longest wait. */
export function recoverMs(site: SitePlan): DurationMs {
  const ttlMs = Math.max(...site.operators.map((each) => each.ttlMs));
  return 2 * ttlMs + site.operators.reduce((sum, each) => Math.max(sum, each.ttlMs + graceMs), 0);
}
