import type { Band } from "../../core.js";
import type { Limit } from "../../link/holder.js";
import { validUnderCap } from "../../link/holder-limit.js";
import { bandAt, fallbackBand, partOf } from "../../link/lease.js";
import type { ConnectorInfo, Reason, Schedule } from "../../messages.js";
import type { AgentId, DurationMs, MonoMs, Watts } from "../../units.js";
import { tighter } from "../base.js";
import { shareOut } from "../share-out.js";
import { quietMs } from "../quiet.js";
import { carriedBy, fallbackShares, type Plug, type Station } from "./station.js";

/** Metered W above a limit that is noise, not overdraw. */
export const meterSlackW = 60;
const overdrawMs = 2000;

/** The connectors' ports and meters: what each may draw now, and whether it does. */
export class Connectors {
  private readonly meters = new Map<number, Watts>();
  private readonly people = new Map<number, Watts>();
  /** When the first report above the band came. */
  private readonly overSince = new Map<number, MonoMs>();
  /** Until when a report is waited for, where the last one is above the band. */
  private readonly silences = new Map<number, object>();
  private upEmergency = "";

  constructor(
    private readonly station: Station,
    /** The band last told to a port. */
    private readonly appliedBand: (connector: number) => Band | undefined,
  ) {}

  personLimit(connector: number, maxW: Watts | undefined): void {
    if (maxW === undefined) this.people.delete(connector);
    else this.people.set(connector, maxW);
  }
  unplugged(connector: number): void {
    this.meters.delete(connector);
    this.people.delete(connector);
    this.overSince.delete(connector);
  }
  meteredW(): Watts {
    let total = 0;
    for (const w of this.meters.values()) total += w;
    return Math.round(total);
  }
  /** No connector draws more than it may now, or feeds more back. */
  metersFit(): boolean {
    return this.station.config.connectors.every((info) => {
      const { band } = this.limit(info);
      const powerW = this.meters.get(info.connector) ?? 0;
      return powerW <= Math.max(0, band.maxW) + meterSlackW && powerW >= Math.min(0, band.minW) - meterSlackW;
    });
  }

  /** CP-LEASE-11: at the port min(own lease, battery's lease, connector, person's limit, emergency), whatever the battery says. */
  limit(info: ConnectorInfo): Limit {
    const { connector } = info;
    const { up } = this.station;
    const own = up.limit(connector);
    const plug = this.station.plugs.get(connector);
    const reasons: Reason[] = [...own.reasons];
    let { band } = own;
    let nextInMs = own.nextInMs;
    if (plug === undefined) return { ...own, band: { minW: 0, maxW: 0 }, reasons: [], nextInMs: undefined };
    const child = this.childBand(plug);
    band = tighter(band, child.band);
    if (child.nextInMs !== undefined) nextInMs = Math.min(nextInMs ?? child.nextInMs, child.nextInMs);
    for (const [reason, cap] of this.caps(info, plug)) {
      if (cap.maxW >= band.maxW && cap.minW <= band.minW) continue;
      band = tighter(band, cap);
      reasons.unshift(reason);
    }
    if (band.maxW > 0 && band.maxW < this.minimumOf(plug, info)) {
      band = { minW: Math.min(band.minW, 0), maxW: 0 };
      reasons.unshift("MINIMUM_POWER");
    }
    const fallback = { importW: fallbackShares(this.station).get(connector) ?? 0, exportW: 0 };
    return { ...own, band, reasons, nextInMs, validForMs: validUnderCap(up, own, band, fallback) };
  }

  /** What bounds a connector beside its leases: what it carries, a person, an emergency. */
  private caps(info: ConnectorInfo, plug: Plug): readonly (readonly [Reason, Band])[] {
    const { powerMaxW, exportMaxW = 0 } = carriedBy(info, plug);
    const people = this.people.get(info.connector);
    const share = this.emergencyShare(info.connector);
    const caps: (readonly [Reason, Band])[] = [["EQUIPMENT", { minW: 0 - exportMaxW, maxW: powerMaxW }]];
    if (people !== undefined) caps.push(["PERSON", { minW: 0 - people, maxW: people }]);
    if (share !== undefined) caps.push(["EMERGENCY", { minW: 0 - share.exportW, maxW: share.importW }]);
    return caps;
  }

  private minimumOf(plug: Plug, info: ConnectorInfo): Watts {
    const stated = this.station.up.needs.find((part) => part.connector === plug.connector);
    return stated?.powerMinW ?? info.powerMinW;
  }

  private childBand(plug: Plug): { band: Band; nextInMs: DurationMs | undefined } {
    const schedule: Schedule | undefined = partOf(this.station.desk.current(plug.holder), 1);
    const fallback = {
      ...this.station.desk.ledger.fallbackOf(plug.holder),
      rampWPerS: this.station.config.fallback.rampWPerS,
    };
    if (schedule === undefined) return { band: fallbackBand(fallback), nextInMs: undefined };
    const view = bandAt(schedule, fallback, this.station.up.terms.scheduleInterval());
    return {
      band: view.band,
      nextInMs: view.nextInMs === undefined ? undefined : view.nextInMs / this.station.context.speed,
    };
  }

  /** A connector's part of an emergency's caps, W ≥ 0. */
  private emergencyShare(connector: number): { readonly importW: Watts; readonly exportW: Watts } | undefined {
    const cap = this.station.up.terms.emergencyCap();
    if (cap === undefined) return undefined;
    const share = (totalW: Watts, of: (band: Band) => Watts, leastW: (info: ConnectorInfo) => Watts): Watts => {
      const claims = this.station.config.connectors.map((info) => ({
        key: info.connector,
        wantsW: this.station.plugs.has(info.connector)
          ? Math.max(0, of(this.station.up.limit(info.connector).band))
          : 0,
        minW: leastW(info),
      }));
      return shareOut(totalW, claims).get(connector) ?? 0;
    };
    return {
      importW: share(
        cap.importW,
        ({ maxW }) => maxW,
        ({ powerMinW }) => powerMinW,
      ),
      exportW: share(
        cap.exportW,
        ({ minW }) => -minW,
        () => 0,
      ),
    };
  }

  /** The batteries hear of an emergency too, so that their own forecasts know; the port enforces it anyway. */
  passEmergencyDown(): void {
    const cap = this.station.up.terms.emergencyCap();
    const key = JSON.stringify(cap ?? null);
    if (key === this.upEmergency || (cap === undefined && this.upEmergency === "")) return;
    this.upEmergency = cap === undefined ? "" : key;
    const caps = new Map<AgentId, { importMaxW: Watts; exportMaxW: Watts; reasons: readonly Reason[] }>();
    for (const plug of this.station.plugs.values()) {
      caps.set(plug.holder, {
        importMaxW: this.emergencyShare(plug.connector)?.importW ?? 1_000_000,
        exportMaxW: this.emergencyShare(plug.connector)?.exportW ?? 1_000_000,
        reasons: ["EMERGENCY"],
      });
    }
    const durationMs =
      cap === undefined
        ? 0
        : Math.max(1, Math.round((cap.until - this.station.context.now.mono) * this.station.context.speed));
    this.station.desk.emergency(caps, durationMs);
  }

  metered(connector: number, powerW: Watts): void {
    this.meters.set(connector, powerW);
    this.station.context.timers.clear(this.silences.get(connector));
    this.silences.delete(connector);
    this.watchOverdraw(connector, powerW);
  }

  /** A port was told less: what its meter said last is too much now, if it is silent for longer than any ramp takes. */
  recheck(): void {
    for (const [connector, powerW] of this.meters)
      if (!this.silences.has(connector) && this.excessOf(connector, powerW) !== undefined) this.awaitReport(connector);
  }

  /** A meter that only says what changes says nothing more while an overdraw goes on. */
  private awaitReport(connector: number): void {
    const { now, speed, timers } = this.station.context;
    const timer = timers.set(now.mono + quietMs / speed, () => {
      this.silences.delete(connector);
      const excess = this.excessOf(connector, this.meters.get(connector) ?? 0);
      if (excess !== undefined) this.bookOverdraw(connector, excess);
    });
    this.silences.set(connector, timer);
  }

  /** CP-LEDGER-7: a battery beyond its port's band for longer than a ramp is booked at what it draws or feeds back. */
  private watchOverdraw(connector: number, powerW: Watts): void {
    const excess = this.excessOf(connector, powerW);
    if (excess === undefined) {
      const plug = this.station.plugs.get(connector);
      this.overSince.delete(connector);
      if (plug !== undefined) this.station.desk.ledger.setOverdraw(plug.holder, 0);
      return;
    }
    const { now, speed } = this.station.context;
    const since = this.overSince.get(connector) ?? now.mono;
    this.overSince.set(connector, since);
    if ((now.mono - since) * speed > overdrawMs) this.bookOverdraw(connector, excess);
    else this.awaitReport(connector);
  }

  /** What a connector's meter says beyond what its port was told; undefined within it. */
  private excessOf(connector: number, powerW: Watts): Excess | undefined {
    const plug = this.station.plugs.get(connector);
    const band = this.appliedBand(connector) ?? { minW: 0, maxW: 0 };
    const allowedW = powerW >= 0 ? band.maxW : Math.min(0, band.minW);
    const fits = Math.abs(powerW) <= Math.abs(allowedW) * 1.02 + meterSlackW;
    return plug === undefined || fits ? undefined : { holder: plug.holder, powerW, allowedW };
  }

  private bookOverdraw(connector: number, { holder, powerW, allowedW }: Excess): void {
    const detail = `${String(Math.round(powerW))} W on connector ${String(connector)}, ${String(allowedW)} W allowed`;
    this.station.context.alarm("OVERDRAW", detail, holder);
    const overW = Math.ceil(Math.abs(powerW - allowedW));
    this.station.desk.ledger.setOverdraw(holder, powerW < 0 ? -overW : overW);
    this.overSince.delete(connector);
  }
}

/** W metered and W allowed at the connector of a holder. */
interface Excess {
  readonly holder: AgentId;
  readonly powerW: Watts;
  readonly allowedW: Watts;
}
