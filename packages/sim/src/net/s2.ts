import {
  type AgentId,
  type DurationMs,
  type Envelope,
  type LeaseVersion,
  type Terms,
  type Watts,
} from "@chargepact/protocol";
import type { Checker, LifeChange, Look, Meter, Report, Step } from "./history.js";
import { mostAt } from "./terms-at.js";

/** Whose equipment it is, and how long ago the time may be that its grantor counts by, ms. */
export interface HolderOf {
  readonly holder: AgentId;
  readonly lagMs: DurationMs;
}

interface Held {
  readonly version: LeaseVersion;
  readonly terms: Terms;
  /** When it has run out by the slowest clock that is allowed, ms. */
  deadline: number;
}
interface Link {
  readonly sent: Map<string, number>;
  held: Held[];
  /** An emergency that it heard of last, and the last that it has acknowledged: until the Hello is answered it obeys none. */
  told: Cap | undefined;
  cap: Cap | undefined;
}
interface Cap {
  readonly name: LeaseVersion;
  readonly importW: Watts;
  readonly fromMs: number;
  readonly untilMs: number;
}

/** Clocks may run off by a thousandth; ttl is counted by the holder's. */
const slowest = 1.002;
const keptMs = 2_000_000;

/**
 * S2: equipment that obeys its port is never allowed more than a lease that its agent was given and that has not run out
 * by any clock, or its own failsafe. Reckoned from what was said alone: first sending of the echoed request, ttl, schedule.
 */
export class S2 implements Checker {
  readonly id = "S2";
  private readonly links = new Map<string, Link>();
  private readonly lags: ReadonlyMap<AgentId, DurationMs>;

  constructor(
    holders: readonly HolderOf[],
    private readonly report: Report,
  ) {
    this.lags = new Map(holders.map(({ holder, lagMs }) => [holder, lagMs]));
  }

  /** What an earlier life asked for is nothing to this one. */
  lived({ agent, what }: LifeChange): void {
    if (what !== "began") return;
    for (const [key, link] of this.links) if (key.startsWith(`${agent}>`)) link.sent.clear();
  }

  stepped({ agent, atMs, event, effects }: Step): void {
    if (!this.lags.has(agent)) return;
    if (event.kind === "start" && event.lost) this.forget(agent);
    if (event.kind === "message") this.heard(this.link(agent, event.envelope.sender), event.envelope, atMs);
    for (const effect of effects) {
      if (effect.kind === "send") this.said(this.link(agent, effect.to), effect.envelope, atMs);
    }
  }

  /** With its store it lost what an emergency said. */
  private forget(agent: AgentId): void {
    for (const [key, link] of this.links) if (key.startsWith(`${agent}>`)) link.told = link.cap = undefined;
  }

  looked(look: Look): void {
    const { scheduleMs } = look;
    if (scheduleMs === undefined) return;
    for (const meter of look.meters) {
      const lagMs = this.lags.get(meter.agent);
      if (lagMs !== undefined && meter.obeys && meter.up) this.judge(meter, { atMs: look.atMs, scheduleMs, lagMs });
    }
  }

  private judge(
    meter: Meter,
    at: { readonly atMs: number; readonly scheduleMs: number; readonly lagMs: number },
  ): void {
    if (meter.grantor === undefined) return;
    const link = this.links.get(`${meter.agent}>${meter.grantor}`);
    const { atMs } = at;
    if (link !== undefined) link.held = link.held.filter(({ deadline }) => deadline >= atMs);
    const span = { fromS: (at.scheduleMs - at.lagMs) / 1000, toS: at.scheduleMs / 1000 };
    const leasedW = Math.max(0, ...(link?.held ?? []).map(({ terms }) => mostAt(terms, span)));
    const mostW = Math.max(leasedW, meter.failsafe.importW);
    const { importW } = meter.allowed;
    if (importW > mostW + 1) {
      this.say(
        meter,
        atMs,
        `may import ${Math.round(importW)} W; leases ${leasedW} W, failsafe ${meter.failsafe.importW} W`,
      );
    }
    const { cap } = link ?? {};
    if (cap === undefined || atMs < cap.fromMs || atMs > cap.untilMs) return;
    if (importW > Math.max(cap.importW, meter.failsafe.importW) + 1) {
      this.say(meter, atMs, `may import ${Math.round(importW)} W in an emergency that caps it at ${cap.importW} W`);
    }
  }

  private heard(link: Link, { body, epoch }: Envelope, atMs: number): void {
    switch (body.kind) {
      case "commit": {
        const sentAt = link.sent.get(`${body.echo.epoch}/${body.echo.seq}`);
        if (sentAt === undefined) return;
        const held = { version: body.version, terms: body.terms.value, deadline: sentAt + body.ttlMs * slowest };
        const known = link.held.find((each) => compare(each.version, body.version) === 0);
        if (known === undefined) link.held.push(held);
        else known.deadline = Math.max(known.deadline, held.deadline);
        return;
      }
      case "renewAck": {
        const sentAt = link.sent.get(`${body.echo.epoch}/${body.echo.seq}`);
        const known = link.held.find((each) => compare(each.version, body.version) === 0);
        if (sentAt !== undefined && known !== undefined) {
          known.deadline = Math.max(known.deadline, sentAt + body.ttlMs * slowest);
        }
        return;
      }
      case "emergency": {
        const { number, importMaxW: importW, durationMs } = body;
        // Said again, it lasts no longer.
        if (link.told !== undefined && compare({ epoch, counter: number }, link.told.name) === 0) return;
        link.told = {
          name: { epoch, counter: number },
          importW,
          fromMs: atMs + 20_000,
          untilMs: atMs + durationMs / slowest,
        };
        return;
      }
      default:
        return;
    }
  }

  private said(link: Link, { body, epoch, seq }: Envelope, atMs: number): void {
    const key = `${epoch}/${seq}`;
    if (!link.sent.has(key)) {
      link.sent.set(key, atMs);
      for (const [old, at] of link.sent) {
        if (at > atMs - keptMs) break;
        link.sent.delete(old);
      }
    }
    const { told, cap } = link;
    if (body.kind === "emergencyAck" && told?.name.counter === body.number) {
      if (cap === undefined || compare(told.name, cap.name) > 0) link.cap = told;
    }
    // What it said it had taken, or given back, ends what was before.
    if (body.kind === "commitAck" && body.taken) link.held = link.held.filter(isNot(body.version, false));
    else if (body.kind === "revokeAck") link.held = link.held.filter(isNot(body.version, true));
    else if (body.kind === "release" && body.version !== undefined) {
      link.held = link.held.filter(isNot(body.version, true));
    }
  }

  private link(holder: AgentId, grantor: AgentId): Link {
    const key = `${holder}>${grantor}`;
    let link = this.links.get(key);
    if (link === undefined)
      this.links.set(key, (link = { sent: new Map<string, number>(), held: [], told: undefined, cap: undefined }));
    return link;
  }

  private say({ agent, grantor }: Meter, atMs: number, detail: string): void {
    this.report({
      id: "S2",
      atMs,
      agents: grantor === undefined ? [agent] : [agent, grantor],
      detail: `${agent} ${detail}`,
    });
  }
}

const compare = (a: LeaseVersion, b: LeaseVersion): number => a.epoch - b.epoch || a.counter - b.counter;
/** Later than a version, or also that one itself. */
const isNot =
  (version: LeaseVersion, itself: boolean) =>
  (held: Held): boolean =>
    compare(held.version, version) > (itself ? 0 : -1);
