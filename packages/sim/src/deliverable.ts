import type { ScheduleMs, WattHours, Watts } from "@chargepact/protocol";
import { FlowNetwork } from "./flow.js";
import type { Day, Session } from "./model.js";
import { BaseLoad, Capacity } from "./plant/feeder.js";
import { hookupOf, VehiclePlant } from "./plant/vehicle.js";

/** What vehicles could get at most, whoever decides: sessions share what is left in each interval. Energies in Wh. */
export interface SharingProblem {
  /** Most that each session can take over its whole stay. */
  readonly sessionsWh: readonly WattHours[];
  /** What is left for all in each interval, and for each phase where phases are limited. */
  readonly intervals: readonly { readonly siteWh: WattHours; readonly phaseWh?: WattHours }[];
  /** Most that a session can take in an interval, equally on its phases. */
  readonly edges: readonly {
    readonly session: number;
    readonly interval: number;
    readonly mostWh: WattHours;
    readonly phases: readonly (1 | 2 | 3)[];
  }[];
}

/** Flows are counted in mWh, so that they are whole numbers. */
const unitsPerWh = 1000;

/**
 * Most energy, Wh, that the sessions can get together: the maximum flow source → session → (phase in an interval) →
 * interval → sink. A vehicle on several phases is let use them unequally, so with phase limits it is an upper bound.
 */
export function mostShared(problem: SharingProblem): WattHours {
  const network = new FlowNetwork();
  const units = (energyWh: WattHours): number => Math.floor(Math.max(0, energyWh) * unitsPerWh);
  const [source, sink] = [0, 1];
  const sessionNode = (index: number): number => 2 + index;
  const intervalNode = (index: number): number => 2 + problem.sessionsWh.length + 4 * index;
  problem.sessionsWh.forEach((mostWh, index) => network.edge(source, sessionNode(index), units(mostWh)));
  problem.intervals.forEach(({ siteWh, phaseWh }, index) => {
    network.edge(intervalNode(index), sink, units(siteWh));
    if (phaseWh === undefined) return;
    for (const phase of [1, 2, 3]) network.edge(intervalNode(index) + phase, intervalNode(index), units(phaseWh));
  });
  for (const { session, interval, mostWh, phases } of problem.edges) {
    if (problem.intervals[interval]?.phaseWh === undefined) {
      network.edge(sessionNode(session), intervalNode(interval), units(mostWh));
      continue;
    }
    for (const phase of phases) {
      network.edge(sessionNode(session), intervalNode(interval) + phase, units(mostWh / phases.length));
    }
  }
  return network.maxFlow(source, sink) / unitsPerWh;
}

/**
 * Upper bound of what all vehicles of a day can get, Wh at the grid side: with all of the future known, the storage
 * always able to give its most, and every watt of capacity less the actual base load usable. A station has no limit
 * beyond its connectors, so it adds none. What vehicles export is taken off what they got, so it adds none either.
 */
export function deliverableWh(day: Day): WattHours {
  const cuts = instantsOf(day);
  const spans = cuts.slice(0, -1).map((fromMs, index) => ({ fromMs, toMs: cuts[index + 1] ?? fromMs }));
  const sessions = day.sessions.map((session) => reachOf(day, session));
  return mostShared({
    sessionsWh: sessions.map(({ mostWh }) => mostWh),
    intervals: roomOf(day, spans),
    edges: day.sessions.flatMap(({ arriveS, departS }, session) =>
      spans.flatMap(({ fromMs, toMs }, interval) => {
        const reach = sessions[session];
        if (reach === undefined || fromMs < arriveS * 1000 || toMs > departS * 1000) return [];
        return [{ session, interval, mostWh: (reach.peakW * (toMs - fromMs)) / 3.6e6, phases: reach.phases }];
      }),
    ),
  });
}

/** Instants between which nothing starts, ends or changes but the base load's noise, ms. */
function instantsOf(day: Day): readonly ScheduleMs[] {
  const instants = new Set([day.fromS * 1000, day.toS * 1000]);
  for (let atS = day.fromS; atS < day.toS; atS += day.stepS) instants.add(atS * 1000);
  for (const { arriveS, departS } of day.sessions) instants.add(arriveS * 1000).add(departS * 1000);
  for (const change of new Capacity(day).changes) instants.add(change.judgedMs);
  return [...instants]
    .filter((atMs) => atMs >= day.fromS * 1000 && atMs <= day.toS * 1000)
    .sort((one, other) => one - other);
}

/** Energy left for vehicles in each span, Wh; the base load is added up minute by minute. */
function roomOf(
  day: Day,
  spans: readonly { readonly fromMs: ScheduleMs; readonly toMs: ScheduleMs }[],
): SharingProblem["intervals"] {
  const capacity = new Capacity(day);
  const baseLoad = new BaseLoad(day);
  const storageW = (day.storage?.packs ?? 0) * (day.storage?.powerW ?? 0);
  return spans.map(({ fromMs, toMs }) => {
    let siteWh = 0;
    let phaseWh = 0;
    for (let atMs = fromMs; atMs < toMs;) {
      const nextMs = Math.min(toMs, (Math.floor(atMs / 60_000) + 1) * 60_000);
      const hours = (nextMs - atMs) / 3.6e6;
      const givenW = storageW - baseLoad.at(atMs);
      siteWh += Math.max(0, capacity.judgedAt(atMs) + givenW) * hours;
      phaseWh += Math.max(0, (day.phaseCapacityW ?? 0) + givenW / 3) * hours;
      atMs = nextMs;
    }
    return day.phaseCapacityW === undefined ? { siteWh } : { siteWh, phaseWh };
  });
}

interface Reach {
  /** Requested, or what the plant takes at full power from arrival to departure if that is less, Wh. */
  readonly mostWh: WattHours;
  readonly peakW: Watts;
  readonly phases: readonly (1 | 2 | 3)[];
}

/** What a vehicle's own plant can take in its stay if nothing else limits it. */
function reachOf(day: Day, session: Session): Reach {
  const station = day.stations.find(({ id }) => id === session.station);
  if (station === undefined) throw new RangeError(`${session.id} stands at ${session.station}, which does not exist`);
  const hookup = hookupOf(session, station);
  const endMs = Math.min(session.departS, day.toS) * 1000;
  let nowMs = Math.max(session.arriveS, day.fromS) * 1000;
  const { battery } = new VehiclePlant(session, hookup, { seed: day.seed, ambientC: day.ambientC, nowMs });
  const peakW = Math.min(hookup.powerMaxW, battery.importPeakW);
  while (nowMs < endMs && !battery.finished) {
    const nextMs = Math.min(endMs, nowMs + 10_000);
    battery.step(nowMs, nextMs, hookup.powerMaxW);
    nowMs = nextMs;
  }
  battery.settle(nowMs);
  // It stops within half a watt-hour of what was asked for.
  return { mostWh: Math.min(session.energyWh, battery.importWh + 0.5), peakW, phases: hookup.phases };
}
