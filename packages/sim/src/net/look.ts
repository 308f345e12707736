import { type AgentId, ChargerCore, GridCore, type Misfit, stepValueAt } from "@chargepact/protocol";
import type { Device } from "./device.js";
import type { Books, Look, Meter } from "./history.js";
import type { World } from "./world.js";

/** Reads every grantor's books and every meter of a world, now. */
export function lookAt(world: World): Look {
  return { atMs: world.nowMs, books: booksOf(world), meters: metersOf(world), needs: needsOf(world) };
}

function booksOf(world: World): readonly Books[] {
  const books: Books[] = [];
  for (const { id, core, clock } of world.hosts.values()) {
    const kept = clock.sure && world.stations.get(id)?.isDisturbed !== true;
    if (core instanceof GridCore || core instanceof ChargerCore) books.push(booksAt(id, core, kept));
  }
  return books;
}

/**
 * `kept`: false while the process stands still, or does not know yet that it did, for nobody keeps its books then; and while
 * more is drawn than was given, or metered, for that is booked on top.
 */
function booksAt(grantor: AgentId, core: GridCore | ChargerCore, kept: boolean): Books {
  const { ledger, links, recovering } = core.desk;
  const nowS = core.nowS();
  // What is over in a later step only has until then to be lowered; equipment's own fallbacks no grantor can take back.
  const first = ledger.firstOver(nowS);
  const over = first !== undefined && first.atS <= nowS && !isFallbacks(core, first) ? first : undefined;
  const heaviest =
    over === undefined
      ? undefined
      : [...ledger.holders()].sort((a, b) => ledger.importAt(b, over.atS) - ledger.importAt(a, over.atS))[0];
  return {
    grantor,
    heaviest,
    capacityW: stepValueAt(ledger.capacityOf(core instanceof GridCore ? "site" : "station").importW, nowS),
    // Who has not greeted since may be booked at all that its connection carries.
    supposed: !kept || recovering || ledger.holders().some((id) => links.get(id)?.connected !== true),
    over: over === undefined ? undefined : `${over.overW} W ${over.direction} too much on ${over.row}`,
  };
}

/** True where nobody has anything booked beyond its fallback there. */
function isFallbacks({ desk }: GridCore | ChargerCore, { row, atS, direction }: Misfit): boolean {
  if (direction === "export") return false;
  const { ledger } = desk;
  const holders = ledger.holders();
  return stepValueAt(ledger.bookedImport(row, holders), atS) <= ledger.fallbackImport(row, holders);
}

interface Metered {
  readonly agent: AgentId;
  readonly grantor: AgentId | undefined;
  readonly device: Device;
  readonly powerW: number;
}

function metersOf(world: World): readonly Meter[] {
  const meters: Meter[] = [];
  const add = ({ agent, grantor, device, powerW }: Metered): void => {
    const host = world.hosts.get(agent);
    const up = host?.up === true && host.clock.sure;
    const honest = !world.misled.has(agent);
    meters.push({ agent, grantor, allowed: device.total(), failsafe: device.failsafe, powerW, honest, up });
  };
  for (const station of world.stations.values()) {
    const { plan, device } = station;
    const powerW = station.powerW() * station.meterFactor;
    add({ agent: plan.id, grantor: plan.operator, device, powerW });
  }
  for (const { plan, device, powerW } of world.storages.values()) {
    add({ agent: plan.id, grantor: plan.operator, device, powerW });
  }
  for (const { plan, device, powerW, at } of world.vehicles.values()) {
    add({ agent: plan.id, grantor: at?.station.plan.id, device, powerW });
  }
  return meters;
}

function needsOf(world: World): Look["needs"] {
  return [...world.vehicles.values()].map((vehicle) => {
    const { plan, powerW, deliveredWh } = vehicle;
    return { agent: plan.id, hungry: vehicle.hungry(world.base.now().t / 1000), powerW, deliveredWh };
  });
}
