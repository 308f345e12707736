import type { Reason } from "../../messages.js";
import type { AgentId, DurationMs, MonoMs, ScheduleMs, Watts } from "../../units.js";
import type { Facts } from "../../core.js";
import type { Capacity, EmergencySource } from "./capacity.js";
import { quietMs } from "../quiet.js";
import type { Site } from "./site.js";

/** Power over the capacity at the connection point that is not a passing ramp, W and schedule ms. */
const overdrawW = 100;
const overdrawMs = 2000;
/** The same over what the operator above grants, which may just have fallen: all below have to ramp first. */
const overdrawAboveMs = 10_000;
/** How long power that nobody answers for stays booked, schedule ms. */
const unexplainedMs = 300_000;
/** Fact: what the port said. */
const key = "emergency";

/** Lowers everybody at once when the capacity falls, and notices when more flows than was given away. */
export class EmergencyDesk {
  /** When what each source caps ends, mono ms. */
  private readonly ends = new Map<EmergencySource, MonoMs>();
  private capped = false;
  private overSince: MonoMs | undefined;
  private quiet: object | undefined;
  private powerW: Watts = 0;

  constructor(
    private readonly site: Site,
    private readonly capacity: Capacity,
  ) {}

  /** CP-EMERG-1: what its own port said in an earlier life goes on; the operator above says its own again. */
  restore(facts: Facts): void {
    const stored = facts[key] as { readonly importW: Watts; readonly untilT: ScheduleMs } | undefined;
    if (stored === undefined) return;
    const leftMs = stored.untilT - this.site.nowS() * 1000;
    if (leftMs > 0) {
      this.set("port", stored.importW, leftMs);
      this.capped = true;
    } else this.site.context.persist(key, undefined);
  }

  /** Caps first, then a plan within what is left (CP-EMERG-2). `durationMs` in schedule time; 0 ends it. */
  begin(source: EmergencySource, importMaxW: Watts, durationMs: DurationMs): void {
    const { context } = this.site;
    const { now, speed } = context;
    this.set(source, importMaxW, durationMs);
    if (source === "port") {
      const untilT = this.site.nowS() * 1000 + durationMs;
      context.persist(key, durationMs === 0 ? undefined : { importW: importMaxW, untilT });
    }
    if (durationMs > 0) this.capped = true;
    const leftMs = (Math.max(now.mono, ...this.ends.values()) - now.mono) * speed;
    if (leftMs <= 0) this.lift();
    else if (this.capped) this.site.desk.emergency(this.caps(this.capacity.leastSoonW()), Math.ceil(leftMs));
    this.site.trigger("emergency", true);
  }

  private set(source: EmergencySource, importW: Watts, durationMs: DurationMs): void {
    const { now, timers, speed } = this.site.context;
    if (durationMs === 0) {
      this.ends.delete(source);
      this.capacity.setEmergency(source, undefined);
      return;
    }
    const until = now.mono + durationMs / speed;
    this.ends.set(source, until);
    this.capacity.setEmergency(source, { importW, until });
    timers.set(until, () => {
      if (this.ends.get(source) === until) this.begin(source, 0, 0);
    });
  }

  /** Once the leases fit by themselves the caps are lifted; the capacity stays lowered until the emergency ends. */
  settle(): void {
    const { desk } = this.site;
    if (!this.capped || desk.ledger.firstOver(this.site.nowS()) !== undefined || desk.waitsForDecrease()) return;
    this.lift();
    this.site.trigger("emergency fits");
  }

  private lift(): void {
    if (!this.capped) return;
    this.capped = false;
    this.site.desk.emergency(this.caps(Number.POSITIVE_INFINITY), 0);
  }

  /** Everybody's share of what is left, in proportion to what each may draw now. */
  private caps(availableW: Watts): Map<AgentId, { importMaxW: Watts; exportMaxW: Watts; reasons: readonly Reason[] }> {
    const { ledger } = this.site.desk;
    const nowS = this.site.nowS();
    const drawn = new Map(ledger.holders().map((holder) => [holder, ledger.importAt(holder, nowS)]));
    const total = [...drawn.values()].reduce((sum, w) => sum + w, 0);
    const share = total <= availableW || total === 0 ? 1 : Math.max(0, availableW) / total;
    const exportMaxW = this.capacity.exportW;
    return new Map(
      [...drawn].map(([holder, w]) => [
        holder,
        { importMaxW: Math.floor(w * share), exportMaxW, reasons: ["EMERGENCY"] as const },
      ]),
    );
  }

  /** Power over the capacity that stays is somebody's overdraw: book it and take it from the others (CP-LEDGER-7). */
  metered(powerW: Watts): void {
    this.powerW = powerW;
    const { now, speed, timers } = this.site.context;
    const { allowedW: ownW, aboveW } = this.capacity;
    const allowedW = Math.min(ownW, aboveW);
    // Whoever was capped just now has to ramp first; who does not do it at all is made up for by the others.
    const leftW = this.capped ? this.capacity.leastSoonW() : Number.POSITIVE_INFINITY;
    const toleratedMs = powerW > ownW + overdrawW && !this.capped ? overdrawMs : overdrawAboveMs;
    if (powerW <= allowedW + overdrawW || leftW <= 0) {
      this.overSince = undefined;
      return;
    }
    if (this.overSince === undefined) {
      this.overSince = now.mono;
      // A meter that only says what changes says nothing more while it goes on.
      timers.clear(this.quiet);
      this.quiet = timers.set(now.mono + quietMs / speed, () => {
        if (this.overSince !== undefined) this.metered(this.powerW);
      });
    }
    if ((now.mono - this.overSince) * speed < toleratedMs) return;
    this.overSince = undefined;
    const extraW = Math.ceil(Math.min(powerW - allowedW, leftW));
    this.site.context.alarm("OVERDRAW", `${String(Math.round(powerW))} W metered, ${String(allowedW)} W allowed`);
    this.capacity.addUnexplained(extraW);
    timers.set(now.mono + unexplainedMs / speed, () => {
      this.capacity.addUnexplained(-extraW);
      this.site.trigger("overdraw ended");
    });
    this.begin("overdraw", allowedW, unexplainedMs);
  }
}
