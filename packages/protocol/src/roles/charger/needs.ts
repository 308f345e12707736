import { firstTierOf } from "../../market/tiers.js";
import type { ConnectorInfo, NeedPart, Reject } from "../../messages.js";
import type { WattHours } from "../../units.js";
import { feasibleWh } from "../feasible.js";
import { batteryTerms } from "./grants.js";
import type { Plug, Station } from "./station.js";

/** What a charger asks its grantor for: the needs of its batteries, one part a connector. */
export class ChargerNeeds {
  private readonly versions = new Map<number, { readonly key: string; readonly version: number }>();
  /** Wh that may come first of the need of this version, by connector. */
  private readonly firsts = new Map<number, { readonly version: number; readonly firstWh: WattHours }>();
  private statedNeed = "";
  private statedHere = false;

  constructor(private readonly station: Station) {}

  /** A new session has not heard the need yet. */
  sessionBegan(): void {
    this.statedHere = false;
  }

  /**
   * CP-NEG-13: less of some parts comes first. Each battery is told, since it prices its options by that; until it states
   * its need anew, the station states the less for it.
   */
  refused(reject: Reject): void {
    for (const { connector, schedule } of reject.feasible?.value.parts ?? []) {
      const plug = this.station.plugs.get(connector);
      if (plug === undefined) continue;
      const link = this.station.desk.links.get(plug.holder);
      const [need] = link?.needs ?? [];
      const asked = this.station.up.needs.find((part) => part.connector === connector);
      if (need === undefined || asked === undefined) continue;
      const firstWh = feasibleWh(reject, connector, asked);
      this.firsts.set(connector, { version: need.version, firstWh });
      const stated = this.versions.get(connector);
      // The same need with less of it first is another need.
      if (stated !== undefined) this.versions.set(connector, { key: "", version: stated.version });
      const feasible = this.station.desk.embed(batteryTerms({ connector: 1, schedule }));
      link?.refuseNeed({ reason: "INFEASIBLE", detail: reject.detail, feasible });
    }
  }

  /** States what all batteries here need, where it is news or the session is new. */
  state(): void {
    const parts: NeedPart[] = [];
    for (const plug of this.station.plugs.values()) {
      const link = this.station.desk.links.get(plug.holder);
      const [need] = link?.needs ?? [];
      const info = this.station.config.connectors.find((each) => each.connector === plug.connector);
      if (need === undefined || info === undefined) continue;
      const first = this.firsts.get(plug.connector);
      const known = first?.version === need.version ? this.withFirst(need, first.firstWh) : need;
      parts.push(connectorNeed(known, info, { phases: plug.phases, version: this.versionOf(plug, need.version) }));
    }
    parts.sort((a, b) => a.connector - b.connector);
    if (parts.length === 0) {
      if (this.station.up.needs.length === 0) return;
      parts.push(this.nothingNeeded());
    }
    if (this.statedNeed !== JSON.stringify(parts) || !this.statedHere) this.station.up.setNeed(parts);
    this.statedNeed = JSON.stringify(parts);
    this.statedHere = this.station.up.connected;
  }

  private withFirst(need: NeedPart, firstWh: WattHours): NeedPart {
    return { ...need, firstWh: Math.min(firstWh, Math.floor(firstTierOf(need))) };
  }

  /** The last battery left: a need of 0 Wh says so. */
  private nothingNeeded(): NeedPart {
    const [info] = this.station.config.connectors;
    const version = this.station.up.needs.every((part) => part.energyWh === 0)
      ? 1
      : Math.max(...this.station.up.needs.map((part) => part.version)) + 1;
    return {
      connector: info?.connector ?? 1,
      version,
      departureS: Math.floor(this.station.nowS()),
      energyWh: 0,
      powerMaxW: info?.powerMaxW ?? 0,
      powerMinW: 0,
      exportMaxW: 0,
      phases: info?.phases ?? [1],
      blendable: true,
    };
  }

  /** A part's version grows when another battery came or the battery changed its need. */
  private versionOf(plug: Plug, version: number): number {
    const key = `${plug.holder}#${String(version)}`;
    const known = this.versions.get(plug.connector);
    if (known?.key === key) return known.version;
    const next = { key, version: (known?.version ?? 0) + 1 };
    this.versions.set(plug.connector, next);
    return next.version;
  }
}

/** A battery's need as its connector can serve it: fewer phases mean less power and a lower minimum. */
function connectorNeed(
  need: NeedPart,
  info: ConnectorInfo,
  plug: { readonly phases: readonly (1 | 2 | 3)[] | undefined; readonly version: number },
): NeedPart {
  const used = Math.max(1, Math.min(info.phases.length, need.phases.length));
  const phases = plug.phases ?? info.phases.slice(0, used);
  const ofBattery = Math.min(1, phases.length / need.phases.length);
  const ofConnector = Math.min(1, phases.length / info.phases.length);
  const exportMaxW = Math.floor(Math.min(need.exportMaxW * ofBattery, (info.exportMaxW ?? 0) * ofConnector));
  const leastW = Math.max(need.powerMinW * ofBattery, exportMaxW > 0 ? 0 : info.powerMinW * ofConnector);
  return {
    ...need,
    connector: info.connector,
    version: plug.version,
    powerMaxW: Math.floor(Math.min(need.powerMaxW * ofBattery, info.powerMaxW * ofConnector)),
    powerMinW: Math.ceil(leastW),
    exportMaxW,
    phases,
  };
}
